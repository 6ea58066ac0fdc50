"""Variants: the spellings a name takes, each with the chain of systems that makes it."""

from __future__ import annotations

import pytest

from normalize.folding import fold
from normalize.spellings import variants
from normalize.systems import transliterate


def systems_of(name: str, language: str | None = None, limit: int = 50) -> dict[str, tuple[str, ...]]:
    return {variant.text: variant.systems for variant in variants(name, language=language, limit=limit)}


def test_the_name_itself_comes_first() -> None:
    first = variants("Yuxarı Ayrım", language="az")[0]
    assert first.text == "Yuxarı Ayrım"
    assert first.systems[0] == "identity"


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ("Yuxarı Ayrım", "Yukhary Ayrym"),  # by way of Russian or of Azerbaijani Cyrillic
        ("Yuxarı Ayrım", "Yukhari Ayrim"),  # decision 498 of 2020
        ("Yuxarı Ayrım", "Јухары Ајрым"),  # the Cyrillic alphabet of 1958
        ("Şuşa", "Shusha"),
        ("Şuşa", "Choucha"),  # French tradition
        ("Laçın", "Lachyn"),
        ("Kəlbəcər", "Kelbecer"),
    ],
)
def test_attested_spellings_are_among_them(name: str, spelling: str) -> None:
    assert spelling in systems_of(name, "az")


def test_a_chain_makes_what_it_says() -> None:
    chained = {text: systems for text, systems in systems_of("Ceyhun Bayramov", "az").items() if " > " in systems[0]}
    assert chained
    for text, systems in chained.items():
        made = "Ceyhun Bayramov"
        for system in systems[0].split(" > "):
            made = transliterate(made, system).text
        assert made == text


@pytest.mark.parametrize("limit", [0, 1, 5, 50, 200])
def test_the_limit_is_kept_and_no_spelling_comes_twice(limit: int) -> None:
    found = [variant.text for variant in variants("Xankəndi", language="az", limit=limit)]
    assert len(found) <= limit
    assert len(found) == len(set(found))


def test_a_larger_limit_only_adds() -> None:
    few = [variant.text for variant in variants("Kəlbəcər", language="az", limit=10)]
    assert [variant.text for variant in variants("Kəlbəcər", language="az", limit=100)][:10] == few


def test_habits_add_normal_forms_that_no_system_makes() -> None:
    found = variants("Füzuli", language="az", limit=200)
    by_system = {fold(one.text) for one in found if one.systems != ("letters",)}
    free = [fold(one.text) for one in found if one.systems == ("letters",)]
    assert free
    assert by_system.isdisjoint(free)
    assert len(free) == len(set(free))


def test_capitals_are_as_in_the_name() -> None:
    assert all(variant.text[0].isupper() for variant in variants("Şəki", language="az", limit=200))
    free = [one.text for one in variants("ŞƏKİ", language="az", limit=200) if one.systems == ("letters",)]
    assert all(text.isupper() for text in free)


@pytest.mark.parametrize("name", ["", " ", "\ud800", "…", "123", "北京", "\x00"])
def test_odd_text_never_raises(name: str) -> None:
    assert len(variants(name)) <= 50
