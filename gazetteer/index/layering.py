"""Several indexes laid over each other and read as one, the uppermost winning."""

from __future__ import annotations

import heapq
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TypeVar

from gazetteer.index.interface import NameIndex
from gazetteer.index.joining import join
from gazetteer.index.reading import Index
from gazetteer.model import Entity, Name
from gazetteer.union import unite
from normalize.vocabulary import EntityKind

T = TypeVar("T")

_SHOWN = ("preferred", "official")
_SHOWABLE = ("official", "short", "variant")
"""Kinds of names that become preferred where an upper layer shows an entity by them."""


class LayeredIndex(NameIndex):
    """One index of several; what their entities share is found when they are laid over each other.

    Entities and names are numbered layer after layer, the uppermost first, so that of equals it comes first. An entity
    that is in several layers has the number, the ID and the facts of the uppermost that knows them, and all names.

    ``_heads`` leads from every other number of such an entity to the one it is known by, ``_members`` from that one to
    all; ``_hidden`` are entities that do not count, and ``_preferred`` names that count as preferred.
    """

    def __init__(self, layers: Sequence[Index]) -> None:
        self.layers = tuple(layers)
        self._starts = [0, *accumulate([layer.entity_count for layer in layers])]
        self._name_starts = [0, *accumulate([layer.name_count for layer in layers])]
        self._heads: dict[int, int] = {}
        self._members: dict[int, tuple[int, ...]] = {}
        self._preferred: set[int] = set()
        self._remember_nothing()
        self._hidden: set[int] = set()
        self._join()
        self.entity_count = self._starts[-1] - len(self._heads) - len(self._hidden)
        self.most_names = self._name_starts[-1]
        self._manifest: Mapping[str, object] | None = None

    @property
    def manifest(self) -> Mapping[str, object]:
        """What all layers say of themselves and come to; the first time it counts the names they have in common."""
        if self._manifest is None:
            self._manifest = self._describe()
        return self._manifest

    @property
    def name_count(self) -> int:
        """Names of all entities, those that layers have in common counted once."""
        return self._name_starts[-1] - self._count_repeats()

    def close(self) -> None:
        """Give all files up; nothing can be read afterwards."""
        for layer in self.layers:
            layer.close()

    def postings(self, key: str) -> Sequence[int]:
        """Return the numbers of the names under a key, ascending."""
        found = [(start, names) for start, layer in zip(self._name_starts, self.layers, strict=False)
                 if len(names := layer.postings(key))]  # fmt: skip
        if self._hidden:
            return [name for name in _shift(found) if self._entity_of(name) not in self._hidden]
        if not found or found[-1][0] == 0:
            return found[0][1] if found else ()
        return _Postings(found)

    def posting_count(self, key: str) -> int:
        """Return how many names are under a key, without reading them; a few may be counted twice."""
        return sum([layer.posting_count(key) for layer in self.layers])

    def numbers(self) -> Iterable[int]:
        """Yield the numbers of all entities in the order of their IDs."""
        ordered = map(_number_ids, self.layers, self._starts)
        for _, number in heapq.merge(*ordered):
            if number not in self._heads and number not in self._hidden:
                yield number

    def entity_number(self, entity_id: str) -> int | None:
        """Return the entity that has this ID: its own or one merged into it in any layer, else one elsewhere."""
        for find in (Index.own_holders, Index.cross_holders):
            for start, layer in zip(self._starts, self.layers, strict=False):
                for number in find(layer, entity_id):
                    if start + number not in self._hidden:
                        return self._heads.get(start + number, start + number)
        return None

    def entity_id(self, entity: int) -> str:
        layer, number = self._place(entity)
        return layer.entity_id(number)

    def entity_kind(self, entity: int) -> EntityKind:
        layer, number = self._place(entity)
        return layer.entity_kind(number)

    def entity_country(self, entity: int) -> str | None:
        """Return the ISO 3166-1 alpha-2 code, None where unknown."""
        return self._first(Index.entity_country, entity)

    def entity_feature(self, entity: int) -> str | None:
        """Return the GeoNames feature code, None where unknown."""
        return self._first(Index.entity_feature, entity)

    def entity_coordinates(self, entity: int) -> tuple[float, float] | None:
        """Return WGS 84 latitude and longitude in degrees, None where unknown."""
        return self._first(Index.entity_coordinates, entity)

    def entity_population(self, entity: int) -> int | None:
        return self._first(Index.entity_population, entity)

    def entity_within(self, entity: int) -> Sequence[int]:
        """Return the entities of any layer that this one lies in or belongs to, nearest first."""
        known = (self.entity_number(parent) for parent in self._first(_parents, entity) or ())
        return [number for number in known if number is not None]

    def names_of(self, entity: int) -> Sequence[int]:
        """Return the numbers of an entity's names, those of the uppermost layer first."""
        members = self._members.get(entity)
        if members is None:
            return self._names_at(entity)
        return [number for member in members for number in self._names_at(member)]

    def entity(self, entity: int) -> Entity:
        """Return an entity with all its names, each once."""
        members = self._members.get(entity, (entity,))
        found = unite([self._entity_at(member) for member in members])
        return replace(found, merged=tuple(own for own in found.merged if self.entity_number(own) == entity))

    def name_text(self, name: int) -> str:
        layer, number = self._name_place(name)
        return layer.name_text(number)

    def name_entity(self, name: int) -> int:
        """Return the number of the entity that has this name."""
        entity = self._entity_of(name)
        return self._heads.get(entity, entity)

    def name_kind(self, name: int) -> str:
        """Return one of :data:`gazetteer.model.NAME_KINDS`."""
        if name in self._preferred:
            return _SHOWN[0]
        layer, number = self._name_place(name)
        return layer.name_kind(number)

    def name_language(self, name: int) -> str | None:
        """Return the BCP 47 tag, None where unknown."""
        layer, number = self._name_place(name)
        return layer.name_language(number)

    def name_script(self, name: int) -> str | None:
        """Return the ISO 15924 code, None where unknown."""
        layer, number = self._name_place(name)
        return layer.name_script(number)

    def name(self, number: int) -> Name:
        """Return a name with everything its source says of it."""
        layer, at = self._name_place(number)
        name = layer.name(at)
        return replace(name, kind=_SHOWN[0]) if number in self._preferred else name

    def _join(self) -> None:
        joints = join(self.layers)
        for head, places in joints.groups.items():
            members = tuple([self._starts[at] + number for at, number in places])
            self._members[self._starts[head[0]] + head[1]] = members
            self._heads.update(dict.fromkeys(members[1:], members[0]))
            shown = self._shown_above(members)
            if shown is not None:
                self._preferred.add(shown)
        self._hidden.update([self._starts[at] + number for at, number in joints.hidden])

    def _count_repeats(self) -> int:
        """Count the names that do not count: those of hidden entities, and those that layers have in common."""
        count = sum([len(self._names_at(entity)) for entity in self._hidden])
        for head in self._members:
            names = self.names_of(head)
            count += len(names) - len({self.name(number) for number in names})
        return count

    def _describe(self) -> Mapping[str, object]:
        """Add up what the layers say of themselves; ``layers`` has them one by one, uppermost first."""
        layers = [{**layer.manifest, "path": layer.path} for layer in self.layers]
        sources = [source for layer in self.layers for source in _list(layer.manifest.get("sources"))]
        counts = {"entities": self.entity_count, "names": self.name_count}
        return {**self.layers[0].manifest, **counts, "sources": sources, "layers": layers}

    def _shown_above(self, members: tuple[int, ...]) -> int | None:
        """Return the name by which the uppermost layer shows an entity, where a lower one's would be shown for it."""
        kinds: dict[int, str] = {}
        for name in (name for member in members for name in self._names_at(member)):
            layer, number = self._name_place(name)
            kinds[name] = layer.name_kind(number)
            if kinds[name] == _SHOWN[0]:
                break
        upper = self._names_at(members[0])
        if _shown(kinds) in upper:
            return None
        shown = _shown({name: kinds[name] for name in upper})
        return shown if kinds[shown] in _SHOWABLE else None

    def _first(self, read: Callable[[Index, int], T | None], entity: int) -> T | None:
        """Return what the uppermost layer says that says anything."""
        for member in self._members.get(entity, (entity,)):
            layer, number = self._place(member)
            value = read(layer, number)
            if value is not None:
                return value
        return None

    def _place(self, entity: int) -> tuple[Index, int]:
        at = bisect_right(self._starts, entity, hi=len(self.layers)) - 1
        return self.layers[at], entity - self._starts[at]

    def _name_place(self, name: int) -> tuple[Index, int]:
        at = bisect_right(self._name_starts, name, hi=len(self.layers)) - 1
        return self.layers[at], name - self._name_starts[at]

    def _entity_of(self, name: int) -> int:
        at = bisect_right(self._name_starts, name, hi=len(self.layers)) - 1
        return self._starts[at] + self.layers[at].name_entity(name - self._name_starts[at])

    def _entity_at(self, entity: int) -> Entity:
        layer, number = self._place(entity)
        found = layer.entity(number)
        if self._preferred.isdisjoint(self._names_at(entity)):
            return found
        return replace(found, names=tuple(self.name(number) for number in self._names_at(entity)))

    def _names_at(self, entity: int) -> range:
        at = bisect_right(self._starts, entity, hi=len(self.layers)) - 1
        names = self.layers[at].names_of(entity - self._starts[at])
        start = self._name_starts[at]
        return range(start + names.start, start + names.stop)


class _Postings(Sequence[int]):
    """The numbers of several layers one after the other, shifted when they are looked at."""

    __slots__ = ("_parts",)

    def __init__(self, parts: list[tuple[int, Sequence[int]]]) -> None:
        self._parts = parts

    def __len__(self) -> int:
        return sum([len(names) for _, names in self._parts])

    def __iter__(self) -> Iterator[int]:
        return _shift(self._parts)

    def __getitem__(self, at: int | slice) -> int | Sequence[int]:  # type: ignore[override]  # of all, as of a list
        return list(self)[at]


def layers_of(index: NameIndex) -> tuple[Index, ...]:
    """Return the layers of an index, uppermost first; of a plain one itself."""
    if isinstance(index, LayeredIndex):
        return index.layers
    assert isinstance(index, Index)
    return (index,)


def _shown(kinds: Mapping[int, str]) -> int:
    """Return the canonical name of some: the first preferred one, else the first official one, else the first."""
    for wanted in _SHOWN:
        for name, kind in kinds.items():
            if kind == wanted:
                return name
    return next(iter(kinds))


def _shift(parts: list[tuple[int, Sequence[int]]]) -> Iterator[int]:
    for start, names in parts:
        for name in names:
            yield start + name


def _number_ids(layer: Index, start: int) -> Iterator[tuple[str, int]]:
    for number in layer.numbers():
        yield layer.entity_id(number), start + number


def _parents(layer: Index, entity: int) -> tuple[str, ...] | None:
    return layer.entity_parents(entity) or None


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
