"""Pairs of a 64-bit hash and a number sorted in bounded memory: sorted runs on disk, merged by ranges of the hash."""

from __future__ import annotations

import mmap
from array import array
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.uint32]

RUN_LENGTH = 1 << 21
"""Pairs held in memory before they are sorted and written as a run."""

_HASH_BYTES = 8
_PAIR_BYTES = 12


class PairSorter:
    """Collects pairs in any order; :meth:`merge` gives them back ascending, each once."""

    def __init__(self, folder: Path, *, run_length: int | None = None) -> None:
        self._folder = folder
        self._run_length = run_length or RUN_LENGTH
        self._hashes = array("Q")
        self._numbers = array("I")
        self._runs: list[int] = []
        self._file: IO[bytes] | None = None

    def add(self, digest: int, number: int) -> None:
        self._hashes.append(digest)
        self._numbers.append(number)
        if len(self._hashes) >= self._run_length:
            self._spill()

    def extend(self, digests: Hashes, numbers: Numbers) -> None:
        """Add many pairs at once."""
        self._hashes.frombytes(digests.astype(np.uint64).tobytes())
        self._numbers.frombytes(numbers.astype(np.uint32).tobytes())
        if len(self._hashes) >= self._run_length:
            self._spill()

    def merge(self) -> Iterator[tuple[Hashes, Numbers]]:
        """Yield blocks of pairs ascending by hash, then number, without repeats; no hash is split between blocks."""
        mapping = self._map_runs()
        runs = [*self._open_runs(mapping), self._take()]
        total = sum(len(hashes) for hashes, _ in runs)
        parts = max(1, -(-total // self._run_length))
        starts = [0] * len(runs)
        for part in range(1, parts + 1):
            ends = [_end(hashes, part, parts) for hashes, _ in runs]
            slices = [(h[a:b], n[a:b]) for (h, n), a, b in zip(runs, starts, ends, strict=True)]
            starts = ends
            block = _sort(np.concatenate([h for h, _ in slices]), np.concatenate([n for _, n in slices]))
            del slices
            if mapping is not None:
                forget_pages(mapping)
            yield block

    def close(self) -> None:
        self._runs = []
        if self._file is not None:
            self._file.close()

    def _take(self) -> tuple[Hashes, Numbers]:
        pairs = _sort(np.array(self._hashes, dtype=np.uint64), np.array(self._numbers, dtype=np.uint32))
        self._hashes, self._numbers = array("Q"), array("I")
        return pairs

    def _spill(self) -> None:
        if self._file is None:
            self._file = TemporaryFile(dir=self._folder)  # noqa: SIM115 - lives as long as the build
        hashes, numbers = self._take()
        self._file.write(hashes.tobytes())
        self._file.write(numbers.tobytes())
        self._runs.append(len(hashes))

    def _map_runs(self) -> mmap.mmap | None:
        if self._file is None:
            return None
        self._file.flush()
        return mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ)

    def _open_runs(self, mapping: mmap.mmap | None) -> list[tuple[Hashes, Numbers]]:
        opened: list[tuple[Hashes, Numbers]] = []
        offset = 0
        if mapping is None:
            return opened
        for count in self._runs:
            hashes = np.frombuffer(mapping, np.uint64, count, offset)
            opened.append((hashes, np.frombuffer(mapping, np.uint32, count, offset + count * _HASH_BYTES)))
            offset += count * _PAIR_BYTES
        return opened


def forget_pages(mapping: mmap.mmap) -> None:
    """Give back the memory of what was read of a mapped file; it is read again when it is touched."""
    if hasattr(mmap, "MADV_DONTNEED"):
        mapping.madvise(mmap.MADV_DONTNEED)


def share_a_token(digests: Hashes, numbers: Numbers) -> Iterator[list[int]]:
    """Yield from a block of sorted pairs the numbers under each hash that more than one number has."""
    if len(digests) == 0:
        return
    starts = np.flatnonzero(np.append(True, digests[1:] != digests[:-1]))
    lengths = np.diff(np.append(starts, len(digests)))
    for start, length in zip(starts[lengths > 1].tolist(), lengths[lengths > 1].tolist(), strict=True):
        yield numbers[start : start + length].tolist()


def _end(hashes: Hashes, part: int, parts: int) -> int:
    if part == parts:
        return len(hashes)
    edge = np.uint64((part << 64) // parts)
    return int(np.searchsorted(hashes, edge))


def _sort(hashes: Hashes, numbers: Numbers) -> tuple[Hashes, Numbers]:
    order = np.lexsort((numbers, hashes))
    hashes, numbers = hashes[order], numbers[order]
    if len(hashes) == 0:
        return hashes, numbers
    fresh = np.ones(len(hashes), dtype=np.bool_)
    fresh[1:] = (hashes[1:] != hashes[:-1]) | (numbers[1:] != numbers[:-1])
    return hashes[fresh], numbers[fresh]
