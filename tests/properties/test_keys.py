"""The law of the keys: the spellings of one name by the systems of its language meet under the name's keys."""

from __future__ import annotations

from functools import cache
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.keys import name_keys, system_keys, written_keys
from normalize.vocabulary import ENTITY_KINDS, EntityKind
from tests.properties.texts import TRAVELLED, sampled, seed_names, spellings, syllabic_names, texts

ONE_SEED_NAME_IN = 4
UNSPELLED = ("acronym", "code")
"""Kinds of name that are written, not spelled: no system is applied to them."""


def strangers(text: str, kind: EntityKind, language: str, script: str) -> list[tuple[str, str, str, str]]:
    """Pairs of spellings of a name, with their systems, that share no key."""
    made = {text: "as it is", **spellings(text, language, script)}
    keys = {spelled: set(name_keys(spelled, kind=kind)) for spelled in made}
    return [(made[a], a, made[b], b) for a, b in combinations(made, 2) if not keys[a] & keys[b]]


MOST_STRANGERS = {"az": 1, "ru": 9, "hy": 22, "hyw": 8, "ka": 4, "tr": 1, "fa": 0, "ar": 0, "uk": 19, "el": 43}
"""Of a hundred names, how many may have a pair of spellings without a common key: it may only fall; the law is 0."""


@cache
def strange_names(language: str) -> tuple[int, list[tuple[str, str, str, str]]]:
    """How many names of a language were asked, and a pair without a common key for each that has one."""
    asked = [name for name in sampled(seed_names(), ONE_SEED_NAME_IN) if name.name_kind not in UNSPELLED]
    asked = [name for name in asked if name.language.partition("-")[0] == language]
    pairs = [strangers(name.text, name.kind, name.language, name.script)[:1] for name in asked]
    return len(asked), [pair[0] for pair in pairs if pair]


@pytest.mark.parametrize("language", TRAVELLED)
def test_spellings_of_seed_names_share_a_key_as_often_as_they_did(language: str) -> None:
    asked, strange = strange_names(language)
    assert asked
    assert 100 * len(strange) <= MOST_STRANGERS[language] * asked, strange


def lost(text: str, kind: EntityKind, language: str, script: str) -> list[tuple[str, str]]:
    """Spellings of a name by the systems of its language that no key leads from to the name, with their systems."""
    stored = {*name_keys(text, kind=kind), *system_keys(text, language)}
    made = spellings(text, language, script)
    return [
        (system, spelled)
        for spelled, system in made.items()
        if stored.isdisjoint((*name_keys(spelled, kind=kind), *written_keys(spelled)))
    ]


@pytest.mark.parametrize("language", TRAVELLED)
def test_spellings_of_a_seed_name_by_its_systems_meet_under_its_keys(language: str) -> None:
    names = [name for name in sampled(seed_names(), ONE_SEED_NAME_IN) if name.name_kind not in UNSPELLED]
    names = [name for name in names if name.language.partition("-")[0] == language]
    found = [(name.text, lost(name.text, name.kind, name.language, name.script)) for name in names]
    assert [entry for entry in found if entry[1]] == []


@pytest.mark.parametrize("language", TRAVELLED)
@settings(max_examples=60)
@given(data=st.data())
def test_spellings_of_any_name_by_its_systems_meet_under_its_keys(language: str, data: st.DataObject) -> None:
    text, script = data.draw(syllabic_names(language))
    assert lost(text, "place", language, script) == []


@given(text=texts, kind=st.sampled_from([None, *ENTITY_KINDS]))
def test_keys_of_any_text(text: str, kind: EntityKind | None) -> None:
    keys = name_keys(text, kind=kind)
    assert len(keys) == len(set(keys))
    assert all(key[:2] in ("f:", "r:", "k:", "s:", "w:", "t:", "o:") for key in keys)


@given(text=texts, kind=st.sampled_from(ENTITY_KINDS))
def test_keys_without_a_kind_are_those_of_every_kind(text: str, kind: EntityKind) -> None:
    assert set(name_keys(text, kind=kind)) <= set(name_keys(text))
