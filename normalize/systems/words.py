"""Whole words whose reading a system knows from a table, put in between two passes of its rules."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache

from normalize.tables import read_rows


@lru_cache(maxsize=256)
def replacing_words(words: str) -> Callable[[str], str]:
    """What puts in the words of a table (a path from the data folder), its second column for its first.

    A word is as many letters and marks (Unicode categories L and M) as stand together.
    """
    table = {row[0]: row[1] for row in read_rows(words)}
    gaps = _Gaps()

    def replace(text: str) -> str:
        if text.isalpha():
            return table.get(text, text)
        found = text.translate(gaps).split()
        if table.keys().isdisjoint(found):
            return text
        pieces: list[str] = []
        at = 0
        for word in found:
            start = text.index(word, at)
            pieces += (text[at:start], table.get(word, word))
            at = start + len(word)
        return "".join((*pieces, text[at:]))

    return replace


class _Gaps(dict[int, str]):
    """For ``str.translate``: a space for all that is neither letter nor mark."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        self[code] = letter if unicodedata.category(letter)[0] in "LM" else " "
        return self[code]
