"""A user's own records as JSON lines in the form of the outside interface; spreadsheets are passed to their reader."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gazetteer.errors import BadRecord
from gazetteer.sources.documents import load
from gazetteer.sources.lines import read_lines
from gazetteer.sources.rows import Record, Row
from gazetteer.sources.sheets import read_sheet
from gazetteer.sources.validation import make_entity

_SHEETS = (".csv", ".tsv")


def read_records(path: Path, label: str, *, shown: str | None = None) -> Iterator[Row]:
    """Yield a row for every line of a file of records; the ending of its name tells CSV (``.csv``, ``.tsv``) from JSON.

    Raises BadSource where the file cannot be read at all.
    """
    shown = shown or str(path)
    suffix = Path(path.stem).suffix if path.suffix == ".gz" else path.suffix
    parse = read_sheet if suffix.lower() in _SHEETS else _parse_json
    return parse(path, label, shown)


def _parse_json(path: Path, label: str, shown: str) -> Iterator[Row]:
    for line in read_lines(path, label, shown=shown):
        if isinstance(line, BadRecord):
            yield line
            continue
        number, text = line
        try:
            yield Record(make_entity(load(text), source=label), shown, number)
        except ValueError as error:
            yield BadRecord(shown, number, str(error))
