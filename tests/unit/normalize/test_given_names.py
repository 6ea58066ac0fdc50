"""Given names that sound alike are told apart, fathers and initials too."""

from __future__ import annotations

import tomllib
from itertools import chain
from pathlib import Path

import pytest

from normalize import compare
from normalize.folding import fold

DATA = Path(__file__).parents[3] / "normalize" / "data"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Hassan Rouhani", "حسین روحانی"),
        ("Арман Григорян", "Armen Grigoryan"),
        ("Yashar T. Aliyev", "Yashar M. Aliyev"),
        ("Роберт Седракович Кочарян", "Սեդրակ Քոչարյան"),
        ("Ռոբերտ Սեդրակի Քոչարյան", "Սեդրակ Քոչարյան"),
    ],
)
def test_other_persons_are_apart(one: str, two: str) -> None:
    assert not compare(one, two, kind="person").same


@pytest.mark.parametrize(
    ("one", "two"),
    [("Hassan Rouhani", "حسن روحانی"), ("Armen Grigoryan", "Армен Григорян"), ("Hüseyn Əliyev", "Гусейн Алиев")],
)
def test_one_name_in_two_languages_is_the_same(one: str, two: str) -> None:
    assert compare(one, two, kind="person").same


@pytest.mark.parametrize("file", ["given_names.toml", "family_names.toml", "place_names.toml"])
def test_no_form_belongs_to_two_names(file: str) -> None:
    names = tomllib.loads((DATA / file).read_text(encoding="utf-8"))["names"]
    forms = [fold(form) for form in chain.from_iterable(names.values())]
    by_name = sum(len({fold(form) for form in listed}) for listed in names.values())
    assert len(set(forms)) == by_name
