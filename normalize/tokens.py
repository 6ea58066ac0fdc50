"""Words of a name as written, and the normal form of one."""

from __future__ import annotations

from functools import cache
from typing import Final

import regex

from normalize.folding import fold_cleaned
from normalize.tables import read_toml

_FIRST_ARABIC: Final = 0x0620
_LAST_ARABIC: Final = 0x06FF
"""The code points between which Arabic letters lie."""

_JOINER: Final = "\u200c"

_WORD: Final = regex.compile(
    r"\p{L}(?:\.\p{L}){1,7}\b\.?|[\p{L}\p{M}\p{N}\u200c\u200d]+(?:['’‘ʼʻʹ`´][\p{L}\p{M}]+)*['’ʼʹ]?\.?"
)
_ENDS: Final = regex.compile(
    r"^(?:[lLdD]|[dDnN]ell|[aAdD]all|[aA]ll|[sS]ull)['’](?=(?:[aeiouyhAEIOUYH]|[^\x00-\x7f])\p{L})|(?<=\p{L})['’]s$"
)


def split_words(text: str) -> list[str]:
    """Return the words of a cleaned text as written; hyphens part words, apostrophes and dots of acronyms
    do not; an English possessive ending and an elided article are left out."""
    if text.replace(" ", "").isalpha():
        return text.split()
    words: list[str] = _WORD.findall(text)
    if "'" in text or "\u2019" in text:
        return [_ENDS.sub("", word) for word in words]
    return words


def join_endings(words: list[str]) -> list[str]:
    """Return the words of a name, each with the ending of a family name joined to it that Persian may write apart."""
    if not any([_FIRST_ARABIC <= ord(word[0]) <= _LAST_ARABIC for word in words]) or _endings().isdisjoint(words):
        return words
    joined: list[str] = []
    for word in words:
        if joined and word in _endings() and _FIRST_ARABIC <= ord(joined[-1][-1]) <= _LAST_ARABIC:
            joined[-1] += _JOINER + word
        else:
            joined.append(word)
    return joined


@cache
def _endings() -> frozenset[str]:
    return frozenset(read_toml("letters/endings.toml")["apart"])


def fold_word(word: str) -> str:
    """Return the normal form of one word of a cleaned text, closed up."""
    return fold_cleaned(word).replace(" ", "")
