"""How alike two words sound: the cheapest alignment of their sounds under a price list kept as data."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance.Levenshtein import distance, normalized_similarity

from normalize.prices import PLACES, prices
from normalize.sounds import NATIVE, is_vocalic, is_vowel, sound_of

if TYPE_CHECKING:
    from normalize.native import Aligner

_SIDES: Final = ((0, 0), (2, 1), (1, 2), (1, 1))
"""For each side, by which of them are abjads: 0 beside letters for all sounds, 1 beside an abjad, 2 in one."""

_CLOSE: Final = "iI"
"""The sounds that make a place beside an i."""


def space_cost() -> int:
    """Return the price of one space too many or too few, in hundredths of a full difference."""
    return prices().space


def concept_similarity() -> float:
    """Return how alike two different words for one concept are, in 0..1."""
    return 1 - prices().concept / 100


def kin_similarity() -> float:
    """Return how alike two words are of which one's concept may be said for the other's, in 0..1."""
    return 1 - prices().kin / 100


def given_similarity() -> float:
    """Return how alike two spellings are that are known to be of one given name, in 0..1."""
    return 1 - prices().given / 100


def other_part_cost() -> float:
    """Return how much more alike a name has to be to a patronymic or initial than to another to be taken, in 0..1."""
    return prices().other_part / 100


def has_one_spelling(script: str) -> bool:
    """Return whether names are spelled alike wherever a script is used, so that letters tell initials apart."""
    return script in prices().one_spelling


def initial_floor() -> float:
    """Return how alike the letters of one script are at least that stand for one initial, in 0..1."""
    return 1 - prices().initial / 100


def short_similarity() -> float:
    """Return how alike an acronym inside a name is to the words it stands for, in 0..1."""
    return 1 - prices().short / 100


@lru_cache(maxsize=131072)
def prices_alone(sound: str, side: int) -> tuple[int, ...]:
    """Return the prices of a word's sounds without a partner, in hundredths of a full difference.

    ``side`` is one of ``_SIDES``: what an abjad does not write may lack there, what it writes may not lack elsewhere.
    """
    known = prices()
    alone = known.alone[side]
    placed = known.placed
    priced = []
    last = len(sound) - 1
    for at, symbol in enumerate(sound):
        price = alone[symbol]
        if symbol in known.moved:
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


_ALIGNERS: Final[list[Aligner]] = []


def _aligner() -> Aligner | None:
    """Return the machine code of the alignment with the price of each sound for each other, where it was built."""
    if NATIVE and not _ALIGNERS:
        _ALIGNERS.append(_make_aligner())
    return _ALIGNERS[0] if NATIVE else None


def _make_aligner() -> Aligner:
    from normalize.native import Aligner

    known = prices()
    symbols = "".join(filter(str.isascii, sorted(known.pair.known())))
    return Aligner(
        symbols,
        "".join(filter(is_vowel, symbols)),
        _CLOSE,
        [known.pair[one][two] for one in symbols for two in symbols],
        [[alone[symbol] for symbol in symbols] for alone in known.alone],
        [[known.placed[place].get(symbol) for symbol in symbols] for place in PLACES],
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
    pair = prices().pair
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
    if abjad and min(consonants(first), consonants(second)) < prices().abjad_consonants:
        return 0.0
    full = 100 * longer
    limit = int(full * (1 - floor))
    if first > second:
        first, second, abjad = second, first, abjad // 2 + abjad % 2 * 2
    cost = alignment_cost(first, second, abjad, limit)
    return 0.0 if cost > limit else 1 - cost / full


def derived_similarity(first: str, second: str, *, nationality: bool, floor: float) -> float:
    """Return how alike the sounds of a name and of a word that goes on after it are: a case form, or a nationality."""
    known = prices()
    short, long = sorted((first, second), key=len)
    while short and is_vowel(short[-1]):
        short = short[:-1]
    if len(short) < known.derived_from or (not nationality and len(long) - len(short) > known.ending):
        return 0.0
    return max(0.0, sound_similarity(short, long[: len(short)], floor=floor) - known.derived / 100)


def stem_similarity(first: str, second: str) -> float:
    """Return how alike the sounds of two words of one long stem with other endings are: terrorist, terrorism."""
    known = prices()
    if min(len(first), len(second)) < known.stem_from or first[: known.stem_from] != second[: known.stem_from]:
        return 0.0
    shared = next((at for at, (one, two) in enumerate(zip(first, second, strict=False)) if one != two), -1)
    longest = max(len(first), len(second)) - (shared if shared >= 0 else min(len(first), len(second)))
    return 1 - known.stem / 100 if longest <= known.stem_ending else 0.0


def orthography_of(word: str) -> str:
    """Return the language whose orthography alone has a letter of the word, or the empty string."""
    known = prices().orthographies
    return next((known[letter] for letter in word if letter in known), "")


def letter_similarity(first: str, second: str) -> float:
    """Return 1 minus the edits (Levenshtein) per letter of the longer of two words in normal form."""
    return normalized_similarity(first, second)


def within_orthography(similarity: float) -> float:
    """Return a similarity of two words of one orthography, where differences are not those of tradition."""
    return max(0.0, 1 - prices().one_orthography * (1 - similarity))


def within_writing(first: str, second: str, similarity: float) -> float:
    """Return a similarity of two words of one script by their sounds, which may differ in a vowel or two only.

    Hamburg, Homburg: traditions that differ do so in more than that.
    """
    known = prices()
    if len(first) != len(second):
        return similarity
    apart = 0
    for one, two in zip(first, second, strict=True):
        if one != two:
            apart += 1
            if not (is_vowel(one) and is_vowel(two)):
                return similarity
    return similarity if apart > known.letters_apart else max(0.0, 1 - known.one_writing * (1 - similarity))


def within_root(first: str, second: str, similarity: float) -> float:
    """Return a similarity of two words in scripts without short vowels, where one root makes two names: Hasan, Husayn.

    A root has few consonants, the same in both; its long vowels are written and tell its words apart. An article that
    both have is none of it.
    """
    known = prices()
    if first.startswith(known.article) and second.startswith(known.article):
        first, second = first[len(known.article) :], second[len(known.article) :]
    if consonants(first) > known.root or _written(first) != _written(second):
        return similarity
    return max(0.0, 1 - known.one_root * (1 - similarity))


@lru_cache(maxsize=65536)
def _written(sound: str) -> str:
    return "".join([symbol for symbol in sound if not is_vocalic(symbol)])


def frames_meet(one: str, two: str) -> bool:
    """Return whether two frames (see ``data/sounds/symbols.toml``) are near enough for their words to be compared."""
    if one == two:
        return True
    known = prices()
    allowed = max(known.frame_edits, max(len(one), len(two)) // known.frame_part)
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
