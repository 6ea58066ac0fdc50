"""A name with another beside it, after a comma or in brackets: where it lies, or what else it is called."""

from __future__ import annotations

import regex

_BRACKETED = regex.compile(
    r"\s*(?P<head>[^()\[\]]*\p{L}[^()\[\]]*?)\s*[(\[]\s*(?P<rest>[^()\[\]]*\p{L}[^()\[\]]*?)\s*[)\]]\s*"
)
_COMMA = regex.compile(r"\s*[,،、]\s*")


def split_apposition(name: str) -> list[tuple[str, str]]:
    """Return the ways to take a name for a name and a second one beside it, likeliest first; mostly none."""
    bracketed = _BRACKETED.fullmatch(name)
    if bracketed:
        return [(bracketed["head"], bracketed["rest"])]
    pieces = [piece for piece in _COMMA.split(name) if piece]
    if len(pieces) == 2:
        return [(pieces[0], pieces[1])]
    if len(pieces) == 3:
        return [(pieces[0], pieces[2]), (pieces[0], pieces[1])]
    return []
