"""Which records are one entity: chains of record numbers, a few bytes for each record."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

_ALONE, _HEAD, _MEMBER, _REFUSED = range(4)
_NONE = 0xFFFFFFFF


class Groups:
    """Records 0 to ``count`` - 1, at first each alone; a group is known by its head, whose ID survives."""

    def __init__(self, count: int) -> None:
        self._states = bytearray(count)
        self._heads = array("I", range(count))
        self._next = array("I", [_NONE]) * count
        self._reasons: dict[int, str] = {}

    def head(self, number: int) -> int:
        """Return the head of the group that a record is in."""
        while self._heads[number] != number:
            number = self._heads[number]
        return number

    def members(self, head: int) -> Iterator[int]:
        """Yield the records of a group, its head first."""
        number = head
        while number != _NONE:
            yield number
            number = self._next[number]

    def leads(self, number: int) -> bool:
        """Whether a record stands for an entity: alone or as the head of a group."""
        return self._states[number] in (_ALONE, _HEAD)

    def form(self, members: Sequence[int]) -> None:
        """Make one group of records, the first its head."""
        for number, after in zip(members, [*members[1:], _NONE], strict=True):
            self._states[number] = _MEMBER
            self._heads[number] = members[0]
            self._next[number] = after
        self._states[members[0]] = _HEAD

    def refuse(self, number: int) -> None:
        """Leave a record out."""
        self._states[number] = _REFUSED

    def give_reason(self, number: int, reason: str) -> None:
        """Remember why a record joined its group, where it is not an ID that they share."""
        self._reasons[number] = reason

    def reason(self, number: int) -> str | None:
        return self._reasons.get(number)
