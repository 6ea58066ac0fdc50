"""Applies a system to a text: ICU runs the compiled rules, and what the alphabet does not cover is reported."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import cast
from unicodedata import is_normalized

from normalize.cleaning import clean
from normalize.errors import NotReversible, UncoveredLetter, not_text
from normalize.scripts import SCRIPT_OF
from normalize.systems.catalogue import find_listing, get_system
from normalize.systems.listing import Listing
from normalize.systems.model import TransliterationSystem
from normalize.systems.passes import NFC_AT_AN_END, Pass, split_passes
from normalize.systems.steps import Run, compile_passes, compile_rules, listed_passes, one_after_another
from normalize.vocabulary import Residue, Transliteration

_PUNCTUATION = frozenset("\u02b9\u02ba\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u02ca\u02cb\u0301")
"""Modifier letters and the stress mark, which names carry as punctuation: they pass and are no residue."""

HAN = "Hani"
"""ISO 15924 code of Chinese characters, which no rules read."""

_WORD_OR_SPACE = re.compile(r"\s+|\S+")

STRETCH = 2000
"""Characters given to ICU at once."""

_ASCII_SIGNS = {"\t", "\n", "\r", *(sign for sign in map(chr, range(32, 127)) if not sign.isalpha())}

VOWEL_MARKS = frozenset(map(chr, (*range(0x05B0, 0x05BD), 0x05C7, *range(0x064B, 0x0651), 0x0652, 0x0670)))

_set_text, _set_system, _set_residue, _set_needs_reading = (
    cast("Callable[[Transliteration, object], None]", vars(Transliteration)[field].__set__)
    for field in ("text", "system", "residue", "needs_reading")
)


class Engine:
    """A system ready to run: its passes, the letters that its rules cover, and the function that applies them.

    ``apart`` is done before the passes, and changes nothing in text of covered letters.
    """

    def __init__(self, system: TransliterationSystem | Listing, passes: tuple[Pass, ...]) -> None:
        self.id = system.id
        self.passes = passes
        self.alphabet = system.alphabet
        self.apart = taking_apart(self.covered) if has_parts(system.alphabet) else ()
        self.requires = system.requires
        self.run: Run = self._first

    @cached_property
    def covered(self) -> frozenset[str]:
        """Every letter that the rules cover."""
        return covered_letters(self.alphabet)

    def _first(self, text: str) -> str:
        """Compile the rules, when first needed; raises BadTable for rules that ICU refuses."""
        self.run = one_after_another(self.apart + compile_passes(self.id, self.passes), longest=STRETCH)
        return self.run(text)


def transliterate(
    text: str, system: str | TransliterationSystem, *, reverse: bool = False, strict: bool = False
) -> Transliteration:
    """``text`` written by ``system`` (an ID, an alias or the object); the result is in NFC.

    Words are first cleaned (:func:`normalize.clean`), the spaces between them kept. ``residue`` lists the letters that
    the system's alphabet does not hold, with their code-point offsets in the cleaned text; they pass through as the
    rules leave them. Digits, spaces and punctuation are never residue. ``needs_reading`` is true where the text leaves
    out what the system requires (vowels, word bounds) and for Chinese characters, which no rules read.
    Raises UnknownSystem; NotReversible when ``reverse`` asks a system that loses letters; with ``strict``,
    UncoveredLetter at the first residue.
    """
    if not isinstance(text, str):
        raise not_text(text)
    engine = engine_of(system, reverse) if isinstance(system, str) else _engine_of_object(system, reverse)
    residue: tuple[Residue, ...] = ()
    if not (engine.covered.issuperset(text) and is_normalized("NFC", text)):
        text = _WORD_OR_SPACE.sub(_clean_word, text)
        residue = uncovered(text, engine.covered)
    if strict and residue:
        raise UncoveredLetter(engine.id, residue[0].text, residue[0].offset)
    out = engine.run(text)
    if not (out.isascii() or is_normalized("NFC", out)):
        out = unicodedata.normalize("NFC", out)
    needs = bool(residue) and any(SCRIPT_OF[left.text] == HAN for left in residue)
    needs = needs or (bool(engine.requires) and _lacks(text, engine))
    made: Transliteration = object.__new__(Transliteration)  # a third of the time its own initialization takes
    _set_text(made, out)
    _set_system(made, engine.id)
    _set_residue(made, residue)
    _set_needs_reading(made, needs)
    return made


def _engine_of_object(system: TransliterationSystem, reverse: bool) -> Engine:
    if not isinstance(system, TransliterationSystem):
        raise TypeError(f"a system is an ID or a TransliterationSystem, not {type(system).__name__}")
    return compile_system(system, reverse=reverse)


def _clean_word(found: re.Match[str]) -> str:
    word = found.group()
    return word if word.isspace() else clean(word)


def uncovered(text: str, covered: frozenset[str]) -> tuple[Residue, ...]:
    """The letters and combining marks of ``text`` outside ``covered``, with their offsets in code points."""
    return tuple(
        Residue(letter, offset)
        for offset, letter in enumerate(text)
        if letter not in covered and not covers(letter, covered)
    )


def covers(letter: str, covered: frozenset[str]) -> bool:
    """Whether a character is no letter, or a letter in ``covered``, or one composed of such (NFD)."""
    if letter in covered or letter in _PUNCTUATION or unicodedata.category(letter)[0] not in "LM":
        return True
    parts = unicodedata.normalize("NFD", letter)
    return len(parts) > 1 and all(part in covered for part in parts)


@lru_cache(maxsize=4096)
def engine_of(name: str, reverse: bool = False) -> Engine:
    """The compiled system of an ID or alias, remembered by that name; raises as :func:`compile_system` does."""
    return compile_system(get_system(name), reverse=True) if reverse else _engine_of_listing(find_listing(name))


@lru_cache(maxsize=4096)
def _engine_of_listing(listing: Listing) -> Engine:
    """The engine of a listed system; where machine code runs all its passes, the rules themselves are not read."""
    passes = listed_passes(listing.passes, lambda: compile_system(get_system(listing.id)).passes)
    return compile_system(get_system(listing.id)) if passes is None else Engine(listing, passes)


@lru_cache(maxsize=4096)
def compile_system(system: TransliterationSystem, *, reverse: bool = False) -> Engine:
    """The system ready to run, forwards or backwards; raises NotReversible."""
    engine = Engine(system, split_passes(system.id, system.rules, system.words))
    return _backwards(system, engine) if reverse else engine


def _backwards(system: TransliterationSystem, forwards: Engine) -> Engine:
    if not system.reversible:
        raise NotReversible(system.id)
    backwards = not system.reverse_rules.strip()
    rules = NFC_AT_AN_END.sub("", system.rules if backwards else system.reverse_rules)
    engine = Engine(system, ())
    engine.covered = covered_letters("".join(map(forwards.run, sorted(forwards.covered))))
    engine.run = one_after_another((compile_rules(system.id, rules, backwards=backwards),), longest=STRETCH)
    engine.requires = ()
    return engine


def covered_letters(alphabet: str) -> frozenset[str]:
    """Every letter of an alphabet given in lower case, its capital and title forms, and ASCII that is no letter."""
    letters = set(unicodedata.normalize("NFC", alphabet))
    return frozenset(letters.union(_ASCII_SIGNS, *map(capitals_of, letters)))


def capitals_of(letter: str) -> set[str]:
    """The capital and title forms of a letter; dotless i makes its language's capital of i the dotted one."""
    return (
        {"I", "\u0130"} if letter == "\u0131" else {form for form in (letter.upper(), letter.title()) if len(form) == 1}
    )


class _Parts(dict[int, str]):
    """For ``str.translate``: a letter covered only as the parts it is composed of becomes these, others stay."""

    def __init__(self, covered: frozenset[str]) -> None:
        self.covered = covered

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        parts = unicodedata.normalize("NFD", letter)
        apart = letter not in self.covered and len(parts) > 1 and self.covered.issuperset(parts)
        self[code] = parts if apart else letter
        return self[code]


@lru_cache(maxsize=4096)
def has_parts(alphabet: str) -> bool:
    """Whether an alphabet has marks, or letters that syllables are composed of."""
    letters = unicodedata.normalize("NFC", alphabet)
    return any(unicodedata.category(letter)[0] == "M" or "\u1100" <= letter <= "\u11ff" for letter in letters)


@lru_cache(maxsize=4096)
def taking_apart(covered: frozenset[str]) -> tuple[Run, ...]:
    """NFC composes letters of an alphabet with its marks into letters that no rule names: a pass takes them apart."""
    parts = _Parts(covered)
    return (lambda text: text if covered.issuperset(text) else text.translate(parts),)


def _lacks(text: str, engine: Engine) -> bool:
    """Whether the text lacks what the system requires: vowel marks, word bounds or readings."""
    words = ["".join(letter for letter in word if letter in engine.covered) for word in text.split()]
    letters = [word for word in words if any(unicodedata.category(letter)[0] == "L" for letter in word)]
    if "vocalised" not in engine.requires:
        return any(ord(letter) > 127 for word in letters for letter in word)
    return any(len(word) > 1 and VOWEL_MARKS.isdisjoint(word) for word in letters if ord(word[0]) > 127)
