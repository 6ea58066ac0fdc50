"""What differences between sounds cost: the price list kept as data, with a price for any two sounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from normalize.sounds import UNKNOWN, is_vowel, sound_symbols
from normalize.tables import read_rows, read_toml

PLACES: Final = ("first", "last", "beside_i", "between_vowels", "softening")
"""Places in a word that some sounds have a price of their own in."""


@dataclass(frozen=True, slots=True)
class PriceList:
    """Costs in hundredths of a full difference: one sound read for another, one sound alone.

    ``moved`` are the sounds whose price alone depends on their place.
    """

    pair: Pairs
    alone: tuple[dict[str, int], ...]
    placed: dict[str, dict[str, int]]
    moved: frozenset[str]
    abjad_consonants: int
    space: int
    concept: int
    kin: int
    given: int
    other_part: int
    short: int
    initial: int
    one_spelling: frozenset[str]
    derived: int
    derived_from: int
    ending: int
    stem: int
    stem_from: int
    stem_ending: int
    frame_edits: int
    frame_part: int
    one_orthography: int
    one_writing: float
    letters_apart: int
    one_root: int
    root: int
    article: str
    orthographies: dict[str, str]


class Pairs(dict[str, dict[str, int]]):
    """Cost of reading one sound for another, filled in row by row with the defaults."""

    def __init__(self, listed: dict[tuple[str, str], int], defaults: dict[str, int]) -> None:
        self.listed = listed
        self.defaults = defaults

    def known(self) -> set[str]:
        """Return the sounds that have a price of their own, and digits."""
        return {symbol for pair in self.listed for symbol in pair} | sound_symbols() | {UNKNOWN, *"0123456789"}

    def __missing__(self, symbol: str) -> dict[str, int]:
        row = _Row(symbol, self.listed, self.defaults)
        self[symbol] = row
        return row


class _Row(dict[str, int]):
    def __init__(self, symbol: str, listed: dict[tuple[str, str], int], defaults: dict[str, int]) -> None:
        self.symbol = symbol
        self.listed = listed
        self.defaults = defaults

    def __missing__(self, other: str) -> int:
        if other == self.symbol:
            price = 0
        else:
            price = self.listed.get((self.symbol, other), self._default(other))
        self[other] = price
        return price

    def _default(self, other: str) -> int:
        vowels = is_vowel(self.symbol) + is_vowel(other)
        names = ("consonant_for_consonant", "vowel_for_consonant", "vowel_for_vowel")
        return self.defaults[names[vowels]]


class _Alone(dict[str, int]):
    def __init__(self, listed: dict[str, int], otherwise: dict[str, int]) -> None:
        super().__init__({symbol: price for symbol, price in listed.items() if len(symbol) == 1})
        self.listed = listed
        self.otherwise = otherwise

    def __missing__(self, symbol: str) -> int:
        if is_vowel(symbol) and "vowel" in self.listed:
            price = self.listed["vowel"]
        else:
            price = self.otherwise.get(symbol, self.otherwise["default"])
        self[symbol] = price
        return price


_LOADED: Final[list[PriceList]] = []


def prices() -> PriceList:
    """Return the price list that is packaged."""
    if not _LOADED:
        _LOADED.append(_load())
    return _LOADED[0]


def _load() -> PriceList:
    costs = read_toml("sounds/costs.toml")
    pairs: dict[tuple[str, str], int] = {}
    for first, second, price in read_rows("sounds/confusions.tsv"):
        pairs[first, second] = pairs[second, first] = int(price)
    alone = costs["alone"]
    placed = {place: costs[f"alone_{place}"] for place in PLACES}
    return PriceList(
        Pairs(pairs, costs),
        tuple([_Alone(listed, alone) for listed in (alone, costs["alone_beside_abjad"], costs["alone_in_abjad"])]),
        placed,
        frozenset([symbol for listed in placed.values() for symbol in listed]),
        costs["abjad_consonants"],
        costs["space"],
        costs["concept"],
        costs["kin"],
        costs["given"],
        costs["other_part"],
        costs["short"],
        costs["initial"],
        frozenset(costs["one_spelling"]),
        costs["derived"],
        costs["derived_from"],
        costs["ending"],
        costs["stem"],
        costs["stem_from"],
        costs["stem_ending"],
        costs["frame_edits"],
        costs["frame_part"],
        costs["one_orthography"],
        costs["one_writing"],
        costs["letters_apart"],
        costs["one_root"],
        costs["root"],
        costs["article"],
        {letter: language for language, letters in costs["orthographies"].items() for letter in letters},
    )
