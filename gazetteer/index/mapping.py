"""An index file mapped into memory, with its head checked and its sections found."""

from __future__ import annotations

import errno
import json
import mmap
import os
from array import array
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import cast

from gazetteer.errors import GazetteerDamaged, GazetteerMissing
from gazetteer.index.layout import (
    BASES,
    BOUNDS,
    BYTES,
    CODES,
    DIGEST_SIZE,
    FILE_NAME,
    HASH,
    LISTS,
    LONGEST_HEAD,
    MANIFEST,
    SLOT,
    START,
    TABLES,
    TAIL,
    Section,
    list_sections,
    unpack_head,
)
from gazetteer.index.views import (
    OwnersReader,
    StringsReader,
    TableReader,
    cast_column,
    read_owners,
    read_strings,
    read_table,
)


def locate(path: str | os.PathLike[str]) -> Path:
    """Return the file of the gazetteer in the folder ``path``, or ``path`` itself where it is no folder."""
    place = Path(path)
    try:
        return place / FILE_NAME if place.is_dir() else place
    except OSError:
        return place


LARGE = 128 << 20
"""Bytes of a file from which a reader sees to it that not all of it stays in its memory."""

_MOST_HELD = 112 << 20
"""Bytes of mapped files that a process may hold; a kernel may map a hundred kilobytes for a byte that is touched."""


class MappedFile:
    """The bytes of an index by section; raises GazetteerMissing or GazetteerDamaged where its head is not right.

    Only the header, the table of sections and the manifest are read and compared with their digests.
    """

    def __init__(self, path: Path) -> None:
        self.path = str(path)
        self._views: list[memoryview[int]] = []
        self._readers: list[OwnersReader | StringsReader | TableReader] = []
        self._map, self.modified = _map_file(path)
        self.whole = self._keep(memoryview(self._map))
        self.sections = self._read_head()
        self.manifest = self._read_manifest()
        self.name_kinds = tuple(str(kind) for kind in cast("list[object]", self.manifest["name_kinds"]))

    def bytes(self, name: str) -> memoryview[int]:
        """Return the bytes of a section that every index has."""
        section = self.sections[name]
        return self._keep(self.whole[section.offset : section.offset + section.length])

    def column(self, name: str) -> memoryview[int]:
        """Return a section of whole numbers."""
        return self._keep(cast_column(self.bytes(name), self.sections[name].code))

    def strings(self, name: str) -> StringsReader:
        """Return a list of strings."""
        columns = self.column(name + BASES), self.column(name + BOUNDS), self.bytes(name + BYTES)
        reader = read_strings(self.path, name, *columns)
        self._readers.append(reader)
        return reader

    def table(self, name: str) -> TableReader:
        """Return a table from hashes to numbers."""
        hashes, tails, slots, lists, start = (self.column(name + part) for part in (HASH, TAIL, SLOT, LISTS, START))
        reader = read_table(self.path, name, hashes, tails, slots, lists, start, len(self.column(TABLES[name])))
        self._readers.append(reader)
        return reader

    def owners(self) -> OwnersReader:
        """Return which entity has each name."""
        reader = read_owners(self.path, self.column("name.block"), self.column("name.owner"))
        self._readers.append(reader)
        return reader

    def forget(self) -> None:
        """Give back the memory of what was read; it is read again when it is touched."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)

    def trim(self) -> None:
        """Give memory back where this process holds much of mapped files; only Linux tells."""
        with suppress(OSError), open("/proc/self/statm", "rb") as file:
            if int(file.read().split()[2]) * mmap.PAGESIZE > _MOST_HELD:
                self.forget()

    def close(self) -> None:
        """Unmap the file; slices still held by a caller keep it mapped until they go."""
        for reader in self._readers:
            reader.release()
        for view in reversed(self._views):
            with suppress(BufferError):
                view.release()
        self._views.clear()
        with suppress(BufferError):
            self._map.close()

    def _keep(self, view: memoryview[int]) -> memoryview[int]:
        self._views.append(view)
        return view

    def _read_head(self) -> dict[str, Section]:
        try:
            sections = unpack_head(self.whole[:LONGEST_HEAD], len(self.whole))
        except ValueError as error:
            raise GazetteerDamaged(self.path, "header", str(error)) from None
        for name in list_sections():
            if name not in sections:
                raise GazetteerDamaged(self.path, "header", f"the section {name!r} is missing")
            if sections[name].code not in CODES or sections[name].length % array(sections[name].code).itemsize:
                raise GazetteerDamaged(self.path, name, "its length is not that of whole numbers")
        return sections

    def _read_manifest(self) -> dict[str, object]:
        body = bytes(self.bytes(MANIFEST))
        if blake2b(body, digest_size=DIGEST_SIZE).digest() != self.sections[MANIFEST].digest:
            raise GazetteerDamaged(self.path, MANIFEST, "it does not agree with its digest")
        manifest = json.loads(body)
        if not isinstance(manifest, dict) or not isinstance(manifest.get("name_kinds"), list):
            raise GazetteerDamaged(self.path, MANIFEST, "it does not say what it must")
        return manifest


def _map_file(path: Path) -> tuple[mmap.mmap, float]:
    """Map a file; returns it with the time (POSIX, seconds) at which it was last written."""
    try:
        file = path.open("rb")
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        raise GazetteerMissing(str(path)) from None
    except (OSError, ValueError) as error:
        if isinstance(error, ValueError) or error.errno in (errno.ENAMETOOLONG, errno.ELOOP):
            raise GazetteerMissing(str(path)) from None
        raise
    with file:
        status = os.fstat(file.fileno())
        if status.st_size == 0:
            raise GazetteerDamaged(str(path), "header", "the file is empty")
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), status.st_mtime
