"""Texts for the laws: anything a str can hold, words over the alphabets of the systems, and the names of the seeds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from normalize.sounds import is_vowel, sound_of
from normalize.systems import TransliterationSystem, find_systems, transliterate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from normalize.vocabulary import EntityKind

SEEDS = Path(__file__).parents[2] / "seeds"

TRAVELLED = ("az", "ru", "hy", "hyw", "ka", "tr", "fa", "ar", "uk", "el")
"""The languages whose names travel by more than one system in the five documents."""

MARKS = "\u0300\u0301\u0306\u0307\u0308\u0327\u0345\u0361\u0651\u064e\u05b8"
ODD = (
    "\ufeff\u00ad\u200b\u200c\u200d\u200e\u202e\u2060\ufe0f\ufffd\x00\x07\ud800\udfff"
    "\U0001f3d4\U000e0041\u0130\u0131\u1e9e\u03c2\u0345\u01c5\u2160\uff21\u3000"
)
LETTERS = "aAeIiİıəƏçşğöüßẞǅſKkсСхХёЁщЩъЪьҹҝһәӘΣσςΆάΐᾳԱաևﬓაბᲐعيىةآאבּंक漢カ한ไ"
PUNCTUATION = " -–.'’ʼʻ`\"«»,;:/()&|\n\t0123٣۴४"

anything = st.text(st.characters())
"""Any text at all, lone surrogates and unassigned code points included."""

namelike = st.text(st.sampled_from(LETTERS + MARKS + ODD + PUNCTUATION), max_size=24)
"""Letters with a history of trouble, marks in any order, and what is found between words."""


@dataclass(frozen=True, slots=True)
class SeedName:
    """A name of the seeds with the ID and kind of its entity."""

    text: str
    language: str
    script: str
    name_kind: str
    id: str
    kind: EntityKind


@cache
def seats() -> dict[str, set[str]]:
    """The settlements that lie in an area, by its ID: the default for a bare name (seeds/README.md)."""
    found: dict[str, set[str]] = {}
    for path in sorted(SEEDS.glob("places/*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            if str(record.get("feature", "")).startswith("PPL"):
                for area in record.get("within", []):
                    found.setdefault(area, set()).add(record["id"])
    return found


@cache
def seed_names() -> tuple[SeedName, ...]:
    """Every name of the seeds, in the order of the files."""
    return tuple(_read_seeds())


def _read_seeds() -> Iterator[SeedName]:
    for path in sorted(SEEDS.glob("*/*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            for name in record["names"]:
                language, script = name.get("lang") or "", name.get("script") or ""
                yield SeedName(
                    name["text"], language, script, name.get("kind", "variant"), record["id"], record["kind"]
                )


def sampled(names: tuple[SeedName, ...], one_in: int) -> list[SeedName]:
    """One name in so many, chosen by a hash of its text and ID, so that a new seed changes nobody else's turn."""
    return [name for name in names if _digest(f"{name.id} {name.text}") % one_in == 0]


def _digest(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=4).digest())


seed_texts = st.deferred(lambda: st.sampled_from([name.text for name in seed_names()]))
"""The names of the seeds."""

texts = anything | namelike | seed_texts


@cache
def systems_of(language: str, script: str) -> tuple[TransliterationSystem, ...]:
    """The systems that read a language in a script."""
    return tuple(system for system in find_systems(language=language, script=script) if language)


def spellings(text: str, language: str, script: str) -> dict[str, str]:
    """Every spelling that a system of the language makes of the whole text, with the first system that makes it.

    A system that would need what the text does not write (vowels) makes a guess and no spelling, and is left out.
    """
    found: dict[str, str] = {}
    for system in systems_of(language, script):
        made = transliterate(text, system)
        if not made.residue and not made.needs_reading and made.text:
            found.setdefault(made.text, system.id)
    return found


@cache
def syllabic_names(language: str) -> st.SearchStrategy[tuple[str, str]]:
    """Strategy of capitalized words of two to four syllables over a language's alphabets, each with its script."""
    by_script: dict[str, set[str]] = {}
    for system in find_systems(language=language):
        if system.source_script != system.target_script or system.source_script == "Latn":
            by_script.setdefault(system.source_script, set()).update(system.alphabet)
    strategies = []
    for script, letters in sorted(by_script.items()):
        sounds = {letter: sound_of(letter).text for letter in letters if letter.isalpha()}
        vowels = sorted(letter for letter, sound in sounds.items() if sound and is_vowel(sound[-1]))
        consonants = sorted(letter for letter, sound in sounds.items() if sound and letter not in vowels)
        if not vowels or not consonants:
            continue
        onset, nucleus = st.sampled_from(consonants), st.sampled_from(vowels)
        syllable = st.builds("".join, st.tuples(onset, nucleus, st.sampled_from(["", *consonants])))
        words = st.lists(syllable, min_size=2, max_size=4).map(lambda parts: "".join(parts).capitalize())
        strategies.append(st.tuples(words, st.just(script)))
    return st.one_of(strategies)
