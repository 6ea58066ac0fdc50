"""Entity IDs: what may be one, which of two survives a merge, and how one is written inside a URL."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

OWN_SCHEME = "al"
LONGEST_ID = 200

_SENIORITY = (OWN_SCHEME, "geonames", "wikidata", "iso3166-1", "iso3166-2")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*")
_VALUES = {
    OWN_SCHEME: re.compile(r"[1-9][0-9]{0,17}"),
    "geonames": re.compile(r"[1-9][0-9]{0,17}"),
    "wikidata": re.compile(r"[QP][1-9][0-9]{0,17}"),
    "iso3166-1": re.compile(r"[A-Z]{2}"),
    "iso3166-2": re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}"),
}


@dataclass(frozen=True, slots=True)
class EntityId:
    """An ID in its two parts; ``scheme`` is empty for a user's ID that names no scheme (``"17"``)."""

    scheme: str
    value: str

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}" if self.scheme else self.value


def find_fault(text: str) -> str | None:
    """Say in one clause why ``text`` cannot be an entity ID, or None where it can.

    An ID is 1 to 200 printable characters without white space. Of the form ``scheme:value`` the value must suit the
    scheme where the scheme is one we know: digits for ``al`` and ``geonames``, ``Q…`` for ``wikidata``, ISO 3166 codes.
    """
    if not text:
        return "an ID must not be empty"
    if len(text) > LONGEST_ID:
        return f"an ID must not be longer than {LONGEST_ID} characters"
    if not text.isprintable() or " " in text:
        return f"the ID {text!r} holds white space or an unprintable character"
    scheme, colon, value = text.partition(":")
    shape = _VALUES.get(scheme) if colon else None
    if shape is not None and shape.fullmatch(value) is None:
        return f"{text!r} is not the form of an ID of the scheme {scheme!r}"
    return None


def find_cross_fault(text: str) -> str | None:
    """Say in one clause why ``text`` cannot be an ID elsewhere (``scheme:value``), or None where it can."""
    fault = find_fault(text)
    if fault is not None:
        return fault
    scheme, colon, value = text.partition(":")
    if not colon or not value or _SCHEME.fullmatch(scheme) is None:
        return f"{text!r} does not say whose ID it is; write it as scheme:value"
    return None


def parse_id(text: str) -> EntityId:
    """Split an ID into scheme and value; raises ValueError with the reason where it cannot be an ID."""
    fault = find_fault(text)
    if fault is not None:
        raise ValueError(fault)
    scheme, colon, value = text.partition(":")
    if colon and value and _SCHEME.fullmatch(scheme) is not None:
        return EntityId(scheme, value)
    return EntityId("", text)


def rank_id(text: str) -> tuple[int, str, int, str]:
    """Return the sort key of seniority: of several IDs of one entity the least survives.

    Our own come first, then those of GeoNames, Wikidata and ISO 3166, then the others by scheme; inside a scheme the
    lower number. The order depends on the IDs alone, so that neither the order nor the number of sources changes it.
    """
    scheme, _, value = text.partition(":")
    place = _SENIORITY.index(scheme) if scheme in _SENIORITY else len(_SENIORITY)
    digits = value.lstrip("QP")
    number = int(digits) if digits.isascii() and digits.isdecimal() else 0
    return place, scheme, number, text


def quote_id(text: str) -> str:
    """Write an ID as one segment of a URL path (RFC 3986); the colon stays readable."""
    return quote(text, safe=":")


def unquote_id(segment: str) -> str:
    """Read an ID back from a segment of a URL path."""
    return unquote(segment)
