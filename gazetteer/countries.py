"""Which codes are of a country, what dumps call one by name or by a code of their own, and which one may be meant."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from gazetteer.packaged import read_toml
from normalize.suggesting import most_alike

_LONGEST = 100
_ALPHA_2 = 2
_ALPHA_3 = 3


@cache
def assigned_codes() -> frozenset[str]:
    """Return the alpha-2 codes that ISO 3166-1 assigns."""
    import pycountry

    return frozenset(country.alpha_2 for country in pycountry.countries)


@cache
def country_codes() -> frozenset[str]:
    """Return the codes that a country may have: those of ISO 3166-1 and those that its users agree on (``XK``)."""
    return assigned_codes() | frozenset(_table()["user_assigned"])


@cache
def withdrawn_codes() -> frozenset[str]:
    """Return the alpha-2 codes that ISO 3166-1 once assigned and no longer does (``AN``, ``YU``)."""
    import pycountry

    codes = {getattr(country, "alpha_2", "") for country in pycountry.historic_countries}
    return frozenset(codes - assigned_codes() - {""})


@lru_cache(maxsize=1024)
def nearest_codes(value: str) -> tuple[str, ...]:
    """Return the code that a name of a country or a code of another list means, else those most alike."""
    import pycountry

    text = value[:_LONGEST]
    known = find_country(text)
    if known is not None:
        return (known,)
    if len(text) > _ALPHA_2:
        try:
            return (pycountry.countries.search_fuzzy(text)[0].alpha_2,)
        except LookupError:
            pass
    return most_alike(text, country_codes(), most=3, least=1)


def wrong_country(code: str) -> str:
    """Return the clause that refuses a code, with what may have been meant."""
    nearest = ", ".join(nearest_codes(code))
    return f"country {code[:40]!r} is not an ISO 3166-1 alpha-2 code{nearest and f'; nearest: {nearest}'}"


@lru_cache(maxsize=4096)
def find_country(name: str) -> str | None:
    """Return the code of a country by a name of it in English or a code of ISO 3166-1; None where none is known.

    The names are those of ISO 3166-1 and of the lists of sanctions: ``Korea, North``, ``Russian Federation``, ``AZE``.
    """
    written = " ".join(name.split()).casefold().replace("\u2019", "'")
    return _names().get(written) if written else None


def read_fips(code: str) -> str | None:
    """Return the ISO 3166-1 code for a code of FIPS 10-4, or for an alpha-3 code of ISO 3166-1; None where unknown."""
    table: dict[str, str] = _table()["fips"]
    return table.get(code) if len(code) == _ALPHA_2 else find_country(code) if len(code) == _ALPHA_3 else None


@cache
def _table() -> dict[str, Any]:
    return read_toml("countries.toml")


@cache
def _names() -> dict[str, str]:
    import pycountry

    found: dict[str, str] = {}
    for country in pycountry.countries:
        for key in ("name", "common_name", "official_name", "alpha_2", "alpha_3"):
            if getattr(country, key, None):
                found.setdefault(getattr(country, key).casefold(), country.alpha_2)
    names: dict[str, str] = _table()["names"]
    return found | names
