"""Words of names: endings that are written apart, what parts words and what does not."""

from __future__ import annotations

import pytest

from normalize.tokens import join_endings, split_words


@pytest.mark.parametrize(
    ("words", "joined"),
    [
        (["حیدر", "علی", "اف"], ["حیدر", "علی\u200cاف"]),
        (["مهربان", "علی", "اوا"], ["مهربان", "علی\u200cاوا"]),
        (["اف"], ["اف"]),
        (["Ali", "اف"], ["Ali", "اف"]),
        (["Əliyev", "Heydər"], ["Əliyev", "Heydər"]),
        ([], []),
    ],
)
def test_endings_of_family_names_that_stand_apart_are_joined(words: list[str], joined: list[str]) -> None:
    assert join_endings(words) == joined
    assert join_endings(joined) == joined


def test_hyphens_part_words_and_apostrophes_do_not() -> None:
    assert split_words("Saint-Pierre d'Oléron") == ["Saint", "Pierre", "Oléron"]
    assert split_words("U.N. Women's") == ["U.N.", "Women"]
