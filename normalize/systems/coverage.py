"""Which systems cover every letter of a text: one bit a system, one look-up a letter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache, reduce
from operator import and_

from normalize.systems.engine import VOWEL_MARKS, capitals_of, covers
from normalize.systems.listing import Listing, list_systems

try:
    from normalize.systems.covering import Cover

    NATIVE = True
except ImportError:
    NATIVE = False
"""Whether machine code (covering.c) looks letters up; without it Python does the same."""

LATIN = "Latn"
_JAMO = frozenset(map(chr, (*range(0x1160, 0x1200), *range(0xD7B0, 0xD800))))
"""Vowels and final consonants, which compose into syllables with what stands before."""

_JOINERS = "\u200c\u200d"


def coverage(text: str) -> int:
    """Which systems cover every letter of ``text``: bit n for the n-th of :func:`list_systems`; -1 without letters."""
    found = _cover().cover(text) if NATIVE else None
    return _coverage(text) if found is None else found


def coverage_of_plain(text: str) -> int:
    """The same for a text that is surely as cleaning would leave it; 0 for one that has to be looked at."""
    return (_cover().cover_plain(text) or 0) if NATIVE else 0


def _coverage(text: str) -> int:
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
        self.alphabets: dict[str, int] = {}
        for at, listing in enumerate(list_systems()):
            alphabet = unicodedata.normalize("NFC", listing.alphabet)
            self.alphabets[alphabet] = self.alphabets.get(alphabet, 0) | 1 << at
        self.smalls: dict[str, str] = {letter: letter for letter in set().union(*self.alphabets)}
        for letter in list(self.smalls):
            for capital in capitals_of(letter) if letter.upper() != letter else ():
                self.smalls[capital] = self.smalls.get(capital, "") + letter
        self.parts: dict[str, int] = {}

    def named(self, letter: str) -> int:
        """The systems whose alphabets name a letter, or a small letter whose capital it is."""
        bits = 0
        for small in self.smalls.get(letter, ""):
            for alphabet, own in self.alphabets.items():
                if small in alphabet:
                    bits |= own
        return bits

    def __missing__(self, letter: str) -> int:
        if letter != " " and unicodedata.category(letter)[0] in "CZ" and letter not in _JOINERS:
            bits = 0  # what cleaning may have to take away first
        elif covers(letter, frozenset()):
            bits = -1
        else:
            bits = self.named(letter) | self._by_parts(unicodedata.normalize("NFD", letter))
        self[letter] = bits
        return bits

    def _by_parts(self, parts: str) -> int:
        """The systems that name all the parts a letter is composed of; none for a letter of one part."""
        bits = -1 if len(parts) > 1 else 0
        for part in parts:
            if part not in self.parts:
                self.parts[part] = self.named(part)
            bits &= self.parts[part]
        return bits


@cache
def _coverage_bits() -> _CoverageBits:
    return _CoverageBits()


@cache
def _cover() -> Cover:
    return Cover(_describe)


def _describe(letter: str) -> tuple[int, bool]:
    """The systems that cover a letter, and whether it is composed and stays so with any letter beside it."""
    loose = unicodedata.category(letter)[0] == "M" or letter in _JAMO
    return _coverage_bits()[letter], not loose and unicodedata.is_normalized("NFC", letter)


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
