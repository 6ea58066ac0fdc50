"""A name and what is known beside it, checked before anything is looked up."""

from __future__ import annotations

import math
import re
from typing import Final, final

from mypy_extensions import mypyc_attr

from gazetteer.countries import country_codes, nearest_codes
from gazetteer.errors import BadQuery
from normalize.suggesting import most_alike
from normalize.vocabulary import ENTITY_KINDS, EntityKind

MAX_LIMIT: Final = 1000
"""Candidates that one look-up may ask for."""

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


@final
@mypyc_attr(acyclic=True)
class Query:
    """A name with its hints, each None where not given; ``country`` is upper case.

    A plain class: one is made for every name.
    """

    def __init__(
        self,
        name: str,
        kind: EntityKind | None,
        country: str | None,
        language: str | None,
        near: tuple[float, float] | None,
        within: str | None,
        limit: int,
    ) -> None:
        self.name: Final = name
        self.kind: Final = kind
        self.country: Final = country
        self.language: Final = language
        self.near: Final = near
        self.within: Final = within
        self.limit: Final = limit

    def rename(
        self, name: str, *, kind: EntityKind | None = None, country: str | None = None, within: str | None = None
    ) -> Query:
        """Return the same question of another name; a kind, a country and an area take the place of those there are."""
        kind, country, within = kind or self.kind, country or self.country, within or self.within
        return Query(name, kind, country, self.language, self.near, within, self.limit)

    def show(self, limit: int) -> Query:
        """Return the same question, to be answered with so many candidates."""
        return Query(self.name, self.kind, self.country, self.language, self.near, self.within, limit)

    def bare(self, name: str) -> Query:
        """Return the question of a name in the same language with no other hint."""
        return Query(name, None, None, self.language, None, None, self.limit)


def make_query(
    name: object,
    *,
    kind: object = None,
    country: object = None,
    language: object = None,
    near: object = None,
    within: object = None,
    limit: object = 5,
) -> Query:
    """Return a checked query; raise :class:`BadQuery` with the field, its value and the nearest valid one."""
    if not isinstance(name, str):
        raise BadQuery("name", name, "a name must be text")
    if language is not None and not (isinstance(language, str) and _LANGUAGE.fullmatch(language)):
        raise BadQuery("language", language, "not a BCP 47 language tag such as az or zh-Hant")
    if within is not None and not (isinstance(within, str) and within):
        raise BadQuery("within", within, "must be the ID of an entity")
    if isinstance(limit, bool) or not isinstance(limit, int) or not 1 <= limit <= MAX_LIMIT:
        raise BadQuery("limit", limit, f"must be a whole number from 1 to {MAX_LIMIT}")
    return Query(name, _kind(kind), _country(country), language, _near(near), within, limit)


def _kind(kind: object) -> EntityKind | None:
    for known in ENTITY_KINDS:
        if kind == known:
            return known
    if kind is None:
        return None
    raise BadQuery("kind", kind, "is not a kind of entity", most_alike(kind, ENTITY_KINDS, least=1) or ENTITY_KINDS)


def _country(country: object) -> str | None:
    if country is None:
        return None
    if isinstance(country, str):
        code = country.upper()
        if code in country_codes():
            return code
    raise BadQuery("country", country, "is not an ISO 3166-1 alpha-2 code", nearest_codes(str(country)))


def _near(near: object) -> tuple[float, float] | None:
    if near is None:
        return None
    reason = "must be latitude and longitude in degrees, -90..90 and -180..180"
    if not isinstance(near, tuple | list) or len(near) != 2:
        raise BadQuery("near", near, reason)
    latitude, longitude = near
    for value, bound in ((latitude, 90), (longitude, 180)):
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not math.isfinite(value)
            or abs(value) > bound
        ):
            raise BadQuery("near", near, reason)
    return float(latitude), float(longitude)
