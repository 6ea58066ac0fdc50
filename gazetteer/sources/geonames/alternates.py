"""Rows of the table of alternate names of GeoNames: a name with its language, kind and dates, or an ID elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gazetteer.ids import find_cross_fault
from gazetteer.model import Name
from gazetteer.sources.geonames.divisions import LABEL
from gazetteer.sources.languages import language_tag
from gazetteer.sources.lines import LONGEST_LINE
from gazetteer.sources.tidying import tidy_text

COLUMNS = (8, 9, 10)
"""Columns that a row may have: ten now, eight in the older table, nine in some early rows of the newer."""

SKIPPED = frozenset((b"link", b"post"))
"""Codes in the column of languages under which stands no name: addresses of pages and postal codes."""

_CODES = frozenset(("iata", "icao", "faac", "tcid", "unlc", "uicn", "lauc"))
_WIKIDATA = "wkdt"
_ABBREVIATED = "abbr"
_REPUBLICAN = "fr_1793"
_DATE = re.compile(r"(-?\d{4})(?:-?(\d{2})-?(\d{2}))?")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def find_fault(raw: bytes) -> str:
    """Say in one clause why a row of other columns, or without the number of a place, cannot be one."""
    if len(raw) > LONGEST_LINE:
        return f"the line is longer than {LONGEST_LINE} bytes"
    cells = raw.split(b"\t")
    if len(cells) not in COLUMNS:
        return f"the row has {len(cells)} columns, not {COLUMNS[-1]}"
    return f"{cells[1][:40].decode(errors='replace')!r} is not a number of GeoNames"


def read_alternate(raw: bytes) -> Name | str | None:
    """Return the name of a row, or the ID elsewhere that it is, or None where it is debris.

    Raises ValueError where the row is not UTF-8.
    """
    try:
        cells = raw.decode().rstrip("\r").split("\t")
    except UnicodeDecodeError as error:
        raise ValueError(f"the line is not UTF-8 at byte {error.start + 1}") from None
    code, text = cells[2], cells[3]
    if code == _WIKIDATA:
        other = f"wikidata:{text.strip()}"
        return other if find_cross_fault(other) is None else None
    tidied = tidy_text(text)
    if tidied is None:
        return None
    if len(cells) > 8 and (cells[8] or cells[-1]):
        since, until = _read_date(cells[8]), _read_date(cells[9]) if len(cells) > 9 else None
    else:
        since = until = None
    kind = "code" if code in _CODES else "acronym" if code == _ABBREVIATED else _judge(cells, code)
    return Name(tidied, language_tag(code), None, kind, since, until, (), LABEL)


def _judge(cells: Sequence[str], code: str) -> str:
    """Return the kind of a name by its flags: former before colloquial, short and preferred."""
    if cells[7] == "1" or code == _REPUBLICAN:
        return "former"
    if cells[6] == "1":
        return "colloquial"
    if cells[5] == "1":
        return "short"
    return "preferred" if cells[4] == "1" else "variant"


def _read_date(text: str) -> str | None:
    """Return a date or year as ISO 8601, or the year in a text that names a single one; None where there is none."""
    match = _DATE.fullmatch(text)
    if match is not None:
        return "-".join(part for part in match.groups() if part)
    years = _YEAR.findall(text)
    return years[0] if len(years) == 1 else None
