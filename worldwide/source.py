"""The whole world as a source of a build: regions, countries, subdivisions and cities, in this order, one by one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from gazetteer.errors import BadSource
from gazetteer.sources.rows import Citation, Row, Source
from worldwide.cities import Surroundings, read_cities
from worldwide.countries import read_countries, read_regions
from worldwide.inputs import LABEL, find_inputs
from worldwide.locales import LocalName, read_local_names, read_supplement
from worldwide.states import read_atlas, read_lodgings
from worldwide.subdivisions import read_subdivisions
from worldwide.tables import read_pairs, read_rules

HELD_OUT = "held-out"
"""The form of the source that leaves out a tenth of what CLDR calls capitals, for the benchmark of that."""

TENTH = 10


def make_source(form: str) -> Source:
    """Return the source ``worldwide``, or with ``form`` ``held-out`` the one a benchmark is built from.

    Raises BadSource where a package is missing, has another version or another file than the known one.
    """
    if form not in ("", HELD_OUT):
        raise BadSource(f"{LABEL}:{form}", "the world takes no path", (f"{LABEL}:{HELD_OUT}",))
    inputs = find_inputs()
    files = tuple(path for paths in inputs.values() for path in paths)
    return Source(f"{LABEL}:{form}" if form else LABEL, files, partial(_read, inputs, form), citations())


def citations() -> dict[str, Citation]:
    """Return the works that the names cite, by their IDs."""
    return {key: Citation(**work) for key, work in read_rules("works.toml").items()}


def is_held_out(zone: str, language: str) -> bool:
    """Whether the benchmark leaves out what CLDR calls the city of a zone in a language: one in ten, by hash."""
    return hashlib.sha256(f"{zone} {language}".encode()).digest()[0] % TENTH == 0


def capitals_by_zone() -> dict[str, str]:
    """Return the GeoNames IDs of the capitals that are exemplar cities, by zone."""
    capitals = set(read_pairs("capitals.tsv").values())
    return {zone: key for zone, key in read_pairs("zones.tsv").items() if key in capitals}


def _read(inputs: Mapping[str, Sequence[Path]], form: str) -> Iterator[Row]:
    one = {held: paths[0] for held, paths in inputs.items()}
    atlas = read_atlas(one["states"], one["subdivisions"])
    supplement = read_supplement(one["supplement"])
    territories, cities = read_local_names(inputs["locales"])
    around = Surroundings(
        atlas,
        read_lodgings(one["parents"]),
        _by_city(cities, form),
        frozenset(read_pairs("capitals.tsv").values()),
    )
    return chain(
        read_regions(one["regions"], one["continents"], territories),
        read_countries(atlas, one["countries"], territories, supplement),
        read_subdivisions(atlas, one["codes"], supplement),
        read_cities(one["cities"], around),
    )


def _by_city(names: Mapping[str, Sequence[LocalName]], form: str) -> dict[str, list[LocalName]]:
    """Return what CLDR calls each city, by GeoNames ID."""
    capitals = capitals_by_zone() if form == HELD_OUT else {}
    return {
        key: [name for name in names.get(zone, ()) if zone not in capitals or not is_held_out(zone, name.language)]
        for zone, key in read_pairs("zones.tsv").items()
    }
