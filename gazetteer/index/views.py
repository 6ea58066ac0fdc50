"""Typed, bounds-checked views into the bytes of a mapped index."""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left

from gazetteer.errors import GazetteerDamaged
from gazetteer.index.layout import leading_bits

NOTHING: memoryview[int] = memoryview(b"").cast("I")


def cast_column(data: memoryview[int], code: str) -> memoryview[int]:
    """See ``data`` as little-endian numbers of an :mod:`array` type code; its length must be a multiple of theirs."""
    if sys.byteorder == "little":
        return data.cast(code)  # type: ignore[call-overload,no-any-return]  # typeshed wants a literal code
    swapped = array(code, data.tobytes())
    swapped.byteswap()
    return memoryview(swapped)


class StringsView:
    """A list of strings: ``bounds`` (u64) into ``data`` (UTF-8)."""

    __slots__ = ("_bounds", "_data", "_path", "_section", "count")

    def __init__(self, path: str, section: str, bounds: memoryview[int], data: memoryview[int]) -> None:
        self._path = path
        self._section = section
        self._bounds = bounds
        self._data = data
        self.count = len(bounds) - 1

    def __getitem__(self, number: int) -> str:
        try:
            start, end = self._bounds[number], self._bounds[number + 1]
        except IndexError:
            raise self._damaged(f"there is no number {number}") from None
        if start > end or end > len(self._data):
            raise self._damaged(f"the bounds of number {number} lie outside the section")
        try:
            return str(self._data[start:end], "utf-8")
        except UnicodeDecodeError:
            raise self._damaged(f"number {number} is not UTF-8") from None

    def _damaged(self, reason: str) -> GazetteerDamaged:
        return GazetteerDamaged(self._path, self._section, reason)


class TableView:
    """A table from hashes (u64, ascending) to ascending numbers (u32) between two bounds (u64)."""

    __slots__ = ("_bounds", "_hashes", "_path", "_section", "_shift", "_start", "_values")

    def __init__(
        self,
        path: str,
        section: str,
        hashes: memoryview[int],
        bounds: memoryview[int],
        values: memoryview[int],
        start: memoryview[int],
    ) -> None:
        self._path = path
        self._section = section
        self._hashes = hashes
        self._bounds = bounds
        self._values = values
        self._start = start
        self._shift = 64 - leading_bits(len(hashes))

    def find(self, digest: int) -> memoryview[int]:
        """Return the numbers under a hash, none where it is not there."""
        hashes, lead = self._hashes, digest >> self._shift
        try:
            end = self._start[lead + 1]
            at = bisect_left(hashes, digest, self._start[lead], end)
            if at == end or hashes[at] != digest:
                return NOTHING
            first, last = self._bounds[at], self._bounds[at + 1]
        except IndexError:
            raise GazetteerDamaged(self._path, self._section, "it leads outside itself") from None
        if first > last or last > len(self._values):
            raise GazetteerDamaged(self._path, self._section, "a bound lies outside the section")
        return self._values[first:last]
