"""What a place of GeoNames lies in: the tree of countries and their divisions, from codes and from the hierarchy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gazetteer.errors import BadRecord
from gazetteer.sources.geonames.files import Dump
from gazetteer.sources.lines import read_lines

LABEL = "geonames"

_NO_DIVISION = "00"
_LEVELS = {"ADM1": 1, "ADM2": 2, "ADM3": 3, "ADM4": 4}
_STATES = ("PCLI", "PCLD", "PCLF", "PCLS", "PCLIX")
_INFO_COLUMNS = 19


@dataclass(frozen=True, slots=True)
class Division:
    """A country or division that a table lists beside the places: its codes joined by ``.``, names, and line."""

    number: int
    code: str
    names: tuple[str, ...]
    path: str
    line: int
    population: int | None = None


@dataclass(slots=True)
class Divisions:
    """The tree of divisions: the ID of each by its codes, the parents that the hierarchy gives, and what was listed.

    ``ids`` has a country under ``AZ`` and a division under ``AZ.26`` and so on; ``parents`` the ID
    above an ID. A few hundred thousand divisions are all there are in the world, so they stay in memory.
    """

    ids: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    listed: list[Division] = field(default_factory=list)
    faults: list[BadRecord] = field(default_factory=list)

    def note(self, cells: list[str]) -> None:
        """Remember a row of places that is a country or division, by its codes."""
        code, number = cells[7], cells[0]
        if code in _LEVELS and cells[10] != _NO_DIVISION:
            self.ids.setdefault(".".join((cells[8], *cells[10 : 10 + _LEVELS[code]])), f"{LABEL}:{number}")
        elif code in _STATES:
            self.ids.setdefault(cells[8], f"{LABEL}:{number}")

    def find(self, number: int, country: str, codes: list[str]) -> tuple[str, ...]:
        """Return the IDs of what a place lies in, nearest first, without its own.

        Where no table names the country, what the hierarchy has above the greatest division stands for it.
        """
        ids, found = self.ids, []
        key = country
        if country in ids:
            found.append(ids[country])
        if codes[0] != _NO_DIVISION:
            for code in codes:
                key = f"{key}.{code}"
                if code and key in ids:
                    found.append(ids[key])
        own = f"{LABEL}:{number}"
        parent = self.parents.get(own)
        if parent is not None and parent not in found:
            found.append(parent)
        if found and country and country not in ids:
            above = self.parents.get(found[0])
            if above is not None and above not in found:
                found.insert(0, above)
        if own in found:
            found.remove(own)
        return tuple(found[::-1])


def read_divisions(dump: Dump) -> Divisions:
    """Read the tables of countries, of divisions and of the hierarchy; bad rows are kept as ``faults``."""
    divisions = Divisions()
    for path, read in (
        (dump.countries, _read_country),
        (dump.first_divisions, _read_division),
        (dump.second_divisions, _read_division),
        (dump.hierarchy, _read_parent),
    ):
        if path is None:
            continue
        for number, cells in _read_rows(path, divisions.faults):
            try:
                read(divisions, cells, path.name, number)
            except ValueError as error:
                divisions.faults.append(BadRecord(path.name, number, str(error)))
    for division in divisions.listed:
        divisions.ids.setdefault(division.code, f"{LABEL}:{division.number}")
    return divisions


def _read_rows(path: Path, faults: list[BadRecord]) -> Iterator[tuple[int, list[str]]]:
    for row in read_lines(path, LABEL, shown=path.name):
        if isinstance(row, BadRecord):
            faults.append(row)
        elif not row[1].startswith("#"):
            yield row[0], row[1].split("\t")


def _read_country(divisions: Divisions, cells: list[str], path: str, line: int) -> None:
    if len(cells) != _INFO_COLUMNS:
        raise ValueError(f"the row has {len(cells)} columns, not {_INFO_COLUMNS}")
    if cells[16]:
        population = int(cells[7]) if cells[7].isdecimal() else None
        divisions.listed.append(Division(_whole(cells[16]), cells[0], (cells[4],), path, line, population))


def _read_division(divisions: Divisions, cells: list[str], path: str, line: int) -> None:
    if len(cells) != 4:
        raise ValueError(f"the row has {len(cells)} columns, not 4")
    divisions.listed.append(Division(_whole(cells[3]), cells[0], (cells[1], cells[2]), path, line))


def _read_parent(divisions: Divisions, cells: list[str], path: str, line: int) -> None:
    if len(cells) not in (2, 3):
        raise ValueError(f"the row has {len(cells)} columns, not 3")
    parent, child = _whole(cells[0]), _whole(cells[1])
    if len(cells) == 3 and cells[2] == "ADM":
        divisions.parents.setdefault(f"{LABEL}:{child}", f"{LABEL}:{parent}")


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or int(text) == 0 or len(text) > 18:
        raise ValueError(f"{text[:40]!r} is not a number of GeoNames")
    return int(text)
