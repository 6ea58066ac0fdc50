"""A name taken apart once, by kind, in the form that comparison works on."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final, final

from mypy_extensions import mypyc_attr

from normalize.cleaning import clean
from normalize.lexicon import Meaning, lexicon
from normalize.memory import keep, make_memory
from normalize.organization_names import MAX_ACRONYM, acronym_of, is_acronym, parts_of_organization
from normalize.parts import MAX_LENGTH, NEEDS_STOP, Part, Word, assign_roles, is_plain, words_of
from normalize.person_names import parts_of_person
from normalize.place_names import parts_of_place
from normalize.scripts import SCRIPT_OF
from normalize.vocabulary import ENTITY_KINDS, EntityKind

GENERATION: Final = "generation"
"""The role, and the axis, of words for who of one name is older: Jr., père."""

ALL_ROLES: Final = ("body", "son", "daughter", GENERATION, "contrast", "generic", "title", "number", "connector")
"""The order in which a word's roles tell the kind of a name."""


@final
@mypyc_attr(acyclic=True)
class ParsedName:
    """A name and its parts by role (a plain class: made by the million, and quick as machine code).

    ``words`` are the parts that are aligned; ``contrasts`` maps an axis to the value on it; ``numbers`` and
    ``generics`` (generic terms, or families of legal forms) are sets of values; ``acronym`` is what an
    acronym of the name would be and ``short`` whether the name is written like one; ``whole`` are all words as they
    stand; ``whose`` are the states, seats and bodies that the words of an organization's name say it is of.
    """

    def __init__(
        self,
        cleaned: str,
        words: tuple[Part, ...],
        contrasts: tuple[tuple[str, str], ...],
        numbers: frozenset[str],
        generics: frozenset[str],
        acronym: str,
        short: bool,
        whole: tuple[Word, ...],
        whose: frozenset[str] = frozenset(),
    ) -> None:
        self.cleaned: Final = cleaned
        self.words: Final = words
        self.contrasts: Final = contrasts
        self.numbers: Final = numbers
        self.generics: Final = generics
        self.acronym: Final = acronym
        self.short: Final = short
        self.whole: Final = whole
        self.whose: Final = whose


_PARSERS: Final[dict[EntityKind, Callable[[str], list[Part]]]] = {
    "place": parts_of_place,
    "person": parts_of_person,
    "organization": parts_of_organization,
}

LONGEST_CAPITALS: Final = 5
"""A word in capitals of no more letters is rather an acronym than a name."""

MOST_PLAIN: Final = 2
"""A name of more words may hold a patronymic."""

_TELLING: Final = ("contrast", "son", "daughter")
"""Roles that a word known by its sound alone may show."""

_NONE: Final[frozenset[str]] = frozenset()
_TELL_WHOSE: Final = ("area", "body")
_ALIGNED: Final = ("name", "patronymic", "initial", "honour", "body", "legal", "area", "demonym", "saint")
_OF_ORGANIZATIONS: Final = (*_ALIGNED, "generic")


_PARSED: Final[dict[EntityKind, dict[str, ParsedName]]] = {kind: make_memory({}) for kind in ENTITY_KINDS}


def parse_name(text: str, kind: EntityKind) -> ParsedName:
    """Return ``text`` taken apart as a name of the given kind."""
    known = _PARSED[kind]
    found = known.get(text)
    return keep(known, text, _parse(text, kind)) if found is None else found


def plain_parts(words: tuple[Word, ...], *, of_person: bool = False) -> tuple[Part, ...]:
    """Return the parts of a name of a word or two that are the same for every kind, each a name; none of any other.

    In the name of a person words that only sound like others are names, too.
    """
    if len(words) > MOST_PLAIN or not all([word.plain if of_person else is_plain(word) for word in words]):
        return ()
    return tuple([word.part for word in words])


def _parse(text: str, kind: EntityKind) -> ParsedName:
    whole = words_of(text)
    cleaned = clean(text[:MAX_LENGTH])
    plain = plain_parts(whole, of_person=kind == "person")
    if plain:
        if kind != "organization":
            return ParsedName(cleaned, plain, (), _NONE, _NONE, "", False, whole)
        short = len(plain) == 1 and is_acronym(plain[0])
        return ParsedName(cleaned, plain, (), _NONE, _NONE, acronym_of(list(plain)), short, whole)
    parts = _PARSERS[kind](text)
    organization = kind == "organization"
    words = tuple([part for part in parts if part.role in (_OF_ORGANIZATIONS if organization else _ALIGNED)])
    if len(words) == len(parts) and not organization:
        return ParsedName(cleaned, words, (), _NONE, _NONE, "", False, whole)
    axes = lexicon().axes
    return ParsedName(
        cleaned,
        words,
        tuple(sorted([(axes[part.value], part.value) for part in parts if part.role == "contrast"] + _descent(parts))),
        _values(parts, "number"),
        _values(parts, "legal" if organization else "generic"),
        acronym_of(parts) if organization else "",
        organization and len(words) == 1 and is_acronym(words[0]),
        whole,
        _whose(words) if organization else _NONE,
    )


def _descent(parts: list[Part]) -> list[tuple[str, str]]:
    """Whose son or daughter a name says somebody to be, and whether the elder: who is one is not the other."""
    descent = [("descent", part.role) for part in parts if part.role in ("son", "daughter")]
    return descent + [(GENERATION, part.value) for part in parts if part.role == GENERATION]


@lru_cache(maxsize=4096)
def without_values(text: str, values: frozenset[str]) -> ParsedName | None:
    """Return the name of an organization without the words for some states or bodies; None if nothing else is left."""
    name = parse_name(text, "organization")
    words = tuple([part for part in name.words if part.role not in _TELL_WHOSE or part.value not in values])
    if not words or len(words) == len(name.words):
        return None
    short = len(words) == 1 and is_acronym(words[0])
    return ParsedName(name.cleaned, words, (), name.numbers, name.generics, acronym_of(list(words)), short, ())


def _values(parts: list[Part], role: str) -> frozenset[str]:
    """What the words of a role stand for."""
    values = [part.value for part in parts if part.role == role]
    return frozenset(values) if values else _NONE


def _whose(words: tuple[Part, ...]) -> frozenset[str]:
    whose = lexicon().whose
    values = [part.value for part in words if part.role == "area" or part.value in whose]
    return frozenset(values) if values else _NONE


def kind_shown(text: str) -> EntityKind | None:
    """Return the kind of name that the words of ``text`` show it to be, or None where they show nothing."""
    words = words_of(text)
    roles: set[str] = {"number"} if len(words) > 1 and _is_numeral(words[0]) else set()
    for word in words:
        if len(words) == 2 and len(word.fold) <= NEEDS_STOP and word.text[1:2] == ".":
            continue
        if word.literal and (len(word.fold) > 1 or word.fold.isdecimal()):
            roles.add(_first_role(_telling(word)))
        elif word.heard and len(words) > 1:
            roles.update([meaning.role for meaning in word.heard if meaning.role in _TELLING])
    if not roles.isdisjoint(("body", "compound")) or _has_phrase_for_body(words):
        return "organization"
    if not roles.isdisjoint(("son", "daughter", "generation", "title")):
        return "person"
    if not roles.isdisjoint(("contrast", "generic", "number")):
        return "place"
    return None


def shows_a_body(text: str) -> bool:
    """Return whether a word of a name stands for a body and, as "union" may, for no place."""
    bodies = lexicon().bodies
    return any(
        [meaning.role == "body" and meaning.value in bodies and not word.may_be("generic")
         for word in words_of(text) for meaning in word.literal]
    )  # fmt: skip


def kind_of_capitals(one: str, two: str) -> EntityKind | None:
    """Return ``organization`` for two words of one script that are rather acronyms than names in capitals, else None.

    They are of few letters, or one has a letter twice that the other has once (UNMIS and UNMISS).
    """
    if not (one.isupper() and two.isupper() and one.isalpha() and two.isalpha()):
        return None
    shorter, longer = sorted((one, two), key=len)
    if len(longer) > MAX_ACRONYM or SCRIPT_OF[shorter[0]] != SCRIPT_OF[longer[0]]:
        return None
    doubled = any([longer[: at + 1] + longer[at + 2 :] == shorter for at in _doubled(longer)])
    return "organization" if len(longer) <= LONGEST_CAPITALS or doubled else None


def _doubled(word: str) -> list[int]:
    """Return where a letter stands that the next one repeats."""
    return [at for at in range(len(word) - 1) if word[at] == word[at + 1]]


def _has_phrase_for_body(words: tuple[Word, ...]) -> bool:
    if not any([word.opens for word in words]):
        return False
    bodies = lexicon().bodies
    phrases = (part for part in assign_roles(words, ("body",)) if " " in part.fold)
    return any([part.role == "body" and part.value in bodies and not _are_letters(part.fold) for part in phrases])


def _are_letters(phrase: str) -> bool:
    """Return whether a phrase is of single letters: a legal form, or initials ("A. S.")."""
    return all([len(word) == 1 for word in phrase.split()])


def _is_numeral(word: Word) -> bool:
    """Whether a word is a Roman numeral of two letters or more, in capitals."""
    return len(word.fold) > 1 and word.text.isupper() and word.may_be("roman")


def _telling(word: Word) -> tuple[Meaning, ...]:
    """What a word may be; words for bodies only if by themselves, or by their capitals, they tell an organization."""
    bodies = lexicon().bodies
    shown = len(word.fold) > NEEDS_STOP or word.text.isupper()
    return tuple([meaning for meaning in word.literal if meaning.role != "body" or (shown and meaning.value in bodies)])


def _first_role(meanings: tuple[Meaning, ...]) -> str:
    if not meanings:
        return ""
    if len(meanings) == 1:
        return meanings[0].role
    found = {meaning.role for meaning in meanings}
    return next((role for role in ALL_ROLES if role in found), "")
