"""The laws of the columns of an index: what each must be, whatever it holds."""

from __future__ import annotations

from typing import Final

from mypy_extensions import i64

from gazetteer.index.layout import INLINE, TAIL_BITS, number_bits

_FIRST_BYTES: Final = (0x80, 0xC0)
"""A byte of UTF-8 from the first of these up to the second lies inside a letter."""

_MISPLACED: Final = "a list is not where its slot says"
_MISCOUNTED: Final = "a list has more or fewer numbers than it says"
_TOO_GREAT: Final = "a number in it is too great"


def ascends(numbers: memoryview[int]) -> bool:
    """Whether each number is greater than the one before."""
    last: i64 = -1
    for number in numbers:
        if number <= last:
            return False
        last = number
    return True


def parts(bounds: memoryview[int], end: int) -> bool:
    """Whether bounds begin with 0, end with ``end`` and never fall."""
    last: i64 = 0
    for bound in bounds:
        if bound < last:
            return False
        last = bound
    return len(bounds) > 0 and bounds[0] == 0 and last == end


def find_fault_of_bounds(
    bases: memoryview[int], bounds: memoryview[int], data: memoryview[int], bits: int
) -> str | None:
    """Say what is wrong with the bounds of strings in ``data``, each behind a base that 2 ** ``bits`` share."""
    length: i64 = len(data)
    last: i64 = 0
    for number, behind in enumerate(bounds):
        bound: i64 = bases[number >> bits] + behind
        if bound < last or bound > length or (number == 0 and bound != 0):
            return "the bounds do not part the whole in order"
        if bound < length and _FIRST_BYTES[0] <= data[bound] < _FIRST_BYTES[1]:
            return "a bound lies inside a letter"
        last = bound
    return None if len(bounds) and last == length else "the bounds do not part the whole in order"


def owners_agree(firsts: memoryview[int], blocks: memoryview[int], owners: memoryview[int], bits: int) -> bool:
    """Whether each name belongs to the entity among whose names it is; 2 ** ``bits`` names share a block."""
    entity: i64 = -1
    end: i64 = 0
    for name, owner in enumerate(owners):
        while name >= end:
            entity += 1
            end = firsts[entity + 1]
        if blocks[name >> bits] + owner != entity:
            return False
    return True


def rests_ascend(rests: memoryview[int], tails: memoryview[int], starts: memoryview[int]) -> bool:
    """Whether the rests of hashes, with their tails, ascend between one start and the next."""
    lead: i64 = 0
    last: i64 = -1
    for at, rest in enumerate(rests):
        while at >= starts[lead]:
            lead += 1
            last = -1
        whole: i64 = (rest << TAIL_BITS) + tails[at]
        if whole <= last:
            return False
        last = whole
    return True


def find_fault_of_slots(slots: memoryview[int], lists: memoryview[int], things: int) -> str | None:
    """Say what is wrong with the slots of a table that leads to ``things``, or with the lists they lead to."""
    bits = number_bits(things)
    mask = (1 << bits) - 1
    listed = bytearray(len(lists))
    for slot in slots:
        if slot < INLINE:
            if slot >= len(lists):
                return _MISPLACED
            listed[slot] = True
        elif (slot & mask) + ((slot ^ INLINE) >> bits).bit_length() >= things:
            return _TOO_GREAT
    return _find_fault_of_lists(lists, listed, bits, things)


def _find_fault_of_lists(lists: memoryview[int], listed: bytearray, bits: int, things: int) -> str | None:
    """Each list is where a slot leads to, as long as it says, and ascends."""
    wanted, last = 0, -1
    mask = (1 << bits) - 1
    for at, word in enumerate(lists):
        if wanted == 0:
            if not listed[at] or word == 0:
                return _MISPLACED
            wanted, last = word, -1
            continue
        flags = word >> bits
        if word & mask <= last:
            return "the numbers under a hash do not ascend"
        last = (word & mask) + flags.bit_length()
        wanted -= 1 + flags.bit_count()
        if wanted < 0 or listed[at]:
            return _MISCOUNTED
        if last >= things:
            return _TOO_GREAT
    return _MISCOUNTED if wanted else None
