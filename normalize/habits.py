"""Free spellings of a name, likeliest first: what a language's ``spellings.toml`` says is written for each letter."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from heapq import nsmallest

from normalize.folding import fold
from normalize.tables import languages_with, read_toml

FILE = "spellings.toml"

LETTERS = "letters"
"""In place of a system's ID: a spelling by the habits of a language, letter by letter."""

Choices = tuple[tuple[str, float], ...]
"""What may be written for a letter, each with its price."""


@dataclass(frozen=True, slots=True)
class Habits:
    """One language's table: ``own`` for its orthography, ``foreign`` for names already spelled for foreigners.

    ``endings`` are what may be added to a name.
    """

    alphabet: frozenset[str]
    capitals: dict[int, str]
    generic: frozenset[str]
    own: dict[str, Choices]
    foreign: dict[str, Choices]
    endings: Choices
    again: float
    changed: float


_Partial = tuple[float, str, dict[str, str]]
"""Price so far, text so far, and what each letter was written as last."""


def languages_with_habits() -> tuple[str, ...]:
    """The BCP 47 tags of the languages that have a table."""
    return languages_with(FILE)


def without_generic(text: str, language: str) -> str:
    """A name without its words for town, district …, as it is often met; "" where it has none or no other word."""
    words = text.split()
    kept = [word for word in words if word.lower() not in _habits(language).generic]
    return " ".join(kept) if len(kept) < len(words) else ""


def spell_freely(text: str, language: str, *, beam: int) -> list[str]:
    """Up to ``beam`` spellings of cleaned ``text`` as a language's habits allow, cheapest first.

    A letter is mostly written alike throughout a name, so its price falls when it is (``again``) and rises when it is
    not (``changed``). Text with a letter outside the language's alphabet has none.
    """
    habits = _habits(language)
    lowered = _lower(text, habits)
    if not habits.alphabet.issuperset(lowered):
        return []
    table = habits.foreign if lowered.isascii() else habits.own
    partials: list[_Partial] = [(0.0, "", {})]
    for piece in _pieces(lowered, table):
        grown = [_write(partial, piece, choice, habits) for partial in partials for choice in table[piece]]
        partials = nsmallest(beam, grown, key=lambda partial: partial[:2])
    if lowered[-1:].isalpha():
        grown = [
            (price + cost, written + added, {}) for price, written, _ in partials for added, cost in habits.endings
        ]
        partials = nsmallest(beam, grown, key=lambda partial: partial[:2])
    return list(dict.fromkeys(_recase(" ".join(partial[1].split()), text) for partial in partials))


def may_write(text: str, spelling: str, language: str) -> bool:
    """Whether a language's habits, letter by letter, can make of cleaned ``text`` what folds to ``spelling`` folded."""
    habits = _habits(language)
    lowered = _lower(text, habits)
    if not habits.alphabet.issuperset(lowered):
        return False
    target = fold(spelling)
    foreign = lowered.isascii()
    reached = {0}
    for piece in _pieces(lowered, habits.foreign if foreign else habits.own):
        written = _folded_choices(piece, language, foreign)
        grown = {at + len(letters) for at in reached for letters in written if target.startswith(letters, at)}
        if " " in written:  # several in a row, or at an end, are none
            grown.update(at for at in reached if at in (0, len(target)) or target.startswith(" ", at - 1))
        reached = grown
    endings = {fold(added) for added, _ in habits.endings} if lowered[-1:].isalpha() else {""}
    return any(target[at:] in endings for at in reached)


_PARTING = (" ", "-")
"""What the normal form has a space for."""


@lru_cache(maxsize=4096)
def _folded_choices(piece: str, language: str, foreign: bool) -> tuple[str, ...]:
    habits = _habits(language)
    choices = (habits.foreign if foreign else habits.own)[piece]
    return tuple(dict.fromkeys(" " if letters in _PARTING else fold(letters) for letters, _ in choices))


def _lower(text: str, habits: Habits) -> str:
    return text.lower() if text.isascii() else unicodedata.normalize("NFC", text.translate(habits.capitals).lower())


def _write(partial: _Partial, piece: str, choice: tuple[str, float], habits: Habits) -> _Partial:
    price, written, last = partial
    letters, cost = choice
    before = last.get(piece)
    if before is not None:
        cost = cost * habits.again if before == letters else cost + habits.changed
    return price + cost, written + letters, {**last, piece: letters}


def _pieces(text: str, table: dict[str, Choices]) -> list[str]:
    longest = max(map(len, table))
    pieces: list[str] = []
    at = 0
    while at < len(text):
        width = next((size for size in range(longest, 1, -1) if text[at : at + size] in table), 1)
        pieces.append(text[at : at + width])
        at += width
    return pieces


def _recase(spelled: str, pattern: str) -> str:
    """Capitals as in the name: all, at the beginning of words, or none."""
    if pattern.isupper() and len(pattern) > 1:
        return spelled.upper()
    if pattern[:1].islower():
        return spelled
    return "".join(
        letter.upper() if at == 0 or not spelled[at - 1].isalpha() else letter for at, letter in enumerate(spelled)
    )


@cache
def _habits(language: str) -> Habits:
    table = read_toml(f"languages/{language}/{FILE}")
    alphabet = frozenset(table["alphabet"]) | frozenset(" -'.0123456789") | set(map(str, table["foreign"]))
    single = {letter: ((letter, 0.0),) for letter in alphabet}
    own, foreign = (
        {**single, **{piece: tuple(choices.items()) for piece, choices in table[part].items()}}
        for part in ("own", "foreign")
    )
    capitals = {ord(letter): small for letter, small in table["capitals"].items()}
    generic = frozenset(table["generic"])
    endings = tuple(table["endings"].items())
    return Habits(frozenset(alphabet), capitals, generic, own, foreign, endings, table["again"], table["changed"])
