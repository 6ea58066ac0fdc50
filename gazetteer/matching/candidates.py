"""Which stored names may be the one asked for: tiers of keys, from the same letters to words that share a skeleton."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from gazetteer.index.interface import NameIndex
from gazetteer.matching.policy import ResolvePolicy
from gazetteer.matching.query import Query
from gazetteer.matching.scripts import first_script
from normalize.folding import fold
from normalize.keys import form_keys, loose_keys, told_keys, whole_keys, written_keys
from normalize.parsing import kind_shown, parse_name, shows_a_body
from normalize.parts import MAX_WORDS, words_of
from normalize.scripts import ABJADS, script_numbers
from normalize.vocabulary import EntityKind, Key

_INITIAL: Final = re.compile(r"\b(\w)\.")
"""A single letter with a full stop."""

WRITTEN: Final = 1
"""The number of the tier of names that a system writes like the query."""

Found = dict[int, list[int]]
"""Numbers of entities with the numbers of their names worth judging, both likeliest first."""


def find_tiers(index: NameIndex, query: Query, policy: ResolvePolicy) -> Iterator[Found]:
    """Yield the names worth judging in tiers: same normal form; same normal form by some system; same rough form, then
    without whose a body is; a shared skeleton or word.

    A name that shows itself to be an organization's has its loose keys alone, so that words for bodies are not names;
    so are its rough keys asked first, those of any kind after them. A name without words has the first two tiers alone.
    A tier is only looked up when it is asked for, and leaves out what an earlier one gave.
    """
    same = _same_form(index, query, form_keys(query.name, language=query.language), {})
    yield same
    written = _same_form(index, query, written_keys(query.name), same)
    yield written
    if not words_of(query.name):
        return
    shown: EntityKind | None = "organization" if kind_shown(query.name) == "organization" else None
    kind = query.kind or shown
    alone = kind != query.kind and shows_a_body(query.name)
    keys = whole_keys(query.name, kind=kind if alone else query.kind)
    rough = _same_rough(index, query, policy, keys, {**same, **written})
    yield rough
    told = told_keys(query.name, kind=kind)
    others = tuple([key for key in whole_keys(query.name) if key not in keys]) if alone else ()
    less: Found = {}
    if told or others:
        less = _same_rough(index, query, policy, (*others, *told), {**same, **written, **rough})
    yield less
    keys += told
    keys += loose_keys(query.name, kind=kind)
    yield from _loosely_alike(index, query, policy, keys, same, written, rough, less)


def _same_form(index: NameIndex, query: Query, keys: tuple[Key, ...], known: Found) -> Found:
    """Entities with a name of the same normal form, each with all of them."""
    found = index.gather(keys)
    if known or query.kind is not None:
        return {entity: names for entity, names in found.items() if _is_new(index, query, entity, known)}
    return found


def _same_rough(index: NameIndex, query: Query, policy: ResolvePolicy, keys: tuple[Key, ...], known: Found) -> Found:
    """Entities with a name of the same rough form, each by the one nearest in writing.

    One that is the name asked for without its generic terms is nearest: "Qabala city" is Qabala rather than Gabala. Of
    what then looks otherwise some are judged, since the rest may lack a letter: "Republic of taly".
    """
    found: Found = {}
    written = _specific(query.name)
    most = 1 if written == query.name else policy.names_per_entity
    for entity, names in index.gather(keys).items():
        if _is_new(index, query, entity, known):
            if len(found) == policy.rough_entities:
                break
            found[entity] = index.nearest_names(names, written, script_numbers(), most) if len(names) > most else names
    return found


def _specific(name: str) -> str:
    """Return a name without its generic terms, as a stored name rather is."""
    parsed = parse_name(name, "place")
    return " ".join([part.text for part in parsed.words]) if parsed.generics and parsed.words else name


def _is_new(index: NameIndex, query: Query, entity: int, known: Found) -> bool:
    """Whether an entity was not found before and is of the kind asked for."""
    return entity not in known and _is_kind(index, query, entity)


def _is_kind(index: NameIndex, query: Query, entity: int) -> bool:
    return query.kind is None or index.entity_kind(entity) == query.kind


def _loosely_alike(
    index: NameIndex, query: Query, policy: ResolvePolicy, keys: tuple[Key, ...], *known: Found
) -> Iterator[Found]:
    """Entities by the keys their names share with the query, rare and long keys counting most.

    Names that share as much come together, those that share most first, and at least ``first_names`` of them. Names of
    bodies of many words more are left out where none is asked for.
    """
    judged = {name for found in known for names in found.values() for name in names}
    found: Found = {}
    taken: dict[int, int] = {}
    count, last = 0, 0.0
    longest = query.name.count(" ") + (policy.more_words if kind_shown(query.name) != "organization" else MAX_WORDS)
    unvowelled = first_script(query.name) in ABJADS
    most = policy.names_unvowelled if unvowelled else policy.names
    ranked = _ranked(index, query, policy, keys, unvowelled)
    least = _least_worth(query, ranked, policy, unvowelled)
    for name, worth in ranked:
        if count >= most or worth < least:
            break
        entity = index.name_entity(name)
        before = taken.get(entity, 0)
        if name in judged or before >= policy.names_per_entity or not _is_kind(index, query, entity):
            continue
        if index.entity_kind(entity) == "organization" and index.name_text(name).count(" ") > longest:
            continue
        if count >= policy.first_names and worth < last and found:
            yield found
            found = {}
        found.setdefault(entity, []).append(name)
        taken[entity] = before + 1
        count, last = count + 1, worth
    yield found


def _least_worth(query: Query, ranked: list[tuple[int, float]], policy: ResolvePolicy, unvowelled: bool) -> float:
    """Return what a name has to share to be judged.

    Nothing where initials or no vowels tell too little of it, or a generic term has it in a case of its own.
    """
    if not ranked or "." in query.name or unvowelled or kind_shown(query.name) == "place":
        return 0.0
    return ranked[0][1] * policy.least_share


def _ranked(
    index: NameIndex, query: Query, policy: ResolvePolicy, keys: tuple[Key, ...], unvowelled: bool
) -> list[tuple[int, float]]:
    """Names that share most with the query; of equal ones those that its initials may stand for the names of.

    Those in the script of the query come before others, but where it has no short vowels: others tell it more.
    """
    initials = _initials(query.name)
    values = [_worth(key, policy) for key in keys]
    sorts = b"" if unvowelled else script_numbers()
    if not initials:
        return index.rank(list(keys), values, policy.ranking, query.name, sorts)
    many = replace(policy.ranking, keep=policy.ranked_by_initials)
    found = index.rank(list(keys), values, many, query.name, sorts)
    shared = [(name, worth + _share_initials(index.name_text(name), initials)) for name, worth in found]
    return sorted(shared, key=lambda entry: -entry[1])[: policy.ranking.keep]


def _worth(key: Key, policy: ResolvePolicy) -> float:
    """A skeleton of few consonants is worth less than its family."""
    value = policy.keys[key[0]]
    return value if key[0] not in "st" else value * min(1.0, (len(key) - 2) / policy.telling_consonants)


def _initials(text: str) -> frozenset[str]:
    """Return the letters that stand for names, with a full stop, in normal form."""
    if "." not in text:
        return frozenset()
    return frozenset(filter(None, map(fold, _INITIAL.findall(text))))


def _share_initials(name: str, initials: frozenset[str]) -> float:
    """Return which part of some initials words of a name begin with: less than 1, so that it parts equals only."""
    begins = {fold(word[0])[:1] for word in name.replace("-", " ").split()}
    return len(initials & begins) / (len(initials) + 1)
