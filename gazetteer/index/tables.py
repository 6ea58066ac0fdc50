"""Tables from hashes to numbers as they are stored: keys by their leading bits, numbers as runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gazetteer.index.columns import Blob, Column
from gazetteer.index.layout import HASH, INLINE, LISTS, SLOT, START, leading_bits, number_bits
from gazetteer.index.sorting import Hashes, Numbers, PairSorter

Integers = npt.NDArray[np.int64]

_SHORT = 16
"""Numbers of a list that several keys may share; longer ones are rarely the same."""

_REMEMBERED = 1 << 19
"""Short lists that are known again; after so many different ones it begins anew."""


@dataclass(frozen=True, slots=True)
class Table:
    """A finished table, as the four columns of its sections."""

    hashes: Column
    slots: Column
    lists: Column
    start: Column

    def close(self) -> None:
        for column in (self.hashes, self.slots, self.lists, self.start):
            column.close()

    def sections(self, name: str) -> dict[str, Column | Blob]:
        """Give the columns under the names of their sections."""
        return {name + HASH: self.hashes, name + SLOT: self.slots, name + LISTS: self.lists, name + START: self.start}

    def find_firsts(self, wanted: Hashes, count: int) -> Integers:
        """Return the first of ``count`` things under each of some hashes, -1 where there is none.

        The table is loaded as a whole; this is for tables of IDs.
        """
        starts = self.start.whole().astype(np.int64)
        bits = leading_bits(self.hashes.count)
        leads = np.repeat(np.arange(len(starts) - 1, dtype=np.uint64), np.diff(starts))
        known = leads << np.uint64(32) | self.hashes.whole()
        if len(known) == 0:
            return np.full(len(wanted), -1, dtype=np.int64)
        asked = wanted >> np.uint64(32 - bits)
        at = np.minimum(np.searchsorted(known, asked), len(known) - 1)
        slots, lists = self.slots.whole().astype(np.int64), np.append(self.lists.whole(), 0).astype(np.int64)
        inline = slots & INLINE != 0
        runs = np.where(inline, slots, lists[np.where(inline, 0, slots + 1)])
        return np.where(known[at] == asked, (runs & (1 << number_bits(count)) - 1)[at], -1)


def make_table(pairs: PairSorter, folder: Path, count: int) -> Table:
    """Turn sorted pairs into a table that leads to ``count`` things."""
    bits = number_bits(count)
    table = Table(Column(folder), Column(folder), Column(folder), Column(folder))
    wide = Column(folder, "Q")
    known: dict[bytes, int] = {}
    for digests, numbers in pairs.merge():
        if len(digests) == 0:
            continue
        firsts = np.flatnonzero(np.append(True, digests[1:] != digests[:-1]))
        wide.extend(digests[firsts])
        table.slots.extend(_make_slots(firsts, numbers, bits, table.lists, known))
    shift = leading_bits(wide.count)
    starts = np.zeros((1 << shift) + 1, dtype=np.int64)
    for digests in wide.arrays():
        leads = (digests >> np.uint64(64 - shift)).astype(np.int64) if shift else np.zeros(len(digests), np.int64)
        starts[1:] += np.bincount(leads, minlength=1 << shift)
        table.hashes.extend(digests >> np.uint64(32 - shift) & np.uint64(0xFFFFFFFF))
    table.start.extend(np.cumsum(starts).astype(np.uint64))
    wide.close()
    return table


def _make_slots(firsts: Integers, numbers: Numbers, bits: int, lists: Column, known: dict[bytes, int]) -> Integers:
    """Return the slots of keys whose numbers begin at ``firsts``; what one run does not hold goes to ``lists``.

    ``known`` are the places of short lists written before, which keys with the same numbers share.
    """
    ends = np.append(firsts[1:], len(numbers))
    least = numbers[firsts].astype(np.int64)
    inline = numbers[ends - 1] - least <= 31 - bits
    behind = numbers - np.repeat(least, ends - firsts)
    near = (behind > 0) & np.repeat(inline, ends - firsts)
    flags = np.where(near, np.int64(1) << np.where(near, behind - 1 + bits, 0), 0)
    slots = np.bitwise_or.reduceat(flags, firsts) | least | INLINE
    for at in np.flatnonzero(~inline).tolist():
        run = numbers[firsts[at] : ends[at]]
        before = known.get(run.tobytes()) if len(run) <= _SHORT else None
        slots[at] = lists.count if before is None else before
        if before is None:
            if len(known) >= _REMEMBERED:
                known.clear()
            if len(run) <= _SHORT:
                known[run.tobytes()] = lists.count
            lists.append(len(run))
            for code in _make_runs(run.tolist(), bits):
                lists.append(code)
    return slots


def _make_runs(numbers: list[int], bits: int) -> Iterator[int]:
    """Yield the runs of ascending numbers."""
    first, flags = numbers[0], 0
    for number in numbers[1:]:
        if number - first > 31 - bits:
            yield flags << bits | first
            first, flags = number, 0
        else:
            flags |= 1 << number - first - 1
    yield flags << bits | first
