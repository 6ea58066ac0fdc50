"""The form of a record, checked: a JSON object of the outside interface becomes an entity, or the reason it cannot."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache

from gazetteer.countries import country_codes, wrong_country
from gazetteer.ids import find_cross_fault, find_fault
from gazetteer.model import NAME_KINDS, Entity, Name
from gazetteer.packaged import read_toml
from gazetteer.sources.coordinates import read_pair
from normalize.vocabulary import ENTITY_KINDS, EntityKind

LONGEST_NAME = 1000
"""Characters that a name may have."""

MOST_NAMES = 5000
"""Names that a record may have."""

LARGEST_POPULATION = 10**11

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,6}")
_SCRIPT = re.compile(r"[A-Z][a-z]{3}")
_FEATURE = re.compile(r"[A-Z][A-Z0-9]{0,9}")
_DATE = re.compile(r"-?\d{1,4}(-\d{2}(-\d{2})?)?")


def make_entity(row: object, *, source: str) -> Entity:
    """Turn a record into an entity; ``source`` is cited by the names that cite nothing.

    Raises ValueError whose message is one clause that says what is wrong with which value.
    """
    if not isinstance(row, Mapping):
        raise ValueError("a record must be a JSON object")
    latitude, longitude = read_pair(row.get("lat"), row.get("lon"))
    return Entity(
        id=_id(row),
        kind=_kind(row),
        names=_names(row, source),
        country=_country(row),
        latitude=latitude,
        longitude=longitude,
        feature=_feature(row),
        population=_population(row),
        within=_ids(row, "within", find_fault),
        same_as=_ids(row, "same_as", find_cross_fault),
        merged=_ids(row, "merged", find_fault),
    )


def _text(row: Mapping[str, object], key: str) -> str | None:
    value = row.get(key)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise ValueError(f"{key} must be a string, not {_shown(value)}")
    return value


def _matching(row: Mapping[str, object], key: str, shape: re.Pattern[str], wanted: str) -> str | None:
    value = _text(row, key)
    if value is not None and shape.fullmatch(value) is None:
        raise ValueError(f"{key} {_shown(value)} is not {wanted}")
    return value


def _id(row: Mapping[str, object]) -> str:
    value = _text(row, "id")
    if value is None:
        raise ValueError("the record has no id")
    fault = find_fault(value)
    if fault is not None:
        raise ValueError(fault)
    return value


def _kind(row: Mapping[str, object]) -> EntityKind:
    value = _text(row, "kind")
    for kind in ENTITY_KINDS:
        if value == kind:
            return kind
    if value is None:
        raise ValueError("the record has no kind")
    raise ValueError(f"kind {_shown(value)} is not one of {', '.join(ENTITY_KINDS)}")


def _country(row: Mapping[str, object]) -> str | None:
    value = _text(row, "country")
    if value is not None and value not in country_codes():
        raise ValueError(wrong_country(value))
    return value


def _population(row: Mapping[str, object]) -> int | None:
    value = row.get("population")
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"population must be a whole number, not {_shown(value)}")
    if not 0 <= value <= LARGEST_POPULATION:
        raise ValueError(f"population {_shown(value)} is not possible")
    return value


def _ids(row: Mapping[str, object], key: str, fault_of: Callable[[str], str | None]) -> tuple[str, ...]:
    values = row.get(key)
    if values is None:
        return ()
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise ValueError(f"{key} must be a list of strings")
    for value in values:
        fault = fault_of(value)
        if fault is not None:
            raise ValueError(f"{key}: {fault}")
    return tuple(dict.fromkeys(values))


def _names(row: Mapping[str, object], source: str) -> tuple[Name, ...]:
    values = row.get("names")
    if not isinstance(values, list) or not values:
        raise ValueError("names must be a list with at least one name")
    if len(values) > MOST_NAMES:
        raise ValueError(f"the record has more than {MOST_NAMES} names")
    return tuple(dict.fromkeys(_name(value, source) for value in values))


def _name(row: object, source: str) -> Name:
    if not isinstance(row, Mapping):
        raise ValueError(f"a name must be a JSON object, not {_shown(row)}")
    kind = _text(row, "kind") or "variant"
    if kind not in NAME_KINDS:
        kind = foreign_kinds()["names"].get(kind, "variant")
    return Name(
        text=_name_text(row),
        language=_matching(row, "lang", _LANGUAGE, "a BCP 47 tag"),
        script=_matching(row, "script", _SCRIPT, "an ISO 15924 code"),
        kind=kind,
        since=_date(row, "from"),
        until=_date(row, "until"),
        users=_users(row),
        source=_line(row, "source") or source,
    )


def _name_text(row: Mapping[str, object]) -> str:
    text = _line(row, "text")
    if text is None:
        raise ValueError("a name is empty")
    if len(text) > LONGEST_NAME:
        raise ValueError(f"a name is longer than {LONGEST_NAME} characters")
    return text


def _feature(row: Mapping[str, object]) -> str | None:
    """Return a GeoNames feature code, or the one for another vocabulary's word for a kind of place; None if unknown."""
    value = _text(row, "feature")
    if value is None or _FEATURE.fullmatch(value):
        return value
    return foreign_kinds()["features"].get(value.lower())


@cache
def foreign_kinds() -> dict[str, dict[str, str]]:
    """Return what other vocabularies call kinds of places, names and entities, in our words, by vocabulary."""
    return read_toml("kinds.toml")


def _line(row: Mapping[str, object], key: str) -> str | None:
    """Return a text on one line, its white space collapsed, in NFC; None where nothing is left."""
    value = _text(row, key)
    if value is None:
        return None
    try:
        value.encode()
    except UnicodeEncodeError:
        raise ValueError(f"{key} holds a lone surrogate") from None
    return unicodedata.normalize("NFC", " ".join(value.split())) or None


def _date(row: Mapping[str, object], key: str) -> str | None:
    value = row.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return _matching({key: value}, key, _DATE, "a year or an ISO 8601 date")


def _users(row: Mapping[str, object]) -> tuple[str, ...]:
    value = row.get("by")
    values = [value] if isinstance(value, str) else value
    if values is None:
        return ()
    if not isinstance(values, list):
        raise ValueError(f"by must be a list of strings, not {_shown(value)}")
    return tuple(filter(None, (_line({"by": user}, "by") for user in values)))


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:37]}..."
