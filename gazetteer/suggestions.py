"""IDs that exist and are like one that does not: another scheme, one character more, less, other or swapped."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from gazetteer.ids import find_fault
from gazetteer.index.interface import NameIndex

MOST = 3
"""IDs that are suggested."""

_SCHEMES = ("al", "geonames", "wikidata", "iso3166-1", "iso3166-2")
_LONGEST = 24
_DIGITS = "0123456789"


def suggest_ids(index: NameIndex, entity_id: str) -> tuple[str, ...]:
    """Return at most three IDs of entities that somebody may have meant by ``entity_id``, likeliest first.

    Some hundred IDs one step away are looked up, which takes a millisecond or so however large the index is.
    """
    alike = dict.fromkeys(other for other in _misspellings(entity_id) if find_fault(other) is None)
    alike.pop(entity_id, None)
    return tuple(islice((other for other in alike if index.entity_number(other) is not None), MOST))


def _misspellings(entity_id: str) -> Iterator[str]:
    scheme, colon, value = entity_id.strip().rpartition(":")
    if len(value) > _LONGEST:
        return
    forms = dict.fromkeys((value, value.upper(), value.strip()))
    for form in forms:
        yield f"{scheme.lower()}{colon}{form}"
    if scheme not in _SCHEMES:
        for known in _SCHEMES:
            yield from (f"{known}:{form}" for form in forms)
    for other in _one_step(value):
        yield f"{scheme}{colon}{other}"


def _one_step(value: str) -> Iterator[str]:
    """Yield a value with two characters swapped, one left out, a digit put for another, and a digit more."""
    places = range(len(value))
    for at in places[1:]:
        yield value[: at - 1] + value[at] + value[at - 1] + value[at + 1 :]
    for at in places:
        yield value[:at] + value[at + 1 :]
    for at in reversed(places):
        if value[at] in _DIGITS:
            yield from (value[:at] + digit + value[at + 1 :] for digit in _DIGITS)
    for at in range(len(value), -1, -1):
        yield from (value[:at] + digit + value[at:] for digit in _DIGITS)
