"""The records of all sources, spooled to disk as they come, with the little of each that linking must see at once."""

from __future__ import annotations

import hashlib
import marshal
import struct
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple

from gazetteer.building.ordering import IdSorter
from gazetteer.building.report import MOST_LISTED, Progress
from gazetteer.errors import BadRecord
from gazetteer.index.sorting import PairSorter
from gazetteer.index.views import hash_text
from gazetteer.model import Entity, Name
from gazetteer.sources.rows import Record, Source

_STEP = 1000
_BLOCK = 1 << 20
_PLACE = struct.Struct("<QII")


class Held(NamedTuple):
    """A record taken in, with the number of its source."""

    record: Record
    source: int


class Intake:
    """Records by number, in the order of the sources and their rows; all are added before one is read back.

    ``tokens`` pairs the hash of every ID a record has, its own and those elsewhere, with the record's number; ``order``
    gives the numbers in the order of IDs. ``redirects`` are IDs that an earlier build merged away, with the IDs they
    lead to; those that a record bears again are taken out.
    """

    def __init__(self, folder: Path, *, redirects: Mapping[str, str] | None = None) -> None:
        self.tokens = PairSorter(folder)
        self.order = IdSorter(folder)
        self.redirects = dict(redirects or {})
        self.skipped: list[BadRecord] = []
        self.skipped_count = 0
        self._file = TemporaryFile(dir=folder)  # noqa: SIM115 - closed by close()
        self._places = TemporaryFile(dir=folder)  # noqa: SIM115 - likewise
        self._end = 0

    def __len__(self) -> int:
        return self.order.count

    def __getitem__(self, number: int) -> Held:
        self._places.seek(number * _PLACE.size)
        start, length, source = _PLACE.unpack(self._places.read(_PLACE.size))
        self._file.seek(start)
        return Held(_thaw(self._file.read(length)), source)

    def add(self, record: Record, source: int) -> None:
        number = self.order.count
        length = self._file.write(_freeze(record))
        self._places.write(_PLACE.pack(self._end, length, source))
        self._end += length
        self.order.add(record.entity.id)
        self.redirects.pop(record.entity.id, None)
        for token in tokens_of(record.entity):
            self.tokens.add(hash_text(token), number)

    def skip(self, row: BadRecord, *, strict: bool) -> None:
        """Count a row that cannot be taken; raises it where the build is strict."""
        if strict:
            raise row
        self.skipped_count += 1
        if len(self.skipped) < MOST_LISTED:
            self.skipped.append(row)

    def close(self) -> None:
        for part in (self._file, self._places, self.tokens, self.order):
            part.close()


def tokens_of(entity: Entity) -> tuple[str, ...]:
    """Return every ID that an entity goes by, each once."""
    return tuple(dict.fromkeys((entity.id, *entity.same_as, *entity.merged)))


def take_in(sources: Sequence[Source], intake: Intake, *, strict: bool, progress: Progress | None) -> Iterator[Held]:
    """Read every source into an intake, yielding each record as it is numbered; raises a bad row if ``strict``."""
    read = 0
    for number, source in enumerate(sources):
        for row in source.read():
            read += 1
            if isinstance(row, BadRecord):
                intake.skip(row, strict=strict)
            else:
                intake.add(row, number)
                yield Held(row, number)
            if progress is not None and read % _STEP == 0:
                progress("read", read, None)
    if progress is not None:
        progress("read", read, read)


def _freeze(record: Record) -> bytes:
    """Write a record as plain tuples, which go to disk and back several times faster than objects do."""
    entity = record.entity
    names = [
        (name.text, name.language, name.script, name.kind, name.since, name.until, name.users, name.source)
        for name in entity.names
    ]
    place = (entity.country, entity.latitude, entity.longitude, entity.feature, entity.population)
    links = (entity.within, entity.same_as, entity.merged)
    return marshal.dumps((record.path, record.line, (entity.id, entity.kind), names, place, links))


def _thaw(data: bytes) -> Record:
    path, line, (entity_id, kind), names, place, links = marshal.loads(data)
    return Record(Entity(entity_id, kind, tuple(Name(*name) for name in names), *place, *links), path, line)


def digest_files(source: Source) -> str:
    """Return the SHA-256 of all bytes of a source, file after file, in hexadecimal."""
    digest = hashlib.sha256()
    for block in _blocks(source.files):
        digest.update(block)
    return digest.hexdigest()


def _blocks(files: Sequence[Path]) -> Iterator[bytes]:
    for path in files:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                yield block
