"""Typed, bounds-checked views into the bytes of a mapped index: machine code (native.c) where it was built."""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, Protocol

from gazetteer.errors import GazetteerDamaged
from gazetteer.index.layout import (
    HASH_BITS,
    INLINE,
    NAMES_PER_BLOCK_BITS,
    REST_BITS,
    STRINGS_PER_BASE_BITS,
    TAIL_BITS,
    count_leading_bits,
    number_bits,
)

try:
    from gazetteer.index.native import Owners, Strings, Table, hash_text

    NATIVE = sys.byteorder == "little"
except ImportError:
    from gazetteer.index.layout import hash_text

    NATIVE = False
"""Whether the machine code reads; without it the classes below do."""

__all__ = ["NATIVE", "OwnersReader", "OwnersView", "StringsReader", "StringsView", "TableReader", "TableView",
           "cast_column", "hash_text", "read_owners", "read_strings", "read_table"]  # fmt: skip

_REST: Final = (1 << REST_BITS) - 1
_TAIL: Final = (1 << TAIL_BITS) - 1


class StringsReader(Protocol):
    """A list of strings by number."""

    @property
    def count(self) -> int: ...
    def __getitem__(self, number: int, /) -> str: ...
    def place(self, text: str, /) -> int: ...
    def release(self) -> None: ...


class TableReader(Protocol):
    """A table from hashes to ascending numbers."""

    def find(self, digest: int, /) -> Sequence[int]: ...
    def count(self, digest: int, /) -> int: ...
    def release(self) -> None: ...


class OwnersReader(Protocol):
    """The entities that have names, by the numbers of the names."""

    def __getitem__(self, name: int, /) -> int: ...
    def release(self) -> None: ...


def read_owners(path: str, blocks: memoryview[int], offsets: memoryview[int]) -> OwnersReader:
    """Return a reader of which entity has a name."""
    return Owners(path, blocks, offsets) if NATIVE else OwnersView(path, blocks, offsets)


def read_strings(
    path: str, section: str, bases: memoryview[int], bounds: memoryview[int], data: memoryview[int]
) -> StringsReader:
    """Return a reader of a list of strings."""
    if not NATIVE:
        return StringsView(path, section, bases, bounds, data)
    return Strings(path, section, bases, bounds, data)


def read_table(
    path: str,
    section: str,
    hashes: memoryview[int],
    tails: memoryview[int],
    slots: memoryview[int],
    lists: memoryview[int],
    start: memoryview[int],
    count: int,
) -> TableReader:
    """Return a reader of a table that leads to ``count`` numbers at most."""
    if not NATIVE:
        return TableView(path, section, hashes, tails, slots, lists, start, count)
    shift, bits = HASH_BITS - count_leading_bits(len(start)), number_bits(count)
    return Table(path, section, hashes, tails, slots, lists, start, shift, bits)


def cast_column(data: memoryview[int], code: str) -> memoryview[int]:
    """See ``data`` as little-endian numbers of an :mod:`array` type code; its length must be a multiple of theirs."""
    if sys.byteorder == "little":
        return data.cast(code)  # type: ignore[call-overload,no-any-return]  # typeshed wants a literal code
    swapped = array(code, data.tobytes())
    swapped.byteswap()
    return memoryview(swapped)


class OwnersView:
    """The entity of every 256th name, and how many entities on that of each name is."""

    __slots__ = ("_blocks", "_offsets", "_path")

    def __init__(self, path: str, blocks: memoryview[int], offsets: memoryview[int]) -> None:
        self._path = path
        self._blocks = blocks
        self._offsets = offsets

    def __getitem__(self, name: int) -> int:
        try:
            return self._blocks[name >> NAMES_PER_BLOCK_BITS] + self._offsets[name]
        except IndexError:
            raise GazetteerDamaged(self._path, "name.owner", f"there is no number {name}") from None

    def release(self) -> None:
        """Nothing is held beside the views that were given."""


class StringsView:
    """A list of strings: where every 16th begins in ``data`` (UTF-8), and how far behind it each of them."""

    __slots__ = ("_bases", "_bounds", "_data", "_length", "_path", "_section", "count")

    def __init__(
        self, path: str, section: str, bases: memoryview[int], bounds: memoryview[int], data: memoryview[int]
    ) -> None:
        self._path = path
        self._section = section
        self._bases = bases
        self._bounds = bounds
        self._data = data
        self._length = len(data)
        self.count = len(bounds) - 1

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, number: int) -> str:
        after = number + 1
        bases, bounds = self._bases, self._bounds
        try:
            start = bases[number >> STRINGS_PER_BASE_BITS] + bounds[number]
            end = bases[after >> STRINGS_PER_BASE_BITS] + bounds[after]
        except IndexError:
            raise self._damaged(f"there is no number {number}") from None
        if start > end or end > self._length:
            raise self._damaged(f"the bounds of number {number} lie outside the section")
        try:
            return str(self._data[start:end], "utf-8")
        except UnicodeDecodeError:
            raise self._damaged(f"number {number} is not UTF-8") from None

    def place(self, text: str) -> int:
        """Return where among ascending strings ``text`` is or would be (``bisect`` takes no compiled class)."""
        low, high = 0, self.count
        while low < high:
            middle = (low + high) // 2
            if self[middle] < text:
                low = middle + 1
            else:
                high = middle
        return low

    def release(self) -> None:
        """Nothing is held beside the views that were given."""

    def _damaged(self, reason: str) -> GazetteerDamaged:
        return GazetteerDamaged(self._path, self._section, reason)


class TableView:
    """A table from hashes to ascending numbers, of which there are ``count`` at most."""

    __slots__ = (
        "_bits", "_hashes", "_lists", "_mask", "_path", "_rest", "_section", "_shift", "_slots", "_start", "_tails",
    )  # fmt: skip

    def __init__(
        self,
        path: str,
        section: str,
        hashes: memoryview[int],
        tails: memoryview[int],
        slots: memoryview[int],
        lists: memoryview[int],
        start: memoryview[int],
        count: int,
    ) -> None:
        self._path = path
        self._section = section
        self._hashes = hashes
        self._tails = tails
        self._slots = slots
        self._lists = lists
        self._start = start
        self._shift = HASH_BITS - count_leading_bits(len(start))
        self._rest = self._shift - REST_BITS
        self._bits = number_bits(count)
        self._mask = (1 << self._bits) - 1

    def find(self, digest: int) -> Sequence[int]:
        """Return the numbers under a hash, none where it is not there."""
        slot = self._slot(digest)
        if slot < 0:
            return ()
        if not slot & INLINE:
            return self._read(slot)
        number = slot & self._mask
        flags = (slot ^ INLINE) >> self._bits
        if not flags:
            return (number,)
        found = [number]
        while flags:
            number += 1
            if flags & 1:
                found.append(number)
            flags >>= 1
        return found

    def count(self, digest: int) -> int:
        """Return how many numbers are under a hash, without reading them."""
        slot = self._slot(digest)
        if slot < 0:
            return 0
        if slot & INLINE:
            return 1 + ((slot ^ INLINE) >> self._bits).bit_count()
        try:
            return self._lists[slot]
        except IndexError:
            raise self._damaged() from None

    def release(self) -> None:
        """Nothing is held beside the views that were given."""

    def _slot(self, digest: int) -> int:
        """Return what stands for the numbers under a hash, -1 where it is not there."""
        lead = digest >> self._shift
        rest = digest >> self._rest & _REST
        try:
            end = self._start[lead + 1]
            at = bisect_left(self._hashes, rest, self._start[lead], end)
            while at < end and self._hashes[at] == rest:
                if self._tails[at] == digest >> self._rest - TAIL_BITS & _TAIL:
                    return self._slots[at]
                at += 1
            return -1
        except IndexError:
            raise self._damaged() from None

    def _read(self, place: int) -> list[int]:
        found: list[int] = []
        bits, mask = self._bits, self._mask
        try:
            count = self._lists[place]
        except IndexError:
            raise self._damaged() from None
        for run in self._lists[place + 1 : place + 1 + count]:
            number = run & mask
            found.append(number)
            flags = run >> bits
            while flags:
                number += 1
                if flags & 1:
                    found.append(number)
                flags >>= 1
            if len(found) >= count:
                break
        if len(found) != count:
            raise self._damaged()
        return found

    def _damaged(self) -> GazetteerDamaged:
        return GazetteerDamaged(self._path, self._section, "it leads outside itself")
