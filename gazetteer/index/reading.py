"""Answering from an index without loading it: entities, names and the names under a key, all by number."""

from __future__ import annotations

import json
import os
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain
from types import TracebackType
from typing import Self

from gazetteer.errors import GazetteerDamaged, RulesMismatch
from gazetteer.index.keyed import KeyedNames
from gazetteer.index.layout import DEGREE, HALF_TURN
from gazetteer.index.mapping import MappedFile, locate
from gazetteer.index.views import StringsReader, hash_text
from gazetteer.model import Entity, Name
from normalize.vocabulary import ENTITY_KINDS, EntityKind


class Index(KeyedNames):
    """An open index; entities are numbered from 0 in the order of their IDs, names from 0 in the order of entities.

    Opening takes the same short time whatever the size. Every reader raises GazetteerDamaged where the bytes cannot
    be what was written, and for a number that no entity or name has. Safe to use from several threads.
    """

    def __init__(self, file: MappedFile) -> None:
        super().__init__(file)
        self.path = file.path
        self._manifest = _describe(file)
        self._name_kinds = file.name_kinds
        self._terms: dict[int, str | None] = {0: None}
        self._term_texts = file.strings("term")
        self._ids, self._withins = file.strings("entity.id"), file.strings("within")
        self._details, self._detailed = file.strings("detail.text"), file.column("detail.name")
        self._same_as, self._claiming = file.strings("same_as"), file.column("same_as.entity")
        self._merged, self._merging = file.strings("merged"), file.column("merged.entity")
        self._redirects, self._cross = file.table("redirect"), file.table("cross")
        self._entity_kinds, self._countries = file.column("entity.kind"), file.column("entity.country")
        self._features, self._populations = file.column("entity.feature"), file.column("entity.population")
        self._latitudes, self._longitudes = file.column("entity.latitude"), file.column("entity.longitude")
        self._first_names, self._within = file.column("entity.names"), file.column("entity.within")
        self._parent_bounds, self._parents = file.column("parents.bounds"), file.column("parents.values")
        self._stamps, self._kinds = file.column("name.stamp"), file.column("stamp.kind")
        self._languages, self._scripts = file.column("stamp.language"), file.column("stamp.script")
        self._sources = file.column("stamp.source")
        self._remember_nothing()
        self.entity_count = self._ids.count
        self.name_count = self.most_names = self._texts.count

    @property
    def manifest(self) -> Mapping[str, object]:
        """What the index says of itself."""
        return self._manifest

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, fingerprint: str | None = None) -> Self:
        """Open the gazetteer in the folder ``path``.

        Raises GazetteerMissing, GazetteerDamaged, and RulesMismatch where ``fingerprint`` is given and is not the one
        of the rules that its keys were made with.
        """
        file = MappedFile(locate(path))
        built_with = str(file.manifest.get("fingerprint"))
        if fingerprint is not None and fingerprint != built_with:
            file.close()
            raise RulesMismatch(file.path, built_with, fingerprint)
        return cls(file)

    def close(self) -> None:
        """Give the file up; nothing can be read afterwards."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def section(self, name: str) -> memoryview[int] | None:
        """Return the bytes of a section by name, or None where this index has no such section."""
        return self._file.bytes(name) if name in self._file.sections else None

    def entity_number(self, entity_id: str) -> int | None:
        """Return the entity that has this ID: its own, one merged into it, or (the first that has it) one elsewhere."""
        return next(chain(self.own_holders(entity_id), self.cross_holders(entity_id)), None)

    def own_holders(self, entity_id: str) -> Iterator[int]:
        """Yield the entities whose own ID this is, or that one of this ID was merged into."""
        at = self._ids.place(entity_id)
        if at < self.entity_count and self._ids[at] == entity_id:
            yield at
        for entity in self._redirects.find(hash_text(entity_id)):
            if entity_id in self.entity_merged(entity):
                yield entity

    def cross_holders(self, entity_id: str) -> Iterator[int]:
        """Yield the entities that have this ID elsewhere."""
        for entity in self._cross.find(hash_text(entity_id)):
            if entity_id in self.entity_same_as(entity):
                yield entity

    def numbers(self) -> Iterable[int]:
        """Return the numbers of all entities in the order of their IDs."""
        return range(self.entity_count)

    def entity_id(self, entity: int) -> str:
        return self._ids[entity]

    def entity_kind(self, entity: int) -> EntityKind:
        try:
            return ENTITY_KINDS[self._entity_kinds[entity]]
        except IndexError:
            raise self._damaged("entity.kind", f"entity {entity} has no kind") from None

    def entity_country(self, entity: int) -> str | None:
        """Return the ISO 3166-1 alpha-2 code, None where unknown."""
        letters = self._at(self._countries, "entity.country", entity)
        return chr(letters >> 8) + chr(letters & 0xFF) if letters else None

    def entity_feature(self, entity: int) -> str | None:
        """Return the GeoNames feature code, None where unknown."""
        return self._term(self._at(self._features, "entity.feature", entity))

    def entity_coordinates(self, entity: int) -> tuple[float, float] | None:
        """Return WGS 84 latitude and longitude in degrees, None where unknown."""
        latitude = self._at(self._latitudes, "entity.latitude", entity)
        longitude = self._at(self._longitudes, "entity.longitude", entity)
        if not latitude or not longitude:
            return None
        return (latitude - 1 - HALF_TURN) / DEGREE, (longitude - 1 - HALF_TURN) / DEGREE

    def entity_population(self, entity: int) -> int | None:
        """Return how many live there, None where unknown."""
        population = self._at(self._populations, "entity.population", entity)
        return population - 1 if population else None

    def entity_within(self, entity: int) -> Sequence[int]:
        """Return the entities that this one lies in or belongs to, nearest first; those unknown here are left out."""
        place = self._at(self._within, "entity.within", entity)
        start = self._at(self._parent_bounds, "parents.bounds", place)
        end = self._at(self._parent_bounds, "parents.bounds", place + 1)
        if start > end or end > len(self._parents):
            raise self._damaged("parents.bounds", f"the parents of entity {entity} lie outside the section")
        return self._parents[start:end]

    def merging_entities(self) -> Sequence[int]:
        """Return the entities that such IDs lead to, ascending."""
        return self._merging

    def names_of(self, entity: int) -> range:
        """Return the numbers of an entity's names, in the order of its record."""
        if self._is_large:
            self._trim()
        start = self._at(self._first_names, "entity.names", entity)
        end = self._at(self._first_names, "entity.names", entity + 1)
        if start >= end or end > self.name_count:
            raise self._damaged("entity.names", f"the names of entity {entity} lie outside the section")
        return range(start, end)

    def name_kind(self, name: int) -> str:
        """Return one of :data:`gazetteer.model.NAME_KINDS`."""
        try:
            return self._name_kinds[self._kinds[self._stamps[name]]]
        except IndexError:
            raise self._damaged("name.stamp", f"name {name} has no kind") from None

    def name_language(self, name: int) -> str | None:
        """Return the BCP 47 tag, None where unknown."""
        return self._stamped(self._languages, name)

    def name_script(self, name: int) -> str | None:
        """Return the ISO 15924 code, None where unknown."""
        return self._stamped(self._scripts, name)

    def name(self, number: int) -> Name:
        """Return a name with everything its source says of it."""
        since, until, users = self._detail(number)
        source = self._stamped(self._sources, number)
        language, script = self.name_language(number), self.name_script(number)
        return Name(self.name_text(number), language, script, self.name_kind(number), since, until, users, source)

    def entity(self, entity: int) -> Entity:
        """Return an entity with all its names."""
        latitude, longitude = self.entity_coordinates(entity) or (None, None)
        return Entity(
            id=self.entity_id(entity),
            kind=self.entity_kind(entity),
            names=tuple(self.name(number) for number in self.names_of(entity)),
            country=self.entity_country(entity),
            latitude=latitude,
            longitude=longitude,
            feature=self.entity_feature(entity),
            population=self.entity_population(entity),
            within=self.entity_parents(entity),
            same_as=self.entity_same_as(entity),
            merged=self.entity_merged(entity),
        )

    def entity_parents(self, entity: int) -> tuple[str, ...]:
        """Return the IDs of what an entity lies in or belongs to, nearest first, be they known here or not."""
        return tuple(self._withins[self._at(self._within, "entity.within", entity)].split())

    def entity_same_as(self, entity: int) -> tuple[str, ...]:
        """Return the IDs that an entity has elsewhere."""
        return self._list(self._same_as, self._claiming, entity)

    def entity_merged(self, entity: int) -> tuple[str, ...]:
        """Return the own IDs that now lead to an entity."""
        return self._list(self._merged, self._merging, entity)

    def _list(self, texts: StringsReader, holders: memoryview[int], entity: int) -> tuple[str, ...]:
        """Return a list of IDs that only some entities have, whose numbers ``holders`` are."""
        at = bisect_left(holders, entity)
        return tuple(texts[at].split()) if at < len(holders) and holders[at] == entity else ()

    def _detail(self, name: int) -> tuple[str | None, str | None, tuple[str, ...]]:
        at = bisect_left(self._detailed, name)
        if at == len(self._detailed) or self._detailed[at] != name:
            return None, None, ()
        try:
            since, until, *users = json.loads(self._details[at])
        except (ValueError, TypeError):
            raise self._damaged("detail.text", f"the detail of name {name} cannot be read") from None
        return since, until, tuple(users)

    def _term(self, number: int) -> str | None:
        try:
            return self._terms[number]
        except KeyError:
            return self._terms.setdefault(number, self._term_texts[number])

    def _stamped(self, column: memoryview[int], name: int) -> str | None:
        try:
            return self._term(column[self._stamps[name]])
        except IndexError:
            raise self._damaged("name.stamp", f"there is no number {name}") from None

    def _at(self, column: memoryview[int], section: str, number: int) -> int:
        try:
            return column[number]
        except IndexError:
            raise self._damaged(section, f"there is no number {number}") from None

    def _damaged(self, section: str, reason: str) -> GazetteerDamaged:
        return GazetteerDamaged(self.path, section, reason)


def _describe(file: MappedFile) -> Mapping[str, object]:
    """Give the manifest a date: where none was fixed at the build, that of the file (so that bytes hold no clock)."""
    if file.manifest.get("built"):
        return file.manifest
    return {**file.manifest, "built": datetime.fromtimestamp(file.modified, UTC).isoformat(timespec="seconds")}
