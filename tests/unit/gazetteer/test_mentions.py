"""Names in running text: in a case, in scripts without spaces, and not where they are part of a longer name."""

from __future__ import annotations

import pytest

from gazetteer.api import Gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Он был в Кельбаджаре, затем из Еревана поехал в Москву.", ["Кельбаджаре", "Еревана", "Москву"]),
        ("Bakıda görüş oldu. Kəlbəcərdən çıxdılar.", ["Bakıda", "Kəlbəcərdən"]),
        ("Yuxarı Ayrımda yaşayır.", ["Yuxarı Ayrımda"]),
        ("Ankara'da görüşme", ["Ankara'da"]),
        ("Հանդիպում Երևանում և Հայաստանից", ["Երևանում", "Հայաստանից"]),
        ("შეხვედრა თბილისში და ბაქოში", ["თბილისში", "ბაქოში"]),
        ("У Києві та Україні", ["Україні"]),
    ],
)
def test_a_place_is_found_in_a_case(gazetteer: Gazetteer, text: str, mentions: list[str]) -> None:
    found = [mention.text for mention in gazetteer.annotate(text)]
    assert set(mentions) <= set(found)


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("亚美尼亚总统在巴库表示", ["亚美尼亚", "巴库"]),
        ("アゼルバイジャンのマリアさん", ["アゼルバイジャン"]),
        ("เขาไปบากู", ["บากู"]),
    ],
)
def test_names_are_found_in_scripts_without_spaces(gazetteer: Gazetteer, text: str, mentions: list[str]) -> None:
    found = gazetteer.annotate(text)
    assert [mention.text for mention in found] == mentions
    assert all(text[mention.start : mention.end] == mention.text for mention in found)


def test_a_name_inside_a_longer_unknown_name_is_not_found(gazetteer: Gazetteer) -> None:
    assert gazetteer.annotate("We saw Paris Hilton yesterday.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Paris hosted the talks.",
        "He went to Paris, London.",
        "We met in Paris Hilton",
        "He visited Paris Friday.",
        "PARIS TALKS",
    ],
)
def test_other_words_beside_a_name_do_not_hide_it(gazetteer: Gazetteer, text: str) -> None:
    assert "paris" in [mention.text.casefold() for mention in gazetteer.annotate(text)]


def test_a_name_of_two_states_is_ambiguous(gazetteer: Gazetteer) -> None:
    for name in ("Congo", "Конго", "Korea"):
        answer = gazetteer.resolve(name)
        assert answer.decision == "ambiguous"
        assert len({entry.country for entry in answer.candidates[:2]}) == 2
