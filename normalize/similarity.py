"""How alike two words sound: the cheapest alignment of their sounds under a price list kept as data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance.Levenshtein import distance

from normalize.sounds import NATIVE, UNKNOWN, is_vocalic, is_vowel, sound_of, sound_symbols
from normalize.tables import read_rows, read_toml

if TYPE_CHECKING:
    from normalize.native import Aligner

_SIDES = ((0, 0), (2, 1), (1, 2), (1, 1))
"""For each side, by which of them are abjads: 0 beside letters for all sounds, 1 beside an abjad, 2 in one."""

PLACES = ("first", "last", "beside_i", "between_vowels", "softening")
"""Places in a word that some sounds have a price of their own in."""

_CLOSE = "iI"
"""The sounds that make a place beside an i."""


@dataclass(frozen=True, slots=True)
class _PriceList:
    """Costs in hundredths of a full difference: one sound read for another, one sound alone.

    ``moved`` are the sounds whose price alone depends on their place.
    """

    pair: _Pairs
    alone: tuple[dict[str, int], ...]
    placed: dict[str, dict[str, int]]
    moved: frozenset[str]
    abjad_consonants: int
    space: int
    concept: int
    kin: int
    derived: int
    derived_from: int
    ending: int
    stem: int
    stem_from: int
    stem_ending: int
    frame_edits: int
    frame_part: int
    one_orthography: int
    orthographies: dict[str, str]


class _Pairs(dict[str, dict[str, int]]):
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


@cache
def _prices() -> _PriceList:
    costs = read_toml("sounds/costs.toml")
    pairs: dict[tuple[str, str], int] = {}
    for first, second, price in read_rows("sounds/confusions.tsv"):
        pairs[first, second] = pairs[second, first] = int(price)
    alone = costs["alone"]
    placed = {place: costs[f"alone_{place}"] for place in PLACES}
    return _PriceList(
        _Pairs(pairs, costs),
        tuple([_Alone(listed, alone) for listed in (alone, costs["alone_beside_abjad"], costs["alone_in_abjad"])]),
        placed,
        frozenset([symbol for prices in placed.values() for symbol in prices]),
        costs["abjad_consonants"],
        costs["space"],
        costs["concept"],
        costs["kin"],
        costs["derived"],
        costs["derived_from"],
        costs["ending"],
        costs["stem"],
        costs["stem_from"],
        costs["stem_ending"],
        costs["frame_edits"],
        costs["frame_part"],
        costs["one_orthography"],
        {letter: language for language, letters in costs["orthographies"].items() for letter in letters},
    )


def space_cost() -> int:
    """Return the price of one space too many or too few, in hundredths of a full difference."""
    return _prices().space


@cache
def concept_similarity() -> float:
    """Return how alike two different words for one concept are, in 0..1."""
    return 1 - _prices().concept / 100


@cache
def kin_similarity() -> float:
    """Return how alike two words are of which one's concept may be said for the other's, in 0..1."""
    return 1 - _prices().kin / 100


@lru_cache(maxsize=131072)
def prices_alone(sound: str, side: int) -> tuple[int, ...]:
    """Return the prices of a word's sounds without a partner, in hundredths of a full difference.

    ``side`` is one of ``_SIDES``: what an abjad does not write may lack there, what it writes may not lack elsewhere.
    """
    prices = _prices()
    alone = prices.alone[side]
    placed = prices.placed
    priced = []
    last = len(sound) - 1
    for at, symbol in enumerate(sound):
        price = alone[symbol]
        if symbol in prices.moved:
            beside = sound[at - 1 : at] + sound[at + 1 : at + 2] if at else sound[1:2]
            if at == 0:
                price = min(price, placed["first"].get(symbol, price))
            elif at < last and is_vowel(sound[at + 1]):
                place = "between_vowels" if is_vowel(sound[at - 1]) else "softening"
                price = min(price, placed[place].get(symbol, price))
            if at == last and at and not side:
                price = placed["last"].get(symbol, price)
            if "i" in beside or "I" in beside:
                price = min(price, placed["beside_i"].get(symbol, price))
        priced.append(price)
    return tuple(priced)


@cache
def _aligner() -> Aligner | None:
    """Return the machine code of the alignment with the price of each sound for each other, where it was built."""
    if not NATIVE:
        return None
    from normalize.native import Aligner

    prices = _prices()
    symbols = "".join(filter(str.isascii, sorted(prices.pair.known())))
    return Aligner(
        symbols,
        "".join(filter(is_vowel, symbols)),
        _CLOSE,
        [prices.pair[one][two] for one in symbols for two in symbols],
        [[alone[symbol] for symbol in symbols] for alone in prices.alone],
        [[prices.placed[place].get(symbol) for symbol in symbols] for place in PLACES],
    )


def alignment_cost(first: str, second: str, abjad: int, limit: int) -> int:
    """Return the cost of the cheapest alignment of two strings of sounds, in hundredths of a full difference.

    Needleman and Wunsch 1970 with the prices of ``data/sounds``. ``abjad`` says which sides are written without short
    vowels: 0 neither, 1 the first, 2 the second, 3 both. A cost above ``limit`` is answered by some number above
    ``limit``. Symmetric.
    """
    aligner = _aligner()
    if aligner is not None:
        side, other_side = _SIDES[abjad]
        cost = aligner.cost(first, side, second, other_side, limit)
        if cost >= 0:
            return cost
    return _cost_by_rows(first, second, abjad, limit)


@lru_cache(maxsize=262144)
def _cost_by_rows(first: str, second: str, abjad: int, limit: int) -> int:
    pair = _prices().pair
    side, other_side = _SIDES[abjad]
    columns = tuple(zip(second, prices_alone(second, other_side), strict=True))
    above = [0]
    for _, price in columns:
        above.append(above[-1] + price)
    for symbol, dropped in zip(first, prices_alone(first, side), strict=True):
        row = pair[symbol]
        diagonal = above[0]
        least = last = diagonal + dropped
        current = [last]
        append = current.append
        for (other, inserted), over in zip(columns, above[1:], strict=True):
            cost = diagonal + row[other]
            if over + dropped < cost:
                cost = over + dropped
            if last + inserted < cost:
                cost = last + inserted
            if cost < least:
                least = cost
            diagonal = over
            last = cost
            append(cost)
        if least > limit:
            return limit + 1
        above = current
    return above[-1]


def sound_similarity(first: str, second: str, *, abjad: int = 0, floor: float = 0.0) -> float:
    """Return 1 minus the alignment cost per sound of the longer string, in 0..1; anything below ``floor`` is 0.

    Where a side is written without short vowels (``abjad``: 1 the first, 2 the second, 3 both), a vowel counts half.
    """
    if first == second:
        return 1.0
    if not first or not second:
        return 0.0
    longer = max(written_length(first), written_length(second)) if abjad else max(len(first), len(second))
    if abjad and min(consonants(first), consonants(second)) < _prices().abjad_consonants:
        return 0.0
    full = 100 * longer
    limit = int(full * (1 - floor))
    if first > second:
        first, second, abjad = second, first, abjad // 2 + abjad % 2 * 2
    cost = alignment_cost(first, second, abjad, limit)
    return 0.0 if cost > limit else 1 - cost / full


def derived_similarity(first: str, second: str, *, nationality: bool, floor: float) -> float:
    """Return how alike the sounds of a name and of a word that goes on after it are: a case form, or a nationality."""
    prices = _prices()
    short, long = sorted((first, second), key=len)
    while short and is_vowel(short[-1]):
        short = short[:-1]
    if len(short) < prices.derived_from or (not nationality and len(long) - len(short) > prices.ending):
        return 0.0
    return max(0.0, sound_similarity(short, long[: len(short)], floor=floor) - prices.derived / 100)


def stem_similarity(first: str, second: str) -> float:
    """Return how alike the sounds of two words of one long stem with other endings are: terrorist, terrorism."""
    prices = _prices()
    if min(len(first), len(second)) < prices.stem_from or first[: prices.stem_from] != second[: prices.stem_from]:
        return 0.0
    shared = next((at for at, (one, two) in enumerate(zip(first, second, strict=False)) if one != two), -1)
    longest = max(len(first), len(second)) - (shared if shared >= 0 else min(len(first), len(second)))
    return 1 - prices.stem / 100 if longest <= prices.stem_ending else 0.0


def orthography_of(word: str) -> str:
    """Return the language whose orthography alone has a letter of the word, or the empty string."""
    known = _prices().orthographies
    return next((known[letter] for letter in word if letter in known), "")


def within_orthography(similarity: float) -> float:
    """Return a similarity of two words of one orthography, where differences are not those of tradition."""
    return max(0.0, 1 - _prices().one_orthography * (1 - similarity))


def frames_meet(one: str, two: str) -> bool:
    """Return whether two frames (see ``data/sounds/symbols.toml``) are near enough for their words to be compared."""
    if one == two:
        return True
    prices = _prices()
    allowed = max(prices.frame_edits, max(len(one), len(two)) // prices.frame_part)
    return abs(len(one) - len(two)) <= allowed and distance(one, two, score_cutoff=allowed) <= allowed


@lru_cache(maxsize=65536)
def consonants(sound: str) -> int:
    """Return how many sounds of a word are written in every script."""
    return sum([not is_vocalic(symbol) for symbol in sound])


@lru_cache(maxsize=65536)
def written_length(sound: str) -> int:
    """Return the length of a word beside a script without short vowels: a vowel or glide counts half."""
    return (len(sound) + consonants(sound) + 1) // 2


def word_similarity(first: str, second: str, *, floor: float = 0.0) -> float:
    """Return how alike two cleaned words sound, in 0..1; 0 where a script without sound table is involved."""
    one, two = sound_of(first), sound_of(second)
    return sound_similarity(one.text, two.text, abjad=one.abjad + 2 * two.abjad, floor=floor)
