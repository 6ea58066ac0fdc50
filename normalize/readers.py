"""Readers of Chinese characters: packages where installed, else the readings that characters have in names."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from operator import itemgetter

from normalize.scripts import SCRIPT_OF
from normalize.systems.engine import HAN
from normalize.tables import read_toml


def read_characters(text: str, spell: Callable[[str], str], *, most: int) -> list[str]:
    """A Japanese name by what its characters are read as in names, likeliest first; none where one is unknown.

    ``spell`` writes what is no Chinese character; at most ``most`` readings are kept on the way.
    """
    table = _characters("readings")
    if any(SCRIPT_OF[letter] == HAN and letter not in table for letter in text):
        return []
    partials = [(0, "")]
    for at, letter in enumerate(text, 1):
        options = (
            (_characters("endings").get(letter) if 1 < at == len(text) else None)
            or table.get(letter)
            or [spell(letter) or letter]
        )
        grown = [(cost + place, read + option) for cost, read in partials for place, option in enumerate(options)]
        partials = sorted(grown, key=itemgetter(0))[:most]
    return [read for _, read in partials]


@cache
def _characters(part: str) -> dict[str, list[str]]:
    table: dict[str, str] = _kanji()[part]
    return {character: read.split() for character, read in table.items()}


@cache
def _kanji() -> dict[str, dict[str, str]]:
    return read_toml("languages/ja/kanji.toml")


@cache
def chinese_reader() -> Callable[[str], list[str]]:
    """Pinyin syllables of a text, the words' usual ones, without tone marks; none where pypinyin is not installed."""
    try:
        from pypinyin import lazy_pinyin  # type: ignore[import-not-found,unused-ignore]  # an extra
    except ImportError:
        return lambda text: []
    return lambda text: [syllable for syllable in lazy_pinyin(text, errors="ignore", v_to_u=True) if syllable]


@cache
def japanese_reader() -> Callable[[str], list[str]]:
    """Kana of a text, likeliest first, closed up and in words; none where SudachiPy or its dictionary is missing."""
    try:
        from sudachipy import Dictionary, SplitMode  # type: ignore[import-not-found,unused-ignore]  # an extra

        tokenizer = Dictionary(dict="core").tokenizer()
    except (ImportError, AttributeError):
        return lambda text: []
    endings: dict[str, list[str]] = read_toml("romanization.toml")["readers"]["endings"]

    def read(text: str) -> list[str]:
        kana: dict[str, None] = {}
        for mode in (SplitMode.C, SplitMode.A):
            words = [word.reading_form() for word in tokenizer.tokenize(text, mode)]
            lasts = next((others for end, others in endings.items() if words[-1].endswith(end)), [])
            found = next((end for end in endings if words[-1].endswith(end)), "")
            for last in (found, *lasts):
                spelled = [*words[:-1], words[-1][: len(words[-1]) - len(found)] + last]
                kana.update(dict.fromkeys(("".join(spelled), " ".join(spelled))))
        return list(kana)

    return read
