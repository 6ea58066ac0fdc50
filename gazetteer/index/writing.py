"""Writing an index: entities in the order of their IDs go in, one file comes out, whose bytes depend on them alone."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from gazetteer.index.assembly import Table, make_table, resolve_parents, write_file
from gazetteer.index.columns import Column, Strings
from gazetteer.index.layout import BOUNDS, BYTES, COLUMNS, MANIFEST, NO_NUMBER, STRINGS, TABLES, VALUES, hash_text
from gazetteer.index.sorting import PairSorter
from gazetteer.model import NAME_KINDS, Entity, Name
from normalize.vocabulary import ENTITY_KINDS


class IndexWriter:
    """Collects entities and keys in ``folder``'s temporary files until :meth:`write` makes the index of them."""

    def __init__(self, folder: Path) -> None:
        self._columns = {name: Column(code, folder) for name, code in COLUMNS.items()}
        self._strings = {name: Strings(folder) for name in STRINGS}
        self._sorters = {name: PairSorter(folder) for name in TABLES}
        self._parents = Column("Q", folder)
        self._parent_counts = Column("I", folder)
        self._terms: dict[str, int] = {}
        self._folder = folder
        self._tables: dict[str, Table] = {}
        self._last_id = ""
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

    def write(self, path: Path, manifest: Mapping[str, object], extra: Mapping[str, bytes] | None = None) -> None:
        """Write the index to ``path`` and force it to disk; counts are added to the manifest.

        ``extra`` holds further sections by name, for what a reader asks with ``Index.section``.
        """
        tables = self._tables
        tables |= {name: make_table(self._sorters[name], self._folder) for name in TABLES}
        self.key_count = tables["key"].hashes.count
        bounds, values = resolve_parents(self._parents, self._parent_counts, (tables["id"], tables["cross"]))
        for text in self._terms:
            self._strings["term"].append(text)
        counts = {"entities": self.entity_count, "names": self.name_count, "keys": self.key_count}
        body = json.dumps({**manifest, **counts}, ensure_ascii=False, sort_keys=True).encode()
        sections: dict[str, Iterable[bytes]] = {MANIFEST: [body]}
        sections |= {"parents" + BOUNDS: [bounds], "parents" + VALUES: [values]}
        sections |= {name: [data] for name, data in (extra or {}).items()}
        with path.open("xb") as file:
            write_file(file, sections | self._blocks())
            file.flush()
            os.fsync(file.fileno())

    def close(self) -> None:
        """Give up the temporary files."""
        for column in (*self._columns.values(), self._parents, self._parent_counts):
            column.close()
        for sorter in self._sorters.values():
            sorter.close()
        for table in self._tables.values():
            table.close()
        for strings in self._strings.values():
            strings.bounds.close()
            strings.bytes.close()

    def _add_facts(self, entity: Entity) -> None:
        columns = self._columns
        self._strings["entity.id"].append(entity.id)
        columns["entity.kind"].append(ENTITY_KINDS.index(entity.kind))
        columns["entity.country"].append(int.from_bytes((entity.country or "").encode("ascii"), "big"))
        columns["entity.feature"].append(self._intern(entity.feature))
        columns["entity.latitude"].append(math.nan if entity.latitude is None else entity.latitude)
        columns["entity.longitude"].append(math.nan if entity.longitude is None else entity.longitude)
        columns["entity.population"].append(NO_NUMBER if entity.population is None else entity.population)

    def _add_links(self, entity: Entity, number: int) -> None:
        lists = (entity.within, entity.same_as, entity.merged)
        self._strings["entity.lists"].append("\n".join(" ".join(ids) for ids in lists) if any(lists) else "")
        for own in (entity.id, *entity.merged):
            self._sorters["id"].add(hash_text(own), number)
        for cross in entity.same_as:
            self._sorters["cross"].add(hash_text(cross), number)
        for parent in entity.within:
            self._parents.append(hash_text(parent))
        self._parent_counts.append(len(entity.within))

    def _add_name(self, name: Name, entity: int) -> None:
        columns = self._columns
        self._strings["name.text"].append(name.text)
        columns["name.entity"].append(entity)
        columns["name.kind"].append(NAME_KINDS.index(name.kind))
        columns["name.language"].append(self._intern(name.language))
        columns["name.script"].append(self._intern(name.script))
        columns["name.source"].append(self._intern(name.source))
        if name.since is not None or name.until is not None or name.users:
            columns["detail.name"].append(self.name_count)
            detail = [name.since, name.until, *name.users]
            self._strings["detail.text"].append(json.dumps(detail, ensure_ascii=False, separators=(",", ":")))
        self.name_count += 1

    def _intern(self, term: str | None) -> int:
        return self._terms.setdefault(term or "", len(self._terms))

    def _blocks(self) -> dict[str, Iterable[bytes]]:
        blocks: dict[str, Iterable[bytes]] = {name: column.blocks() for name, column in self._columns.items()}
        for name, strings in self._strings.items():
            blocks |= {name + BOUNDS: strings.bounds.blocks(), name + BYTES: strings.bytes.blocks()}
        for name, table in self._tables.items():
            blocks |= table.sections(name)
        return blocks
