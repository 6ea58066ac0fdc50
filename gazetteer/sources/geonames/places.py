"""Rows of the table of places of GeoNames, checked cell by cell, each made an entity with all its names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gazetteer.countries import country_codes, withdrawn_codes, wrong_country
from gazetteer.model import Entity, Name
from gazetteer.sources.coordinates import NAMED, parse_pair
from gazetteer.sources.geonames.divisions import LABEL, Division, Divisions
from gazetteer.sources.tidying import tidy_names, tidy_text
from gazetteer.sources.validation import LARGEST_POPULATION, MOST_NAMES

COLUMNS = 19

_FEATURE = re.compile(r"[A-Z][A-Z0-9]{0,9}")
_KNOWN_FEATURES: set[str] = {""}
_STATE = "PCLI"
_FORMER_STATE = "PCLH"


def read_place(raw: bytes) -> list[str]:
    """Return the cells of a row, their number and form checked; raises ValueError with what is wrong.

    Checked are the number of columns, the encoding, the ID, coordinates, feature code, country and population.
    """
    try:
        cells = raw.decode().rstrip("\r").split("\t")
    except UnicodeDecodeError as error:
        raise ValueError(f"the line is not UTF-8 at byte {error.start + 1}") from None
    if len(cells) != COLUMNS:
        raise ValueError(f"the row has {len(cells)} columns, not {COLUMNS}")
    number, feature, country = cells[0], cells[7], cells[8]
    if not (number.isascii() and number.isdecimal()) or number[0] == "0" or len(number) > 18:
        raise ValueError(f"{number[:40]!r} is not a number of GeoNames")
    if country and country not in country_codes():
        if country not in withdrawn_codes():
            raise ValueError(wrong_country(country))
        cells[8] = ""
    if feature not in _KNOWN_FEATURES:
        if _FEATURE.fullmatch(feature) is None:
            raise ValueError(f"{feature[:40]!r} is not a feature code")
        _KNOWN_FEATURES.add(feature)
    return cells


def make_place(cells: list[str], divisions: Divisions, names: Iterable[Name], others: Iterable[str]) -> Entity:
    """Make an entity of a row's cells, its names from the table of alternate names and its IDs elsewhere.

    Raises ValueError where a coordinate, the population or the name cannot be.
    """
    number, country = cells[0], cells[8]
    latitude, longitude = parse_pair(cells[4], cells[5], NAMED)
    population = _population(cells[14])
    own = f"{LABEL}:{number}"
    same_as = (*dict.fromkeys(others),)
    if cells[7] == _STATE and country and divisions.ids.get(country) == own:
        same_as = (*same_as, f"iso3166-1:{country}")
    return Entity(
        own,
        "place",
        _join_names(cells, names),
        country or None,
        latitude,
        longitude,
        cells[7] or None,
        population,
        divisions.find(int(number), country, cells[10:14]),
        same_as,
        (),
    )


def make_division(division: Division, divisions: Divisions, names: Iterable[Name], others: Iterable[str]) -> Entity:
    """Make an entity of a country or division that is in no file of places; raises ValueError where it has no name."""
    country, *codes = division.code.split(".")
    feature = f"ADM{len(codes)}" if codes else _STATE
    cells = [""] * COLUMNS
    cells[0], cells[1], cells[2] = str(division.number), division.names[0], division.names[-1]
    cells[7], cells[8], cells[10 : 10 + len(codes)] = feature, country, codes
    cells[14] = str(division.population or "")
    if country in withdrawn_codes():
        cells[7], cells[8] = _FORMER_STATE, ""
    elif country not in country_codes():
        raise ValueError(wrong_country(country))
    return make_place(cells, divisions, names, others)


def _join_names(cells: list[str], names: Iterable[Name]) -> tuple[Name, ...]:
    """Put the name of the place first, then those with a language, then what the column of alternate names adds."""
    canonical = tidy_text(cells[1]) or tidy_text(cells[2])
    if canonical is None:
        raise ValueError("the place has no name")
    joined = [Name(canonical, None, None, "preferred", None, None, (), LABEL)]
    seen: set[tuple[str, str | None]] = {(canonical, None)}
    for name in names:
        key = (name.text, name.language)
        if key not in seen:
            seen.add(key)
            joined.append(name)
    if cells[2] != canonical and not canonical.isascii() and not _has_latin(canonical):
        cells[3] = f"{cells[2]},{cells[3]}"
    if cells[3]:
        known = {name.text for name in joined}
        listed = [text for text in cells[3].split(",") if text not in known]
        for text, kind in tidy_names(listed, known=known) if listed else ():
            if text not in known:
                joined.append(Name(text, None, None, kind, None, None, (), LABEL))
    return tuple(joined[:MOST_NAMES])


def _has_latin(text: str) -> bool:
    return any(sign.isascii() and sign.isalpha() for sign in text)


def _population(text: str) -> int | None:
    """Return a population; GeoNames writes 0 where it is not known."""
    if text in ("", "0"):
        return None
    if not (text.isascii() and text.isdecimal()) or len(text) > 12 or int(text) > LARGEST_POPULATION:
        raise ValueError(f"population {text[:40]!r} is not possible")
    return int(text) or None
