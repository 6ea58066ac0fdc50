"""Which records speak of one entity: those that share an ID, of one kind, and never a town with its district."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from gazetteer.building.intake import Intake, tokens_of
from gazetteer.ids import rank_id
from gazetteer.model import Entity, feature_class


@dataclass(frozen=True, slots=True)
class Linkage:
    """Groups of record numbers by the ID that survives, the records refused with the reason, and pairs kept apart.

    A record that is neither in a group nor refused stands for itself.
    """

    groups: Mapping[str, tuple[int, ...]]
    refused: Mapping[int, str]
    conflicts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Facts:
    """What linking needs of a record."""

    id: str
    kind: str
    feature: str | None
    tokens: frozenset[str]
    source: int
    where: str


class _Forest:
    """Disjoint sets of records, each of one kind and at most one feature class."""

    def __init__(self, facts: Mapping[int, _Facts]) -> None:
        self._parents = {number: number for number in facts}
        self._kinds = {number: fact.kind for number, fact in facts.items()}
        self._features = {number: fact.feature for number, fact in facts.items()}

    def find(self, number: int) -> int:
        while self._parents[number] != number:
            self._parents[number] = self._parents[self._parents[number]]
            number = self._parents[number]
        return number

    def join(self, first: int, second: int) -> bool:
        """Make one set of two unless kinds or feature classes contradict; return whether they are one now."""
        first, second = self.find(first), self.find(second)
        if first == second:
            return True
        features = {self._features[first], self._features[second]} - {None}
        if self._kinds[first] != self._kinds[second] or len(features) > 1:
            return False
        self._parents[second] = first
        self._features[first] = next(iter(features), None)
        return True


def link(intake: Intake) -> Linkage:
    """Group the records of an intake that share an ID, their own or one elsewhere.

    Records are one entity only if their kinds are the same and their feature classes agree where both are known. Where
    no ID is given twice, the outcome depends on the records alone and not on the order of the sources. A second record
    of an ID is refused if it comes from the same source or contradicts the first.
    """
    clusters = list(_share_a_token(intake))
    facts = {number: _facts(intake, number) for cluster in clusters for number in cluster}
    forest = _Forest(facts)
    refused = _join_same_ids(facts, forest)
    order = sorted(facts.keys() - refused.keys(), key=lambda number: (rank_id(facts[number].id), number))
    place = {number: at for at, number in enumerate(order)}
    ordered = sorted(sorted(place[number] for number in cluster if number in place) for cluster in clusters)
    conflicts = _join_clusters([[order[at] for at in cluster] for cluster in ordered], facts, forest)
    groups: dict[int, list[int]] = {}
    for number in order:
        groups.setdefault(forest.find(number), []).append(number)
    merged = {facts[members[0]].id: tuple(members) for members in groups.values() if len(members) > 1}
    return Linkage(merged, refused, conflicts)


def _share_a_token(intake: Intake) -> Iterator[list[int]]:
    """Yield the records under each hash of an ID that more than one record has."""
    tokens, holders = np.array(intake.tokens, dtype=np.uint64), np.array(intake.holders, dtype=np.uint32)
    order = np.argsort(tokens, kind="stable")
    tokens, holders = tokens[order], holders[order]
    starts = np.flatnonzero(np.append(True, tokens[1:] != tokens[:-1])) if len(tokens) else np.zeros(0, dtype=np.intp)
    lengths = np.diff(np.append(starts, len(tokens)))
    for start, length in zip(starts[lengths > 1].tolist(), lengths[lengths > 1].tolist(), strict=True):
        yield holders[start : start + length].tolist()


def _facts(intake: Intake, number: int) -> _Facts:
    record = intake[number]
    entity: Entity = record.entity
    where = f"{record.path}:{record.line}"
    tokens = frozenset(tokens_of(entity))
    return _Facts(entity.id, entity.kind, feature_class(entity.feature), tokens, intake.sources[number], where)


def _join_same_ids(facts: Mapping[int, _Facts], forest: _Forest) -> dict[int, str]:
    firsts: dict[str, int] = {}
    refused: dict[int, str] = {}
    given: dict[tuple[str, int], int] = {}
    for number in sorted(facts):
        fact = facts[number]
        first = firsts.setdefault(fact.id, number)
        twin = given.setdefault((fact.id, fact.source), number)
        if twin != number:
            refused[number] = f"the ID {fact.id!r} is already given at {facts[twin].where}"
        elif not forest.join(first, number):
            refused[number] = f"the ID {fact.id!r} is something else at {facts[first].where}"
    return refused


def _join_clusters(clusters: Sequence[Sequence[int]], facts: Mapping[int, _Facts], forest: _Forest) -> tuple[str, ...]:
    conflicts: dict[str, None] = {}
    for cluster in clusters:
        heads: list[int] = []
        for number in cluster:
            partners = [head for head in heads if facts[head].tokens & facts[number].tokens]
            if any(forest.join(head, number) for head in partners):
                continue
            heads.append(number)
            for head in partners:
                shared = ", ".join(sorted(facts[head].tokens & facts[number].tokens))
                conflicts[f"{facts[head].id} and {facts[number].id} share {shared} and were kept apart"] = None
    return tuple(conflicts)
