"""Tables of the Linked Places format (LP-TSV): a row a place, several values in a cell parted by semicolons."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from gazetteer.errors import BadRecord, BadSource
from gazetteer.ids import find_cross_fault, find_fault
from gazetteer.sources.archives import text_name
from gazetteer.sources.coordinates import parse_pair
from gazetteer.sources.drafts import Name, draft_name, find_file, make_row
from gazetteer.sources.languages import language_tag
from gazetteer.sources.lines import read_lines
from gazetteer.sources.linked_places import expand, feature_of
from gazetteer.sources.rows import Row, Source

SCHEME = "lp-tsv"

_REQUIRED = ("id", "title")
_VARIANT = re.compile(r"\{?(.+?)\}?(?:@([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*))?")


def open_linked_table(place: str) -> Source:
    """Return a table of the Linked Places format as a source; raises BadSource where there is none."""
    path = find_file(place, SCHEME)
    label = f"{SCHEME}:{path.name}"
    return Source(label, (path,), lambda: read_linked_table(path, label))


def read_linked_table(path: Path, label: str) -> Iterator[Row]:
    """Yield the place of every row; cells of a ``.csv`` may be quoted, those of other files never are."""
    header: list[str] | None = None
    commas = text_name(path).lower().endswith(".csv")
    for line in read_lines(path, SCHEME, shown=path.name):
        if isinstance(line, BadRecord):
            yield line
            continue
        number, text = line
        try:
            cells = next(csv.reader([text], strict=True)) if commas else text.split("\t")
        except csv.Error as error:
            yield BadRecord(path.name, number, f"the row is not CSV: {error}")
            continue
        if header is None:
            header = _read_header(cells, label)
        elif len(cells) > len(header):
            yield BadRecord(path.name, number, f"the row has {len(cells)} cells, the header {len(header)}")
        else:
            row = {column: cell.strip() for column, cell in zip(header, cells, strict=False)}
            try:
                yield make_row(_draft(row), label, path.name, number)
            except ValueError as error:
                yield BadRecord(path.name, number, str(error))


def _read_header(cells: list[str], label: str) -> list[str]:
    header = [cell.strip().lower() for cell in cells]
    missing = [column for column in _REQUIRED if column not in header]
    if missing:
        raise BadSource(label, f"the header line has no column {', '.join(missing)}")
    return header


def _draft(row: Mapping[str, str]) -> dict[str, object]:
    within = expand(row.get("parent_id", ""))
    latitude, longitude = parse_pair(row.get("lat", ""), row.get("lon", ""))
    return {
        "id": row.get("id"),
        "kind": "place",
        "names": [*draft_name(row.get("title", ""), "preferred"), *_draft_variants(row.get("variants", ""))],
        "country": next(iter(_split(row.get("ccodes", ""))), None),
        "lat": latitude,
        "lon": longitude,
        "feature": feature_of(_split(row.get("fclasses", ""))),
        "within": [within] if within and find_fault(within) is None else [],
        "same_as": [one for one in map(expand, _split(row.get("matches", ""))) if find_cross_fault(one) is None],
    }


def _draft_variants(text: str) -> Iterator[Name]:
    """Yield names of the form ``name@language-Script``."""
    for variant in _split(text):
        match = _VARIANT.fullmatch(variant)
        if match is not None:
            yield from draft_name(match[1], "variant", language_tag(match[2]) if match[2] else None)


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]
