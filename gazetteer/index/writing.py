"""Writing an index: entities in the order of their IDs go in, one file comes out, whose bytes depend on them alone."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from gazetteer.index.assembly import Content, Parents, write_file
from gazetteer.index.columns import Column, Plain, Strings
from gazetteer.index.layout import (
    BASES,
    BOUNDS,
    BYTES,
    COLUMNS,
    DEGREE,
    HALF_TURN,
    MANIFEST,
    NAMES_PER_BLOCK_BITS,
    STRINGS,
    TABLES,
    hash_text,
)
from gazetteer.index.sorting import PairSorter, Parts
from gazetteer.index.tables import Table, make_table
from gazetteer.model import NAME_KINDS, Entity, Name
from normalize.vocabulary import ENTITY_KINDS

_REMEMBERED = 1 << 18
"""Lists of parents that are known again; after so many different ones it begins anew."""

_WIDE = "entity.population"


class IndexWriter:
    """Collects entities and keys in ``folder``'s temporary files until :meth:`write` makes the index of them."""

    def __init__(self, folder: Path) -> None:
        self._columns = {name: Column(folder, "Q" if name == _WIDE else "I") for name in COLUMNS}
        self._strings = {name: Strings(folder) for name in STRINGS}
        self._sorters = {name: PairSorter(folder) for name in TABLES}
        self._parents = Parents(folder)
        self._terms: dict[str, int] = {}
        self._stamps: dict[tuple[int, int, int, int], int] = {}
        self._within: dict[tuple[str, ...], int] = {}
        self._folder = folder
        self._tables: dict[str, Table] = {}
        self._last_id = ""
        self._block = 0
        self.entity_count = 0
        self.name_count = 0
        self.key_count = 0
        self._intern("")
        self._columns["entity.names"].append(0)

    def add_entity(self, entity: Entity) -> range:
        """Append an entity and return the numbers of its names; IDs must come in ascending order."""
        if entity.id <= self._last_id:
            raise ValueError(f"{entity.id!r} comes after {self._last_id!r}; an index is written in the order of IDs")
        number, first = self.entity_count, self.name_count
        self._add_facts(entity)
        self._add_links(entity, number)
        for name in entity.names:
            self._add_name(name, number)
        self._columns["entity.names"].append(self.name_count)
        self._last_id = entity.id
        self.entity_count += 1
        return range(first, self.name_count)

    def add_key(self, digest: int, name: int) -> None:
        """Let the key hashed to ``digest`` lead to the name numbered ``name``."""
        self._sorters["key"].add(digest, name)

    def add_keys(self, keys: Parts) -> None:
        """Let keys by their hashes lead to names by their numbers."""
        self._sorters["key"].extend(keys)

    def write(
        self,
        path: Path,
        manifest: Mapping[str, object],
        extra: Mapping[str, Content] | None = None,
        *,
        progress: Callable[[str, int, int | None], None] | None = None,
    ) -> None:
        """Write the index to ``path`` and force it to disk; counts are added to the manifest.

        ``extra`` holds further sections by name, for what a reader asks with ``Index.section``. ``progress`` is told
        the stage ``write`` and how many of the sections are done.
        """
        tables = self._tables
        things = {"name.stamp": self.name_count, "entity.kind": self.entity_count}
        tables |= {name: make_table(self._sorters[name], self._folder, things[TABLES[name]]) for name in TABLES}
        self.key_count = tables["key"].hashes.count
        self._parents.resolve(self._columns["parents.bounds"], self._columns["parents.values"])
        for text in self._terms:
            self._strings["term"].append(text)
        counts = {"entities": self.entity_count, "names": self.name_count, "keys": self.key_count}
        body = json.dumps({**manifest, **counts}, ensure_ascii=False, sort_keys=True).encode()
        with path.open("xb") as file:
            write_file(file, {MANIFEST: Plain(body), **(extra or {}), **self._contents()}, progress=progress)
            file.flush()
            os.fsync(file.fileno())

    def close(self) -> None:
        """Give up the temporary files."""
        self._parents.close()
        for column in self._columns.values():
            column.close()
        for sorter in self._sorters.values():
            sorter.close()
        for table in self._tables.values():
            table.close()
        for strings in self._strings.values():
            strings.close()

    def _add_facts(self, entity: Entity) -> None:
        columns = self._columns
        self._strings["entity.id"].append(entity.id)
        columns["entity.kind"].append(ENTITY_KINDS.index(entity.kind))
        columns["entity.country"].append(int.from_bytes((entity.country or "").encode("ascii"), "big"))
        columns["entity.feature"].append(self._intern(entity.feature))
        columns["entity.latitude"].append(_steps(entity.latitude))
        columns["entity.longitude"].append(_steps(entity.longitude))
        columns["entity.population"].append(0 if entity.population is None else entity.population + 1)

    def _add_links(self, entity: Entity, number: int) -> None:
        self._parents.add_entity(entity, number)
        for old in entity.merged:
            self._sorters["redirect"].add(hash_text(old), number)
        for cross in entity.same_as:
            self._sorters["cross"].add(hash_text(cross), number)
        for name, ids in (("same_as", entity.same_as), ("merged", entity.merged)):
            if ids:
                self._columns[name + ".entity"].append(number)
                self._strings[name].append(" ".join(ids))
        self._columns["entity.within"].append(self._place(entity.within))

    def _place(self, within: tuple[str, ...]) -> int:
        """Return the number of a list of parents, which many entities share."""
        known = self._within.get(within)
        if known is not None:
            return known
        if len(self._within) >= _REMEMBERED:
            self._within.clear()
        number = self._within[within] = self._strings["within"].count
        self._strings["within"].append(" ".join(within))
        self._parents.add_list(within)
        return number

    def _add_name(self, name: Name, entity: int) -> None:
        columns = self._columns
        self._strings["name.text"].append(name.text)
        if self.name_count >> NAMES_PER_BLOCK_BITS == columns["name.block"].count:
            columns["name.block"].append(entity)
            self._block = entity
        columns["name.owner"].append(entity - self._block)
        columns["name.stamp"].append(self._stamp(name))
        if name.since is not None or name.until is not None or name.users:
            columns["detail.name"].append(self.name_count)
            detail = [name.since, name.until, *name.users]
            self._strings["detail.text"].append(json.dumps(detail, ensure_ascii=False, separators=(",", ":")))
        self.name_count += 1

    def _stamp(self, name: Name) -> int:
        terms = (self._intern(name.language), self._intern(name.script), self._intern(name.source))
        stamp = (NAME_KINDS.index(name.kind), *terms)
        known = self._stamps.get(stamp)
        if known is not None:
            return known
        for column, value in zip(("kind", "language", "script", "source"), stamp, strict=True):
            self._columns["stamp." + column].append(value)
        number = self._stamps[stamp] = len(self._stamps)
        return number

    def _intern(self, term: str | None) -> int:
        return self._terms.setdefault(term or "", len(self._terms))

    def _contents(self) -> dict[str, Content]:
        contents: dict[str, Content] = dict(self._columns)
        for name, strings in self._strings.items():
            contents |= {name + BASES: strings.bases, name + BOUNDS: strings.bounds, name + BYTES: strings.bytes}
        for name, table in self._tables.items():
            contents |= table.sections(name)
        return contents


def _steps(degrees: float | None) -> int:
    """Write a coordinate as a whole number, 0 where it is unknown."""
    return 0 if degrees is None else round(degrees * DEGREE) + HALF_TURN + 1
