"""Blocking keys: the short strings where the spellings of one name meet, at build and at query the same."""

from __future__ import annotations

from itertools import islice, product
from typing import Final, cast

from normalize.chains import system_spellings
from normalize.folding import fold
from normalize.lexicon import lexicon
from normalize.memory import keep, make_memory
from normalize.organization_names import INFLECTED, initials_of
from normalize.outlines import rough_forms, skeletons
from normalize.parsing import parse_name, plain_parts
from normalize.parts import Part, Word, first_rough, words_of
from normalize.saints import SAINT
from normalize.sounds import sound_of
from normalize.vocabulary import ENTITY_KINDS, EntityKind, Key, NormalForm

MAX_COMBINED: Final = 8
"""At most so many combinations of ambiguous words become keys of a whole name."""

MAX_CLOSED_UP: Final = 8
"""Names of more words are not keyed closed up."""

LONGEST_ACRONYM: Final = 9
"""An acronym with a hyphen or space in it is no longer, and is keyed closed up, too: K-FOR, UN SC."""

LONGEST_INITIALS: Final = 2
"""Dotted letters, no more than this, are initials of names: no words of their own."""

BEGINNING: Final = 5
"""Letters of the rough form of a word of an organization's name that its other forms and derivations share."""

_KEYED: Final = ("name", "patronymic", "body", "area", "saint")

_APART: Final = ("area", "generic")

_BY_VALUE: Final = ("body", "area")
"""Roles of words keyed by what they stand for."""

MIN_SKELETON: Final = 2
"""A skeleton of fewer consonants meets too many words to be a key of its own."""


def name_keys(text: str, *, kind: EntityKind | None = None, language: str | None = None) -> tuple[Key, ...]:
    """Return the blocking keys of a name, most telling first, without repeats.

    ``f:`` normal form of the whole name; ``r:`` rough form of its specific words in any order; ``s:`` their
    skeletons; ``w:`` and ``t:`` rough form and skeleton of each specific word alone; ``o:`` the states and generic
    terms of an organization's name. ``kind`` None makes the keys of every kind, as a query without a kind needs. The
    same functions key names at build and at query, but that a stored name has the key of what it is called for short,
    too.
    """
    keys = [*form_keys(text, language=language), *rough_keys(text, kind=kind), *loose_keys(text, kind=kind)]
    if kind in (None, "organization"):
        keys += _acronym_keys(text)
        keys += [Key(key) for part in parse_name(text, "organization").words for key in apart_keys(part)]
    return tuple(dict.fromkeys(keys))


def form_keys(text: str, *, language: str | None = None) -> tuple[Key, ...]:
    """Return the ``f:`` keys of a name: its normal form, and the one of its language where that differs."""
    forms = {fold(text): None}
    if len(text) <= LONGEST_ACRONYM and ("-" in text or " " in text) and text.isupper():
        forms[NormalForm(fold(text).replace(" ", ""))] = None
    if language is not None:
        forms[fold(text, language=language)] = None
    return tuple([Key("f:" + form) for form in forms if form])


def written_keys(text: str) -> tuple[Key, ...]:
    """Return the ``g:`` key under which a stored name lies that some system writes like ``text``.

    And the ``f:`` key of a name with hyphens closed up: "Khan-Kendi" is Khankendi before it is a village Khan.
    """
    form = fold(text)
    written = Key("g:" + form)
    return (written, Key("f:" + form.replace(" ", ""))) if "-" in text and "." not in text else (written,)


def system_keys(text: str, language: str) -> tuple[Key, ...]:
    """Return the ``g:`` keys of a stored name: its normal form as every system of its language writes it.

    ``language`` is BCP 47. Systems that need what the text does not write (vowels) are left out. Only names at build
    have these keys; a query meets them by :func:`written_keys`.
    """
    spellings = dict.fromkeys([spelled for _, spelled in system_spellings(text, language)])
    forms = {fold(spelled): None for spelled in spellings}
    forms.pop(fold(text), None)
    return tuple([Key("g:" + form) for form in forms if form])


def rough_keys(text: str, *, kind: EntityKind | None = None) -> tuple[Key, ...]:
    """Return the ``r:`` keys of a name, in any order of its words and closed up, and the ``k:`` keys of a place.

    An organization is keyed without what says whose it is, too: names for it often leave that unsaid.

    A ``k:`` key is a generic term with the skeleton of the name: "Laçın dəhlizi" and "ممر لاتشين" meet there.
    """
    return tuple(dict.fromkeys((*whole_keys(text, kind=kind), *told_keys(text, kind=kind))))


def whole_keys(text: str, *, kind: EntityKind | None = None) -> tuple[Key, ...]:
    """Return those keys of :func:`rough_keys` that all words of a name have part in."""
    keys: dict[str, None] = {}
    for parts in _words_by_kind(text, kind):
        for combination in _combine([_rough(part) for part in parts]):
            if len(combination) > 1:
                keys["r:" + " ".join(sorted(combination))] = None
            keys["r:" + "".join(combination)] = None
    if kind in (None, "place"):
        keys.update(dict.fromkeys(_generic_keys(text)))
    words = words_of(text)
    if 1 < len(words) <= MAX_CLOSED_UP:
        keys["r:" + _closed_up(words)] = None
    return cast("tuple[Key, ...]", tuple(keys))


def told_keys(text: str, *, kind: EntityKind | None = None) -> tuple[Key, ...]:
    """Return those keys of :func:`rough_keys` that leave out whose an organization is."""
    keys: dict[str, None] = {}
    whose = lexicon().whose
    for parts in _words_by_kind(text, kind):
        told = tuple([part for part in parts if not (part.role == "area" or part.value in whose)])
        if told and len(told) < len(parts):
            keys["r:" + " ".join(sorted([_rough(part)[0] for part in told]))] = None
    return cast("tuple[Key, ...]", tuple(keys))


def _closed_up(words: tuple[Word, ...]) -> str:
    """The rough form of a name as one word: vowels that meet count once, as they do where it is written so."""
    if all([word.part.sound for word in words]):
        return first_rough("".join([word.part.sound for word in words]))
    return "".join([first_rough(word.part.sound) or word.fold for word in words])


def _generic_keys(text: str) -> list[str]:
    parsed = parse_name(text, "place")
    if not parsed.generics or not parsed.words:
        return []
    combined = _combine([_bones(part) for part in parsed.words])
    bones = [" ".join(sorted(filter(None, frames))) for frames in combined]
    return [f"k:{concept} {form}" for concept in sorted(parsed.generics) for form in bones if len(form) >= MIN_SKELETON]


def loose_keys(text: str, *, kind: EntityKind | None = None) -> tuple[Key, ...]:
    """Return the ``s:``, ``w:`` and ``t:`` keys of a name."""
    keys: dict[str, None] = {}
    for parts in _words_by_kind(text, kind):
        for combination in _combine([_bones(part) for part in parts]):
            keys["s:" + " ".join(sorted(filter(None, combination)))] = None
        for part in parts:
            keys.update(dict.fromkeys(word_keys(part)))
    return cast("tuple[Key, ...]", tuple(keys))


def _acronym_keys(text: str) -> list[Key]:
    """The key of what a body is called for short beside a name of whose it is: PC in "OSCE PC"."""
    whose = lexicon().whose
    words = parse_name(text, "organization").words
    told = [part for part in words if part.role != "area" and part.value not in whose]
    letters = "".join([initials_of(part) for part in told])
    if len(told) == len(words) or len(letters) < MIN_SKELETON:
        return []
    return [Key("w:" + form) for form in rough_forms(sound_of(letters).text) if form]


def apart_keys(part: Part) -> list[str]:
    """Return the ``o:`` key of a word of an organization's name that has no ``w:`` key: a state, a generic term.

    Only names at build have it; a query asks for it when it knows what else the name should have.
    """
    return ["o:=" + part.value] if part.role in _APART else []


def _combine(choices: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return a form of each word in every combination, the likeliest first, at most ``MAX_COMBINED``."""
    first = tuple([forms[0] for forms in choices])
    if sum([len(forms) for forms in choices]) == len(choices):
        return [first]
    return list(islice(product(*choices), MAX_COMBINED))


def sound_keys(part: Part) -> tuple[Key, ...]:
    """Return the ``w:`` keys alone of a word that is a name: its rough forms."""
    return tuple([Key("w:" + form) for form in _rough(part)])


def word_keys(part: Part) -> list[str]:
    """Return the ``w:`` and ``t:`` keys of a word of a name; states and saints are too common to be looked for."""
    if part.role in ("area", SAINT) or (len(part.fold) <= LONGEST_INITIALS and "." in part.text):
        return []
    keys = ["w:" + form for form in _rough(part)]
    if part.value == INFLECTED and len(keys[0]) > BEGINNING + 2:
        keys.append(f"w:{keys[0][2 : BEGINNING + 2]}-")
    if part.role == "body":
        return keys
    bones = _bones(part)
    if part.stem:
        keys += ["w:" + form for form in rough_forms(part.stem)]
        bones += skeletons(part.stem)
    return keys + ["t:" + form for form in bones if len(form) >= MIN_SKELETON]


_TAKEN_APART: Final[dict[EntityKind | None, dict[str, list[tuple[Part, ...]]]]] = {
    kind: make_memory({}) for kind in (None, *ENTITY_KINDS)
}


def _words_by_kind(text: str, kind: EntityKind | None) -> list[tuple[Part, ...]]:
    """The words that keys are made of, by each way to take the name apart."""
    known = _TAKEN_APART[kind]
    found = known.get(text)
    return keep(known, text, _take_apart(text, kind)) if found is None else found


def _take_apart(text: str, kind: EntityKind | None) -> list[tuple[Part, ...]]:
    kinds = ENTITY_KINDS if kind is None else (kind,)
    plain = plain_parts(words_of(text))
    if plain:
        return [plain]
    ways = []
    words: tuple[Part, ...] = ()
    for one in kinds:
        words = tuple([part for part in parse_name(text, one).words if part.role in _KEYED])
        if words not in ways:
            ways.append(words)
    if kinds[-1] == "organization" and any([_is_told_by_letters(part) for part in words]):
        words = tuple([word.part for word in words_of(text) if not word.may_be("connector")])
        if words not in ways:
            ways.append(words)
    return ways


def _is_told_by_letters(part: Part) -> bool:
    """Whether a word stands for something that its transliteration does not show: it is keyed as a name, too."""
    return part.role == "area" or (part.role == "body" and (not part.sound or " " in part.fold))


def _rough(part: Part) -> tuple[str, ...]:
    """A word for a concept has the concept for a key, so that it meets the words of other languages for it."""
    if part.role in _BY_VALUE:
        return ("=" + part.value,)
    forms = rough_forms(part.sound) if part.sound else (part.fold,)
    return ("=" + part.value, *forms) if part.role == SAINT else forms


def _bones(part: Part) -> tuple[str, ...]:
    if part.role in _BY_VALUE or part.role == SAINT:
        return ("=" + part.value,)
    return skeletons(part.sound) if part.sound else (part.fold,)
