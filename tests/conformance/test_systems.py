"""Every system file keeps its own word: samples, coverage of its alphabet, normal form, round trips."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.scripts import COMMON, INHERITED, SCRIPT_OF
from normalize.systems import TransliterationSystem, find_systems, get_system, transliterate
from normalize.systems.engine import covered_letters

SYSTEMS = find_systems()
IDS = [system.id for system in SYSTEMS]
SCRIPTS_WITHIN = {"Geok": {"Geor"}, "Jpan": {"Hani", "Hira", "Kana"}, "Kore": {"Hang", "Hani"}, "Hans": {"Hani"}}
"""ISO 15924 codes that Unicode's Script property does not tell apart."""
REVERSIBLE = [system for system in SYSTEMS if system.reversible]


def scripts_read(system: TransliterationSystem) -> set[str]:
    """The Unicode scripts of the letters that the system reads."""
    return SCRIPTS_WITHIN.get(system.source_script, {system.source_script})


def source_letters(system: TransliterationSystem, text: str) -> list[str]:
    """The characters of a text that belong to the script the system reads."""
    return [letter for letter in text if SCRIPT_OF[letter] in scripts_read(system)]


def texts_over(system: TransliterationSystem) -> st.SearchStrategy[str]:
    """NFC words over the system's alphabet, capitals, spaces and hyphens included."""
    letters = sorted(letter for letter in covered_letters(system.alphabet) if letter.isalpha() or ord(letter) > 127)
    texts = st.text(st.sampled_from([*letters, " ", "-"]), max_size=16)
    return texts.map(lambda text: " ".join(unicodedata.normalize("NFC", text).split()))


@pytest.mark.parametrize("system", SYSTEMS, ids=IDS)
def test_samples_come_out_as_the_standard_writes_them(system: TransliterationSystem) -> None:
    assert system.samples, "a system without samples proves nothing"
    for sample in system.samples:
        made = transliterate(sample.text, system)
        assert made.text == unicodedata.normalize("NFC", sample.expected), sample
        assert not made.residue, sample


@pytest.mark.parametrize("system", SYSTEMS, ids=IDS)
def test_every_letter_of_the_alphabet_is_converted(system: TransliterationSystem) -> None:
    assert unicodedata.is_normalized("NFC", system.alphabet)
    assert {SCRIPT_OF[letter] for letter in system.alphabet} <= {*scripts_read(system), COMMON, INHERITED}
    for letter in system.alphabet:
        for form in {letter, letter.upper(), letter.title(), f"{letter}{letter}", f"{letter}{letter.upper()}"}:
            made = transliterate(form, system)
            assert not made.residue, form
            if system.source_script != system.target_script:
                assert not source_letters(system, made.text), (form, made.text)


@pytest.mark.parametrize("system", SYSTEMS, ids=IDS)
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_no_letter_of_the_source_script_is_left(system: TransliterationSystem, data: st.DataObject) -> None:
    made = transliterate(data.draw(texts_over(system)), system)
    assert unicodedata.is_normalized("NFC", made.text)
    if system.source_script != system.target_script:
        assert not source_letters(system, made.text), made.text


@pytest.mark.parametrize("system", REVERSIBLE, ids=[system.id for system in REVERSIBLE])
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_reversible_systems_give_the_text_back(system: TransliterationSystem, data: st.DataObject) -> None:
    text = data.draw(texts_over(system))
    made = transliterate(text, system)
    back = transliterate(made.text, system, reverse=True)
    assert back.text == text, made.text
    assert not back.residue


@pytest.mark.parametrize("system", SYSTEMS, ids=IDS)
def test_a_system_is_found_by_its_aliases(system: TransliterationSystem) -> None:
    for name in (system.id, system.id.upper(), *system.aliases):
        assert get_system(name).id == system.id, name


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.characters(), max_size=30), system=st.sampled_from(SYSTEMS))
def test_no_text_whatever_raises(text: str, system: TransliterationSystem) -> None:
    made = transliterate(text, system)
    assert unicodedata.is_normalized("NFC", made.text)
    assert all(residue.offset >= 0 for residue in made.residue)


@pytest.mark.parametrize("system", SYSTEMS, ids=IDS)
def test_letters_composed_with_marks_of_the_alphabet_are_converted(system: TransliterationSystem) -> None:
    marks = [mark for mark in system.alphabet if unicodedata.category(mark)[0] == "M"]
    composed = {unicodedata.normalize("NFC", letter + mark) for letter in system.alphabet for mark in marks}
    for letter in sorted(one for one in composed if len(one) == 1):
        made = transliterate(letter, system)
        assert not made.residue, letter
        if system.source_script != system.target_script:
            assert not source_letters(system, made.text), (letter, made.text)
