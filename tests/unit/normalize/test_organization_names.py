"""States, words for several concepts and extra words decide whether two names are one organization's."""

from __future__ import annotations

import pytest

from normalize import compare
from normalize.parsing import parse_name

SAME = [
    ("Azerbaijani Foreign Ministry", "МИД Азербайджана"),
    ("Ministry of Foreign Affairs of the Republic of Armenia", "ՀՀ ԱԳՆ"),
    ("Außenministerium Russlands", "Министерство иностранных дел РФ"),
    ("Ermənistanın Müdafiə Nazirliyi", "ministère arménien de la Défense"),
    ("Office of the Commissioner for Human Rights (Ombudsman) of Azerbaijan", "Омбудсмен Азербайджана"),
    ("UNOG", "United Nations Office at Geneva"),
    ("Постпредство Азербайджана при ООН", "Permanent Mission of Azerbaijan to the United Nations"),
]
APART = [
    ("Government of Niger", "Government of Nigeria"),
    ("Embassy of Azerbaijan in Georgia", "Embassy of Georgia in Azerbaijan"),
    ("Посольство Азербайджана в Грузии", "Посольство Грузии в Азербайджане"),
    ("Ministry of Defence of the Republic of Azerbaijan", "Ministry of Defence Industry of the Republic of Azerbaijan"),
    ("МИД РА", "МИД РФ"),
    ("UN Secretary-General", "UN Under-Secretary-General"),
    ("European Council", "Council of Europe"),
    ("Council of the European Union", "European Council"),
]


@pytest.mark.parametrize(("one", "two"), SAME)
def test_one_body_in_other_words_is_the_same(one: str, two: str) -> None:
    assert compare(one, two, kind="organization").same


@pytest.mark.parametrize(("one", "two"), APART)
def test_sister_bodies_are_apart(one: str, two: str) -> None:
    assert not compare(one, two).same


def test_the_form_of_a_state_adds_nothing_to_its_name() -> None:
    long, short = (parse_name(name, "organization") for name in ("Army of the Republic of Armenia", "Army of Armenia"))
    assert [part.value for part in long.words] == [part.value for part in short.words] == ["army", "AM"]


def test_an_acronym_of_a_state_counts_in_capitals_only() -> None:
    assert [part.value for part in parse_name("МИД РА", "organization").words][-1] == "AM"
    assert "AM" not in [part.value for part in parse_name("Храм бога Ра", "organization").words]
