"""What dumps call a country, by name or by a code of their own, turned into its ISO 3166-1 alpha-2 code."""

from __future__ import annotations

from functools import cache, lru_cache

from gazetteer.packaged import read_toml


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
    return table.get(code) if len(code) == 2 else find_country(code) if len(code) == 3 else None


@cache
def _table() -> dict[str, dict[str, str]]:
    return read_toml("territories.toml")


@cache
def _names() -> dict[str, str]:
    import pycountry

    found: dict[str, str] = {}
    for country in pycountry.countries:
        for key in ("name", "common_name", "official_name", "alpha_2", "alpha_3"):
            if getattr(country, key, None):
                found.setdefault(getattr(country, key).casefold(), country.alpha_2)
    return found | _table()["names"]
