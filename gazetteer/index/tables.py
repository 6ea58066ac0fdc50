"""Tables from hashes to numbers as they are stored: keys by their leading bits, numbers as runs."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from gazetteer.index.columns import Blob, Column
from gazetteer.index.layout import (
    HASH,
    HASH_BITS,
    INLINE,
    LISTS,
    REST_BITS,
    SLOT,
    START,
    TAIL,
    TAIL_BITS,
    leading_bits,
    number_bits,
)
from gazetteer.index.sorting import Block, PairSorter

_SHORT = 16
"""Numbers of a list that several keys may share; longer ones are rarely the same."""

_REMEMBERED = 1 << 19
"""Short lists that are known again; after so many different ones it begins anew."""

_LEAD = REST_BITS + TAIL_BITS
_REST = (1 << REST_BITS) - 1
_TAIL = (1 << TAIL_BITS) - 1


@dataclass(frozen=True)
class Table:
    """A finished table, as the five columns of its sections."""

    hashes: Column
    tails: Column
    slots: Column
    lists: Column
    start: Column

    def close(self) -> None:
        for column in (self.hashes, self.tails, self.slots, self.lists, self.start):
            column.close()

    def sections(self, name: str) -> dict[str, Column | Blob]:
        """Give the columns under the names of their sections."""
        hashes: dict[str, Column | Blob] = {name + HASH: self.hashes, name + TAIL: self.tails}
        return hashes | {name + SLOT: self.slots, name + LISTS: self.lists, name + START: self.start}


def make_table(pairs: PairSorter, folder: Path, count: int) -> Table:
    """Turn pairs into a table that leads to ``count`` things."""
    table = Table(Column(folder, "H"), Column(folder, "B"), Column(folder), Column(folder), Column(folder))
    bits = leading_bits(pairs.count)
    slots = _Slots(table.lists, number_bits(count))
    starts = array("I", [0]) * ((1 << bits) + 1)
    for block in pairs.merge():
        rests, tails = _add_keys(block, HASH_BITS - bits - _LEAD, slots, starts)
        table.hashes.extend(rests)
        table.tails.extend(tails)
        table.slots.extend(slots.take())
    table.start.extend(array("I", accumulate(starts)))
    return table


def _add_keys(block: Block, shift: int, slots: _Slots, starts: array[int]) -> tuple[array[int], array[int]]:
    """Make the slots of a block's keys, whose hashes without ``shift`` low bits tell them apart.

    Counts the keys of each lead one place behind it, and returns what tells the keys of a lead apart.
    """
    hashes, numbers, order = block
    rests, tails = array("H"), array("B")
    last, first = -1, 0
    more: list[int] = []
    for at in order:
        key = hashes[at] >> shift
        if key == last:
            more.append(numbers[at])
            continue
        if last >= 0:
            slots.add(first, more)
        last, first, more = key, numbers[at], []
        rests.append(key >> TAIL_BITS & _REST)
        tails.append(key & _TAIL)
        starts[(key >> _LEAD) + 1] += 1
    if last >= 0:
        slots.add(first, more)
    return rests, tails


class _Slots:
    """Slots of keys one after another; what one run does not hold goes to ``lists``."""

    def __init__(self, lists: Column, bits: int) -> None:
        self._slots = array("I")
        self._lists = lists
        self._bits = bits
        self._span = 31 - bits
        self._known: dict[tuple[int, ...], int] = {}

    def add(self, first: int, more: list[int]) -> None:
        """Make the slot of a key from its numbers, in any order."""
        self._slots.append(first | INLINE if not more else self._join(sorted({first, *more})))

    def take(self) -> array[int]:
        """Return the slots made since it was last asked."""
        slots, self._slots = self._slots, array("I")
        return slots

    def _join(self, numbers: list[int]) -> int:
        runs = self._make_runs(numbers)
        if len(runs) == 1:
            return runs[0] | INLINE
        if len(numbers) > _SHORT:
            return self._list(len(numbers), runs)
        listed = tuple(numbers)
        place = self._known.get(listed)
        if place is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            place = self._known[listed] = self._list(len(numbers), runs)
        return place

    def _list(self, count: int, runs: list[int]) -> int:
        place = self._lists.count
        self._lists.append(count)
        for run in runs:
            self._lists.append(run)
        return place

    def _make_runs(self, numbers: list[int]) -> list[int]:
        """Return the runs of ascending numbers."""
        runs: list[int] = []
        first, flags = numbers[0], 0
        for number in numbers[1:]:
            if number - first > self._span:
                runs.append(flags << self._bits | first)
                first, flags = number, 0
            else:
                flags |= 1 << number - first - 1
        runs.append(flags << self._bits | first)
        return runs
