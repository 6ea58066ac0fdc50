"""Persons whose family name is the word asked for, where a little-known place, or one of other letters, has it."""

from __future__ import annotations

from gazetteer.index.interface import NameIndex
from gazetteer.matching.candidates import Found
from gazetteer.matching.policy import ResolvePolicy
from gazetteer.matching.query import Query
from normalize.folding import fold
from normalize.keys import sound_keys
from normalize.parts import words_of


def family_of(index: NameIndex, query: Query, policy: ResolvePolicy) -> Found:
    """Return the persons with a name that ends in the one word asked for, letter by letter, each with those names.

    None where more words are asked for, or where more names than are ever read have such a word.
    """
    words = words_of(query.name)
    if len(words) != 1:
        return {}
    keys = sound_keys(words[0].part)
    if sum([index.posting_count(key) for key in keys]) > policy.ranking.most:
        return {}
    asked = fold(query.name)
    found: Found = {}
    for entity, names in index.gather(keys).items():
        if index.entity_kind(entity) == "person":
            own = [name for name in names if fold(index.name_text(name)).split(" ")[-1] == asked]
            if own:
                found[entity] = own
    return found
