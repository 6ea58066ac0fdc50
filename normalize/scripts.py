"""Which writing system each character belongs to (ISO 15924, Unicode's Script property)."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from functools import cache
from typing import Final

from normalize.errors import not_text
from normalize.tables import read_rows
from normalize.vocabulary import Script

COMMON: Final = Script("Zyyy")
INHERITED: Final = Script("Zinh")
UNKNOWN: Final = Script("Zzzz")

ABJADS: Final = frozenset((Script("Arab"), Script("Hebr")))
"""Scripts that leave short vowels out."""


@cache
def _ranges() -> tuple[list[int], list[int], list[Script]]:
    firsts: list[int] = []
    lasts: list[int] = []
    scripts: list[Script] = []
    for first, last, script in read_rows("letters/scripts.tsv"):
        firsts.append(int(first, 16))
        lasts.append(int(last, 16))
        scripts.append(Script(script))
    return firsts, lasts, scripts


_NEUTRAL: Final = frozenset((COMMON, INHERITED, UNKNOWN))


class _ScriptByCharacter(dict[str, Script]):
    def __missing__(self, character: str) -> Script:
        firsts, lasts, scripts = _ranges()
        codepoint = ord(character)
        at = bisect_right(firsts, codepoint) - 1
        script = scripts[at] if at >= 0 and codepoint <= lasts[at] else UNKNOWN
        self[character] = script
        return script


SCRIPT_OF: Final = _ScriptByCharacter()
"""Script of a character, remembered once seen; ``Zyyy`` for common ones, ``Zinh`` for combining marks."""


@cache
def script_numbers() -> bytes:
    """Return a number for the script of each character of the Basic Multilingual Plane, by code point; 0 for none."""
    firsts, lasts, scripts = _ranges()
    numbers = {script: at + 1 for at, script in enumerate(sorted(set(scripts) - _NEUTRAL))}
    table = bytearray(0x10000)
    for first, last, script in zip(firsts, lasts, scripts, strict=True):
        if first < len(table):
            length = min(last + 1, len(table)) - first
            table[first : first + length] = bytes([numbers.get(script, 0)]) * length
    return bytes(table)


def scripts_of(text: str) -> tuple[str, ...]:
    """Return the ISO 15924 codes of the scripts in ``text``, most frequent first, ties by first appearance.

    Characters common to several scripts (digits, punctuation, combining marks) do not count; a text of nothing else
    gives an empty tuple. Source: Unicode Standard Annex 24.
    """
    if not isinstance(text, str):
        raise not_text(text)
    if text.isascii():
        return ("Latn",) if any(map(str.isalpha, text)) else ()
    found = set(map(SCRIPT_OF.__getitem__, text)) - _NEUTRAL
    if len(found) < 2:
        return tuple(found)
    counted = Counter(map(SCRIPT_OF.__getitem__, text))
    for neutral in (COMMON, INHERITED, UNKNOWN):
        counted.pop(neutral, None)
    return tuple(script for script, _ in counted.most_common())
