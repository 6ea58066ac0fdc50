"""The fast alignment against the textbook: the whole matrix of Needleman and Wunsch, without cut-off or memory."""

from __future__ import annotations

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from normalize.similarity import alignment_cost, sound_similarity, word_similarity
from normalize.sounds import sound_of
from normalize.tables import DATA
from tests.properties.texts import seed_names, texts

COSTS = tomllib.loads((DATA / "sounds" / "costs.toml").read_text(encoding="utf-8"))
SYMBOLS = tomllib.loads((DATA / "sounds" / "symbols.toml").read_text(encoding="utf-8"))
VOWELS = set(SYMBOLS["vowels"])
CONFUSIONS: dict[frozenset[str], int] = {}
for line in (DATA / "sounds" / "confusions.tsv").read_text(encoding="utf-8").splitlines():
    if line and not line.startswith("#"):
        one, two, price = line.split("\t")
        CONFUSIONS[frozenset((one, two))] = int(price)

symbols = st.sampled_from(sorted(VOWELS | set(SYMBOLS["rough"]) | set("7")))
sounds = st.text(symbols, max_size=9)
seed_sounds = st.deferred(lambda: st.sampled_from([sound_of(name.text.split()[0]).text for name in seed_names()]))
limits = st.integers(0, 1200)
abjads = st.integers(0, 3)
swapped = {0: 0, 1: 2, 2: 1, 3: 3}


def price_of_pair(first: str, second: str) -> int:
    """What one sound read for another costs."""
    if first == second:
        return 0
    vowels = (first in VOWELS) + (second in VOWELS)
    default = ("consonant_for_consonant", "vowel_for_consonant", "vowel_for_vowel")[vowels]
    return CONFUSIONS.get(frozenset((first, second)), int(COSTS[default]))


def plain_price_alone(symbol: str, side: str) -> int:
    """What a sound without a partner costs anywhere; beside or in an abjad its own prices go before the common ones."""
    for table in [COSTS[f"alone_{side}_abjad"], COSTS["alone"]] if side else [COSTS["alone"]]:
        if symbol in table:
            return int(table[symbol])
        if symbol in VOWELS and "vowel" in table:
            return int(table["vowel"])
    return int(COSTS["alone"]["default"])


def prices_alone(word: str, side: str) -> list[int]:
    """What each sound costs without a partner: the least of what its places allow; a last one by its own table."""
    prices = []
    for at, symbol in enumerate(word):
        before, after = word[:at][-1:], word[at + 1 :][:1]
        places = {
            "first": not before,
            "between_vowels": before in VOWELS and after in VOWELS,
            "softening": bool(before) and before not in VOWELS and after in VOWELS,
            "beside_i": before in ("i", "I") or after in ("i", "I"),
        }
        placed = [int(COSTS[f"alone_{place}"].get(symbol, 10**6)) for place, is_there in places.items() if is_there]
        plain = plain_price_alone(symbol, side)
        if before and not after and not side:
            plain = int(COSTS["alone_last"].get(symbol, plain))
        prices.append(min([plain, *placed]))
    return prices


def textbook_cost(first: str, second: str, abjad: int) -> int:
    """Every cell of the matrix, from its definition."""
    sides = [("", ""), ("in", "beside"), ("beside", "in"), ("beside", "beside")][abjad]
    dropped, inserted = prices_alone(first, sides[0]), prices_alone(second, sides[1])
    matrix = [[0] * (len(second) + 1) for _ in range(len(first) + 1)]
    for i in range(len(first) + 1):
        for j in range(len(second) + 1):
            ways = [0] if i == j == 0 else []
            if i:
                ways.append(matrix[i - 1][j] + dropped[i - 1])
            if j:
                ways.append(matrix[i][j - 1] + inserted[j - 1])
            if i and j:
                ways.append(matrix[i - 1][j - 1] + price_of_pair(first[i - 1], second[j - 1]))
            matrix[i][j] = min(ways)
    return matrix[-1][-1]


@given(first=sounds | seed_sounds, second=sounds | seed_sounds, abjad=abjads, limit=limits)
def test_an_alignment_costs_what_the_textbook_says(first: str, second: str, abjad: int, limit: int) -> None:
    true = textbook_cost(first, second, abjad)
    cost = alignment_cost(first, second, abjad, limit)
    assert cost == true if true <= limit else cost > limit


@given(first=sounds, second=sounds, abjad=abjads)
def test_an_alignment_is_symmetric_and_free_for_equals(first: str, second: str, abjad: int) -> None:
    assert alignment_cost(first, second, abjad, 9999) == alignment_cost(second, first, swapped[abjad], 9999) >= 0
    assert alignment_cost(first, first, abjad, 9999) == 0


@given(first=sounds, second=sounds, abjad=abjads, floor=st.floats(0, 1))
def test_a_similarity_is_in_bounds_and_a_floor_cuts_only_what_is_below(
    first: str, second: str, abjad: int, floor: float
) -> None:
    whole = sound_similarity(first, second, abjad=abjad)
    cut = sound_similarity(first, second, abjad=abjad, floor=floor)
    assert 0 <= whole <= 1
    assert cut in (0, whole)
    if whole > floor + 0.01:
        assert cut == whole


@given(first=texts, second=texts)
def test_words_are_alike_both_ways(first: str, second: str) -> None:
    one, two = ((text.split() or ["x"])[0] for text in (first, second))
    assert word_similarity(one, two) == word_similarity(two, one)
    assert 0 <= word_similarity(one, two) <= 1
