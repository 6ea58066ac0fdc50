"""Sets of letters as programs write them, and what Unicode says of letters, all as ICU knows it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

CLASS_BIAS = 0x40
_BMP = 0x10000
_PAGE = 0x100
_SURROGATES, _SIGNS = range(0xD800, 0xE000), range(0xF000, 0xF900)


class NotPlain(Exception):
    """Rules of a kind that the programs do not know."""


def is_plain(text: str) -> bool:
    """Whether a text is of the basic plane and has none of the characters that programs use as signs."""
    return all([code < _BMP and code not in _SURROGATES and code not in _SIGNS for code in map(ord, text)])


@cache
def encode_set(text: str) -> str:
    """A set of letters as programs write it: classes, and the ranges that are otherwise; raises NotPlain."""
    import icu  # type: ignore[import-untyped]  # PyICU ships no types

    try:
        letters: Any = icu.UnicodeSet(text)
    except icu.ICUError as error:
        raise NotPlain from error
    if list(letters.strings()):
        raise NotPlain
    held = _bits(text)
    classes = 0
    otherwise = held
    for number, members in enumerate(_classes()):
        if (held & members).bit_count() * 2 > members.bit_count():
            classes |= 1 << number
            otherwise ^= members
    pages = [otherwise >> start & (1 << _PAGE) - 1 for start in range(0, _BMP, _PAGE)]
    if all(pages):  # native.c has room for all but one
        raise NotPlain
    written = "".join([chr(first) + chr(last) for first, last in _ranges(otherwise)])
    if not is_plain(written):
        raise NotPlain
    return chr(CLASS_BIAS + classes) + written


def unicode_version() -> str:
    """The version of Unicode that ICU knows."""
    import icu

    return str(icu.UNICODE_VERSION)


def letters_by_class() -> str:
    """The class of every letter: the first letter of each run of one class, and its number as a digit."""
    runs = sorted((first, number) for number, members in enumerate(_classes()) for first, _ in _ranges(members))
    return "".join([chr(first) + str(number) for first, number in runs])


def letters_in_case(transform: str) -> str:
    """Letters beyond ASCII that ICU's transform changes: each with how many it becomes, and these.

    None where they are beyond the basic plane.
    """
    import icu

    change: Any = icu.Transliterator.createInstance(transform).transliterate
    made: list[str] = []
    for letter in map(chr, (*range(0x80, 0xD800), *range(0xE000, 0xFFFF))):
        changed = change(letter)
        if changed != letter:
            made.append(letter + (f"{len(changed)}{changed}" if ord(max(changed)) < _BMP else "0"))
    return "".join(made)


@cache
def _classes() -> tuple[int, ...]:
    """The classes of letters, as bits: capitals, small letters, other letters, marks, numbers, and all the rest."""
    names = ("[:Lu:]", "[:Ll:]", "[[:L:]-[:Lu:]-[:Ll:]]", "[:M:]", "[:N:]", "[^[:L:][:M:][:N:]]")
    return tuple([_bits(name) for name in names])


def _bits(pattern: str) -> int:
    """The letters of a set that are of the basic plane, as bits."""
    import icu

    letters: Any = icu.UnicodeSet(pattern)
    held = 0
    for at in range(letters.getRangeCount()):
        first, last = ord(letters.getRangeStart(at)), ord(letters.getRangeEnd(at))
        held |= (1 << min(last + 1, _BMP)) - (1 << min(first, _BMP))
    return held


def _ranges(bits: int) -> Iterator[tuple[int, int]]:
    """The runs of bits that are set, first and last."""
    at = 0
    while bits:
        skipped = (bits & -bits).bit_length() - 1
        bits >>= skipped
        at += skipped
        length = (~bits & (bits + 1)).bit_length() - 1
        yield at, at + length - 1
        bits >>= length
        at += length
