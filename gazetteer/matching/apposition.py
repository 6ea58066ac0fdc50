"""A name with another beside it, after a comma or in brackets: where it lies, or what else it is called."""

from __future__ import annotations

import regex

from normalize.organization_names import MAX_ACRONYM
from normalize.parts import Word, words_of

_BRACKETED = regex.compile(
    r"\s*(?P<head>[^()\[\]]*\p{L}[^()\[\]]*?)\s*[(\[]\s*(?P<rest>[^()\[\]]*\p{L}[^()\[\]]*?)\s*[)\]]\s*"
)
_ACRONYMS = regex.compile(r"(?P<head>\p{Lu}[\p{L}\p{N}]*\p{Lu})\s?[\s/\-\u2013]\s?(?P<rest>\p{Lu}[\p{L}\p{N}]*\p{Lu})")
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
    acronyms = _ACRONYMS.fullmatch(name)
    if acronyms:
        return [(acronyms["head"], acronyms["rest"])]
    return _after_generic_term(name)


def _after_generic_term(name: str) -> list[tuple[str, str]]:
    """ "Lachin district of Azerbaijan": a name with its generic term, a connector, and the area."""
    words = words_of(name)
    for at in range(2, len(words) - 1):
        if _has_role(words[at], "connector") and _has_role(words[at - 1], "generic"):
            head, rest = (" ".join([word.text for word in part]) for part in (words[:at], words[at + 1 :]))
            return [(head, rest)]
    return []


def _has_role(word: Word, role: str) -> bool:
    return any(meaning.role == role for meaning in word.literal)


def is_short(name: str) -> bool:
    """Return whether a name is written like an acronym."""
    return name.isupper() and len(name) <= MAX_ACRONYM


def is_office(name: str) -> bool:
    """Return whether all words are small ones or known words, a title among them: what somebody is, not a name."""
    words = words_of(name)
    known = all(word.literal or word.heard or word.text[:1].islower() for word in words)
    return known and any(_has_role(word, role) for word in words for role in ("title", "body"))
