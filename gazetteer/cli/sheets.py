"""Tables of text as people keep them, CSV and JSON lines: records read one by one, each kept as it was written."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, TextIO

from gazetteer.cli.streams import BadInput

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

DELIMITERS = ",;\t|"
_SUFFIX_FORMS = {
    "csv": "csv", "tsv": "csv", "tab": "csv", "json": "jsonl", "jsonl": "jsonl", "ndjson": "jsonl",
    "parquet": "parquet",
}  # fmt: skip
# A cell longer than this is a quote that was never closed.
_LONGEST_CELL = 10_000_000
# Objects leave out what they do not have, so the columns are those of the first hundred.
_SCANNED_OBJECTS = 100
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\{|\[\s*[\[{\"\]])")
_NOT_AN_OBJECT = "not a JSON object"


class BadRow(Exception):
    """A row that was read and cannot be answered; the message says why in one clause."""


@dataclass(frozen=True, slots=True)
class Record:
    """A row: its line in the file, its values by column, its text and line end as written.

    ``problem`` is a clause about a row that cannot be answered; where it cannot be read, ``values`` is empty too.
    """

    line: int
    values: Mapping[str, object]
    raw: str
    end: str
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table being read; ``columns`` are distinct, in order; ``header`` is None where the file has none.

    ``source`` is the open file of a form that is written by batches rather than by rows.
    """

    form: str
    columns: tuple[str, ...]
    records: Iterator[Record]
    header: Record | None = None
    delimiter: str = ","
    source: ParquetFile | None = None


def sniff_form(path: str, head: bytes) -> str:
    """``csv``, ``jsonl`` or ``parquet`` by the name of the file, else by its first bytes."""
    suffix = path.lower().rpartition(".")[2]
    if suffix in _SUFFIX_FORMS:
        return _SUFFIX_FORMS[suffix]
    if head.startswith(b"PAR1"):
        return "parquet"
    return "jsonl" if _JSON.match(head) else "csv"


def sniff_delimiter(line: str) -> str:
    """The delimiter that divides a header most often outside quotes; a comma where none does."""
    bare = "".join(line.split('"')[::2])
    best = max(DELIMITERS, key=bare.count)
    return best if best in bare else ","


def read_csv(text: TextIO, *, delimiter: str | None, header: bool) -> Sheet:
    """A CSV (RFC 4180, any delimiter); rows that break it become records with a problem."""
    csv.field_size_limit(_LONGEST_CELL)
    lines = iter(text)
    first = next(lines, "")
    delimiter = delimiter or sniff_delimiter(first)
    records = _csv_records(chain([first] if first else [], lines), delimiter)
    opening = next(records, None)
    if opening is None:
        raise BadInput("the table is empty")
    if opening[0].problem:
        raise BadInput(f"line 1: {opening[0].problem}")
    cells = opening[1]
    if header:
        cells[0] = cells[0].removeprefix("\ufeff") if cells else ""
        columns = distinct(cells)
        rest: Iterable[tuple[Record, list[str]]] = records
    else:
        columns = tuple(str(number) for number in range(1, len(cells) + 1))
        rest = chain([opening], records)
    return Sheet("csv", columns, _named(rest, columns), opening[0] if header else None, delimiter)


def _csv_records(lines: Iterable[str], delimiter: str) -> Iterator[tuple[Record, list[str]]]:
    taken: list[str] = []

    def remembered() -> Iterator[str]:
        for line in lines:
            taken.append(line)
            yield line

    reader = csv.reader(remembered(), delimiter=delimiter, strict=True)
    while True:
        start = reader.line_num + 1
        cells: list[str] = []
        problem = None
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            problem = f"not CSV: {error}"
        raw = "".join(taken)
        taken.clear()
        bare = raw.rstrip("\r\n")
        yield Record(start, {}, bare, raw[len(bare) :], problem), cells


def _named(rows: Iterable[tuple[Record, list[str]]], columns: tuple[str, ...]) -> Iterator[Record]:
    for record, cells in rows:
        problem = record.problem
        if len(cells) > len(columns):
            problem = f"{len(cells)} cells under {len(columns)} columns"
        values = {} if problem else dict(zip(columns, cells, strict=False))
        yield Record(record.line, values, record.raw, record.end, problem)


def distinct(names: Sequence[str]) -> tuple[str, ...]:
    """The names of columns, one that comes again numbered: ``place``, ``place (2)``."""
    seen: dict[str, int] = {}
    result = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        result.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(result)


def read_json_lines(text: TextIO) -> Sheet:
    """JSON lines, an object each; lines that are not become records with a problem, blank ones are passed over."""
    records = (_json_record(number, line) for number, line in enumerate(text, start=1) if line.strip("\ufeff \t\r\n"))
    first = list(islice(records, _SCANNED_OBJECTS))
    if not first:
        raise BadInput("the file is empty")
    if first[0].raw.lstrip().startswith("[") and (len(first) == 1 or first[0].problem != _NOT_AN_OBJECT):
        raise BadInput("this is one JSON list; write an object a line instead (jq -c '.[]')")
    columns = tuple(dict.fromkeys(key for record in first for key in record.values))
    return Sheet("jsonl", columns, chain(first, records))


def _json_record(number: int, line: str) -> Record:
    bare = line.rstrip("\r\n").removeprefix("\ufeff")
    end = line[len(line.rstrip("\r\n")) :]
    try:
        values = json.loads(bare)
    except (ValueError, RecursionError) as error:
        return Record(number, {}, bare, end, f"not JSON: {error}")
    if not isinstance(values, dict):
        return Record(number, {}, bare, end, _NOT_AN_OBJECT)
    return Record(number, values, bare, end)
