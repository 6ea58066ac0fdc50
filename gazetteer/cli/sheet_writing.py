"""Tables going out with columns added: what stood in a row stays as it was written."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TextIO

from gazetteer.cli.sheets import Record, Sheet
from gazetteer.cli.streams import BadInput, console, message
from gazetteer.rendering import print_table, to_json

ADDED = ("id", "name", "score", "decision")
NOTHING = (None,) * len(ADDED)
_SHOWN_ROWS = 1_000

Cells = tuple[object, ...]
"""The values of ``ADDED`` for one row."""
Answered = Iterator[tuple[Record, Cells]]


def added_names(columns: Iterable[str]) -> tuple[str, ...]:
    """What the added columns are called: a name that the table has already is preceded by ``match_``."""
    taken = set(columns)
    names = []
    for name in ADDED:
        while name in taken:
            name = f"match_{name}"
        names.append(name)
    return tuple(names)


def write_sheet(sheet: Sheet, answers: Answered, form: str, out: TextIO) -> None:
    """All rows as ``csv``, ``json`` (lines) or ``table`` (for a terminal, the first thousand)."""
    if form == "table":
        _write_table(sheet, answers, out)
    elif form == "json":
        _write_json(sheet, answers, out)
    elif sheet.form == "csv":
        _extend_csv(sheet, answers, out)
    else:
        _write_csv(sheet, answers, out)


def _write_json(sheet: Sheet, answers: Answered, out: TextIO) -> None:
    fixed = None if sheet.form == "jsonl" else added_names(sheet.columns)
    for record, cells in answers:
        if not record.values and not record.problem and not record.raw:
            continue
        added: dict[str, object] = dict(zip(fixed or added_names(record.values), cells, strict=True))
        if record.problem:
            added["error"] = record.problem
        out.write(_json_row(record, added, keep=sheet.form == "jsonl") + "\n")


def _json_row(record: Record, added: dict[str, object], *, keep: bool) -> str:
    if record.problem and not record.values:
        return to_json({"line": record.line, "row": record.raw, "error": record.problem})
    if not keep:
        return to_json({**record.values, **added})
    body = record.raw.rstrip().removesuffix("}").rstrip()
    return f"{body}{'' if body.endswith('{') else ', '}{to_json(added)[1:]}"


def _csv_line(cells: Iterable[object], delimiter: str) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, lineterminator="").writerow(["" if c is None else c for c in cells])
    return buffer.getvalue()


def _extend_csv(sheet: Sheet, answers: Answered, out: TextIO) -> None:
    if sheet.header:
        added = _csv_line(added_names(sheet.columns), sheet.delimiter)
        out.write(f"{sheet.header.raw}{sheet.delimiter}{added}{sheet.header.end}")
    for record, cells in answers:
        if not record.values:
            out.write(record.raw + record.end)
            continue
        missing = sheet.delimiter * (len(sheet.columns) - len(record.values))
        out.write(f"{record.raw}{missing}{sheet.delimiter}{_csv_line(cells, sheet.delimiter)}{record.end}")


def _write_csv(sheet: Sheet, answers: Answered, out: TextIO) -> None:
    out.write(_csv_line((*sheet.columns, *added_names(sheet.columns)), sheet.delimiter) + "\r\n")
    columns = set(sheet.columns)
    for record, cells in answers:
        if not columns.issuperset(record.values):
            new = ", ".join(repr(key) for key in record.values if key not in columns)
            raise BadInput(f"line {record.line} has a column that the rows before it have not: {new}; write JSON lines")
        out.write(_csv_line((*_row(sheet, record), *cells), sheet.delimiter) + "\r\n")


def _row(sheet: Sheet, record: Record) -> list[object]:
    """Return the values of a row by column; one that could not be read is its text in the first."""
    if record.problem and not record.values:
        return [record.raw, *[None] * (len(sheet.columns) - 1)]
    values = [record.values.get(column) for column in sheet.columns]
    return [to_json(value) if isinstance(value, (dict, list, bool)) else value for value in values]


def _write_table(sheet: Sheet, answers: Answered, out: TextIO) -> None:
    rows: list[Sequence[object]] = [(*_row(sheet, r), *cells) for r, cells in islice(answers, _SHOWN_ROWS)]
    print_table(console(out), (*sheet.columns, *added_names(sheet.columns)), rows)
    if next(answers, None) is not None:
        message(f"only the first {_SHOWN_ROWS:,} rows are shown; -o OUT writes all of them")
