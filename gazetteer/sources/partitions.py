"""Rows put by on disk in parts by a number they share, so that what belongs together is joined a part at a time."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from gazetteer.sources.archives import is_packed

PART_BYTES = 48 << 20
"""Bytes of rows that a part holds about, which is what must fit into memory at once."""

MOST_PARTS = 512
"""Parts at most; a greater input has greater parts."""

PENDING_ROWS = 100_000
"""Rows that are kept in memory before they go to disk."""

_PACKING = 8

Row = tuple[int, int, bytes]
"""The number that decides the part, the row's line from 1, and its bytes."""


class Partitions:
    """Rows by part; all are added before one is read back.

    Rows of one part come back in the order in which they were added. What does not fit into memory goes to one
    temporary file that has no name, so that nothing is left of it however a build ends.
    """

    def __init__(self, count: int) -> None:
        self.count = count
        self._pending: list[list[Row]] = [[] for _ in range(count)]
        self._chunks: list[list[tuple[int, int]]] = [[] for _ in range(count)]
        self._waiting = 0
        self._file: IO[bytes] | None = None

    def add(self, rows: Iterable[Row]) -> None:
        """Put rows by."""
        pending, count = self._pending, self.count
        for row in rows:
            pending[row[0] % count].append(row)
            self._waiting += 1
        if self._waiting > PENDING_ROWS:
            self._flush()

    def read(self, part: int) -> Iterator[Row]:
        """Yield the rows of a part, from 0 to ``count``."""
        for start, length in self._chunks[part]:
            assert self._file is not None
            self._file.seek(start)
            yield from marshal.loads(self._file.read(length))
        yield from self._pending[part]

    def gather(self, part: int) -> dict[int, list[tuple[int, bytes]]]:
        """Return the lines and bytes of the rows of a part by the number they share, in the order of their lines."""
        gathered: dict[int, list[tuple[int, bytes]]] = {}
        for number, line, raw in self.read(part):
            gathered.setdefault(number, []).append((line, raw))
        return gathered

    def close(self) -> None:
        """Give the disk back."""
        if self._file is not None:
            self._file.close()

    def _flush(self) -> None:
        if self._file is None:
            self._file = TemporaryFile()  # noqa: SIM115 - closed by close()
        for part, rows in enumerate(self._pending):
            if rows:
                self._chunks[part].append((self._file.tell(), self._file.write(marshal.dumps(rows))))
                rows.clear()
        self._waiting = 0


def count_parts(files: Iterable[Path]) -> int:
    """Return how many parts the rows of these files are best put into, by their sizes."""
    size = sum(path.stat().st_size * (_PACKING if is_packed(path) else 1) for path in files)
    return min(MOST_PARTS, 1 + size // PART_BYTES)
