"""The files of sounds and saints keep the promises of their formats."""

from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from normalize.folding import fold
from normalize.lexicon import lexicon
from normalize.sounds import BEGINNING, sound_symbols

DATA = Path(__file__).parents[2] / "normalize" / "data"
SCRIPTS = sorted(path for path in (DATA / "sounds").glob("????.toml") if path.stem[0].isupper())


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: str(path.stem))
def test_beginnings_are_as_long_as_they_are_looked_up(path: Path) -> None:
    for letters, sounds in read(path).get("beginnings", {}).items():
        assert len(letters) == BEGINNING
        assert letters == unicodedata.normalize("NFC", letters).casefold()
        assert set(sounds) <= sound_symbols()


def test_words_for_saints_are_single_words_and_told_from_names() -> None:
    table = read(DATA / "saints.toml")
    known = lexicon()
    for form in [form for forms in table["words"].values() for form in forms]:
        assert " " not in fold(form), form
        assert "saint" in {meaning.role for meaning in known.meanings(fold(form))}, form
    for form in table["names"]:
        values = {meaning.value for meaning in known.meanings(fold(form)) if meaning.role == "saint"}
        assert values <= {"of places"}, form


def test_endings_written_apart_are_single_words() -> None:
    for ending in read(DATA / "letters" / "endings.toml")["apart"]:
        assert ending == unicodedata.normalize("NFC", ending)
        assert ending.isalpha()
