"""Readings: by every system that covers the text, the hinted language first, never an invented letter."""

from __future__ import annotations

import pytest

from normalize import mixed, romanization
from normalize.romanization import readings
from normalize.spellings import variants
from normalize.systems import get_system


def texts(name: str, language: str | None = None) -> list[str]:
    return [reading.text for reading in readings(name, language=language)]


def test_latin_text_reads_as_itself_first() -> None:
    first = readings("Kəlbəcər")[0]
    assert (first.text, first.system) == ("Kəlbəcər", "identity")


def test_latin_text_reads_by_the_systems_of_its_language() -> None:
    assert "Kalbajar" in texts("Kəlbəcər")  # Cabinet decision 498 of 2020
    assert "Jeyhun" in texts("Ceyhun", "az")
    assert texts("Ceyhun") == ["Ceyhun"]  # ASCII alone does not tell the language


def test_one_cyrillic_name_reads_by_language() -> None:
    assert texts("Юхары-Айрым", "ru")[0] == "Yukhary-Ayrym"  # BGN/PCGN 1947
    assert "Yuxarı-Ayrım" in texts("Јухары-Ајрым")
    assert readings("Юхары", language="ru")[0].language == "ru"


def test_a_hint_orders_and_does_not_exclude() -> None:
    assert texts("Кәлбәҹәр", "ru")[0] == "Kəlbəcər"  # no Russian system covers schwa


def test_every_reading_is_what_its_system_makes() -> None:
    for reading in readings("Ереван"):
        system = get_system(reading.system)
        assert system.language == reading.language
        assert set("ереван") <= set(system.alphabet)


def test_readings_are_distinct_and_few() -> None:
    found = texts("Щёлково Юрьевский")
    assert len(found) == len(set(found))
    assert 1 < len(found) <= 24


def test_text_of_several_scripts_is_read_run_by_run() -> None:
    first = readings("Kəlbəcər Юхары Երևան")[0]
    assert first.text == "Kəlbəcər Yukhary Yerevan"
    assert first.system.count("+") == 1


@pytest.mark.parametrize("name", ["Kəlbəcər", "Əliyev", "Xankǝndi", "Ӛ", "ӘӚӘ", "ةۃ", "ғӛ"])
def test_no_reading_puts_a_sign_for_a_letter(name: str) -> None:
    found = texts(name)
    assert found
    assert all("@" not in text for text in found)


def test_letters_no_system_covers_are_spelled_one_by_one() -> None:
    pytest.importorskip("unidecode")
    found = readings("北京")
    assert found[0].system in ("unidecode", "pypinyin")
    assert "Beijing" in [reading.text for reading in found]


def test_words_in_chinese_characters_are_read_where_a_reader_is_installed() -> None:
    pytest.importorskip("pypinyin")
    assert readings("重庆", language="zh")[0].text == "Chongqing"  # letter by letter it would be Zhongqing


def test_japanese_names_are_read_where_a_reader_is_installed() -> None:
    pytest.importorskip("sudachipy")
    first = readings("横浜", language="ja")[0]
    assert (first.text, first.language) == ("Yokohama", "ja")
    assert first.system.startswith("sudachipy > ")
    assert "Nihonbashi" in texts("日本橋", "jpn")
    assert all(reading.language == "ja" for reading in readings("さいたま市") if reading.system.startswith("sudachi"))


def test_japanese_names_are_read_character_by_character_where_no_reader_is_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(mixed, "japanese_reader", lambda: lambda text: [])
    romanization._remembering.cache_clear()
    assert "Hiroshima" in texts("広島", "ja")
    assert "Matsuyama-shi" in texts("松山市", "ja")
    assert readings("北京")[0].language != "ja"
    romanization._remembering.cache_clear()


def test_a_three_letter_code_is_a_hint_too() -> None:
    assert texts("Ереван", "rus") == texts("Ереван", "ru")
    assert readings("Бишкек", language="kir")[0].language == "ky"


def test_where_vowels_are_unwritten_the_systems_that_supply_them_come_first() -> None:
    assert readings("محمد")[0].text == "Muḩammad"
    assert readings("مُحَمَّد")[0].system == "bgnpcgn-ara-Arab-Latn-1956"


@pytest.mark.parametrize("name", ["", " ", "\ud800", "\u200b", "…", "123", "\x00", "\U0001f600", "a" * 5000])
def test_odd_text_has_readings_or_none_and_never_raises(name: str) -> None:
    assert all(text.strip() for text in texts(name))


@pytest.mark.parametrize("language", ["", "xx", "not a language", "az-Cyrl-AZ", "ё"])
def test_an_odd_hint_is_no_error(language: str) -> None:
    assert texts("Москва", language)


def test_a_language_that_is_no_text_is_told() -> None:
    for ask in (lambda: readings("Ереван", language=5), lambda: variants("Bakı", language=5)):  # type: ignore[arg-type]
        with pytest.raises(TypeError, match="a language must be text"):
            ask()
