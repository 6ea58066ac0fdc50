"""The parts of an organization's name: proper words, words for kinds of bodies, legal forms by family, acronyms."""

from __future__ import annotations

from normalize.lexicon import lexicon
from normalize.parts import Part, assign_roles, words_of

ROLES = ("body", "number", "generic", "connector", "demonym")

INFLECTED = "inflected"
"""Value of a name inside an organization's name, which may have a case ending there."""

MIN_INFLECTED = 5
"""A name of fewer sounds is too short to tell its case ending."""

MAX_ACRONYM = 8
"""A single word of capitals longer than this is a word."""


def parts_of_organization(text: str) -> list[Part]:
    """Return the parts of an organization's name; words for bodies are the name where nothing else is."""
    legal = lexicon().legal_forms
    parts = []
    for part in assign_roles(words_of(text), ROLES):
        if part.role == "body" and part.value in legal:
            part = part.play("legal", value=legal[part.value])
        elif part.role == "name" and len(part.sound) >= MIN_INFLECTED:
            part = part.play(part.role, value=INFLECTED)
        parts.append(part)
    if not any(part.role in ("name", "body") for part in parts):
        return [part.play("name") for part in parts]
    return parts


def acronym_of(parts: list[Part]) -> str:
    """Return the first letters of the words that count, in normal form: ``un`` for United Nations."""
    return "".join(part.fold[0] for part in parts if part.role not in ("connector", "legal") and part.fold)


def is_acronym(part: Part) -> bool:
    """Return whether a word is written like an acronym: capitals only, two to ``MAX_ACRONYM`` letters."""
    letters = part.text.replace(".", "")
    return 1 < len(letters) <= MAX_ACRONYM and letters.isupper()
