"""The parts of a toponym: the specific part, the generic term, and the words that tell places of one name apart."""

from __future__ import annotations

from typing import Final

from normalize.lexicon import lexicon
from normalize.parts import Part, adjective_stem, assign_roles, meanings_of, without_article, words_of
from normalize.saints import saints_among

ROLES: Final = ("contrast", "number", "roman", "generic", "connector")


def parts_of_place(text: str) -> list[Part]:
    """Return the parts of a place name.

    Where nothing but generic terms is left ("Yeni Kənd"), they are the name. A specific part beside a generic term
    may be an adjective ("Кельбаджарский район"): its stem is kept beside it. A connector at the end connects nothing
    ("California Sur"), but after a comma.
    """
    words = words_of(text)
    parts = [_read(part) for part in assign_roles(words, ROLES)]
    parts = saints_among(parts, words)
    if len(parts) > 1 and parts[-1].role == "connector" and parts[-1].text[0].isupper() and "," not in text:
        parts[-1] = parts[-1].play("name")
    if "." in text:
        parts = [_abbreviation(part, first=not at) for at, part in enumerate(parts)]
    if any([_is_border(part) for part in parts]):
        parts = assign_roles(words, (*ROLES, "area", "demonym"))
    roles = {part.role for part in parts}
    if (
        "generic" in roles
        and "name" in roles
        and "area" not in roles
        and all([_is_quality(part) for part in parts if part.role == "name"])
    ):
        parts = [part.play("name") if part.role == "generic" else part for part in parts]
    if "name" not in roles and "area" not in roles:
        return _name_among(parts, roles)
    if "generic" in roles:
        parts = [part.play("name", stem=adjective_stem(part.sound)) if part.role == "name" else part for part in parts]
    return [without_article(part) for part in parts]


def _read(part: Part) -> Part:
    """Tell a Roman numeral by its capitals; of several kinds of places that a word may stand for, take the first."""
    if part.role == "roman" and not part.text.isupper():
        kinds = _kinds(part) if part.text.endswith(".") else []
        return part.play("generic", value=kinds[0]) if kinds else part.play("name")
    if part.role == "roman":
        return part.play("number")
    if part.role == "generic" and " " not in part.fold:
        kinds = _kinds(part)
        return part.play("generic", value=kinds[0]) if kinds else part
    return part


def _abbreviation(part: Part, *, first: bool) -> Part:
    """An abbreviation after the name is rather one for waters and mountains, as maps write them ("Каспийское м.")."""
    if first or part.role != "generic" or not part.text.endswith("."):
        return part
    kinds = _kinds(part)
    others = [kind for kind in kinds if not _is_settlement(part.play("generic", value=kind))]
    return part.play("generic", value=others[0]) if len(kinds) > 1 and others else part


def _kinds(part: Part) -> list[str]:
    """Return the kinds of places that a word may stand for, settlements first."""
    meanings = meanings_of(part.text, part.fold)
    kinds = {meaning.value for meaning in meanings if meaning.role == "generic"}
    return list(kinds) if len(kinds) < 2 else [kind for kind in lexicon().features if kind in kinds]


def _is_quality(part: Part) -> bool:
    """Whether a word says what sort of state or body it is ("United"), so that the generic term is part of the name."""
    qualities = lexicon().qualities
    return any([meaning.role == "body" and meaning.value in qualities for meaning in lexicon().meanings(part.fold)])


def _name_among(parts: list[Part], roles: set[str]) -> list[Part]:
    """Take for the name what is least generic: a connector beside a generic term, a term not for settlements.

    A word that only sounds like a generic term is less so than one that is written like one.
    """
    if "generic" not in roles:
        wanted = "contrast" if "contrast" in roles else "number" if "number" in roles else "connector"
        return [part.play("name") if part.role in (wanted, "connector") else part for part in parts]
    terms = [part for part in parts if part.role == "generic"]
    if len(terms) == 1 and "contrast" not in roles and "number" not in roles:
        named = [part for part in parts if part.role == "connector" and part.text[:1].isupper()]
        return [part.play("name") if part in named or part in terms else part for part in parts]
    others = [part for part in terms if not _kinds(part)] or [part for part in terms if not _is_settlement(part)]
    kept = others if others and len(others) < len(terms) else terms
    return [part.play("name") if part in kept else part for part in parts]


def _is_border(part: Part) -> bool:
    """Whether a generic term is one for a border: the states beside it are its name, in any form of theirs."""
    codes = lexicon().features.get(part.value, ()) if part.role == "generic" else ()
    return bool(codes) and codes[0] == "BDRY"


def _is_settlement(part: Part) -> bool:
    """Whether a generic term is one for settlements or administrative areas."""
    codes = lexicon().features.get(part.value, ()) if part.role == "generic" else ()
    return bool(codes) and codes[0].startswith(("PPL", "ADM"))
