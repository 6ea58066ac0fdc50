"""Laws of names that tell whose child one is, over the given names that are known, in several manners."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from normalize import compare, scripts_of
from normalize.folding import fold
from normalize.name_lists import are_other_names

GIVEN = Path(__file__).parents[2] / "normalize" / "data" / "given_names.toml"
FORMS = [
    form
    for forms in tomllib.loads(GIVEN.read_text(encoding="utf-8"))["names"].values()
    for form in forms
    if " " not in form and "-" not in form
]
VOWELS = "aeiouyəıöüàáâãäåæçèéêëìíîïñòóôõøùúûýаеёиоуыэюяіїєўѣ"

Manner = Callable[[str, str], str]


def by_ending(family: str, ending: str) -> Manner:
    """A manner of a patronymic by its ending, which a name that ends in a vowel, or a sign, has otherwise."""
    return lambda one, two: f"{one} {two}{ending} {family}" if two[-1].lower() not in VOWELS + "йь'’" else ""


MANNERS: dict[str, tuple[str, Manner]] = {
    "oğlu": ("Latn", lambda one, two: f"{one} {two} oğlu"),
    "oğlu, with a family's name": ("Latn", lambda one, two: f"{one} {two} oğlu Məmmədov"),
    "oğlu, after a family's name": ("Latn", lambda one, two: f"Məmmədov {one} {two} oğlu"),
    "ibn": ("Latn", lambda one, two: f"{one} ibn {two}"),
    "bin, with a family's name": ("Latn", lambda one, two: f"{one} bin {two} al-Harbi"),
    "بن": ("Arab", lambda one, two: f"{one} بن {two}"),
    "بن, with a family's name": ("Arab", lambda one, two: f"{one} بن {two} الحربي"),
    "ovich": ("Latn", by_ending("Sidorov", "ovich")),
    "ович": ("Cyrl", by_ending("Сидоров", "ович")),
}


def in_script(script: str) -> list[str]:
    return [form for form in FORMS if scripts_of(form) == (script,)]


NAMES = {script: in_script(script) for script in {script for script, _ in MANNERS.values()}}


@pytest.mark.parametrize("manner", MANNERS)
@settings(max_examples=60)
@given(data=st.data())
def test_a_son_named_for_a_father_is_not_that_father(manner: str, data: st.DataObject) -> None:
    script, make = MANNERS[manner]
    one, two = (data.draw(st.sampled_from(NAMES[script])) for _ in range(2))
    son, father = make(one, two), make(two, one)
    assume(are_other_names(fold(one), fold(two)) and son and father)
    compared = compare(son, father, kind="person")
    assert not compared.same, (son, father, list(compared.evidence))
    assert compare(father, son, kind="person") == compared
    assert compare(son, son, kind="person").same


@pytest.mark.parametrize("manner", MANNERS)
@settings(max_examples=40)
@given(data=st.data())
def test_names_with_a_fathers_are_compared_from_either_side(manner: str, data: st.DataObject) -> None:
    script, make = MANNERS[manner]
    one, two, other = (data.draw(st.sampled_from(NAMES[script])) for _ in range(3))
    named = make(one, two) or f"{one} {two}"
    for against in (make(other, two), make(one, other), f"{one} {other}", f"{two} {other}", f"{other} {named}", two):
        assert compare(against, named, kind="person") == compare(named, against, kind="person")
