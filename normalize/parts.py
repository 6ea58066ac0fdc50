"""The words of a name with the role each plays in it: name, generic term, contrast, title, marker, legal form."""

from __future__ import annotations

from functools import cache
from typing import Final, final

from mypy_extensions import mypyc_attr

from normalize.cleaning import clean
from normalize.lexicon import SHORT, TRAVELLING, Meaning, exact_form, lexicon
from normalize.memory import keep, make_memory
from normalize.outlines import frame, rough_forms
from normalize.prices import prices
from normalize.sounds import sound_of
from normalize.tokens import fold_word, join_endings, split_words

MAX_WORDS: Final = 24
"""Words of a name beyond this many are not looked at."""

MAX_LENGTH: Final = 400
"""Code points of a name beyond this many are not looked at."""

_HEARD_ROLES: Final = frozenset(("generic", "body"))
"""Roles looked for by sound among all words, and not among those that travel with names only."""

_UNHEARD: Final[tuple[tuple[Meaning, ...], bool]] = ((), False)

_MANY_FRAMES: Final = frozenset("jHW")
"""Ambiguous sounds whose readings have different frames."""

_SHORT_ROLES: Final[tuple[str, ...]] = ("connector", "saint", "number", "roman", "son", "daughter", "contrast")

_IN_CAPITALS: Final = ("generic", "area acronym", "compound acronym")
"""Roles of words of one or two letters that count in capitals only."""

MIN_WITH_ARTICLE: Final = 5
"""A name with the article has at least so many sounds."""

MIN_STEM: Final = 4
"""A word without its adjective ending has at least so many sounds."""

_KS: Final = "K"
"""The sound of k and s, see ``sounds``."""

NEEDS_STOP: Final = 2
"""An abbreviation of so few letters counts as a generic term or title only with its full stop."""


@final
@mypyc_attr(acyclic=True)
class Part:
    """One word, or one fixed phrase, of a name (a plain class: made by the million, and quick as machine code).

    ``role`` is ``name`` unless the lexicon knows the word; ``value`` is the concept, axis value or number it stands
    for; ``frame`` is the coarsest form of its sounds; ``stem`` are the sounds without an adjective ending, where there
    may be one.
    """

    def __init__(
        self, text: str, fold: str, sound: str, abjad: bool, role: str, value: str, frame: str, stem: str = ""
    ) -> None:
        self.text: Final = text
        self.fold: Final = fold
        self.sound: Final = sound
        self.abjad: Final = abjad
        self.role: Final = role
        self.value: Final = value
        self.frame: Final = frame
        self.stem: Final = stem

    def play(self, role: str, value: str | None = None, stem: str | None = None) -> Part:
        """Return the same word in another role, and with another value and stem where they are given."""
        value = self.value if value is None else value
        stem = self.stem if stem is None else stem
        return Part(self.text, self.fold, self.sound, self.abjad, role, value, self.frame, stem)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Part) and (
            self.text == other.text
            and self.role == other.role
            and self.value == other.value
            and self.stem == other.stem
        )

    def __hash__(self) -> int:
        return hash((self.text, self.role, self.value, self.stem))


@final
@mypyc_attr(acyclic=True)
class Word:
    """A word of a name with all that is known of it by itself.

    ``literal`` is what it may be by its letters, ``heard`` by its sounds among words that travel with names;
    ``opens`` whether a phrase may begin with it; ``part`` is the part it is where it is nothing but a name, and
    ``plain`` whether it can be nothing else.
    """

    def __init__(
        self, literal: tuple[Meaning, ...], heard: tuple[Meaning, ...], opens: bool, part: Part, plain: bool
    ) -> None:
        self.text: Final = part.text
        self.fold: Final = part.fold
        self.literal: Final = literal
        self.heard: Final = heard
        self.opens: Final = opens
        self.part: Final = part
        self.plain: Final = plain

    def may_be(self, role: str) -> bool:
        """Return whether the word may play a role by its letters."""
        return any([meaning.role == role for meaning in self.literal])


_WORDS: Final = make_memory(dict[str, Word]())
_NAMES: Final = make_memory(dict[str, tuple[Word, ...]]())
_HEARD: Final = make_memory(dict[str, tuple[tuple[Meaning, ...], bool]]())


def _word(text: str) -> Word:
    found = _WORDS.get(text)
    return keep(_WORDS, text, _look_at(text)) if found is None else found


def _look_at(text: str) -> Word:
    known = lexicon()
    folded, sound = fold_word(text), sound_of(text)
    outline = frame(sound.text)
    heard: tuple[Meaning, ...] = ()
    opens = folded in known.phrase_lengths
    if outline in known.frames or not _MANY_FRAMES.isdisjoint(sound.text):
        heard = tuple([meaning for meaning in heard_as(sound.text)[0] if meaning.role in TRAVELLING])
    part = Part(text, folded, sound.text, sound.abjad, "name", "", outline)
    literal = meanings_of(text, folded)
    plain = not literal and not heard and not opens and len(folded) > 1 and "." not in text and not _has_article(part)
    return Word(literal, heard, opens, part, plain)


def _has_article(part: Part) -> bool:
    """Whether a word in a script without short vowels may begin with the Arabic article."""
    return part.abjad and len(part.sound) >= MIN_WITH_ARTICLE and part.sound.startswith(prices().article)


def without_article(part: Part) -> Part:
    """Return a name that may begin with the Arabic article with its stem: others leave the article out, or apart."""
    if part.role != "name" or part.stem or not _has_article(part):
        return part
    return part.play(part.role, stem=part.sound[len(prices().article) :])


def heard_as(sound: str) -> tuple[tuple[Meaning, ...], bool]:
    """Return what a word may be by its sounds, and whether a phrase known by its sounds may begin with it."""
    found = _HEARD.get(sound)
    return keep(_HEARD, sound, _listen(sound)) if found is None else found


def _listen(sound: str) -> tuple[tuple[Meaning, ...], bool]:
    known = lexicon()
    meanings: tuple[Meaning, ...] = ()
    opens = False
    for rough in rough_forms(sound):
        meanings = meanings or known.meanings_heard(rough)
        opens = opens or rough in known.heard_lengths
    return meanings, opens


def is_plain(word: Word) -> bool:
    """Return whether a word can be nothing but a name, by its letters or by its sounds."""
    return word.plain and heard_as(word.part.sound) == _UNHEARD


def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of a name, at most ``MAX_WORDS`` of its first ``MAX_LENGTH`` code points."""
    found = _NAMES.get(text)
    if found is None:
        cleaned = clean(text[:MAX_LENGTH])
        split = split_words(cleaned) if cleaned.isascii() else join_endings(split_words(cleaned))
        words = [_word(word) for word in split[:MAX_WORDS]]
        found = keep(_NAMES, text, tuple([word for word in words if word.fold]))
    return found


def assign_roles(words: tuple[Word, ...], roles: tuple[str, ...]) -> list[Part]:
    """Return the parts of a name, each with the first of ``roles`` that the lexicon gives it, or ``name``."""
    parts: list[Part] = []
    at = 0
    count = len(words)
    by_sound = not _HEARD_ROLES.isdisjoint(roles)
    while at < count:
        word = words[at]
        heard, opens = heard_as(word.part.sound) if by_sound else (word.heard, False)
        if (opens or word.opens) and at + 1 < count:
            phrase = _phrase_at(words[at:], roles, by_sound=by_sound)
            if phrase is not None:
                parts.append(phrase[1])
                at += phrase[0]
                continue
        meaning = _choose(word.literal, roles) if word.literal else None
        if meaning is None and heard and not word.may_be("area"):
            meaning = _choose(heard, roles)
        parts.append(word.part if meaning is None else word.part.play(meaning.role, meaning.value))
        at += 1
    return parts


def _phrase_at(words: tuple[Word, ...], roles: tuple[str, ...], *, by_sound: bool) -> tuple[int, Part] | None:
    """Return the length and the part of the longest phrase that some words begin with, by letters or by sounds."""
    known = lexicon()
    for length in known.phrase_lengths.get(words[0].fold, ()):
        if length <= len(words):
            found = known.meanings(" ".join([word.fold for word in words[:length]]))
            meaning = _choose(found, roles) if found else None
            if meaning:
                return length, _phrase(words[:length], meaning)
    for first in rough_forms(words[0].part.sound) if by_sound else ():
        for length in known.heard_lengths.get(first, ()):
            if length <= len(words):
                found = known.meanings_heard(
                    " ".join([first, *[first_rough(word.part.sound) for word in words[1:length]]])
                )
                meaning = _choose(found, roles) if found else None
                if meaning:
                    return length, _phrase(words[:length], meaning)
    return None


def _phrase(words: tuple[Word, ...], meaning: Meaning) -> Part:
    parts = [word.part for word in words]
    return Part(
        " ".join([part.text for part in parts]),
        " ".join([part.fold for part in parts]),
        "".join([part.sound for part in parts]),
        any([part.abjad for part in parts]),
        meaning.role,
        meaning.value,
        "".join([part.frame for part in parts]),
    )


def first_rough(sound: str) -> str:
    """Return the likeliest rough form of a word's sounds."""
    return rough_forms(sound)[0]


def meanings_of(written: str, folded: str) -> tuple[Meaning, ...]:
    """Return what a single word may be in a name by its letters.

    A generic term or title of one or two letters counts only with its full stop or, a generic term, in capitals; a word
    for who is older (Jr) in ASCII also without. Digits are numbers.
    """
    if folded.isdecimal():
        return (Meaning("number", folded.lstrip("0") or "0"),)
    marked = not written.isascii()
    found = lexicon().meanings(exact_form(written) if marked and len(folded) <= SHORT else folded)
    if marked and len(found) > 1 and len(folded) > SHORT:
        found = lexicon().meanings(exact_form(written)) or found
    if found and len(folded) <= NEEDS_STOP and not written.endswith("."):
        roles = _SHORT_ROLES if not written.isascii() else (*_SHORT_ROLES, "generation")
        if len(folded) > 1:
            roles = (*roles, "body", *(_IN_CAPITALS if written.isupper() else ()))
        found = tuple([meaning for meaning in found if meaning.role in roles])
    return found


def _choose(found: tuple[Meaning, ...], roles: tuple[str, ...]) -> Meaning | None:
    if len(found) == 1:
        return found[0] if found[0].role in roles else None
    for role in roles:
        for meaning in found:
            if meaning.role == role:
                return meaning
    return None


def adjective_stem(sound: str) -> str:
    """Return the sounds of a word without the adjective ending it has, or the empty string where it has none.

    The k before an ending in s- is heard with it as x is: Ширакский is of Ширак.
    """
    for length, endings in _adjective_endings():
        if len(sound) - length < MIN_STEM:
            continue
        if sound[-length:] in endings:
            return sound[:-length]
        if sound[-length] == _KS and "s" + sound[len(sound) - length + 1 :] in endings:
            return sound[:-length] + "k"
    return ""


@cache
def _adjective_endings() -> tuple[tuple[int, frozenset[str]], ...]:
    """Return the endings of adjectives by their length, the longest first."""
    endings = lexicon().adjectives
    lengths = sorted({len(ending) for ending in endings}, reverse=True)
    return tuple([(length, frozenset([one for one in endings if len(one) == length])) for length in lengths])
