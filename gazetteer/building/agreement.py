"""Which records of different sources agree in name, place and kind, and could be nothing else: they are one entity."""

from __future__ import annotations

import math
import mmap
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from struct import Struct
from tempfile import TemporaryFile
from typing import NamedTuple
from zlib import crc32

from gazetteer.building.groups import Groups
from gazetteer.building.intake import Held, Intake, tokens_of
from gazetteer.ids import rank_id
from gazetteer.index.sorting import PairSorter, share_a_token
from gazetteer.index.views import hash_text
from gazetteer.model import Entity
from gazetteer.packaged import read_toml
from normalize.folding import fold

_FACT = Struct("<IBIff")
_ORGANIZATION = 255
_EARTH_KM = 6371.0088
_DEGREE_KM = _EARTH_KM * math.pi / 180


class _Fact(NamedTuple):
    """What agreement needs of a record: its source, what :func:`_sort_of` says (the code hashed), and its place."""

    source: int
    sort: int
    code: int
    latitude: float
    longitude: float


class Pair(NamedTuple):
    """Two records by number, the lower first, and the kilometres between them, 0 where they have no place."""

    one: int
    two: int
    km: float


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of places by prefixes of feature codes, and how near two of one name must be to be one (km)."""

    name: str
    prefixes: tuple[str, ...]
    within: float
    clear: float
    alike: bool


@dataclass(frozen=True, slots=True)
class LinkingPolicy:
    """When names and places agree: the sorts, codes that only agree with themselves, the kinds of names that tell."""

    sorts: tuple[Sort, ...]
    apart: frozenset[str]
    kinds: frozenset[str]
    words: int


@cache
def linking_policy() -> LinkingPolicy:
    """Return the packaged policy of linking."""
    table = read_toml("policies/linking.toml")
    sorts = [Sort(name, tuple(row.pop("prefixes")), **row) for name, row in table["sorts"].items()]
    names = table["names"]
    return LinkingPolicy(tuple(sorts), frozenset(table["codes"]["apart"]), frozenset(names["kinds"]), names["words"])


class Agreement:
    """The names and places of all records of a build, until :meth:`find_pairs` says which of them agree.

    Persons never agree: a name and a country are no person. Organizations agree if a full name and the country are the
    same, or a full name and an acronym. Places agree as ``policies/linking.toml`` says.
    """

    def __init__(self, folder: Path) -> None:
        self._names = PairSorter(folder)
        self._file = TemporaryFile(dir=folder)  # noqa: SIM115 - closed by close()

    def add(self, number: int, entity: Entity, source: int) -> None:
        """Take the next record in; records come in the order of their numbers from 0."""
        sort, code = _sort_of(entity)
        latitude, longitude = entity.latitude or 0.0, entity.longitude or 0.0
        self._file.write(_FACT.pack(source, sort, crc32(code.encode()), latitude, longitude))
        if sort:
            for token in _tokens(entity):
                self._names.add(hash_text(token), number)

    def find_pairs(self) -> list[Pair]:
        """Return the pairs of records that agree and of which neither could be another one's."""
        held = self._load()

        def fact(number: int) -> _Fact:
            return _Fact._make(_FACT.unpack_from(held, number * _FACT.size))

        near: dict[tuple[int, int], float] = {}
        for block in self._names.merge():
            for cluster in share_a_token(block):
                near.update(_find_near({number: fact(number) for number in cluster}))
        rivals: Counter[tuple[int, int]] = Counter()
        for one, two in near:
            rivals.update([(one, fact(two).source), (two, fact(one).source)])
        return [
            Pair(one, two, km)
            for (one, two), km in sorted(near.items())
            if rivals[one, fact(two).source] == rivals[two, fact(one).source] == 1
            and km <= _distances(fact(one).sort)[0]
        ]

    def close(self) -> None:
        self._names.close()
        self._file.close()

    def _load(self) -> mmap.mmap | bytes:
        self._file.flush()
        return mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ) if self._file.tell() else b""


def _sort_of(entity: Entity) -> tuple[int, str]:
    """Return a number and a code; records agree only if both are the same. Number 0 agrees with nothing."""
    if entity.kind == "organization":
        return _ORGANIZATION, ""
    if entity.kind != "place" or not (entity.feature and entity.country) or entity.latitude is None:
        return 0, ""
    policy = linking_policy()
    for number, sort in enumerate(policy.sorts, start=1):
        if entity.feature.startswith(sort.prefixes):
            any_code = sort.alike and entity.feature not in policy.apart
            return number, "" if any_code else entity.feature
    return 0, ""


def _tokens(entity: Entity) -> Iterator[str]:
    """Yield what must be the same in two records, besides what :func:`_sort_of` says."""
    policy = linking_policy()
    names = dict.fromkeys([fold(name.text) for name in entity.names if name.kind in policy.kinds])
    if entity.kind == "place":
        for name in names:
            yield f"{entity.country} {name}"
        return
    acronyms = dict.fromkeys([fold(name.text) for name in entity.names if name.kind == "acronym"])
    for name in names:
        if len(name.split()) < policy.words:
            continue
        if entity.country:
            yield f"{entity.country} {name}"
        for acronym in acronyms:
            yield f"= {acronym} = {name}"


def _find_near(facts: Mapping[int, _Fact]) -> Iterator[tuple[tuple[int, int], float]]:
    """Yield the pairs of records of one name that are of two sources and one sort and not clearly apart (km)."""
    if len({fact.source for fact in facts.values()}) == 1:
        return
    south_first = sorted([(fact.latitude, number) for number, fact in facts.items()])
    for at, (latitude, one) in enumerate(south_first):
        first = facts[one]
        clear = _distances(first.sort)[1]
        for further, two in south_first[at + 1 :]:
            if (further - latitude) * _DEGREE_KM > clear:
                break
            second = facts[two]
            if first.source == second.source or first[1:3] != second[1:3]:
                continue
            km = 0.0 if first.sort == _ORGANIZATION else _measure(first[3:], second[3:])
            if km <= clear:
                yield (min(one, two), max(one, two)), km


def _distances(sort: int) -> tuple[float, float]:
    """Return how near two must be, and how far others (km)."""
    if sort in (0, _ORGANIZATION):
        return 0.0, 0.0
    known = linking_policy().sorts[sort - 1]
    return known.within, known.clear


def _measure(one: tuple[float, float], two: tuple[float, float]) -> float:
    """Return the kilometres between two points that are near each other."""
    (south, west), (north, east) = one, two
    turn = (east - west + 180) % 360 - 180
    return _DEGREE_KM * math.hypot(north - south, turn * math.cos(math.radians((south + north) / 2)))


def join_pairs(pairs: Sequence[Pair], intake: Intake, groups: Groups) -> None:
    """Make one group of what agrees, unless two records of one source or contradictory IDs would be in it."""
    ranked = []
    for pair in pairs:
        ids = {number: rank_id(intake[number].record.entity.id) for number in (pair.one, pair.two)}
        ranked.append((sorted(ids.values()), pair, ids))
    for _, pair, _ in sorted(ranked, key=lambda row: row[0]):
        heads = groups.head(pair.one), groups.head(pair.two)
        if heads[0] == heads[1] or not (groups.leads(heads[0]) and groups.leads(heads[1])):
            continue
        members = {number: intake[number] for head in heads for number in groups.members(head)}
        one, two = ([members[number] for number in groups.members(head)] for head in heads)
        if not _may_be_one(one, two):
            continue
        reason = _say(intake[pair.one].record.entity, intake[pair.two].record.entity, pair.km)
        for number in members:
            groups.give_reason(number, reason)
        groups.form(sorted(members, key=lambda number: (rank_id(members[number].record.entity.id), number)))


def _may_be_one(one: Sequence[Held], two: Sequence[Held]) -> bool:
    """Whether two groups have no source in common, nor a scheme in which each has an ID and they share none."""
    if {held.source for held in one} & {held.source for held in two}:
        return False
    first, second = _ids_by_scheme(one), _ids_by_scheme(two)
    return all(first[scheme] & second[scheme] for scheme in first.keys() & second.keys())


def _ids_by_scheme(group: Sequence[Held]) -> dict[str, set[str]]:
    ids: dict[str, set[str]] = {}
    for held in group:
        for token in tokens_of(held.record.entity):
            ids.setdefault(token.partition(":")[0] if ":" in token else "", set()).add(token)
    return ids


def _say(one: Entity, two: Entity, km: float) -> str:
    """Say in one clause what two records have in common."""
    theirs = {fold(name.text) for name in two.names}
    kinds = linking_policy().kinds
    shared = next((name.text for name in one.names if name.kind in kinds and fold(name.text) in theirs), one.name)
    if one.kind == "place":
        return f"the same name, {shared}, {km:.1f} km apart"
    also = "country" if one.country and one.country == two.country else "acronym"
    return f"the same full name, {shared}, and {also}"
