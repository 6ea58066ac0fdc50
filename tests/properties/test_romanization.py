"""Laws of readings, variants and attribution for any text whatever."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.attribution import attribute
from normalize.chains import system_spellings
from normalize.cleaning import clean
from normalize.romanization import readings, readings_many
from normalize.spellings import variants
from normalize.systems import find_systems, get_system, transliterate
from normalize.systems.engine import engine_of
from normalize.systems.together import Together

ANY_TEXT = st.text(st.characters(), max_size=20)
LETTERS = st.text(st.sampled_from("aəxşığçöüqcjAƏXŞİбвгјҹҝЂщъАЯԱբგლאبהα -'.9"), max_size=12)
LANGUAGES = st.sampled_from([None, "az", "ru", "hy", "ar", "tr", "qq"])


@settings(max_examples=120, deadline=None)
@given(text=ANY_TEXT | LETTERS, language=LANGUAGES)
def test_readings_of_any_text(text: str, language: str | None) -> None:
    found = [reading.text for reading in readings(text, language=language)]
    assert len(found) == len(set(found)) <= 24
    assert all(unicodedata.is_normalized("NFC", reading) and reading for reading in found)
    assert found == [reading.text for reading in readings(unicodedata.normalize("NFD", text), language=language)]


@settings(max_examples=200, deadline=None)
@given(data=st.data(), script=st.sampled_from(sorted({system.source_script for system in find_systems()})))
def test_systems_make_of_a_text_together_what_each_makes_alone(data: st.DataObject, script: str) -> None:
    systems = find_systems(script=script)
    chosen = data.draw(st.lists(st.sampled_from(systems), min_size=1, max_size=12))
    alphabet = "".join(system.alphabet for system in chosen)
    letters = st.sampled_from(sorted({*alphabet, *alphabet.upper(), *" '-.,1aZ’"}))
    text = data.draw(st.text(letters | st.characters(), max_size=16))
    together = Together([system.id for system in chosen])
    assert together.run(text) == [engine_of(system.id).run(text) for system in chosen]


@settings(max_examples=60, deadline=None)
@given(texts=st.lists(ANY_TEXT | LETTERS, max_size=12), language=LANGUAGES)
def test_many_texts_are_read_as_each_alone(texts: list[str], language: str | None) -> None:
    together = list(readings_many((text for text in texts), language=language))
    assert together == [readings(text, language=language) for text in texts]


@settings(max_examples=60, deadline=None)
@given(text=ANY_TEXT | LETTERS, language=LANGUAGES, limit=st.integers(0, 60))
def test_variants_of_any_text(text: str, language: str | None, limit: int) -> None:
    found = variants(text, language=language, limit=limit)
    assert len({variant.text for variant in found}) == len(found) <= limit
    assert all(variant.systems for variant in found)
    if found:
        assert found[0].text == clean(text)


@settings(max_examples=30, deadline=None)
@given(text=LETTERS, language=LANGUAGES)
def test_what_a_chain_makes_is_attributed_to_it(text: str, language: str | None) -> None:
    found = variants(text, language=language, limit=12)[1:]
    for variant in [one for one in found if one.systems != ("letters",)][:3]:
        chains = {" > ".join(derivation.systems) for derivation in attribute(text, variant.text)}
        assert chains, variant


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.sampled_from("aəxşığçöüqcjyklmndrAƏXŞİ -'"), max_size=10))
def test_a_spelling_by_letters_is_attributed_to_them_or_to_a_chain(text: str) -> None:
    free = [one for one in variants(text, language="az", limit=80) if one.systems == ("letters",)]
    for variant in free[-3:]:
        assert attribute(text, variant.text), variant


@settings(max_examples=60, deadline=None)
@given(text=ANY_TEXT | LETTERS, language=st.sampled_from(["az", "ru", "hy", "ar", "tr", "ka", "qq"]))
def test_every_system_of_a_language_writes_a_name_as_it_transliterates(text: str, language: str) -> None:
    for system, spelled in system_spellings(text, language):
        definition = get_system(system)
        assert definition.language.partition("-")[0] == language
        assert not definition.requires
        assert spelled == transliterate(text, system).text
