"""Names that are known are apart, the same, or neither."""

from __future__ import annotations

import tomllib
from itertools import chain
from pathlib import Path

import pytest

from normalize.folding import fold
from normalize.name_lists import are_one_given_name, are_other_names, is_given_name

GIVEN = Path(__file__).parents[3] / "normalize" / "data" / "given_names.toml"


@pytest.mark.parametrize(
    ("one", "two"), [("Serkan", "Sercan"), ("Рашад", "Rəşid"), ("Müller", "Möller"), ("François", "Françoise")]
)
def test_other_names(one: str, two: str) -> None:
    assert are_other_names(fold(one), fold(two))
    assert are_other_names(fold(two), fold(one))
    assert not are_one_given_name(fold(one), fold(two))


@pytest.mark.parametrize(("one", "two"), [("David", "Davud"), ("Michel", "Mikhail"), ("Salim", "Salem")])
def test_names_said_for_one_another_are_neither_one_nor_apart(one: str, two: str) -> None:
    assert not are_other_names(fold(one), fold(two))
    assert is_given_name(fold(one))
    assert is_given_name(fold(two))


def test_a_name_is_not_apart_from_itself_or_from_what_is_unknown() -> None:
    assert not are_other_names(fold("Serkan"), fold("Serkan"))
    assert not are_other_names(fold("Serkan"), "brobdingnag")


@pytest.mark.parametrize(("one", "two"), [("이민호", "임민호"), ("李小龙", "林小龙")])
def test_full_names_in_one_word_are_other_names_by_the_family(one: str, two: str) -> None:
    assert are_other_names(fold(one), fold(two))
    assert are_other_names(fold(two), fold(one))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("이민호", "리민호"),
        ("肖小龙", "萧小龙"),
        ("이민호", "임철수"),
        ("이", "임"),
        ("李", "陈"),
        ("이민호", "뷁민호"),
    ],
)
def test_but_not_by_one_family_in_other_letters_nor_by_what_is_no_full_name(one: str, two: str) -> None:
    assert not are_other_names(fold(one), fold(two))
    assert not are_other_names(fold(two), fold(one))


def test_names_said_together_are_names() -> None:
    table = tomllib.loads(GIVEN.read_text(encoding="utf-8"))
    groups = table["together"]
    assert set(chain.from_iterable(groups)) <= set(table["names"])
    assert all(len(group) == len(set(group)) > 1 for group in groups)
