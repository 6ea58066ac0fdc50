"""Sections of an index while they grow: in memory up to a bound, then in a temporary file beside the index."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator
from pathlib import Path
from tempfile import SpooledTemporaryFile

IN_MEMORY = 1 << 20
"""Bytes that one column keeps in memory before it goes to disk."""

_BLOCK = 1 << 20
_BUFFERED = 1 << 14


class Blob:
    """Plain bytes, appended."""

    __slots__ = ("_file", "length")

    def __init__(self, folder: Path) -> None:
        self._file: SpooledTemporaryFile[bytes] = SpooledTemporaryFile(IN_MEMORY, dir=str(folder))  # noqa: SIM115
        self.length = 0

    def append(self, data: bytes) -> None:
        self._file.write(data)
        self.length += len(data)

    def blocks(self) -> Iterator[bytes]:
        """Give back everything appended, in blocks of up to a mebibyte."""
        self._file.seek(0)
        while block := self._file.read(_BLOCK):
            yield block

    def close(self) -> None:
        self._file.close()


class Column:
    """Numbers of one type (an :mod:`array` type code), appended; little-endian on every machine."""

    __slots__ = ("_blob", "_buffer", "count")

    def __init__(self, code: str, folder: Path) -> None:
        self._buffer: array[int] | array[float] = array(code)
        self._blob = Blob(folder)
        self.count = 0

    def append(self, value: float) -> None:
        self._buffer.append(value)  # type: ignore[arg-type]  # the code decides which of the two it takes
        self.count += 1
        if len(self._buffer) >= _BUFFERED:
            self._flush()

    def extend(self, data: bytes) -> None:
        """Append the values whose little-endian bytes are ``data``."""
        self._flush()
        self._blob.append(data)
        self.count += len(data) // self._buffer.itemsize

    def blocks(self) -> Iterator[bytes]:
        self._flush()
        return self._blob.blocks()

    def close(self) -> None:
        self._blob.close()

    def _flush(self) -> None:
        if sys.byteorder == "big":
            self._buffer.byteswap()
        self._blob.append(self._buffer.tobytes())
        self._buffer = array(self._buffer.typecode)


class Strings:
    """Strings one after another, with the bounds between them."""

    __slots__ = ("bounds", "bytes")

    def __init__(self, folder: Path) -> None:
        self.bounds = Column("Q", folder)
        self.bytes = Blob(folder)
        self.bounds.append(0)

    def append(self, text: str) -> None:
        self.bytes.append(text.encode())
        self.bounds.append(self.bytes.length)
