"""Entities with a stored name that another language of the script asked for reads the name as: Western Armenian."""

from __future__ import annotations

from typing import Final

from gazetteer.index.interface import NameIndex
from gazetteer.matching.policy import ResolvePolicy
from gazetteer.matching.query import Query
from gazetteer.matching.scoring import Scored, score_by_form
from gazetteer.matching.scripts import is_read_in_several
from normalize.folding import fold
from normalize.keys import form_keys
from normalize.parsing import kind_shown
from normalize.parts import words_of
from normalize.romanization import readings
from normalize.vocabulary import Key

FEWEST_WORDS: Final = 2
"""A single word read in another language may be many a name."""


def score_by_readings(index: NameIndex, query: Query, area: int | None, policy: ResolvePolicy) -> list[Scored]:
    """Return the entities with the name that systems of another language than the likeliest make of a name's letters.

    Of a name of one word alone there are none, none of one in Latin letters, without vowels or in several scripts, nor
    of a body: those are translated.
    """
    if len(words_of(query.name)) < FEWEST_WORDS or not is_read_in_several(query.name):
        return []
    if kind_shown(query.name) == "organization":
        return []
    read = readings(query.name, language=query.language)
    keys = dict.fromkeys([key for one in read if one.language != read[0].language for key in form_keys(one.text)])
    keys.pop(Key("f:" + fold(query.name)), None)
    found = index.gather(tuple(keys))
    return [
        score_by_form(index, entity, names, query, area, policy, by_system=True)
        for entity, names in found.items()
        if query.kind is None or index.entity_kind(entity) == query.kind
    ]
