"""Whom a name means by the patronymics and initials that a person is known by, and as other languages read it."""

from __future__ import annotations

import json

import pytest

from gazetteer import Gazetteer, build
from gazetteer.matching.policy import resolve_policy
from gazetteer.matching.pronounced import score_by_readings
from gazetteer.matching.query import make_query
from normalize.keys import form_keys
from normalize.romanization import readings

PEOPLE = {
    "x:medvedev": ["Dmitry Anatolyevich Medvedev", "Dmitry Medvedev"],
    "x:lavrov": ["Sergey Lavrov"],
    "x:smith": ["John Petrovich Smith", "John Quincy Smith"],
    "x:barayev": ["Джейхун Азизович Бараев", "Ceyhun Barayev"],
    "x:petrov": ["Alexander Ivanovich Petrov", "Sasha Petrov"],
    "x:bush": ["Jorj Boush", "Jorj Bush"],
    "x:first": ["Կարապետ Պողոսեան"],
    "x:second": ["Կարապետ Պողոսեան"],
    "x:third": ["Garabed Boghosian"],
    "x:alone": ["Jirayr", "Ջիրայր"],
}
BODY = "Պէյրութի բանկ"
FATHERS = [
    ("Dmitry Dmitriyevich Medvedev", None, "the name of a man is not his father's"),
    ("Dmitry Borisovich Medvedev", None, "another father than the one known"),
    ("Dmitry A. Medvedev", "x:medvedev", "the father's initial"),
    ("Д. А. Медведев", "x:medvedev", "both initials"),
    ("D. B. Medvedev", None, "another initial of the father"),
    ("Medvedev D. B.", None, "the same after the family's name"),
    ("B. A. Medvedev", None, "another initial of the man"),
    ("Sergey Petrovich Lavrov", "x:lavrov", "no father is known"),
    ("Lavrov S. P.", "x:lavrov", "no father is known, nor asked for but by an initial"),
    ("John Q. Smith", "x:smith", "an initial of a name that is not the father's"),
    ("John P. Smith", "x:smith", "or of the father's"),
    ("John R. Smith", None, "or of neither"),
    ("J. A. Barayev", "x:barayev", "an initial in a script in which the name is not known in full"),
    ("Sasha Ivanovich Petrov", "x:petrov", "a name that does not stand beside the father's"),
    ("Sasha Petrovich Petrov", None, "nor does it beside another's"),
]


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    folder = tmp_path_factory.mktemp("people")
    records = [{"id": number, "kind": "person", "names": [{"text": name} for name in names]}
               for number, names in PEOPLE.items()]  # fmt: skip
    western = [{"text": reading.text} for reading in readings(BODY) if reading.language == "hyw"]
    records.append({"id": "x:body", "kind": "organization", "names": western})
    (folder / "records.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    build([f"records:{folder / 'records.jsonl'}"], folder / "built")
    return Gazetteer.open(folder / "built")


@pytest.mark.parametrize(("asked", "meant", "why"), FATHERS, ids=[asked for asked, _, _ in FATHERS])
def test_a_father_is_the_one_known(people: Gazetteer, asked: str, meant: str | None, why: str) -> None:
    assert people.resolve(asked).id == meant, why


def test_a_name_is_read_in_another_language_of_its_script(people: Gazetteer) -> None:
    """In Western Armenian other letters stand for b and j than in the names known."""
    answer = people.resolve("Ճորճ Պուշ")
    assert answer.id == "x:bush"
    assert "system" in {row.feature for row in answer.candidates[0].evidence}
    assert people.resolve("Ճորճ Պուշ", kind="person").id == "x:bush"


def test_but_is_of_the_kind_asked_for(people: Gazetteer) -> None:
    assert people.resolve("Ճորճ Պուշ", kind="place").decision == "none"


def test_but_not_where_it_means_somebody_as_it_is(people: Gazetteer) -> None:
    answer = people.resolve("Կարապետ Պողոսեան")
    assert answer.decision == "ambiguous"
    assert {candidate.id for candidate in answer.candidates[:2]} == {"x:first", "x:second"}


@pytest.mark.parametrize(("asked", "read"), [("Ճորճ Պուշ", ["x:bush"]), ("Ճիրայր", []), (BODY, []), ("", [])])
def test_single_words_and_names_of_bodies_are_not_read_so(people: Gazetteer, asked: str, read: list[str]) -> None:
    index = people._index
    found = score_by_readings(index, make_query(asked), None, resolve_policy())
    assert [index.entity_id(scored.entity) for scored in found] == read
    assert all(index.gather(form_keys(reading.text)) for reading in readings(asked) if reading.language == "hyw")
