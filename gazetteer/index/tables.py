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
    slots = _Slots(number_bits(count))
    starts = [0] * ((1 << bits) + 1)
    for block in pairs.merge():
        keys = _add_keys(block, HASH_BITS - bits - _LEAD, slots)
        for key in keys:
            starts[(key >> _LEAD) + 1] += 1
        table.hashes.extend(array("H", [key >> TAIL_BITS & _REST for key in keys]))
        table.tails.extend(array("B", [key & _TAIL for key in keys]))
        for column, made in zip((table.slots, table.lists), slots.take(), strict=True):
            column.extend(array("I", made))
    table.start.extend(array("I", accumulate(starts)))
    return table


def _add_keys(block: Block, shift: int, slots: _Slots) -> list[int]:
    """Make the slots of a block's keys; return their hashes without the ``shift`` low bits that tell nothing."""
    hashes, numbers = block[0].tolist(), block[1].tolist()
    keys: list[int] = []
    alone: list[int] = []
    last, first, more = -1, 0, alone
    for at in block[2]:
        key = hashes[at] >> shift
        if key == last:
            if more is alone:
                more = []
            more.append(numbers[at])
            continue
        if last >= 0:
            slots.add(first, more)
        last, first, more = key, numbers[at], alone
        keys.append(key)
    slots.add(first, more)
    return keys


class _Slots:
    """Slots of keys one after another, and the lists that some lead to: what one run does not hold."""

    def __init__(self, bits: int) -> None:
        self._slots: list[int] = []
        self._lists: list[int] = []
        self._places = 0
        self._bits = bits
        self._span = 31 - bits
        self._known: dict[bytes, int] = {}

    def add(self, first: int, more: list[int]) -> None:
        """Make the slot of a key from its numbers, in any order."""
        if not more:
            self._slots.append(first | INLINE)
            return
        last, flags = first, 0
        for number in more:
            behind = number - first - 1
            if number <= last or behind >= self._span:
                self._slots.append(self._join(sorted({first, *more})))
                return
            last, flags = number, flags | 1 << behind
        self._slots.append(flags << self._bits | first | INLINE)

    def take(self) -> tuple[list[int], list[int]]:
        """Return the slots and the words of lists made since it was last asked."""
        made = self._slots, self._lists
        self._slots, self._lists = [], []
        return made

    def _join(self, numbers: list[int]) -> int:
        runs = self._make_runs(numbers)
        if len(runs) == 1:
            return runs[0] | INLINE
        if len(numbers) > _SHORT:
            return self._list(len(numbers), runs)
        listed = array("I", numbers).tobytes()
        place = self._known.get(listed)
        if place is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            place = self._known[listed] = self._list(len(numbers), runs)
        return place

    def _list(self, count: int, runs: list[int]) -> int:
        place = self._places
        self._lists.append(count)
        self._lists.extend(runs)
        self._places += 1 + len(runs)
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
