"""From an inflected name in a running text to the forms that it may have in the nominative."""

from __future__ import annotations

from functools import cache

from normalize.tables import languages_with, read_toml

MIN_STEM = 3
"""Letters that stand before a case ending, at least."""

_APOSTROPHES = "'\u2019"


def nominatives(word: str) -> tuple[str, ...]:
    """Return what a word may be in the nominative, by the case endings of all languages, longest ending first.

    A word with an apostrophe before the ending (Turkish "Ankara'da") has the letters before it; a word that has no
    such ending has none. The forms are guesses by letters: it is for the caller to know them as names.
    """
    endings, longest = _endings()
    for apostrophe in _APOSTROPHES:
        stem, found, ending = word.partition(apostrophe)
        if found:
            return (stem,) if ending in endings and len(stem) >= MIN_STEM else ()
    forms: dict[str, None] = {}
    for length in range(min(longest, len(word) - MIN_STEM), 0, -1):
        for nominative in endings.get(word[-length:], ()):
            forms[word[:-length] + nominative] = None
    return tuple(forms)


@cache
def _endings() -> tuple[dict[str, tuple[str, ...]], int]:
    """Case endings with what stands in their place in the nominative, and the length of the longest."""
    endings: dict[str, dict[str, None]] = {}
    for tag in languages_with("cases.toml"):
        for ending, nominative in read_toml(f"languages/{tag}/cases.toml")["endings"].items():
            endings.setdefault(ending, {}).update(dict.fromkeys(nominative))
    return {ending: tuple(forms) for ending, forms in endings.items()}, max(map(len, endings))
