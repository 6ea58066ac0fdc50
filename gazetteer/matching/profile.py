"""Which organization has the words asked for in its names taken together, where none of them is the name asked for."""

from __future__ import annotations

import math
from collections.abc import Set as AbstractSet
from heapq import nsmallest
from typing import Final, final

from mypy_extensions import mypyc_attr

from gazetteer.index.interface import NameIndex
from gazetteer.matching.bearers import bearers
from gazetteer.matching.belonging import bodies_called, owners
from gazetteer.matching.features import Features
from gazetteer.matching.policy import ProfilePolicy
from normalize.lexicon import lexicon
from normalize.likeness import Likeness, leftovers, liken
from normalize.parsing import ParsedName, parse_name
from normalize.parts import Part
from normalize.policies import Policy

VETOES: Final = ("number", "number_missing", "areas_swapped", "contrast", "generic")
"""Features of names that are those of two organizations, whatever words they share."""

_NOBODY: Final[frozenset[int]] = frozenset()


@final
@mypyc_attr(acyclic=True)
class Word:
    """A word asked for, what it tells (in nats), the organizations that have it, each with the names that do.

    ``own`` are those that are of what it says, and need not say so.
    """

    def __init__(self, part: Part, weight: float, bearing: dict[int, list[int]]) -> None:
        self.part: Final = part
        self.weight: Final = weight
        self.bearing: Final = bearing
        self.own: Final = set[int]()

    def is_of(self, entity: int) -> bool:
        """Return whether an organization has the word in a name, or is of what it says."""
        return entity in self.bearing or entity in self.own


@final
@mypyc_attr(acyclic=True)
class Profile:
    """An organization, its name with most of what was asked, how that is like it, and what speaks for it."""

    def __init__(self, entity: int, name: int, likeness: Likeness, features: Features) -> None:
        self.entity: Final = entity
        self.name: Final = name
        self.likeness: Final = likeness
        self.features: Final = features


def find_by_profile(
    index: NameIndex, asked: ParsedName, policy: ProfilePolicy, weighing: Policy, hidden: AbstractSet[int] = _NOBODY
) -> Profile | None:
    """Return the organization whose names together have most of the words asked for, by what they tell.

    ``hidden`` are names, by number, that are as if they were not there: the weights are fitted on names hidden in turn.
    """
    words = _words(index, asked, policy, hidden)
    if len(words) < policy.fewest:
        return None
    covered = _covered(index, words, policy)
    ranked = _most(covered, 2)
    if not ranked:
        return None
    rival = covered[ranked[1]] if len(ranked) > 1 else 0.0
    margin = (covered[ranked[0]] - rival) / sum([word.weight for word in words])
    if margin < policy.least_margin:
        return None
    return _judge(index, ranked[0], asked, words, margin, policy, weighing)


def _words(index: NameIndex, asked: ParsedName, policy: ProfilePolicy, hidden: AbstractSet[int]) -> list[Word]:
    """The words asked for, each once; the organizations of a state are found by the others."""
    words: dict[str, Word] = {}
    for part in asked.words:
        said = part.value if part.role != "name" else part.fold
        if said in words or part.role == "legal":
            continue
        bearing = bearers(index, part, policy.most_postings)
        if hidden:
            shown = {entity: [name for name in names if name not in hidden] for entity, names in bearing.items()}
            bearing = {entity: names for entity, names in shown.items() if names}
        weight = max(policy.least, math.log(policy.organizations / (len(bearing) + 1)))
        words[said] = Word(part, weight, bearing)
    return list(words.values())


def _covered(index: NameIndex, words: list[Word], policy: ProfilePolicy) -> dict[int, float]:
    """Organizations with what those words tell that their names have, or say of whom or what they are."""
    covered: dict[int, float] = {}
    for word in words:
        weight = word.weight
        for entity in word.bearing:
            covered[entity] = covered.get(entity, 0.0) + weight
    whose = lexicon().whose
    said = {word.part.value: word for word in words if word.part.role == "area" or word.part.value in whose}
    values = frozenset(said)
    for entity in _most(covered, policy.owned) if said else ():
        for value in owners(index, entity, values).union(
            [value for value in values if entity in bodies_called(index, value)]
        ):
            if not said[value].is_of(entity):
                said[value].own.add(entity)
                covered[entity] += said[value].weight
    return covered


def _most(covered: dict[int, float], count: int) -> list[int]:
    """Return the organizations that have most of what was asked, of equal ones the first."""
    return [entity for _, entity in nsmallest(count, [(-worth, entity) for entity, worth in covered.items()])]


def _judge(
    index: NameIndex,
    entity: int,
    asked: ParsedName,
    words: list[Word],
    margin: float,
    policy: ProfilePolicy,
    weighing: Policy,
) -> Profile | None:
    """Return what speaks for an organization, by the name of it that has most of what was asked; None if it is another.

    It is another where a field of work is asked for that its names have not.
    """
    has = [word for word in words if word.is_of(entity)]
    lacks = [word for word in words if not word.is_of(entity)]
    if any([_is_field(word) for word in lacks]):
        return None
    mass = sum([word.weight for word in has])
    shared: dict[int, float] = {}
    for word in has:
        for name in set(word.bearing.get(entity, ())):
            shared[name] = shared.get(name, 0.0) + word.weight
    least = policy.near_best * max(shared.values(), default=0.0)
    best: tuple[float, int, Likeness, float] | None = None
    for name in sorted(shared):
        worth = shared[name]
        if worth >= least:
            stored = parse_name(index.name_text(name), "organization")
            likeness = liken(asked, stored, weighing)
            told = _told(asked, stored, likeness, weighing)
            if best is None or worth * told > best[0]:
                best = worth * told, name, likeness, told
    if best is None or any([name in VETOES for name, _ in best[2].features]):
        return None
    features = [("told", min(1.0, mass / policy.much)), ("one_name", best[3]), ("no_rival", margin)]
    return Profile(entity, best[1], best[2], features + _other_words(lacks))


def _is_field(word: Word) -> bool:
    """Whether a word is known to say what a body works on or what it is like, and others are called so."""
    part = word.part
    return part.role in ("body", "generic") and part.value not in lexicon().bodies and bool(word.bearing)


def _other_words(lacks: list[Word]) -> Features:
    """Return what words for states and for bodies are asked for that an organization has not."""
    known = lexicon()
    features: Features = []
    for word in lacks:
        if word.part.role == "area":
            features.append(("other_state", 1.0))
        elif word.part.role == "body" and word.part.value in known.bodies:
            features.append(("other_sort" if word.part.value in known.sorts else "other_body", 1.0))
    return features


def _told(asked: ParsedName, stored: ParsedName, likeness: Likeness, weighing: Policy) -> float:
    """Return the part of a stored name, by weight, that has a partner in the name asked for."""
    pairing = likeness.pairing
    if pairing is None:
        return 0.0
    _, lacking = leftovers(asked, stored, pairing)
    whole = sum([weighing.weigh(part) for part in stored.words])
    return 1 - sum([weighing.weigh(part) for part in lacking]) / whole if whole else 0.0
