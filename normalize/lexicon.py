"""Words that stand in names without being the name: generic terms, contrasts, numbers, titles, markers, legal forms."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

from normalize.cleaning import clean
from normalize.errors import BadTable
from normalize.tables import DATA

COMPILED: Final = "lexicon.json"
"""All ``languages/*/words.toml`` in one file, made by ``python -m normalize.lexicon_compiling``."""


DESCENT: Final = ("son", "daughter")
"""Roles of words for whose child somebody is."""

TRAVELLING: Final = ("contrast", "son", "daughter")
"""Roles of words that belong to a name and are written by its system wherever it goes."""

SERVANT: Final = "servant"
"""The value of a word that makes a given name of what follows it, with or without an article between: Abd."""

BEFORE: Final = "before"
"""The value of a word for son or daughter that the father's name comes after: ibn, and not oğlu."""

SHORT: Final = 3
"""Words of so few letters are told apart by their marks: French bas is not Azerbaijani baş."""


@dataclass(frozen=True, slots=True, order=True)
class Meaning:
    """What a word may be in a name: a role, and the concept, axis value or number it stands for."""

    role: str
    value: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words and phrases by normal form and by rough form, as numbers of ``sets`` of meanings, and endings by sound."""

    sets: list[tuple[Meaning, ...]]
    words: dict[str, int]
    heard: dict[str, int]
    heard_lengths: dict[str, tuple[int, ...]]
    frames: frozenset[str]
    phrase_lengths: dict[str, tuple[int, ...]]
    axes: dict[str, str]
    features: dict[str, tuple[str, ...]]
    legal_forms: dict[str, str]
    bodies: frozenset[str]
    kin: dict[str, str]
    whose: dict[str, tuple[str, ...]]
    abroad: frozenset[str]
    sorts: frozenset[str]
    qualities: frozenset[str]
    forms: dict[str, str]
    also: dict[str, tuple[str, ...]]
    families: tuple[tuple[str, str], ...]
    patronymics: tuple[str, ...]
    fathers: tuple[str, ...]
    adjectives: tuple[str, ...]
    servants: tuple[str, ...]

    def meanings(self, form: str) -> tuple[Meaning, ...]:
        """Return what a word or phrase in normal form may be."""
        found = self.words.get(form)
        return () if found is None else self.sets[found]

    def is_roman(self, form: str) -> bool:
        """Return whether a word in normal form may be a Roman numeral."""
        return any([meaning.role == "roman" for meaning in self.meanings(form)])

    def meanings_heard(self, rough: str) -> tuple[Meaning, ...]:
        """Return what a word or phrase with this rough form may be."""
        found = self.heard.get(rough)
        return () if found is None else self.sets[found]


_LOADED: Final[list[Lexicon]] = []


def lexicon() -> Lexicon:
    """Return the words of all languages; raise :class:`BadTable` if the compiled file is missing or broken."""
    if not _LOADED:
        _LOADED.append(_load())
    return _LOADED[0]


def _load() -> Lexicon:
    try:
        table = json.loads((DATA / COMPILED).read_bytes())
        meanings = [tuple([Meaning(role, value) for role, value in found]) for found in table["meanings"]]
        return Lexicon(
            meanings,
            table["words"],
            table["heard"],
            _many_alike(table["heard_phrases"]),
            frozenset(table["frames"]),
            _many_alike(table["phrases"]),
            table["axes"],
            {concept: tuple(codes) for concept, codes in table["features"].items()},
            table["legal_forms"],
            frozenset(table["bodies"]),
            table["kin"],
            {concept: tuple(forms) for concept, forms in table["whose"].items()},
            frozenset(table["abroad"]),
            frozenset(table["sorts"]),
            frozenset(table["qualities"]),
            table["forms"],
            {concept: tuple(sorts) for concept, sorts in table["also"].items()},
            tuple((masculine, feminine) for masculine, feminine in table["families"]),
            tuple(table["patronymics"]),
            tuple(table["fathers"]),
            tuple(table["adjectives"]),
            tuple(table["servants"]),
        )
    except (OSError, ValueError, KeyError) as error:
        raise BadTable(COMPILED, None, f"{error}; write it with: python -m normalize.lexicon_compiling") from error


def _many_alike(lengths: dict[str, list[int]]) -> dict[str, tuple[int, ...]]:
    """The same, each list kept once: a garbage collector walks thousands of lists, and no tuples of numbers."""
    alike: dict[str, tuple[int, ...]] = {}
    kept: dict[tuple[int, ...], tuple[int, ...]] = {}
    for first, listed in lengths.items():
        found = tuple(listed)
        alike[first] = kept.setdefault(found, found)
    return alike


def exact_form(word: str) -> str:
    """Return a short word as it is filed with its marks: small letters, no full stop."""
    return clean(word).casefold().strip(".")
