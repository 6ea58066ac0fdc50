"""The parts of a toponym: the specific part, the generic term, and the words that tell places of one name apart."""

from __future__ import annotations

from typing import Final

from normalize.lexicon import lexicon
from normalize.parts import Part, adjective_stem, assign_roles, words_of

ROLES: Final = ("contrast", "number", "roman", "generic", "connector")


def parts_of_place(text: str) -> list[Part]:
    """Return the parts of a place name.

    Where nothing but generic terms is left ("Yeni Kənd"), they are the name. A specific part beside a generic term
    may be an adjective ("Кельбаджарский район"): its stem is kept beside it.
    """
    words = words_of(text)
    parts = [
        part.play("number" if part.text.isupper() else "name") if part.role == "roman" else part
        for part in assign_roles(words, ROLES)
    ]
    if any([_is_border(part) for part in parts]):
        parts = assign_roles(words, (*ROLES, "area", "demonym"))
    roles = {part.role for part in parts}
    if "generic" in roles and "area" not in roles and all([_is_quality(part) for part in parts if part.role == "name"]):
        parts = [part.play("name") if part.role == "generic" else part for part in parts]
    if roles.isdisjoint(("name", "area")):
        return _name_among(parts, roles)
    if "generic" in roles:
        return [part.play("name", stem=adjective_stem(part.sound)) if part.role == "name" else part for part in parts]
    return parts


def _is_quality(part: Part) -> bool:
    """Whether a word says what sort of state or body it is ("United"), so that the generic term is part of the name."""
    return any([meaning.role == "body" for meaning in lexicon().meanings(part.fold)])


def _name_among(parts: list[Part], roles: set[str]) -> list[Part]:
    """Take for the name what is least generic: a connector beside a generic term, a term not for settlements."""
    if "generic" not in roles:
        wanted = "contrast" if "contrast" in roles else "number" if "number" in roles else "connector"
        return [part.play("name") if part.role in (wanted, "connector") else part for part in parts]
    terms = [part for part in parts if part.role == "generic"]
    if len(terms) == 1 and "contrast" not in roles and "number" not in roles:
        named = [part for part in parts if part.role == "connector" and part.text[:1].isupper()]
        return [part.play("name") if part in named or part in terms else part for part in parts]
    others = [part for part in terms if not _is_settlement(part)]
    kept = others if others and len(others) < len(terms) else terms
    return [part.play("name") if part in kept else part for part in parts]


def _is_border(part: Part) -> bool:
    """Whether a generic term is one for a border: the states beside it are its name, in any form of theirs."""
    codes = lexicon().features.get(part.value, ()) if part.role == "generic" else ()
    return bool(codes) and codes[0] == "BDRY"


def _is_settlement(part: Part) -> bool:
    """Whether a generic term is one for settlements or administrative areas."""
    codes = lexicon().features.get(part.value, ())
    return bool(codes) and codes[0].startswith(("PPL", "ADM"))
