"""What a text is read by: as it stands, by the systems that cover it, or run by run."""

from __future__ import annotations

import unicodedata

from normalize.cleaning import clean
from normalize.gathering import Packed, gather
from normalize.mixed import read_mixed
from normalize.routes import IDENTITY, routes_of
from normalize.scripts import COMMON, INHERITED, SCRIPT_OF, UNKNOWN
from normalize.systems.coverage import LATIN, coverage, coverage_of_plain, from_latin, lacks_vowels, to_latin

_LATIN_OR_NEUTRAL = frozenset((COMMON, INHERITED, UNKNOWN, LATIN))


def is_plain(text: str) -> bool:
    """Whether a text is ASCII as cleaning would leave it: it reads as itself and no otherwise."""
    return text.isascii() and text.isprintable() and text == text.strip()


def read(text: str, language: str | None) -> Packed:
    """The distinct Latin readings of a text, the likeliest first, packed."""
    text, mask = _covered(text)
    if mask == -1 or text.isascii() or (mask & to_latin() & ~from_latin() == 0 and _is_latin(text)):
        return _read_latin(text, mask, language)
    mask &= to_latin()
    routes = routes_of(mask, language, lacks_vowels(text, mask)) if mask else None
    return routes.read(text) if routes else read_mixed(text, language)


def likeliest(text: str) -> str:
    """What the likeliest system makes of a text in another script; nothing where no one system covers all of it."""
    text, mask = _covered(text)
    mask = mask & to_latin() if mask != -1 else 0
    routes = routes_of(mask, None, lacks_vowels(text, mask)) if mask else None
    made = next(filter(None, (run(text) for _, _, run in routes.one_by_one())), "") if routes else ""
    return unicodedata.normalize("NFC", made)


def _covered(text: str) -> tuple[str, int]:
    """A text as it is read, cleaned where it must be, and the systems that cover it, bit by bit."""
    if mask := coverage_of_plain(text):
        return text, mask
    mask = coverage(text)
    if not mask or text != text.strip() or not unicodedata.is_normalized("NFC", text):
        text = clean(text)
        mask = coverage(text)
    return text, mask


def _is_latin(text: str) -> bool:
    return _LATIN_OR_NEUTRAL.issuperset(map(SCRIPT_OF.__getitem__, text))


def _read_latin(text: str, mask: int, language: str | None) -> Packed:
    """As itself, and by the systems of the hinted language, or of one its letters tell."""
    itself = language or ""
    mask = mask & to_latin() & from_latin() if mask != -1 else 0
    if mask and text and not (language is None and text.isascii()):
        routes = routes_of(mask, language, only_hinted=language is not None)
        if routes:
            return routes.read(text, itself)
    return gather([text], [(IDENTITY, itself)], 1)
