"""The join of the places of GeoNames with their names, which stand in another file in another order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from gazetteer.errors import BadRecord
from gazetteer.model import Name
from gazetteer.sources.geonames.alternates import COLUMNS, SKIPPED, find_fault, read_alternate
from gazetteer.sources.geonames.divisions import LABEL, Division, Divisions, read_divisions
from gazetteer.sources.geonames.files import Dump, find_dump
from gazetteer.sources.geonames.places import make_division, make_place, read_place
from gazetteer.sources.lines import LONGEST_LINE, read_blocks
from gazetteer.sources.partitions import Partitions, Row, count_parts
from gazetteer.sources.rows import Record, Source
from gazetteer.sources.rows import Row as Outcome
from gazetteer.sources.validation import MOST_NAMES
from gazetteer.sources.works import cite

_MARKED = 1 << 25
_FILE_BITS = 10


def open_geonames(place: str) -> Source:
    """Return the dump in a folder, or a single file of places, as a source; raises BadSource where there is none."""
    dump = find_dump(Path(place))
    label = f"{LABEL}:{Path(place).name}"
    return Source(label, dump.files, lambda: read_dump(dump), cite(LABEL))


def read_dump(dump: Dump) -> Iterator[Outcome]:
    """Yield an entity for every place of a dump, with its names, and every bad row of any of its files.

    Places and names are put by in parts by the number of the place, and joined part by part, so that memory does not
    grow with the dump. Countries and divisions that only their tables list are entities too.
    """
    divisions = read_divisions(dump)
    yield from divisions.faults
    parts = count_parts((*dump.places, *((dump.names,) if dump.names else ())))
    with closing(Partitions(parts)) as places, closing(Partitions(parts)) as names:
        marks = _Marks()
        for file, path in enumerate(dump.places):
            yield from _put_places_by(path, file, places, divisions, marks)
        listed = [division for division in divisions.listed if not marks.holds(division.number)]
        for division in listed:
            marks.add(division.number)
        if dump.names is not None:
            yield from _put_names_by(dump.names, names, marks)
        for part in range(parts):
            yield from _join(part, dump, places, names, divisions, listed)


class _Marks:
    """The numbers of places: a byte for each below a bound, whatever is above it in a set."""

    def __init__(self) -> None:
        self.bytes = bytearray(_MARKED)
        self._great: set[int] = set()

    def add(self, number: int) -> None:
        if number < _MARKED:
            self.bytes[number] = 1
        else:
            self._great.add(number)

    def copy(self) -> _Marks:
        twin = _Marks()
        twin.bytes[:], twin._great = self.bytes, self._great.copy()
        return twin

    def holds(self, number: int) -> bool:
        return self.bytes[number] == 1 if number < _MARKED else number in self._great


def _put_places_by(
    path: Path, file: int, places: Partitions, divisions: Divisions, marks: _Marks
) -> Iterator[BadRecord]:
    """Put the rows of a file of places by; those that an earlier file has are left out."""
    earlier = marks.copy() if file else None
    for first, lines in read_blocks(path, LABEL):
        rows: list[Row] = []
        for line, raw in enumerate(lines, first):
            digits = raw[: raw.find(b"\t")]
            try:
                if not digits.isdigit() or len(digits) > 18 or len(raw) > LONGEST_LINE:
                    if raw and raw != b"\r":
                        _check_line(raw)
                    continue
                if b"\tADM" in raw or b"\tPCL" in raw:
                    divisions.note(read_place(raw))
            except ValueError as error:
                yield BadRecord(path.name, line, str(error))
                continue
            number = int(digits)
            if earlier is None or not earlier.holds(number):
                marks.add(number)
                rows.append((number, line << _FILE_BITS | file, raw))
        places.add(rows)


def _check_line(raw: bytes) -> None:
    """Raise ValueError with what is wrong with a line of places that has no number to begin with, or is too long."""
    if len(raw) > LONGEST_LINE:
        raise ValueError(f"the line is longer than {LONGEST_LINE} bytes")
    read_place(raw)
    raise ValueError("the row does not begin with a number of GeoNames")


def _put_names_by(path: Path, names: Partitions, marks: _Marks) -> Iterator[BadRecord]:
    """Put the alternate names of the places there are by."""
    held, holds = marks.bytes, marks.holds
    for first, lines in read_blocks(path, LABEL):
        rows: list[Row] = []
        for line, raw in enumerate(lines, first):
            cells = raw.split(b"\t")
            if len(cells) in COLUMNS and cells[1].isdigit() and len(raw) <= LONGEST_LINE:
                owner = int(cells[1])
                if (held[owner] if owner < _MARKED else holds(owner)) and cells[2] not in SKIPPED:
                    rows.append((owner, line, raw))
            elif raw and raw != b"\r":
                yield BadRecord(path.name, line, find_fault(raw))
        names.add(rows)


def _join(
    part: int, dump: Dump, places: Partitions, names: Partitions, divisions: Divisions, listed: list[Division]
) -> Iterator[Outcome]:
    """Yield the entities of a part."""
    alternates = names.gather(part)
    shown = [path.name for path in dump.places]
    for number, at, raw in places.read(part):
        path, line = shown[at & (1 << _FILE_BITS) - 1], at >> _FILE_BITS
        found = alternates.get(number)
        texts, others, faults = _read_alternates(found, dump) if found else ((), (), ())
        yield from faults
        try:
            yield Record(make_place(read_place(raw), divisions, texts, others), path, line)
        except ValueError as error:
            yield BadRecord(path, line, str(error))
    for division in listed:
        if division.number % places.count != part:
            continue
        texts, others, faults = _read_alternates(alternates.get(division.number, []), dump)
        yield from faults
        try:
            entity = make_division(division, divisions, texts, others)
        except ValueError as error:
            yield BadRecord(division.path, division.line, str(error))
        else:
            yield Record(entity, division.path, division.line)


def _read_alternates(
    rows: list[tuple[int, bytes]], dump: Dump
) -> tuple[Sequence[Name], Sequence[str], Sequence[BadRecord]]:
    """Return the names, IDs elsewhere and bad rows among the alternate names of a place."""
    names: list[Name] = []
    others: list[str] = []
    faults: list[BadRecord] = []
    for line, raw in rows[:MOST_NAMES]:
        try:
            found = read_alternate(raw)
        except ValueError as error:
            faults.append(BadRecord(dump.names.name if dump.names else "", line, str(error)))
            continue
        if isinstance(found, str):
            others.append(found)
        elif found is not None:
            names.append(found)
    return names, others, faults
