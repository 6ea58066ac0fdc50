"""Names in running text: in a case, in scripts without spaces, and not where they are part of a longer name."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from gazetteer import Gazetteer, build


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


WORDS = {
    "Of": 25_000, "State": 13_000, "Mine": 400, "Reading": 244_000, "Hope": 900, "Batumi": 152_839, "Goris": 17_000,
    "Human": 8_000, "Put": 500, "Obama": 30_000,
}  # fmt: skip
"""Places that bear words of the language (GeoNames has all of them), and two that do not, with their people."""


PERSONS = {"Vladimir Putin": 5001, "Barack Obama": 5002, "Ivan Batumi": 5003}
"""Persons whose family name is that of a place, or looks like one in a case: "Put" with an ending."""


@pytest.fixture(scope="module")
def villages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    folder = tmp_path_factory.mktemp("villages")
    rows = [
        {"id": f"al:{at}", "kind": "place", "feature": "PPL", "population": people, "names": [{"text": name}]}
        for at, (name, people) in enumerate(WORDS.items(), 1)
    ]
    rows += [{"id": f"al:{at}", "kind": "person", "names": [{"text": name}]} for name, at in PERSONS.items()]
    (folder / "villages.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    build([f"records:{folder / 'villages.jsonl'}"], folder)
    with Gazetteer.open(folder) as opened:
        yield opened


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Of them all Goris is the last. Batumi lies by the sea.", ["Goris", "Batumi"]),
        ("Mine clearance goes on; every mine is marked. The State pays.", []),
        ("Reading is dear to those who are reading.", []),
        ("Hope lies in the valley.", ["Hope"]),
        ("Hope is what we hope for.", []),
        ("Human rights were spoken of.", []),
        ("In Moscow President Putin spoke.", []),
    ],
)
def test_a_word_of_the_language_is_no_place_for_its_capital(villages: Gazetteer, text: str, found: list[str]) -> None:
    assert [mention.text for mention in villages.annotate(text)] == found


def test_a_family_name_of_a_person_is_not_surely_a_little_known_place(villages: Gazetteer) -> None:
    answer = villages.resolve("Obama")
    assert answer.decision == "ambiguous"
    assert {entry.kind for entry in answer.candidates} == {"place", "person"}
    assert villages.resolve("Obama", kind="place").decision == "match"
    assert villages.resolve("Batumi").candidates[0].kind == "place"
    assert villages.resolve("Batumi").decision == "match"
