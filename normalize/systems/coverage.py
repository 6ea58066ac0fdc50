"""Which systems cover every letter of a text: one bit a system, one look-up a letter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache, reduce
from operator import and_

from normalize.systems.engine import VOWEL_MARKS, capitals_of, covers
from normalize.systems.listing import Listing, list_systems

LATIN = "Latn"
_JOINERS = "\u200c\u200d"


def coverage(text: str) -> int:
    """Which systems cover every letter of ``text``: bit n for the n-th of :func:`list_systems`; -1 without letters."""
    return reduce(and_, map(_coverage_bits().__getitem__, text), -1)


def chosen(mask: int) -> Iterator[Listing]:
    """The systems whose bits are set, in their order; a mask of -1 has all."""
    systems = list_systems()
    mask &= (1 << len(systems)) - 1
    while mask:
        lowest = mask & -mask
        yield systems[lowest.bit_length() - 1]
        mask ^= lowest


class _CoverageBits(dict[str, int]):
    """For each character the systems that cover it, found out once; -1 for what is no letter."""

    def __init__(self) -> None:
        self.named: dict[str, int] = {}
        for at, listing in enumerate(list_systems()):
            for letter in unicodedata.normalize("NFC", listing.alphabet):
                self.named[letter] = self.named.get(letter, 0) | 1 << at
        for letter, bits in list(self.named.items()):
            for capital in capitals_of(letter):
                self.named[capital] = self.named.get(capital, 0) | bits

    def __missing__(self, letter: str) -> int:
        if letter != " " and unicodedata.category(letter)[0] in "CZ" and letter not in _JOINERS:
            bits = 0  # what cleaning may have to take away first
        elif covers(letter, frozenset()):
            bits = -1
        else:
            bits = self.named.get(letter, 0) | self._by_parts(unicodedata.normalize("NFD", letter))
        self[letter] = bits
        return bits

    def _by_parts(self, parts: str) -> int:
        """The systems that name all the parts a letter is composed of; none for a letter of one part."""
        bits = -1 if len(parts) > 1 else 0
        for part in parts:
            bits &= self.named.get(part, 0)
        return bits


@cache
def _coverage_bits() -> _CoverageBits:
    return _CoverageBits()


def lacks_vowels(text: str, mask: int) -> bool:
    """Whether the writing leaves vowels to marks, as the systems of ``mask`` have it, and the text bears none."""
    return bool(mask & _vocalised()) and VOWEL_MARKS.isdisjoint(text)


@cache
def _vocalised() -> int:
    """The bits of the systems that need the vowel marks written."""
    return sum(1 << at for at, listing in enumerate(list_systems()) if "vocalised" in listing.requires)


@cache
def to_latin() -> int:
    """The bits of the systems that write Latin script."""
    return sum(1 << at for at, listing in enumerate(list_systems()) if listing.target_script == LATIN)


@cache
def from_latin() -> int:
    """The bits of the systems that read Latin script."""
    return sum(1 << at for at, listing in enumerate(list_systems()) if listing.source_script == LATIN)
