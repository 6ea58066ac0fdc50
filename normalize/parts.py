"""The words of a name with the role each plays in it: name, generic term, contrast, title, marker, legal form."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from normalize.cleaning import clean
from normalize.lexicon import SHORT, Lexicon, Meaning, exact_form, lexicon
from normalize.sounds import Sound, rough_forms, signatures, sound_of
from normalize.tokens import fold_word, split_words

MAX_WORDS = 24
"""Words of a name beyond this many are not looked at."""

MAX_LENGTH = 400
"""Code points of a name beyond this many are not looked at."""

_SHORT_ROLES = ("connector", "saint", "number", "roman", "son", "daughter", "contrast")

NEEDS_STOP = 2
"""An abbreviation of so few letters counts as a generic term or title only with its full stop."""


class Part(NamedTuple):
    """One word, or one fixed phrase, of a name (a named tuple: made by the million).

    ``role`` is ``name`` unless the lexicon knows the word; ``value`` is the concept, axis value or number it stands
    for; ``stem`` are the sounds without an adjective ending, where that may be one.
    """

    text: str
    fold: str
    sound: str
    abjad: bool
    role: str
    value: str
    stem: str = ""


@lru_cache(maxsize=131072)
def _word(text: str) -> tuple[str, Sound]:
    return fold_word(text), sound_of(text)


Word = tuple[str, str, Sound]
"""A word as written, its normal form, its sounds."""


@lru_cache(maxsize=65536)
def words_of(text: str) -> tuple[Word, ...]:
    """Return (written, normal form, sounds) of the words of a name, at most ``MAX_WORDS``."""
    words = [(written, *_word(written)) for written in split_words(clean(text[:MAX_LENGTH]))[:MAX_WORDS]]
    return tuple([word for word in words if word[1]])


def assign_roles(words: tuple[Word, ...], roles: tuple[str, ...]) -> list[Part]:
    """Return the parts of a name, each with the first of ``roles`` that the lexicon gives it, or ``name``."""
    known = lexicon()
    parts: list[Part] = []
    at = 0
    while at < len(words):
        length, meaning = _meaning_at(words, at, roles, known)
        if length == 1:
            written, folded, sound = words[at]
            if meaning is None:
                parts.append(Part(written, folded, sound.text, sound.abjad, "name", ""))
            else:
                parts.append(Part(written, folded, sound.text, sound.abjad, meaning.role, meaning.value))
        else:
            span = words[at : at + length]
            assert meaning is not None
            sounds = "".join(sound.text for _, _, sound in span)
            parts.append(
                Part(
                    " ".join(written for written, _, _ in span),
                    " ".join(folded for _, folded, _ in span),
                    sounds,
                    any(sound.abjad for _, _, sound in span),
                    meaning.role,
                    meaning.value,
                )
            )
        at += length
    return parts


def _meaning_at(words: tuple[Word, ...], at: int, roles: tuple[str, ...], known: Lexicon) -> tuple[int, Meaning | None]:
    written, folded, sound = words[at]
    for length in known.phrase_lengths.get(folded, ()):
        if at + length <= len(words):
            phrase = " ".join([entry[1] for entry in words[at : at + length]])
            meaning = _choose(known.words.get(phrase, ()), roles)
            if meaning:
                return length, meaning
    meaning = _choose(meanings_of(written, folded), roles)
    length, heard = _phrase_heard(words, at, roles, known)
    if heard is not None:
        return length, heard
    if meaning is None and len(folded) > NEEDS_STOP and sound.text:
        meaning = _choose(meanings_heard(sound.text), roles)
    return 1, meaning


def _phrase_heard(words: tuple[Word, ...], at: int, roles: tuple[str, ...], known: Lexicon) -> tuple[int, Meaning | None]:
    """Find a phrase by the sounds of its words ("inostrannykh del" is written with Latin letters but Russian)."""
    if at + 1 == len(words):
        return 1, None
    for phrases in filter(None, map(known.heard_phrases.get, signatures(words[at][2].text))):
        for length in (4, 3, 2):
            if at + length <= len(words):
                form = " ".join([first_rough(sound.text) for *_, sound in words[at : at + length]])
                meaning = _choose(phrases.get(form, ()), roles)
                if meaning:
                    return length, meaning
    return 1, None


@lru_cache(maxsize=131072)
def first_rough(sound: str) -> str:
    """Return the likeliest rough form of a word's sounds."""
    return rough_forms(sound)[0]


@lru_cache(maxsize=131072)
def meanings_of(written: str, folded: str) -> tuple[Meaning, ...]:
    """Return what a single word may be in a name by its letters.

    A generic term or title of one or two letters counts only with its full stop; digits are numbers.
    """
    if folded.isdecimal():
        return (Meaning("number", folded.lstrip("0") or "0"),)
    short = len(folded) <= SHORT and not written.isascii()
    found = lexicon().words.get(exact_form(written) if short else folded, ())
    if found and len(folded) <= NEEDS_STOP and not written.endswith("."):
        roles = (*_SHORT_ROLES, "body") if len(folded) > 1 else _SHORT_ROLES
        found = tuple([meaning for meaning in found if meaning.role in roles])
    return found


@lru_cache(maxsize=131072)
def meanings_heard(sound: str) -> tuple[Meaning, ...]:
    """Return what a single word may be in a name by its sounds, for words that are transliterated with the name."""
    known = lexicon().heard
    for heard in filter(None, map(known.get, signatures(sound))):
        for form in rough_forms(sound):
            if form in heard:
                return heard[form]
    return ()


def _choose(found: tuple[Meaning, ...], roles: tuple[str, ...]) -> Meaning | None:
    if len(found) == 1:
        return found[0] if found[0].role in roles else None
    for role in roles:
        for meaning in found:
            if meaning.role == role:
                return meaning
    return None


@lru_cache(maxsize=65536)
def adjective_stem(sound: str) -> str:
    """Return the sounds of a word without the adjective ending it has, or the empty string where it has none."""
    endings = lexicon().adjectives
    if not sound.endswith(endings):
        return ""
    for ending in endings:
        if sound.endswith(ending) and len(sound) - len(ending) > NEEDS_STOP:
            return sound[: -len(ending)]
    return ""
