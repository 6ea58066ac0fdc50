"""The parts of a personal name: names, patronymic, initials, titles; and endings that tell a woman's family name."""

from __future__ import annotations

from functools import lru_cache

from normalize.lexicon import lexicon
from normalize.parts import Part, assign_roles, words_of

ROLES = ("son", "daughter", "title", "connector")

MIN_PATRONYMIC = 5
"""A patronymic by ending has at least so many sounds."""


def parts_of_person(text: str) -> list[Part]:
    """Return the parts of a personal name.

    The name before a word for son or daughter ("Əziz oğlu") and a middle name with a patronymic ending
    ("Viktorovich") have the role ``patronymic``; a single letter is an ``initial``. Titles that are all there is, or
    that leave a single name of two beside them, are names.
    """
    parts = [_as_initial(part) if len(part.fold) == 1 else part for part in assign_roles(words_of(text), ROLES)]
    if len(parts) > 2:
        parts = _mark_patronymics(parts)
    if not any([part.role in ("name", "patronymic", "initial") for part in parts]):
        return [part._replace(role="name") if part.role != "initial" else part for part in parts]
    return parts


def _as_initial(part: Part) -> Part:
    if part.role in ("name", "connector") and part.fold.isalpha() and part.sound:
        return part._replace(role="initial", value="")
    return part


def _mark_patronymics(parts: list[Part]) -> list[Part]:
    marked: list[Part] = []
    count = sum(part.role == "name" for part in parts)
    for part in parts:
        if part.role in ("son", "daughter") and marked and marked[-1].role == "name" and count > 2:
            marked[-1] = marked[-1]._replace(role="patronymic")
        elif part.role == "name" and count > 2 and marked:
            base = patronymic_stem(part.sound)
            if base:
                part = part._replace(role="patronymic", stem=base)
        marked.append(part)
    return marked


@lru_cache(maxsize=65536)
def patronymic_stem(sound: str) -> str:
    """Return the father's name in the sounds of a patronymic by ending, or the empty string."""
    endings = lexicon().patronymics
    if len(sound) < MIN_PATRONYMIC or not sound.endswith(endings):
        return ""
    for ending in endings:
        if sound.endswith(ending) and len(sound) > len(ending) + 1:
            return sound[: -len(ending)]
    return ""


@lru_cache(maxsize=65536)
def family_gender(sound: str) -> str:
    """Return ``feminine`` or ``masculine`` for the sounds of a family name with an ending that shows it, else ''."""
    for masculine, feminine in lexicon().families:
        if sound.endswith(feminine) and len(sound) > len(feminine) + 1:
            return "feminine"
        if sound.endswith(masculine) and len(sound) > len(masculine) + 1:
            return "masculine"
    return ""
