"""Finding a system and applying it: names, aliases, residue, strictness, reverse, capitals, spaces."""

from __future__ import annotations

import dataclasses

import pytest

from normalize.errors import BadTable, NotReversible, UncoveredLetter, UnknownSystem
from normalize.systems import TransliterationSystem, find_systems, get_system, transliterate

RUSSIAN = "bgnpcgn-rus-Cyrl-Latn-1947"
AZERBAIJANI = "az-aze-Cyrl-Latn-1958"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Щёлково", "Shchëlkovo"),  # notes of the BGN/PCGN table: щ shch, ё yë only at the beginning and after vowels
        ("ЩЁЛКОВО", "SHCHËLKOVO"),
        ("Щ. Ю. Яшин", "Shch. Yu. Yashin"),
        ("ОБЪЕКТ", "OB”YEKT"),
        ("Ельцин", "Yel’tsin"),
        ("Нью-Йорк", "N’yu-York"),
        ("дом 5, кв. 7", "dom 5, kv. 7"),
        ("два  слова\nи строка\t", "dva  slova\ni stroka\t"),
    ],
)
def test_russian_by_the_table_of_1947(text: str, expected: str) -> None:
    assert transliterate(text, RUSSIAN).text == expected


def test_residue_names_each_uncovered_letter_with_its_place() -> None:
    made = transliterate("Дім Ї-7", RUSSIAN)
    assert [(one.text, one.offset) for one in made.residue] == [("і", 1), ("Ї", 4)]


def test_offsets_count_code_points_of_the_cleaned_text() -> None:
    made = transliterate("😀и\u0306і", RUSSIAN)  # decomposed й is one letter once cleaned
    assert [(one.text, one.offset) for one in made.residue] == [("і", 2)]
    assert made.text.startswith("😀y")


def test_strict_raises_at_the_first_uncovered_letter() -> None:
    with pytest.raises(UncoveredLetter) as raised:
        transliterate("Дім Ї", RUSSIAN, strict=True)
    assert (raised.value.letter, raised.value.position, raised.value.system) == ("і", 1, RUSSIAN)
    assert transliterate("Дом 5!", RUSSIAN, strict=True).text == "Dom 5!"


def test_homoglyphs_are_repaired_before_the_table_is_applied() -> None:
    made = transliterate("К\u0259лб\u0259ҹ\u0259р", AZERBAIJANI)  # Latin schwa in a Cyrillic word
    assert (made.text, made.residue) == ("Kəlbəcər", ())


def test_reverse_gives_the_azerbaijani_cyrillic_back() -> None:
    made = transliterate("Yuxarı Ayrım, İSMAYILLI", AZERBAIJANI, reverse=True)
    assert (made.text, made.residue) == ("Јухары Ајрым, ИСМАЈЫЛЛЫ", ())


def test_reverse_reports_what_the_target_alphabet_lacks() -> None:
    assert [one.text for one in transliterate("Waşinqton", AZERBAIJANI, reverse=True).residue] == ["W"]


def test_a_system_that_loses_letters_cannot_be_reversed() -> None:
    with pytest.raises(NotReversible) as raised:
        transliterate("Moskva", RUSSIAN, reverse=True)
    assert raised.value.system == RUSSIAN


def test_unvocalised_arabic_needs_a_reading_and_vocalised_does_not() -> None:
    system = next(one for one in find_systems(language="ar") if "vocalised" in one.requires)
    assert transliterate("القاهرة", system).needs_reading
    assert not transliterate("مِصْر", system).needs_reading
    assert not transliterate("123", system).needs_reading


def test_an_unknown_system_names_the_nearest_ids() -> None:
    with pytest.raises(UnknownSystem) as raised:
        transliterate("а", "bgnpcgn-rus-Cyrl-Latn-1974")
    assert RUSSIAN in raised.value.nearest
    assert isinstance(raised.value, LookupError)


def test_any_name_of_a_system_will_do_and_the_answer_says_the_id() -> None:
    for name in (RUSSIAN, RUSSIAN.lower(), "Russian-Latin/BGN", get_system(RUSSIAN)):
        assert transliterate("Ю", name).system == RUSSIAN


def test_a_system_of_ones_own_is_applied_by_its_own_rules() -> None:
    own = dataclasses.replace(get_system(RUSSIAN), rules="ю > ju ;", alphabet="ю")
    assert transliterate("ю", own).text == "ju"
    assert transliterate("ю", RUSSIAN).text == "yu"


def test_rules_that_icu_refuses_are_a_bad_table() -> None:
    broken = dataclasses.replace(get_system(RUSSIAN), rules="а > b ; аб > c ;")
    with pytest.raises(BadTable) as raised:
        transliterate("а", broken)
    assert raised.value.path == RUSSIAN
    assert "hidden" in raised.value.reason
    assert "аб > c" in raised.value.reason


@pytest.mark.parametrize("language", ["az", "AZ", "aze", "az-Latn", "az-AZ"])
def test_languages_are_found_by_prefix_and_by_three_letters(language: str) -> None:
    ids = [system.id for system in find_systems(language=language)]
    assert AZERBAIJANI in ids
    assert RUSSIAN not in ids
    assert ids == sorted(ids)


def test_filters_combine() -> None:
    found = find_systems(authority="BGNPCGN", language="ru", script="cyrl")
    assert RUSSIAN in [system.id for system in found]
    assert {(one.authority, one.language, one.source_script) for one in found} == {("bgnpcgn", "ru", "Cyrl")}


@pytest.mark.parametrize(
    "nothing", [{"language": "qqq"}, {"script": "Zzzz"}, {"authority": "nobody"}, {"language": ""}]
)
def test_nothing_found_is_an_empty_list(nothing: dict[str, str]) -> None:
    assert find_systems(**nothing) == []


def test_every_system_is_of_the_type_the_package_exports() -> None:
    assert all(isinstance(system, TransliterationSystem) for system in find_systems())


def test_chinese_characters_need_a_reading_and_kana_do_not() -> None:
    system = get_system("var-jpn-Hrkt-Latn-hepburn-1954")
    made = transliterate("東京タワー", system)
    assert made.needs_reading
    assert [(left.text, left.offset) for left in made.residue] == [("東", 0), ("京", 1)]
    assert not transliterate("とうきょう", system).needs_reading


def test_thai_needs_its_word_bounds() -> None:
    assert transliterate("กรุงเทพ", "royin-tha-Thai-Latn-1999").needs_reading


def test_a_system_that_is_neither_id_nor_system_is_told() -> None:
    with pytest.raises(TypeError, match="a system is an ID"):
        transliterate("a", 5)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="a language must be text"):
        find_systems(language=5)  # type: ignore[arg-type]
