"""Case endings lead back to the nominative."""

from __future__ import annotations

import pytest

from normalize.cases import nominatives


@pytest.mark.parametrize(
    ("inflected", "nominative"),
    [
        ("Москвы", "Москва"),
        ("Армении", "Армения"),
        ("Лачине", "Лачин"),
        ("Казани", "Казань"),
        ("Bakıdan", "Bakı"),
        ("İstanbul'da", "İstanbul"),
        ("Երևանում", "Երևան"),
        ("თბილისიდან", "თბილისი"),
        ("ბაქოში", "ბაქო"),
        ("Одеси", "Одеса"),
    ],
)
def test_an_inflected_name_leads_to_its_nominative(inflected: str, nominative: str) -> None:
    assert nominative in nominatives(inflected)


@pytest.mark.parametrize("word", ["", "а", "London", "d'Artagnan"])
def test_other_words_lead_nowhere(word: str) -> None:
    assert nominatives(word) == ()
