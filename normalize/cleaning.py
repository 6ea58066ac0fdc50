"""Encoding hygiene that a reader does not see: broken code units, invisible characters, look-alike letters."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final

from normalize.errors import not_text
from normalize.memory import keep, make_memory
from normalize.scripts import SCRIPT_OF
from normalize.tables import read_rows, read_toml

_RUN: Final = re.compile(r"[^\W\d_]+")
MIXABLE: Final = ("Latn", "Cyrl", "Grek")
"""Scripts that have letters of the same looks."""

_MIXABLE: Final = frozenset(MIXABLE)


class _CharacterTable(dict[int, str | None]):
    """For ``str.translate``: what becomes of each character, decided once."""

    def __init__(self) -> None:
        table = read_toml("letters/cleaning.toml")
        self.invisible = frozenset(_codepoints(table["invisible"]))
        self.joiners = frozenset(map(chr, _codepoints(table["joiners"])))
        self.breaks = frozenset(map(chr, _codepoints(table["breaks"])))
        self.joining_scripts = frozenset(table["joining_scripts"])
        self.compatibility = frozenset(_codepoints(table["compatibility"]))
        self.look_alikes: dict[str, str] = table["look_alikes"]

    def __missing__(self, codepoint: int) -> str | None:
        character = chr(codepoint)
        replaced: str | None = self.look_alikes.get(character, character)
        if codepoint in self.invisible:
            replaced = None
        elif character.isspace():
            replaced = " "
        elif codepoint in self.compatibility:
            replaced = unicodedata.normalize("NFKC", character)
        self[codepoint] = replaced
        return replaced


def _codepoints(ranges: list[str]) -> list[int]:
    found: list[int] = []
    for entry in ranges:
        first, _, last = entry.partition("-")
        found.extend(range(int(first, 16), int(last or first, 16) + 1))
    return found


_PLAIN: Final[list[re.Pattern[str]]] = []


def _plain() -> re.Pattern[str]:
    """Words of plain characters of one script with single spaces between them."""
    classes = []
    for ranges in read_toml("letters/cleaning.toml")["plain"]:
        bounds = [entry.partition("-") for entry in ranges.split() if entry != "0020"]
        letters = "".join(f"\\u{first}-\\u{last or first}" for first, _, last in bounds)
        classes.append(f"[{letters}]+(?: [{letters}]+)*")
    return re.compile("|".join(classes))


@cache
def _characters() -> _CharacterTable:
    return _CharacterTable()


Shapes = dict[str, dict[str, str]]
"""For each script, what a look-alike of another script becomes in one of its words."""


@cache
def _homoglyphs() -> Shapes:
    return shapes_of(str)


def shapes_of(write: Callable[[str], str]) -> Shapes:
    """Return the table of look-alikes with each letter written by ``write``; earlier rows win."""
    into: Shapes = {script: {} for script in MIXABLE}
    for row in read_rows("letters/homoglyphs.tsv"):
        shapes = dict(zip(MIXABLE, map(write, row), strict=False))
        for script, letter in shapes.items():
            for name, other in shapes.items():
                if name != script and other and letter:
                    into[script].setdefault(other, letter)
    return into


def remove_invisible(text: str) -> str:
    """Return ``text`` in NFC with single spaces, without invisible characters and compatibility copies."""
    if text.isascii():
        return " ".join((text if text.isprintable() else text.translate(_characters())).split())
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    table = _characters()
    text = unicodedata.normalize("NFC", text)
    if not table.breaks.isdisjoint(text):
        text = "".join(_part_words(text, table.breaks))
    text = text.translate(table)
    for joiner in table.joiners:
        if joiner in text:
            text = _drop_idle_joiners(text, table)
            break
    return " ".join(unicodedata.normalize("NFC", text).split())


_CLEANED: Final[dict[str, str]] = make_memory({})


def clean(text: str) -> str:
    """Return ``text`` as a reader sees it: NFC, one space between words, no invisible characters.

    Paired surrogates are joined and lone ones become U+FFFD; full-width and presentation forms become plain letters;
    a word that mixes Latin with Cyrillic or Greek look-alikes is written in the one script it is meant in. Letters and
    their case stay. Idempotent. Raises nothing for any ``str``.
    """
    if not isinstance(text, str):
        raise not_text(text)
    found = _CLEANED.get(text)
    return keep(_CLEANED, text, _clean(text)) if found is None else found


def _clean(text: str) -> str:
    if not text.isascii() and is_plain(text):
        return text
    text = remove_invisible(text)
    return text if text.isascii() else repair_scripts(text, _homoglyphs())


def is_odd(character: str) -> bool:
    """Return whether a text with this character is not to be read letter by letter: cleaning or NFC may change it."""
    if unicodedata.category(character)[0] in "MC" or unicodedata.normalize("NFC", character) != character:
        return True
    return character.translate(_characters()) != character or unicodedata.name(character, "").startswith("HANGUL")


def is_plain(text: str) -> bool:
    """Return whether a text is clean and of one script at a glance: true of most names in the commonest scripts."""
    if not _PLAIN:
        _PLAIN.append(_plain())
    return _PLAIN[0].fullmatch(text) is not None and unicodedata.is_normalized("NFC", text)


def repair_scripts(text: str, shapes: Shapes) -> str:
    """Return NFC ``text`` with each word of mixed look-alike scripts written in the one script it is meant in."""
    if len(_MIXABLE.intersection(map(SCRIPT_OF.__getitem__, text))) < 2:
        return text
    return unicodedata.normalize("NFC", _RUN.sub(lambda found: _repair(found.group(), shapes), text))


def _part_words(text: str, breaks: frozenset[str]) -> Iterator[str]:
    """Yield the characters of a text, with a space for an invisible break between a small letter and a capital.

    Both are looked at in NFKD, so that every normalization form of a text has its breaks in the same places.
    """
    for at, character in enumerate(text):
        apart = character in breaks and _ends_small(text, at) and _begins_great(text, at + 1)
        yield " " if apart else character


def _ends_small(text: str, end: int) -> bool:
    """Return whether the last letter before a place, its marks apart, is a small one."""
    for at in range(end - 1, -1, -1):
        for sign in reversed(unicodedata.normalize("NFKD", text[at])):
            if unicodedata.category(sign)[0] != "M":
                return sign.islower()
    return False


def _begins_great(text: str, start: int) -> bool:
    """Return whether the letter at a place is a capital, or begins with one as a titlecase digraph does."""
    return unicodedata.normalize("NFKD", text[start : start + 1])[:1].isupper()


def _drop_idle_joiners(text: str, table: _CharacterTable) -> str:
    kept: list[str] = []
    for at, character in enumerate(text):
        if character in table.joiners:
            following = text[at + 1 : at + 2]
            before = kept[-1] if kept else ""
            if not (before and following and {SCRIPT_OF[before], SCRIPT_OF[following]} <= table.joining_scripts):
                continue
        kept.append(character)
    return "".join(kept)


def _repair(word: str, shapes: Shapes) -> str:
    """Write a word in the script of its unmistakable letters, or else of most letters, or of the first."""
    if word.isascii():
        return word
    found = Counter(script for script in map(SCRIPT_OF.__getitem__, word) if script in shapes)
    if len(found) < 2:
        return word
    for script, _ in found.most_common():
        table = shapes[script]
        strangers = {letter for letter in set(word) if SCRIPT_OF[letter] in shapes and SCRIPT_OF[letter] != script}
        if strangers <= table.keys():
            return "".join(table[letter] if letter in strangers else letter for letter in word)
    return word
