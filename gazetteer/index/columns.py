"""Sections of an index while they grow: in memory up to a bound, then in a temporary file beside the index."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator
from pathlib import Path
from tempfile import SpooledTemporaryFile

from gazetteer.index.layout import CODES, STRINGS_PER_BASE_BITS

IN_MEMORY = 1 << 20
"""Bytes that one column keeps in memory before it goes to disk."""

_BLOCK = 1 << 20
_BUFFERED = 1 << 12


class Blob:
    """Plain bytes, appended."""

    __slots__ = ("_file", "_held", "length")

    code = "B"

    def __init__(self, folder: Path) -> None:
        self._file: SpooledTemporaryFile[bytes] = SpooledTemporaryFile(IN_MEMORY, dir=str(folder))  # noqa: SIM115
        self._held: list[bytes] = []
        self.length = 0

    def append(self, data: bytes) -> None:
        self._held.append(data)
        self.length += len(data)
        if len(self._held) >= _BUFFERED or len(data) >= _BUFFERED:
            self._flush()

    def blocks(self) -> Iterator[bytes]:
        """Give back everything appended, in blocks of up to a mebibyte."""
        self._flush()
        self._file.seek(0)
        while block := self._file.read(_BLOCK):
            yield block

    def close(self) -> None:
        self._file.close()

    def _flush(self) -> None:
        self._file.write(b"".join(self._held))
        self._held.clear()


class Plain:
    """Bytes that are there already."""

    __slots__ = ("_data",)

    code = "B"

    def __init__(self, data: bytes) -> None:
        self._data = data

    def blocks(self) -> Iterator[bytes]:
        yield self._data


class Column:
    """Whole numbers from 0, appended, each below the bound of ``widest``, an :mod:`array` type code.

    :meth:`blocks` gives them back little-endian in the narrowest type that holds them all, whose code is ``code``.
    """

    __slots__ = ("_blob", "_buffer", "_greatest", "_widest", "count")

    def __init__(self, folder: Path, widest: str = "I") -> None:
        self._widest = widest
        self._buffer: array[int] = array(widest)
        self._blob = Blob(folder)
        self._greatest = 0
        self.count = 0

    @property
    def code(self) -> str:
        """The narrowest type code so far."""
        self._flush()
        return next(code for code in CODES if self._greatest >> 8 * array(code).itemsize == 0)

    def append(self, value: int) -> None:
        self._buffer.append(value)
        self.count += 1
        if self.count % _BUFFERED == 0:
            self._flush()

    def extend(self, values: array[int]) -> None:
        """Append an array of numbers of the widest type."""
        self._flush()
        if values:
            self._greatest = max(self._greatest, max(values))
            self._blob.append(values.tobytes())
            self.count += len(values)

    def arrays(self) -> Iterator[array[int]]:
        """Give back everything appended, in arrays of bounded length."""
        self._flush()
        for block in self._blob.blocks():
            yield array(self._widest, block)

    def blocks(self) -> Iterator[bytes]:
        narrow = self.code
        for values in self.arrays():
            narrowed = values if narrow == self._widest else array(narrow, values)
            if sys.byteorder == "big":
                narrowed.byteswap()
            yield narrowed.tobytes()

    def close(self) -> None:
        self._blob.close()

    def _flush(self) -> None:
        if self._buffer:
            self._greatest = max(self._greatest, max(self._buffer))
            self._blob.append(self._buffer.tobytes())
            self._buffer = array(self._widest)


class Strings:
    """Strings one after another, with where they begin: every 16th in the whole, each behind that one."""

    __slots__ = ("_base", "bases", "bounds", "bytes")

    def __init__(self, folder: Path) -> None:
        self.bases = Column(folder, "Q")
        self.bounds = Column(folder)
        self.bytes = Blob(folder)
        self._base = 0
        self._bound()

    @property
    def count(self) -> int:
        return self.bounds.count - 1

    def append(self, text: str) -> None:
        self.bytes.append(text.encode())
        self._bound()

    def close(self) -> None:
        for part in (self.bases, self.bounds, self.bytes):
            part.close()

    def _bound(self) -> None:
        if self.bounds.count >> STRINGS_PER_BASE_BITS == self.bases.count:
            self._base = self.bytes.length
            self.bases.append(self._base)
        self.bounds.append(self.bytes.length - self._base)
