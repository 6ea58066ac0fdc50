"""Laws of cleaning, scripts and the normal form, for any text whatever."""

from __future__ import annotations

import unicodedata
from typing import Literal

import pytest
from hypothesis import example, given

from normalize import clean, fold, scripts_of
from normalize.scripts import SCRIPT_OF
from tests.properties.texts import anything, namelike, seed_texts, texts

FORMS: tuple[Literal["NFC", "NFD", "NFKC", "NFKD"], ...] = ("NFC", "NFD", "NFKC", "NFKD")


@given(text=texts)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned == " ".join(cleaned.split())
    cleaned.encode()


@given(text=texts)
def test_cleaning_is_indifferent_to_canonical_form(text: str) -> None:
    assert clean(unicodedata.normalize("NFD", text)) == clean(unicodedata.normalize("NFC", text)) == clean(text)


@given(text=texts)
def test_folding_twice_is_folding_once(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded


@pytest.mark.xfail(
    strict=False, reason="a word of look-alikes alone (Latin A, Cyrillic U) is Cyrillic to clean and Latin to fold"
)
@given(text=texts)
@example(text="A\u0423")
def test_the_normal_form_is_indifferent_to_cleaning(text: str) -> None:
    assert fold(clean(text)) == fold(text)


@pytest.mark.parametrize("form", FORMS)
@given(text=texts)
@example(text="\u01c5\u200bA")
@example(text="a\u200b\u01c5")
@example(text="\ufb01\u0301\u200bA")
@example(text="x\u030c\u200bA")
@example(text="\uff76\uff9e\u200bA")
def test_the_normal_form_is_indifferent_to_normalization_form(
    form: Literal["NFC", "NFD", "NFKC", "NFKD"], text: str
) -> None:
    assert fold(unicodedata.normalize(form, text)) == fold(text)


@given(text=texts)
def test_the_normal_form_is_indifferent_to_case(text: str) -> None:
    # An invisible break parts words where a capital follows a small letter: it has its meaning by case alone.
    text = text.replace("\u200b", "")
    folded = fold(text)
    assert fold(text.upper()) == folded
    assert fold(text.lower()) == folded
    assert fold(text.title()) == folded
    assert fold(text.casefold()) == folded


@given(text=texts)
def test_the_normal_form_holds_small_letters_and_single_spaces(text: str) -> None:
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert folded == folded.casefold()
    assert not [sign for sign in folded if sign != " " and unicodedata.category(sign)[0] not in "LMN"]


@given(text=texts)
def test_scripts_are_those_of_the_letters_most_frequent_first(text: str) -> None:
    found = scripts_of(text)
    counts = {script: sum(SCRIPT_OF[letter] == script for letter in text) for script in found}
    assert set(found) == {SCRIPT_OF[letter] for letter in text} - {"Zyyy", "Zinh", "Zzzz"}
    assert list(found) == sorted(found, key=lambda script: -counts[script])


@given(one=namelike | seed_texts, two=anything)
def test_scripts_of_a_text_are_those_of_its_parts(one: str, two: str) -> None:
    assert set(scripts_of(one + two)) == {*scripts_of(one), *scripts_of(two)}


@pytest.mark.parametrize(
    ("text", "scripts"),
    [
        ("Yuxarı Ayrım", ("Latn",)),
        ("Юхары-Айрум", ("Cyrl",)),
        ("Կարմիր 12", ("Armn",)),
        ("ყარაბაღი", ("Geor",)),
        ("یوخاری آیریم", ("Arab",)),
        ("Ελλάδα (Greece)", ("Grek", "Latn")),
        ("東京タワー", ("Hani", "Kana")),
        ("1234 – ?", ()),
        ("", ()),
    ],
)
def test_scripts_as_the_unicode_standard_has_them(text: str, scripts: tuple[str, ...]) -> None:
    assert set(scripts_of(text)) == set(scripts)
