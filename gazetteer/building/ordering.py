"""The numbers of records in the order of their IDs, sorted in bounded memory: sorted runs on disk, merged as read."""

from __future__ import annotations

import heapq
import marshal
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

RUN_LENGTH = 1 << 18
"""IDs held in memory before they are sorted and written as a run."""

_BLOCK = 1 << 10

Entry = tuple[str, int]


class IdSorter:
    """Collects IDs, numbered from 0 as they come; :meth:`numbers` gives the numbers back, IDs ascending."""

    def __init__(self, folder: Path, *, run_length: int | None = None) -> None:
        self._folder = folder
        self._run_length = run_length or RUN_LENGTH
        self._held: list[Entry] = []
        self._runs: list[list[tuple[int, int]]] = []
        self._file: IO[bytes] | None = None
        self.count = 0

    def add(self, entity_id: str) -> None:
        self._held.append((entity_id, self.count))
        self.count += 1
        if len(self._held) >= self._run_length:
            self._spill()

    def numbers(self) -> Iterator[int]:
        """Yield the numbers of all IDs, the least ID first; of equal ones the lower number first."""
        self._held.sort()
        for _, number in heapq.merge(self._held, *map(self._read, self._runs)):
            yield number

    def close(self) -> None:
        if self._file is not None:
            self._file.close()

    def _spill(self) -> None:
        if self._file is None:
            self._file = TemporaryFile(dir=self._folder)  # noqa: SIM115 - lives as long as the build
        self._held.sort()
        blocks = []
        for start in range(0, len(self._held), _BLOCK):
            data = marshal.dumps(self._held[start : start + _BLOCK])
            blocks.append((self._file.tell(), len(data)))
            self._file.write(data)
        self._runs.append(blocks)
        self._held = []

    def _read(self, blocks: list[tuple[int, int]]) -> Iterator[Entry]:
        assert self._file is not None
        for offset, length in blocks:
            self._file.seek(offset)
            yield from marshal.loads(self._file.read(length))
