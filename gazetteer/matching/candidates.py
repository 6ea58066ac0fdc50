"""Which stored names may be the one asked for: tiers of keys, from the same letters to words that share a skeleton."""

from __future__ import annotations

import heapq
import re
from collections import defaultdict
from collections.abc import Iterator

from gazetteer.index.interface import NameIndex
from gazetteer.matching.policy import ResolvePolicy
from gazetteer.matching.query import Query
from normalize.folding import fold
from normalize.keys import form_keys, loose_keys, rough_keys, written_keys
from normalize.parsing import kind_shown
from normalize.scripts import SCRIPT_OF
from normalize.vocabulary import EntityKind, Key

_INITIAL = re.compile(r"\b(\w)\.")
"""A single letter with a full stop."""

WRITTEN = 1
"""The number of the tier of names that a system writes like the query."""

Found = dict[int, list[int]]
"""Numbers of entities with the numbers of their names worth judging, both likeliest first."""


def find_tiers(index: NameIndex, query: Query, policy: ResolvePolicy) -> Iterator[Found]:
    """Yield the names worth judging in tiers: same normal form; same normal form by some system; same rough form; a
    shared skeleton or word.

    A name that shows itself to be an organization's has its loose keys alone, so that words for bodies are not names.
    A tier is only looked up when it is asked for, and leaves out what an earlier one gave.
    """
    same = _same_form(index, query, form_keys(query.name, language=query.language), {})
    yield same
    written = _same_form(index, query, written_keys(query.name), same)
    yield written
    keys = rough_keys(query.name, kind=query.kind)
    rough = _same_rough(index, query, policy, keys, {**same, **written})
    yield rough
    shown: EntityKind | None = "organization" if kind_shown(query.name) == "organization" else None
    keys += loose_keys(query.name, kind=query.kind or shown)
    yield _loosely_alike(index, query, policy, keys, same, written, rough)


def _same_form(index: NameIndex, query: Query, keys: tuple[Key, ...], known: Found) -> Found:
    """Entities with a name of the same normal form, each with all of them."""
    found: Found = {}
    for key in keys:
        for name in index.postings(key):
            entity = index.name_entity(name)
            if entity in found:
                found[entity].append(name)
            elif entity not in known and _is_kind(index, entity, query):
                found[entity] = [name]
    return found


def _same_rough(index: NameIndex, query: Query, policy: ResolvePolicy, keys: tuple[Key, ...], known: Found) -> Found:
    """Entities with a name of the same rough form, each by the few names nearest in length.

    Of a name of several words those in letters of its sort are nearer, and of as many words.
    """
    found: Found = {}
    for key in keys:
        for name in index.postings(key):
            entity = index.name_entity(name)
            if entity in found:
                found[entity].append(name)
            elif entity not in known and len(found) < policy.rough_entities and _is_kind(index, entity, query):
                found[entity] = [name]
    length, spaces, plain = len(query.name), query.name.count(" "), query.name.isascii()
    script = SCRIPT_OF[query.name[0]]
    most = policy.names_per_entity if spaces > 1 else policy.rough_names_per_entity

    def remoteness(name: int) -> tuple[bool, bool, int, int, int]:
        text = index.name_text(name)
        other = SCRIPT_OF[text[0]] != script
        return (
            other,
            spaces > 1 and text.isascii() != plain,
            abs(text.count(" ") - spaces),
            abs(len(text) - length),
            name,
        )

    for names in found.values():
        if len(names) > most:
            names.sort(key=remoteness)
            del names[most:]
    return found


def _loosely_alike(
    index: NameIndex, query: Query, policy: ResolvePolicy, keys: tuple[Key, ...], *known: Found
) -> Found:
    """Entities by the keys their names share with the query, rare and long keys counting most."""
    worth: dict[int, float] = defaultdict(float)
    shared = sorted((count, key) for key in keys if (count := index.posting_count(key)))
    read = 0
    for length, key in shared:
        read += length
        if read > policy.most_postings and worth:
            break
        value = _worth(key, length, policy)
        for name in index.postings(key):
            worth[name] += value
    judged = {name for found in known for names in found.values() for name in names}
    found: Found = {}
    taken: dict[int, int] = defaultdict(int)
    count = 0
    for name in _ranked(index, worth, query, policy):
        if count >= policy.names:
            break
        entity = index.name_entity(name)
        if name in judged or taken[entity] >= policy.names_per_entity or not _is_kind(index, entity, query):
            continue
        found.setdefault(entity, []).append(name)
        taken[entity] += 1
        count += 1
    return found


def _worth(key: Key, length: int, policy: ResolvePolicy) -> float:
    family = key[0]
    value = policy.keys[family]
    if family in "wt":
        value /= 1 + length.bit_length() / policy.rarity_bits
    if family in "st":
        value *= min(1.0, (len(key) - 2) / policy.telling_consonants)
    return value


def _ranked(index: NameIndex, worth: dict[int, float], query: Query, policy: ResolvePolicy) -> list[int]:
    """Names of most worth first; of equal ones those in letters of the query's sort and of as many words."""
    most = 2 * policy.names * policy.names_per_entity
    initials = _initials(query.name)
    if initials:
        worth = {name: value + _share_initials(index.name_text(name), initials) for name, value in worth.items()}
    near = heapq.nlargest(most, worth, key=worth.__getitem__) if len(worth) > most else list(worth)
    spaces = query.name.count(" ")
    plain = query.name.isascii()

    def rank(name: int) -> tuple[float, bool, int, int]:
        text = index.name_text(name)
        return -worth[name], text.isascii() != plain, abs(text.count(" ") - spaces), name

    near.sort(key=rank)
    return near


def _initials(text: str) -> frozenset[str]:
    """Return the letters that stand for names, with a full stop, in normal form."""
    if "." not in text:
        return frozenset()
    return frozenset(filter(None, map(fold, _INITIAL.findall(text))))


def _share_initials(name: str, initials: frozenset[str]) -> float:
    """Return which part of some initials words of a name begin with: less than 1, so that it parts equals only."""
    begins = {word[:1] for word in fold(name).split()}
    return len(initials & begins) / (len(initials) + 1)


def _is_kind(index: NameIndex, entity: int, query: Query) -> bool:
    return query.kind is None or index.entity_kind(entity) == query.kind
