"""Which systems cover every letter of a text: one bit a system, one look-up a letter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

from normalize.systems.engine import VOWEL_MARKS, covered_letters, covers
from normalize.systems.listing import Listing, list_systems

LATIN = "Latn"
_JOINERS = "\u200c\u200d"


def coverage(text: str) -> int:
    """Which systems cover every letter of ``text``: bit n for the n-th of :func:`list_systems`; -1 without letters."""
    bits = _coverage_bits()
    mask = -1
    for letter in text:
        mask &= bits[letter]
    return mask


def chosen(mask: int) -> Iterator[Listing]:
    """The systems whose bits are set."""
    return (listing for at, listing in enumerate(list_systems()) if mask >> at & 1)


class _CoverageBits(dict[str, int]):
    """For each character the systems that cover it, found out once; -1 for what is no letter."""

    def __init__(self) -> None:
        self.alphabets = [covered_letters(listing.alphabet) for listing in list_systems()]

    def __missing__(self, letter: str) -> int:
        if letter != " " and unicodedata.category(letter)[0] in "CZ" and letter not in _JOINERS:
            bits = 0  # what cleaning may have to take away first
        elif covers(letter, frozenset()):
            bits = -1
        else:
            bits = sum(1 << at for at, alphabet in enumerate(self.alphabets) if covers(letter, alphabet))
        self[letter] = bits
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
