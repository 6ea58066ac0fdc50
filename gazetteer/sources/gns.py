"""Country files of the GEOnet Names Server: one row a name, gathered into one place by the number of the feature.

Both headers are read: the 33 columns since 2022 and the 36 of the older files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from gazetteer.countries import read_fips
from gazetteer.errors import BadRecord, BadSource
from gazetteer.sources.coordinates import NAMED, Pair, parse_pair
from gazetteer.sources.drafts import Name, draft_name, find_file, make_row
from gazetteer.sources.languages import language_tag
from gazetteer.sources.lines import LONGEST_LINE, decode, read_blocks
from gazetteer.sources.partitions import Partitions, count_parts
from gazetteer.sources.partitions import Row as Put
from gazetteer.sources.rows import Row, Source
from gazetteer.sources.validation import foreign_kinds
from gazetteer.sources.works import cite

LABEL = "gns"

_CURRENT = {
    "feature": "ufi", "text": "full_name", "type": "nt", "latitude": "lat_dd", "longitude": "long_dd",
    "class": "desig_cd",    "country": "cc_ft", "language": "lang_cd", "script": "script_cd", "ended": "term_dt_n",
}  # fmt: skip
_LEGACY = {
    "feature": "UFI", "text": "FULL_NAME_RO", "type": "NT", "latitude": "LAT", "longitude": "LONG", "class": "DSG",
    "country": "CC1", "language": "LC", "population": "POP", "short": "SHORT_FORM", "ended": "F_TERM_DT",
}  # fmt: skip
_NUMBER = re.compile(rb"-?[1-9][0-9]{0,17}")
_FEATURE = re.compile(r"[A-Z][A-Z0-9]{0,9}")
_SCRIPT = re.compile(r"[A-Z][a-z]{3}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_GONE = re.compile(r"\(\((.*)\)\)")
_BRITISH = ("C", "VA")


@dataclass(frozen=True, slots=True)
class _Header:
    """The columns of a file: how many, and where each fact stands."""

    columns: int
    places: Mapping[str, int]

    def read(self, cells: list[str], fact: str) -> str:
        place = self.places.get(fact)
        return cells[place].strip() if place is not None else ""


def open_gns(place: str) -> Source:
    """Return a country file of the GEOnet Names Server as a source; raises BadSource where there is none."""
    path = find_file(place, LABEL)
    return Source(f"{LABEL}:{path.name}", (path,), lambda: read_gns(path), cite(LABEL))


def read_gns(path: Path) -> Iterator[Row]:
    """Yield a place for every feature, with all its names; raises BadSource where the header is another."""
    blocks = read_blocks(path, LABEL)
    first, lines = next(blocks, (1, [b""]))
    header = _read_header(lines[0].rstrip(b"\r").decode("utf-8", "replace"), path)
    with closing(Partitions(count_parts((path,)))) as rows:
        yield from _put_by(first + 1, lines[1:], header, path.name, rows)
        for first, lines in blocks:
            yield from _put_by(first, lines, header, path.name, rows)
        for part in range(rows.count):
            for number, named in rows.gather(part).items():
                yield from _join(number, named, header, path.name)


def _read_header(text: str, path: Path) -> _Header:
    columns = text.split("\t")
    for names in (_CURRENT, _LEGACY):
        if names["feature"] in columns and names["text"] in columns:
            places = {fact: columns.index(name) for fact, name in names.items() if name in columns}
            return _Header(len(columns), places)
    raise BadSource(f"{LABEL}:{path.name}", "the first line is no header of a file of the GEOnet Names Server")


def _put_by(first: int, lines: list[bytes], header: _Header, shown: str, rows: Partitions) -> Iterator[BadRecord]:
    """Put the rows of a block by, by the number of the feature, which may be negative."""
    put: list[Put] = []
    at = header.places["feature"]
    for line, raw in enumerate(lines, first):
        if not raw.strip():
            continue
        cells = raw.split(b"\t")
        if len(raw) > LONGEST_LINE:
            yield BadRecord(shown, line, f"the line is longer than {LONGEST_LINE} bytes")
        elif len(cells) != header.columns:
            yield BadRecord(shown, line, f"the row has {len(cells)} columns, not {header.columns}")
        elif _NUMBER.fullmatch(cells[at]) is None:
            yield BadRecord(shown, line, f"{cells[at][:40].decode(errors='replace')!r} is not the number of a feature")
        else:
            put.append((int(cells[at]), line, raw))
    rows.add(put)


def _join(number: int, named: list[tuple[int, bytes]], header: _Header, shown: str) -> Iterator[Row]:
    """Yield the place of a feature, and the bad rows among those of its names."""
    good: list[list[str]] = []
    for line, raw in named:
        try:
            cells = decode(raw).rstrip("\r").split("\t")
            _read_point(cells, header)
            good.append(cells)
        except ValueError as error:
            yield BadRecord(shown, line, str(error))
    if good:
        yield make_row(_draft(number, good, header), LABEL, shown, named[0][0])


def _read_point(cells: list[str], header: _Header) -> Pair:
    return parse_pair(header.read(cells, "latitude"), header.read(cells, "longitude"), NAMED)


def _draft(number: int, rows: list[list[str]], header: _Header) -> dict[str, object]:
    first = rows[0]
    latitude, longitude = _read_point(first, header)
    feature = header.read(first, "class")
    population = header.read(first, "population")
    country = header.read(first, "country").partition(",")[0]
    names = [name for cells in rows for name in _draft_names(cells, header)]
    return {
        "id": f"{LABEL}:{number}",
        "kind": "place",
        "names": sorted(names, key=lambda name: name["kind"] != "preferred"),
        "country": read_fips(country),
        "lat": latitude,
        "lon": longitude,
        "feature": feature if _FEATURE.fullmatch(feature) else None,
        "population": int(population) if population.isdecimal() and int(population) else None,
    }


def _draft_names(cells: list[str], header: _Header) -> list[Name]:
    """Return the name of a row and its short form; one in double brackets, or whose date is past, is a former one."""
    text, code = header.read(cells, "text"), header.read(cells, "type")
    kind = foreign_kinds()[LABEL].get(code, "variant")
    ended = header.read(cells, "ended")
    until = ended[:10] if _DAY.fullmatch(ended[:10]) else None
    gone = _GONE.fullmatch(text)
    script = header.read(cells, "script")
    facts: dict[str, object] = {"until": until, "script": script if _SCRIPT.fullmatch(script) else None}
    language = language_tag(header.read(cells, "language")) or ("en" if code in _BRITISH else None)
    names = draft_name(gone[1] if gone else text, "former" if gone or until else kind, language, **facts)
    short = header.read(cells, "short")
    return names + (draft_name(short, "short", language, **facts) if short and short != text else [])
