"""Words in scripts that have no table of sounds of their own sound as their likeliest reading does."""

from __future__ import annotations

import pytest

from normalize import compare
from normalize.keys import name_keys
from normalize.sounds import SILENT, sound_of


@pytest.mark.parametrize(
    ("name", "other"),
    [
        # CLDR's names of capitals: brx Asmara, ti Conakry, th Bamako, ml Juba, ko Asmara
        ("आस्मारा", "Asmara"),
        ("ኮናክሪ", "Conakry"),
        ("บามาโก", "Bamako"),
        ("ജുബ", "Juba"),
        ("아스마라", "Asmara"),
        # km Kigali, lo Paris, my Tokyo, si Maseru, nqo Kabul, ff Tirana, chr Bogotá, sat Havana, as Khartoum
        ("គីហ្គាលី", "Kigali"),
        ("ປາຣີສ", "Paris"),
        ("တိုကျို", "Tokyo"),
        ("මසේරු", "Maseru"),
        ("ߞߊߓߎߟ", "Kabul"),
        ("𞤚𞤭𞤪𞤢𞤲𞤢", "Tirana"),
        ("ᏉᎪᏔ", "Bogotá"),
        ("ᱦᱟᱣᱟᱱᱟ", "Havana"),
        ("খাৰ্টুম", "Khartoum"),
        # of two such scripts
        ("आस्मारा", "아스마라"),
    ],
)
def test_a_script_without_a_table_is_heard_by_its_reading(name: str, other: str) -> None:
    assert compare(name, other, kind="place").same
    assert {*name_keys(name, kind="place")} & {*name_keys(other, kind="place")}


@pytest.mark.parametrize(
    ("name", "other"),
    [
        # CLDR's names of capitals: syr Zagreb, sd Dakar, sd Bogotá
        ("ܙܐܓܪܒ", "Zagreb"),
        ("ڊاڪار", "Dakar"),
        ("بگوٽا", "Bogotá"),
    ],
)
def test_a_script_without_short_vowels_has_a_table(name: str, other: str) -> None:
    assert sound_of(name).abjad
    assert {*name_keys(name, kind="place")} & {*name_keys(other, kind="place")}


@pytest.mark.parametrize("name", ["ʻAtenisi", "’Atenisi", "Atenisi"])
def test_a_word_is_heard_whatever_apostrophe_it_begins_with(name: str) -> None:
    assert sound_of(name).text == "atenisi"


@pytest.mark.parametrize("word", ["東京", "つくば市"])
def test_characters_of_many_readings_have_no_sound(word: str) -> None:
    assert sound_of(word) == SILENT


def test_a_long_vowel_is_no_letter_of_another_script() -> None:
    assert sound_of("バクー") == sound_of("バク")


@pytest.mark.parametrize("other", ["Bissau", "Bamako", "Banjul"])
def test_other_capitals_are_not_the_same(other: str) -> None:
    assert not compare("आस्मारा", other, kind="place").same
