"""The saints that places, and people, are named for: one word in every language, and in every way it is shortened."""

from __future__ import annotations

from typing import Final

from normalize.parts import Part, Word, meanings_of

SAINT: Final = "saint"
"""The role of a word for a saint before a name, and what it stands for."""

_MAY_BE: Final = ("name", "generic", "connector", "title")


def saints_among(parts: list[Part], words: tuple[Word, ...], *, of_people: bool = False) -> list[Part]:
    """Return the parts of a name with the words for a saint told that stand before a name: St. Lucia, Sankt Gallen.

    People may have such a word for a name, or for a part of one: San, Sen.
    """
    if len(parts) < 2 or not any([word.may_be(SAINT) for word in words]):
        return parts
    told = parts[-1:]
    for part in reversed(parts[:-1]):
        if told[-1].role == "name" and part.role in _MAY_BE and _is_saint(part, of_people):
            part = part.play(SAINT, value=SAINT)
        told.append(part)
    return told[::-1]


def _is_saint(part: Part, of_people: bool) -> bool:
    meanings = [meaning for meaning in meanings_of(part.text, part.fold) if meaning.role == SAINT]
    return bool(meanings) and not (of_people and any([meaning.value for meaning in meanings]))
