"""What a transliteration system is: the keys of its TOML file as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from normalize.vocabulary import LanguageTag, Script

Status = Literal["current", "superseded", "practice"]
STATUSES: tuple[Status, ...] = ("current", "superseded", "practice")

Method = Literal["transliteration", "transcription"]
METHODS: tuple[Method, ...] = ("transliteration", "transcription")

Requirement = Literal["vocalised", "word-bounds", "readings"]
REQUIREMENTS: tuple[Requirement, ...] = ("vocalised", "word-bounds", "readings")


@dataclass(frozen=True, slots=True)
class Sample:
    """A text, what the standard makes of it, and where the standard says so."""

    text: str
    expected: str
    source: str


@dataclass(frozen=True, slots=True)
class TransliterationSystem:
    """One published way to write a language's names in another script (or in the same script for other readers).

    ``id`` follows ISO 24229: authority, ISO 639-3 language, source script, target script, year. ``alphabet`` holds
    every letter covered, in lower case; capitals are implied. ``reader`` is the language whose readers it writes for,
    or "". ``rules`` and ``reverse_rules`` are ICU transform rules; ``words`` is the table (a path from the data folder)
    whose words the line ``:: Words ;`` of the rules puts in, or ""; ``requires`` says what unaided text lacks.
    """

    id: str
    title: str
    authority: str
    year: int
    status: Status
    language: LanguageTag
    source_script: Script
    target_script: Script
    reader: str
    method: Method
    reversible: bool
    requires: tuple[Requirement, ...]
    alphabet: str
    aliases: tuple[str, ...]
    source: str
    url: str
    licence: str
    words: str
    rules: str
    reverse_rules: str
    samples: tuple[Sample, ...]

    def __hash__(self) -> int:
        """Hash by ID alone: it is looked up once a name, and hashing every sample would cost more than the name."""
        return hash(self.id)
