"""A user's own records as JSON lines in the form of the outside interface; spreadsheets are passed to their reader."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from gazetteer.errors import BadRecord
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
            yield Record(make_entity(_load(text), source=label), shown, number)
        except ValueError as error:
            yield BadRecord(shown, number, str(error))


def _load(text: str) -> object:
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise ValueError(f"the line is not JSON: {error.msg} at character {error.pos + 1}") from None
    except RecursionError:
        raise ValueError("the line is JSON nested too deeply") from None


def _refuse_constant(constant: str) -> object:
    raise ValueError(f"{constant} is not a number that JSON knows")
