"""Attribution: the chain of systems that made a spelling, shortest and most exact first."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import normalize
from normalize import compare
from normalize.attribution import attribute, likeliest_derivation
from normalize.systems import transliterate


def test_yukhary_ayrym_came_through_russian() -> None:
    chains = [derivation.systems for derivation in attribute("Yuxarı Ayrım", "Yukhary Ayrym")]
    assert ("practical-aze-Latn-Cyrl-ru", "bgnpcgn-rus-Cyrl-Latn-1947") in chains
    assert ("az-aze-Latn-Cyrl-1958", "odni-aze-Cyrl-Latn-2015") in chains


def test_one_system_is_one_step() -> None:
    first = attribute("Երևան", "Yerevan")[0]
    assert first.exact
    assert len(first.systems) == 1


def test_exact_chains_come_before_those_of_the_same_normal_form() -> None:
    found = attribute("Kəlbəcər", "Kalbajar")
    assert found[0].systems == ("az-aze-Latn-Latn-498-2020-en",)
    assert [one.exact for one in found] == sorted((one.exact for one in found), reverse=True)
    lengths = [len(one.systems) for one in found if one.exact]
    assert lengths == sorted(lengths)


def test_capitals_are_the_same_normal_form() -> None:
    found = attribute("Kəlbəcər", "KALBAJAR")
    assert found
    assert not any(one.exact for one in found)


def test_an_exact_chain_makes_the_spelling() -> None:
    for derivation in attribute("Ceyhun Bayramov", "Dzheykhun Bayramov"):
        made = derivation.source
        for system in derivation.systems:
            made = transliterate(made, system).text
        assert (made == derivation.target) is derivation.exact


@pytest.mark.parametrize(
    ("name", "spelling"),
    [("Kəlbəcər", "Kelbajar"), ("Daşkəsən", "Dashkesan"), ("Lənkəran", "Lenkoran"), ("Göyçay", "Geokchay")],
)
def test_what_no_chain_gives_goes_back_to_the_habits_of_the_letters(name: str, spelling: str) -> None:
    (only,) = attribute(name, spelling)
    assert (only.systems, only.exact) == (("letters",), False)


@pytest.mark.parametrize(
    ("name", "spelling"),
    [("Gəncə", "Gəncə"), ("Gəncə", "Bakı"), ("", "a"), ("a", ""), ("\ud800", "a"), ("Şəki", "Шуша")],
)
def test_no_chain_is_an_empty_list(name: str, spelling: str) -> None:
    assert attribute(name, spelling) == []


def test_the_likeliest_chain_is_one_of_all_chains() -> None:
    for name, spelling in [("Yuxarı Ayrım", "Yukhary Ayrym"), ("Кәлбәҹәр", "Kalbajar"), ("Երևան", "Yerevan")]:
        found = likeliest_derivation(name, spelling)
        assert found is not None
        assert found in attribute(name, spelling)


def test_the_likeliest_chain_begins_in_the_language_of_the_name() -> None:
    found = likeliest_derivation("Гагарин", "Gagarin", language="ru")
    assert found is not None
    assert found.systems == ("bgnpcgn-rus-Cyrl-Latn-1947",)
    ukrainian = likeliest_derivation("Чернігів", "Chernihiv", language="uk")
    assert ukrainian is not None
    assert "-ukr-" in ukrainian.systems[0]


@pytest.mark.parametrize(
    ("name", "spelling"), [("Gəncə", "Gəncə"), ("Gəncə", "GƏNCƏ"), ("", "a"), ("a", ""), ("Şəki", "Шуша")]
)
def test_no_likeliest_chain_is_none(name: str, spelling: str) -> None:
    assert likeliest_derivation(name, spelling) is None


def test_names_that_are_the_same_tell_by_which_systems() -> None:
    rows = compare("Yukhary-Ayrum", "Юхары-Айрум").evidence
    assert rows[-1].feature == "derivation"
    assert rows[-1].detail.startswith("Юхары-Айрум is written Yukhary-Ayrum by ")
    assert all(row.feature != "derivation" for row in compare("Yukhary-Ayrum", "Reykjavik").evidence)


@pytest.mark.parametrize(
    "ask",
    [normalize.clean, normalize.fold, normalize.scripts_of, normalize.readings, normalize.variants,
     lambda name: normalize.attribute(name, "a"), lambda name: normalize.compare("a", name),
     lambda name: normalize.transliterate(name, "bgnpcgn-rus-Cyrl-Latn-1947")],
)  # fmt: skip
def test_what_is_no_text_is_told_in_a_sentence(ask: Callable[[object], object]) -> None:
    # Compiled to machine code the sentence is that of the compiler.
    with pytest.raises(TypeError, match=r"a name must be text|str object expected"):
        ask(None)
