"""What a client asks, from the parameters of a URL or the JSON of a body, checked before any of it is used."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict, cast

from gazetteer.service.limits import Limits, check_length
from gazetteer.service.problems import Problem
from normalize.suggesting import most_alike
from normalize.vocabulary import ENTITY_KINDS, EntityKind

if TYPE_CHECKING:
    from starlette.datastructures import QueryParams

HINTS = ("kind", "country", "language", "near", "within")


class Hints(TypedDict, total=False):
    """What is known of a name, as the facade takes it; only what was given is present."""

    kind: EntityKind
    country: str
    language: str
    near: tuple[float, float]
    within: str


@dataclass(frozen=True, slots=True)
class Query:
    """One name to resolve."""

    name: str
    hints: Hints
    limit: int


def url_parameters(parameters: QueryParams, known: Sequence[str]) -> dict[str, str]:
    """The parameters of a URL; Problem 400 for one that is not known, is given twice, or has no value."""
    found: dict[str, str] = {}
    for key, value in parameters.multi_items():
        check_known(key, known)
        if key in found:
            raise Problem(400, f"{key} is given twice", field=key)
        found[key] = value
    return found


def check_known(key: str, known: Sequence[str]) -> None:
    """Problem 400 for a parameter or member that nobody reads, because ignoring a misspelt hint misleads."""
    if key in known:
        return
    alike = most_alike(key, known)
    hint = f"did you mean {alike[0]}?" if alike else f"there are: {', '.join(known)}"
    raise Problem(400, f"nothing here is called {key!r}; {hint}", field=key, nearest=list(alike))


def required(values: Mapping[str, object], field: str, longest: int) -> str:
    """The text of ``field``; Problem 400 when it is missing or not text, 413 when it is too long."""
    value = values.get(field)
    if value is None:
        raise Problem(400, f"{field} is missing", field=field)
    if not isinstance(value, str):
        raise Problem(400, f"{field} is text, not {_called(value)}", field=field)
    return check_length(field, value, longest)


def optional(values: Mapping[str, object], field: str) -> str | None:
    """The text of ``field``, or None when it is missing, null or empty."""
    return None if values.get(field) in (None, "") else required(values, field, longest=200)


def number(values: Mapping[str, object], field: str, otherwise: int, highest: int) -> int:
    """A whole number from 1 to ``highest``, from a URL or from JSON."""
    value = values.get(field, otherwise)
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= highest:
        raise Problem(400, f"{field} is a whole number from 1 to {highest}", field=field, value=str(value)[:100])
    return value


def flag(values: Mapping[str, object], field: str) -> bool:
    """A yes or no from a URL: ``true``, ``1``, ``false``, ``0``; missing is no."""
    value = str(values.get(field, "false")).lower()
    if value not in ("true", "1", "false", "0"):
        raise Problem(400, f"{field} is true or false", field=field, value=value[:100])
    return value in ("true", "1")


def kind_of(values: Mapping[str, object]) -> EntityKind | None:
    """The kind that is asked for; Problem 400 names the kinds there are."""
    kind = optional(values, "kind")
    if kind is None or kind in ENTITY_KINDS:
        return kind
    alike = most_alike(kind, ENTITY_KINDS)
    raise Problem(400, f"kind is one of {', '.join(ENTITY_KINDS)}", field="kind", value=kind[:100], nearest=list(alike))


def hints_of(values: Mapping[str, object]) -> Hints:
    """The hints among the values; whether a country or language exists is for the gazetteer to say."""
    hints = Hints()
    if kind := kind_of(values):
        hints["kind"] = kind
    if country := optional(values, "country"):
        hints["country"] = country
    if language := optional(values, "language"):
        hints["language"] = language
    if within := optional(values, "within"):
        hints["within"] = within
    if values.get("near") not in (None, ""):
        hints["near"] = _point(values["near"])
    return hints


def _point(value: object) -> tuple[float, float]:
    parts = value.split(",") if isinstance(value, str) else value
    try:
        latitude, longitude = (float(part) for part in cast("Sequence[str]", parts) if not isinstance(part, bool))
    except (TypeError, ValueError, OverflowError):
        latitude = longitude = math.nan
    if abs(latitude) <= 90 and abs(longitude) <= 180:
        return latitude, longitude
    raise Problem(400, "near is a latitude and a longitude in degrees: 40.1,46.0", field="near")


def query_of(values: Mapping[str, object], limits: Limits) -> Query:
    """One query from a URL or a JSON object."""
    name = required(values, "name", limits.name)
    return Query(name, hints_of(values), number(values, "limit", 5, limits.candidates))


def batch_item(item: object, limits: Limits) -> Query:
    """One query of a batch: a name, or an object with ``name`` and hints."""
    if isinstance(item, str):
        return query_of({"name": item}, limits)
    if not isinstance(item, dict):
        raise Problem(400, f"a query is a name or an object with a name, not {_called(item)}")
    for key in item:
        check_known(key, ("name", *HINTS, "limit"))
    return query_of(item, limits)


def parse_json(body: bytes) -> object:
    """The JSON of a body (RFC 8259, UTF-8); Problem 400 says where it breaks."""
    try:
        return json.loads(body.decode("utf-8-sig"), parse_constant=_refuse)
    except UnicodeDecodeError:
        raise Problem(400, "the body is not UTF-8") from None
    except RecursionError:
        raise Problem(400, "the body is nested too deeply") from None
    except ValueError as error:
        raise Problem(400, f"the body is not JSON: {error}") from None


def _refuse(constant: str) -> object:
    raise ValueError(f"{constant} is no JSON number")


def _called(value: object) -> str:
    names = {dict: "an object", list: "a list", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
