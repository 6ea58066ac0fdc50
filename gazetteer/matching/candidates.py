"""Which stored names may be the one asked for: those that share a blocking key, the likeliest first."""

from __future__ import annotations

import heapq
from collections import defaultdict

from gazetteer.index.reading import Index
from gazetteer.matching.policy import ResolvePolicy
from gazetteer.matching.query import Query
from normalize.keys import name_keys


def find_names(index: Index, query: Query, policy: ResolvePolicy) -> dict[int, list[int]]:
    """Return the numbers of entities with the numbers of their names worth judging, both likeliest first."""
    worth: dict[int, float] = defaultdict(float)
    for key in name_keys(query.name, kind=query.kind, language=query.language):
        postings = index.postings(key)
        length = len(postings)
        family = key[0]
        if not length or (length > policy.longest_postings and family != "f"):
            continue
        value = policy.keys[family]
        if family in "wt":
            value /= 1 + length.bit_length() / policy.rarity_bits
        if family in "st":
            value *= min(1.0, (len(key) - 2) / policy.telling_consonants)
        for name in postings:
            worth[name] += value
    return _choose(index, worth, query, policy)


def _choose(index: Index, worth: dict[int, float], query: Query, policy: ResolvePolicy) -> dict[int, list[int]]:
    """Take the names of most worth, few of one entity; of equal ones those of as many words as the query first."""
    if len(worth) > policy.names:
        spaces = query.name.count(" ")
        least = heapq.nlargest(policy.names * policy.names_per_entity, worth.values())[-1]
        near = [name for name, value in worth.items() if value >= least]
        near.sort(key=lambda name: (-worth[name], abs(index.name_text(name).count(" ") - spaces), name))
    else:
        near = sorted(worth, key=lambda name: (-worth[name], name))
    found: dict[int, list[int]] = {}
    judged = 0
    for name in near:
        if judged >= policy.names:
            break
        entity = index.name_entity(name)
        names = found.get(entity)
        if names is None:
            if query.kind is not None and index.entity_kind(entity) != query.kind:
                continue
            found[entity] = [name]
        elif len(names) < policy.names_per_entity:
            names.append(name)
        else:
            continue
        judged += 1
    return found
