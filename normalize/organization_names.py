"""The parts of an organization's name: proper words, words for kinds of bodies, legal forms by family, acronyms."""

from __future__ import annotations

from functools import cache
from typing import Final

from normalize.lexicon import lexicon
from normalize.parts import Part, assign_roles, words_of

ROLES: Final = (
    "compound", "body", "compound acronym", "number", "area", "area acronym", "connector", "generic", "demonym",
    "contrast", "roman",
)  # fmt: skip

_UNCOUNTED: Final = ("connector", "legal")
"""Roles of words whose letters stand in no acronym."""

INFLECTED: Final = "inflected"
"""Value of a name inside an organization's name, which may have a case ending there."""

MIN_INFLECTED: Final = 5
"""A name of fewer sounds is too short to tell its case ending."""

MAX_ACRONYM: Final = 8
"""A single word of capitals longer than this is a word."""


def parts_of_organization(text: str) -> list[Part]:
    """Return the parts of an organization's name; words for bodies are the name where nothing else is."""
    legal = lexicon().legal_forms
    parts = []
    found = [_told_by_capitals(part) for part in assign_roles(words_of(text), ROLES)]
    if _is_one_concept(found):
        found = assign_roles(words_of(text), ("body", *ROLES[3:]))
    for part in found:
        if part.role == "compound":
            parts += _taken_apart(part)
            continue
        if part.role == "body" and part.value in legal:
            part = part.play("legal", value=legal[part.value])
        elif part.role == "contrast":
            part = part.play("body")
        elif part.role == "roman":
            counts = part.text.isupper() and (part is found[-1] or (parts and parts[-1].role == "body"))
            part = part.play("number") if counts else part.play("name", value="")
        elif part.role == "generic" and part.text.endswith(".") and part is not found[-1]:
            continue
        elif part.role == "name" and len(part.sound) >= MIN_INFLECTED:
            part = part.play(part.role, value=INFLECTED)
        parts.append(part)
    parts = _said_once(parts)
    if not any([part.role in ("name", "body") for part in parts]):
        return [part.play("name") for part in parts]
    return parts


def _is_one_concept(parts: list[Part]) -> bool:
    """Return whether a name is nothing but one that others are said to be of (OSCE): its own words tell it.

    So they do where a body that it belongs to is said beside it ("United Nations World Health Organization").
    """
    known = lexicon()
    said = [part for part in parts if part.role != "connector"]
    named = [part for part in said if part.role == "compound" and part.value not in known.kin]
    return len(named) == 1 and all([part.value in known.whose for part in said])


def _said_once(parts: list[Part]) -> list[Part]:
    """Leave out concepts said before ("Commissioner (Ombudsman)"), and, beside a state, what form of state it is.

    A state is said before where a body of it is named so ("Ukraine's Verkhovna Rada").
    """
    areas = any([part.role == "area" for part in parts])
    said: set[str] = set()
    implied: set[str] = set()
    kept = []
    for part in parts:
        again = part.value in said and (part.role == "body" or not part.sound or part.value in implied)
        if part.role in ("body", "area"):
            said.add(part.value)
        if part.role == "area" and not part.sound:
            implied.add(part.value)
        if not again and not (areas and part.role == "generic" and part.value in forms_of_state()):
            kept.append(part)
    return kept


def _told_by_capitals(part: Part) -> Part:
    """An acronym for an area or for several concepts is one only in capitals."""
    if " " not in part.role:
        return part
    base = part.role.partition(" ")[0]
    return part.play(base) if part.text.isupper() else part.play("name", "")


def _taken_apart(part: Part) -> list[Part]:
    """The concepts of a word that stands for several ("Außenministerium"), each a part without sounds of its own."""
    parts = []
    for concept in part.value.split():
        role = "area" if concept.isupper() else "body"
        parts.append(Part(part.text, f"{part.fold} {concept}", "", False, role, concept, ""))
    return parts


@cache
def forms_of_state() -> frozenset[str]:
    """Return the generic terms that say what form a state has: they add nothing to its name."""
    features = lexicon().features
    return frozenset([concept for concept, codes in features.items() if codes[0].startswith("PCL")])


def acronym_of(parts: list[Part]) -> str:
    """Return the first letters of the words that count, in normal form: ``un`` for United Nations."""
    letters = ""
    for part in parts:
        if part.role not in _UNCOUNTED and part.fold:
            letters += initials_of(part) if " " in part.fold else part.fold[0]
    return letters


def initials_of(part: Part) -> str:
    """Return the first letters of the words of a part, in normal form, without the concept that its form ends with."""
    words = part.fold.split()
    return "".join([word[0] for word in (words if part.sound else words[:-1])])


def is_acronym(part: Part) -> bool:
    """Return whether a word is written like an acronym: capitals only, two to ``MAX_ACRONYM`` letters."""
    letters = part.text.replace(".", "")
    return 1 < len(letters) <= MAX_ACRONYM and letters.isupper()
