"""Which records speak of one entity: those that share an ID, of one kind, and never a town with its district."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gazetteer.building.groups import Groups
from gazetteer.building.intake import Intake, tokens_of
from gazetteer.ids import rank_id
from gazetteer.index.sorting import share_a_token
from gazetteer.model import Entity, feature_class


@dataclass(frozen=True, slots=True)
class Finding:
    """What linking by ID has to tell: a record refused with the reason, or (``number`` None) records kept apart."""

    number: int | None
    reason: str


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


def link(intake: Intake, groups: Groups) -> Iterator[Finding]:
    """Group the records of an intake that share an ID, their own or one elsewhere.

    Records are one entity only if their kinds are the same and their feature classes agree where both are known. Where
    no ID is given twice, the outcome depends on the records alone and not on the order of the sources. A second record
    of an ID is refused if it comes from the same source or contradicts the first. Only the records that are bound
    together by IDs are in memory at a time.
    """
    for numbers in _bind(intake):
        facts = {number: _facts(intake, number) for number in numbers}
        yield from _link_bound(facts, groups)


def _link_bound(facts: Mapping[int, _Facts], groups: Groups) -> Iterator[Finding]:
    forest = _Forest(facts)
    refused = _join_same_ids(facts, forest)
    for number, reason in refused.items():
        groups.refuse(number)
        yield Finding(number, reason)
    order = sorted(facts.keys() - refused.keys(), key=lambda number: (rank_id(facts[number].id), number))
    holders: dict[str, list[int]] = {}
    for at, number in enumerate(order):
        for token in facts[number].tokens:
            holders.setdefault(token, []).append(at)
    clusters = sorted(places for places in holders.values() if len(places) > 1)
    for reason in _join_clusters([[order[at] for at in cluster] for cluster in clusters], facts, forest):
        yield Finding(None, reason)
    together: dict[int, list[int]] = {}
    for number in order:
        together.setdefault(forest.find(number), []).append(number)
    for members in together.values():
        if len(members) > 1:
            groups.form(members)


def _bind(intake: Intake) -> Iterator[list[int]]:
    """Yield the records that hang together by hashes of IDs, where more than one do; the earliest first."""
    parents = array("I", range(len(intake)))

    def find(number: int) -> int:
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    bound = bytearray(len(intake))
    for block in intake.tokens.merge():
        for holders in share_a_token(block):
            first = find(holders[0])
            for number in holders[1:]:
                other = find(number)
                first, last = min(first, other), max(first, other)
                parents[last] = first
            for number in holders:
                bound[number] = True
    yield from _list_components(bound, find)


def _list_components(bound: bytearray, find: Callable[[int], int]) -> Iterator[list[int]]:
    """Yield the numbers that are ``bound``, ascending, by what ``find`` says is the first of each component."""
    after = array("I", [0]) * len(bound)
    number = len(bound)
    while (number := bound.rfind(True, 0, number)) >= 0:
        first = find(number)
        if first != number:
            after[number], after[first] = after[first], number
    number = -1
    while (number := bound.find(True, number + 1)) >= 0:
        if find(number) == number:
            component = [number]
            while after[component[-1]]:
                component.append(after[component[-1]])
            yield component


def _facts(intake: Intake, number: int) -> _Facts:
    record, source = intake[number]
    entity: Entity = record.entity
    where = f"{record.path}:{record.line}"
    tokens = frozenset(tokens_of(entity))
    return _Facts(entity.id, entity.kind, feature_class(entity.feature), tokens, source, where)


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
