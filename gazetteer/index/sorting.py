"""Pairs of a hash and a number sorted in bounded memory: parted by leading bits on disk, each part sorted by itself."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Final

from gazetteer.index.layout import HASH_BITS

PART_BITS: Final = 8
PARTS: Final = 1 << PART_BITS
PART_SHIFT: Final = HASH_BITS - PART_BITS
"""What a hash is shifted by for the number of its part."""

HELD: Final = 1 << 20
"""Pairs held in memory before they go to disk."""

Parts = Sequence[tuple[bytes, bytes]]
"""Pairs by part: the hashes (u64) and, parallel, the numbers (u32), as bytes of this machine."""

Block = tuple["array[int]", "array[int]", list[int]]
"""Hashes, numbers, and the places of both in the order of the hashes; no hash is split between blocks."""


class PairSorter:
    """Collects pairs; :meth:`merge` gives them back ascending by hash. Numbers must come in ascending order."""

    def __init__(self, folder: Path, *, held: int | None = None) -> None:
        self._folder = folder
        self._most_held = held or HELD
        self._hashes = [array("Q") for _ in range(PARTS)]
        self._numbers = [array("I") for _ in range(PARTS)]
        self._held = 0
        self._spills: list[tuple[int, list[int]]] = []
        self._file: IO[bytes] | None = None
        self.count = 0

    def add(self, digest: int, number: int) -> None:
        part = digest >> PART_SHIFT
        self._hashes[part].append(digest)
        self._numbers[part].append(number)
        self._grow(1)

    def extend(self, parts: Parts) -> None:
        """Add many pairs at once."""
        for (hashes, numbers), held_hashes, held_numbers in zip(parts, self._hashes, self._numbers, strict=True):
            held_hashes.frombytes(hashes)
            held_numbers.frombytes(numbers)
        self._grow(sum([len(hashes) for hashes, _ in parts]) // self._hashes[0].itemsize)

    def merge(self) -> Iterator[Block]:
        """Yield all pairs, each as often as it was added, equal hashes in the order in which they were added."""
        for part in range(PARTS):
            hashes, numbers = self._gather(part)
            if hashes:
                keys = array("d", hashes.tobytes())
                yield hashes, numbers, sorted(range(len(hashes)), key=keys.__getitem__)

    def close(self) -> None:
        self._spills = []
        if self._file is not None:
            self._file.close()

    def _grow(self, by: int) -> None:
        self.count += by
        self._held += by
        if self._held >= self._most_held:
            self._spill()

    def _spill(self) -> None:
        if self._file is None:
            self._file = TemporaryFile(dir=self._folder)  # noqa: SIM115 - lives as long as the build
        self._spills.append((self._file.tell(), [0, *accumulate(map(len, self._hashes))]))
        for columns in (self._hashes, self._numbers):
            self._file.write(b"".join([column.tobytes() for column in columns]))
        self._hashes = [array("Q") for _ in range(PARTS)]
        self._numbers = [array("I") for _ in range(PARTS)]
        self._held = 0

    def _gather(self, part: int) -> tuple[array[int], array[int]]:
        """Return the pairs of a part, in the order in which they were added."""
        hashes, numbers = array("Q"), array("I")
        for start, bounds in self._spills:
            middle = start + bounds[-1] * hashes.itemsize
            for column, offset in ((hashes, start), (numbers, middle)):
                column.frombytes(self._read(offset, column.itemsize, bounds[part], bounds[part + 1]))
        hashes.extend(self._hashes[part])
        numbers.extend(self._numbers[part])
        return hashes, numbers

    def _read(self, offset: int, size: int, first: int, end: int) -> bytes:
        assert self._file is not None
        self._file.seek(offset + first * size)
        return self._file.read((end - first) * size)


def share_a_token(block: Block) -> Iterator[list[int]]:
    """Yield from a block the numbers, each once, under each hash that more than one number has."""
    hashes, numbers, order = block
    last, held = -1, [0]
    for at in order:
        digest, number = hashes[at], numbers[at]
        if digest != last:
            if len(held) > 1:
                yield held
            last, held = digest, [number]
        elif number != held[-1]:
            held.append(number)
    if len(held) > 1:
        yield held
