"""A user's own records as a spreadsheet saved as CSV: one row an entity, several names and IDs in a cell.

The columns are those of a record: ``id``, ``kind``, ``name``, and as needed ``lang`` (the language of ``name``),
``country``, ``lat``, ``lon``, ``feature``, ``population``, ``within``, ``same_as`` and ``merged`` (several IDs parted
by ``;``), ``aliases`` (several names parted by ``;``), and ``name:LANG`` or ``aliases:LANG`` for names in a language.
Other columns are left alone. Cells are parted by comma, semicolon or tab, whichever the header line has most of, and
may be quoted (RFC 4180).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path

from gazetteer.errors import BadRecord, BadSource
from gazetteer.sources.coordinates import parse_pair
from gazetteer.sources.lines import read_lines
from gazetteer.sources.rows import Record, Row
from gazetteer.sources.validation import make_entity

MOST_LINES = 50
"""Lines that one quoted cell may run over."""

_DELIMITERS = (",", ";", "\t")
_REQUIRED = ("id", "kind", "name")
_PLAIN = ("id", "kind", "country", "feature")


def read_sheet(path: Path, label: str, shown: str) -> Iterator[Row]:
    """Yield a row for every row of a spreadsheet; raises BadSource where the header line lacks a column."""
    lines = _join_quoted(read_lines(path, label, shown=shown), shown)
    head = next(lines, None)
    if head is None:
        return
    if isinstance(head, BadRecord):
        raise BadSource(label, f"the header line cannot be read: {head.reason}")
    delimiter = max(_DELIMITERS, key=head[1].count)
    header = [column.strip() for column in next(csv.reader(StringIO(head[1]), delimiter=delimiter))]
    missing = [column for column in _REQUIRED if column not in header]
    if missing:
        raise BadSource(label, f"the header line of {shown} has no column {', '.join(missing)}")
    for line in lines:
        yield line if isinstance(line, BadRecord) else _make_row(header, line, delimiter, label, shown)


def _make_row(header: list[str], line: tuple[int, str], delimiter: str, label: str, shown: str) -> Row:
    number, text = line
    try:
        cells = next(csv.reader(StringIO(text), delimiter=delimiter))
        if len(cells) > len(header):
            raise ValueError(f"the row has {len(cells)} cells, the header {len(header)}")
        row = _make_record({column: cell.strip() for column, cell in zip(header, cells, strict=False) if cell.strip()})
        return Record(make_entity(row, source=label), shown, number)
    except (ValueError, csv.Error) as error:
        return BadRecord(shown, number, str(error))


def _make_record(cells: Mapping[str, str]) -> dict[str, object]:
    record: dict[str, object] = {column: cells[column] for column in _PLAIN if column in cells}
    record["lat"], record["lon"] = parse_pair(cells.get("lat", ""), cells.get("lon", ""))
    if "population" in cells:
        population = _number("population", cells["population"])
        record["population"] = int(population) if population.is_integer() else population
    for column in ("within", "same_as", "merged"):
        if column in cells:
            record[column] = _split(cells[column])
    record["names"] = _names(cells)
    return record


def _names(cells: Mapping[str, str]) -> list[dict[str, str]]:
    names = []
    for column, cell in cells.items():
        part, _, language = column.partition(":")
        language = cells.get("lang", "") if column == "name" else language
        tag = {"lang": language} if language else {}
        if part == "name":
            names.append({"text": cell, "kind": "preferred" if column == "name" else "variant"} | tag)
        elif part == "aliases":
            names += [{"text": alias, "kind": "variant"} | tag for alias in _split(cell)]
    return names


def _number(column: str, cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        raise ValueError(f"{column} must be a number, not {cell[:40]!r}") from None


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _join_quoted(lines: Iterator[tuple[int, str] | BadRecord], shown: str) -> Iterator[tuple[int, str] | BadRecord]:
    """Join the lines of a row whose quoted cell runs over several."""
    held: list[str] = []
    first = 0
    for line in lines:
        if isinstance(line, BadRecord):
            yield line
            continue
        number, text = line
        first = first if held else number
        held.append(text)
        if sum(part.count('"') for part in held) % 2 == 0:
            yield first, "\n".join(held)
            held = []
        elif len(held) == MOST_LINES:
            yield BadRecord(shown, first, "a quote is not closed")
            held = []
    if held:
        yield BadRecord(shown, first, "a quote is not closed")
