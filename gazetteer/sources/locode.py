"""UN/LOCODE: places of trade and transport by a code of five letters, in the order of columns of either edition.

The official files have no header and may be in Windows-1252; the edition of the datasets project has one, and other
places for status and function.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from gazetteer.errors import BadRecord, BadSource
from gazetteer.sources.drafts import draft_name, find_files, make_row
from gazetteer.sources.lines import read_lines
from gazetteer.sources.rows import Row, Source
from gazetteer.sources.works import cite

LABEL = "unlocode"
SCHEME = "locode"
COLUMNS = ("Change", "Country", "Location", "Name", "NameWoDiacritics", "Subdivision", "Coordinates", "IATA")

_OFFICIAL = {"Change": 0, "Country": 1, "Location": 2, "Name": 3, "NameWoDiacritics": 4, "Subdivision": 5, "IATA": 9,
             "Coordinates": 10}  # fmt: skip
_NEEDED = ("Change", "Country", "Location", "Name")
_WIDTH = 12
_LISTS = re.compile(r"codelistpart|code-list|unlocode", re.IGNORECASE)
_CODE = re.compile(r"[A-Z0-9]{3}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_SUBDIVISION = re.compile(r"[A-Z0-9]{1,3}")
_COORDINATES = re.compile(r"(\d{2})([0-5]\d)([NS])\s+(\d{3})([0-5]\d)([EW])")
_BRACKETED = re.compile(r"(.+?)\s*\((.+)\)\s*")
_REFERENCE = "="

_Line = tuple[int, dict[str, str]]


def open_locode(place: str) -> Source:
    """Return UN/LOCODE, a file or the parts in a folder, as a source; raises BadSource where there is none."""
    files = find_files(place, SCHEME, (".csv", ".csv.gz", ".csv.zip"))
    if len(files) > 1:
        files = tuple(path for path in files if _LISTS.search(path.name)) or files
    return Source(f"{SCHEME}:{Path(place).name}", files, lambda: read_locode(files), cite(LABEL))


def read_locode(files: Iterable[Path]) -> Iterator[Row]:
    """Yield a place for every code, with the names that refer to it; countries' headings are left out."""
    for path in files:
        country: str | None = None
        held: list[_Line] = []
        for line in _read_cells(path):
            if isinstance(line, BadRecord):
                yield line
                continue
            if line[1]["Country"] != country:
                yield from _make_rows(held, path.name)
                country, held = line[1]["Country"], []
            held.append(line)
        yield from _make_rows(held, path.name)


def _read_cells(path: Path) -> Iterator[_Line | BadRecord]:
    columns: Mapping[str, int] = _OFFICIAL
    width = _WIDTH
    for line in read_lines(path, SCHEME, shown=path.name, encodings=("utf-8", "cp1252")):
        if isinstance(line, BadRecord):
            yield line
            continue
        number, text = line
        try:
            cells = [cell.strip() for cell in next(csv.reader([text], strict=True))]
        except csv.Error as error:
            yield BadRecord(path.name, number, f"the row is not CSV: {error}")
            continue
        if number == 1 and "Location" in cells:
            columns, width = {name: cells.index(name) for name in COLUMNS if name in cells}, len(cells)
            missing = [name for name in _NEEDED if name not in columns]
            if missing:
                raise BadSource(SCHEME, f"the header line of {path.name} has no column {', '.join(missing)}")
        elif len(cells) != width:
            yield BadRecord(path.name, number, f"the row has {len(cells)} columns, not {width}")
        else:
            yield number, {name: cells[at] for name, at in columns.items()}


def _make_rows(lines: list[_Line], shown: str) -> Iterator[Row]:
    """Yield the places of a country; a reference ("Vienna = Wien") gives its place a further name."""
    further: dict[str, list[str]] = {}
    for _, cells in lines:
        if cells["Change"] == _REFERENCE and not cells["Location"]:
            name, _, target = cells["Name"].partition("=")
            further.setdefault(target.strip().casefold(), []).append(name.strip())
    for number, cells in lines:
        if cells["Location"]:
            try:
                draft = _draft(cells, further)
            except ValueError as error:
                yield BadRecord(shown, number, str(error))
            else:
                yield make_row(draft, LABEL, shown, number)
        elif cells["Change"] != _REFERENCE and not cells["Name"].startswith("."):
            yield BadRecord(shown, number, "the row has no location code and is neither a country nor a reference")


def _draft(cells: Mapping[str, str], further: Mapping[str, list[str]]) -> dict[str, object]:
    country, location, subdivision = cells["Country"], cells["Location"], cells.get("Subdivision", "")
    if _COUNTRY.fullmatch(country) is None or _CODE.fullmatch(location) is None:
        raise ValueError(f"{country[:10]!r} and {location[:10]!r} are not a code of UN/LOCODE")
    latitude, longitude = _read_coordinates(cells.get("Coordinates", ""))
    iata = cells.get("IATA", "")
    names = [*_part(cells["Name"], "preferred"), *_part(cells.get("NameWoDiacritics", ""), "variant")]
    for name in further.get(cells["Name"].casefold(), ()):
        names += draft_name(name)
    for code in (country + location, iata if _CODE.fullmatch(iata) else ""):
        names += draft_name(code, "code")
    within = [f"iso3166-2:{country}-{subdivision}"] if _SUBDIVISION.fullmatch(subdivision) else []
    return {
        "id": f"{LABEL}:{country}{location}",
        "kind": "place",
        "names": names,
        "country": country,
        "lat": latitude,
        "lon": longitude,
        "within": within,
    }


def _part(text: str, kind: str) -> list[dict[str, object]]:
    """Return a name, and the other one that may follow it in brackets."""
    match = _BRACKETED.fullmatch(text)
    if match is None:
        return draft_name(text, kind)
    return [*draft_name(match[1], kind), *draft_name(match[2])]


def _read_coordinates(text: str) -> tuple[float | None, float | None]:
    """Return degrees of coordinates in degrees and minutes, ``4024N 04952E``; raises ValueError for others."""
    if not text:
        return None, None
    match = _COORDINATES.fullmatch(text)
    if match is None:
        raise ValueError(f"the coordinates {text[:40]!r} are not degrees and minutes like 4024N 04952E")
    latitude = int(match[1]) + int(match[2]) / 60
    longitude = int(match[4]) + int(match[5]) / 60
    return round(-latitude if match[3] == "S" else latitude, 5), round(-longitude if match[6] == "W" else longitude, 5)
