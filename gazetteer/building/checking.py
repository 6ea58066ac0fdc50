"""The check of a written gazetteer: every byte against its digest, every column against the laws of the layout."""

from __future__ import annotations

import os
from codecs import getincrementaldecoder
from collections.abc import Iterator
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from gazetteer.building.report import CheckReport, Progress
from gazetteer.errors import GazetteerDamaged
from gazetteer.index.layout import (
    BOUNDS,
    BYTES,
    DIGEST_SIZE,
    ENTRY,
    HASH,
    HEADER,
    START,
    STRINGS,
    TABLES,
    VALUES,
    leading_bits,
)
from gazetteer.index.mapping import MappedFile, locate
from gazetteer.index.reading import Index
from normalize.tables import fingerprint
from normalize.vocabulary import ENTITY_KINDS

Numbers = npt.NDArray[np.unsignedinteger]

_BLOCK = 1 << 22


def check_file(path: str | os.PathLike[str], *, progress: Progress | None = None) -> CheckReport:
    """Do what :func:`gazetteer.building.check` promises."""
    file = locate(path)
    try:
        mapped = MappedFile(file)
    except GazetteerDamaged as error:
        return CheckReport(file, 0, 0, 0, (f"{error.section}: {error.reason}",))
    try:
        problems = [*_check_bytes(mapped, progress)]
        problems = problems or [*_check_shapes(mapped)] or [*_check_laws(mapped)]
        built_with = str(mapped.manifest.get("fingerprint"))
        if not problems and built_with != fingerprint():
            problems = [f"its keys were made with rules {built_with}, installed are {fingerprint()}"]
        counts = (len(mapped.column("entity.kind")), len(mapped.column("name.kind")))
        return CheckReport(file, len(mapped.sections), *counts, tuple(problems))
    finally:
        mapped.close()


def _check_bytes(mapped: MappedFile, progress: Progress | None) -> Iterator[str]:
    """Compare every section with its digest; what lies between sections must be zero."""
    whole = mapped.whole
    total, position = len(whole), HEADER.size + len(mapped.sections) * ENTRY.size
    for section in sorted(mapped.sections.values(), key=lambda section: (section.offset, section.length)):
        if section.offset < position or any(whole[position : section.offset]):
            yield f"{section.name}: what lies before it is not empty"
        position = section.offset + section.length
        digest = blake2b(digest_size=DIGEST_SIZE)
        for start in range(section.offset, position, _BLOCK):
            digest.update(whole[start : min(start + _BLOCK, position)])
            if progress is not None:
                progress("check", start, total)
        if digest.digest() != section.digest:
            yield f"{section.name}: its bytes do not agree with their digest"
    if position != total:
        yield "the file goes on after its last section"


def _check_shapes(mapped: MappedFile) -> Iterator[str]:
    """Compare the lengths of columns that run parallel."""
    entities, names = len(mapped.column("entity.kind")), len(mapped.column("name.kind"))
    if mapped.manifest.get("entities") != entities or mapped.manifest.get("names") != names:
        yield "manifest: its counts are not those of the columns"
    lengths = dict.fromkeys((name for name in mapped.codes if name.startswith("entity.")), entities)
    lengths |= dict.fromkeys((name for name in mapped.codes if name.startswith("name.")), names)
    lengths |= {"entity.names": entities + 1, "parents.bounds": entities + 1, "entity.id.bounds": entities + 1}
    lengths |= {"entity.lists.bounds": entities + 1, "name.text.bounds": names + 1}
    lengths |= {"detail.text.bounds": len(mapped.column("detail.name")) + 1}
    lengths |= {table + BOUNDS: len(mapped.column(table + HASH)) + 1 for table in TABLES}
    for name, length in lengths.items():
        if not name.endswith(BYTES) and len(mapped.column(name)) != length:
            yield f"{name}: it has {len(mapped.column(name))} values and should have {length}"


def _check_laws(mapped: MappedFile) -> Iterator[str]:
    entities, names = len(mapped.column("entity.kind")), len(mapped.column("name.kind"))
    for strings in STRINGS:
        yield from _check_strings(mapped, strings)
    for table, limit in (("key", names), ("id", entities), ("cross", entities)):
        yield from _check_table(mapped, table, limit)
    yield from _check_bounds(mapped, "parents.bounds", len(mapped.column("parents.values")))
    yield from _check_bounds(mapped, "entity.names", names)
    terms = len(mapped.column("term.bounds")) - 1
    limits = {"parents.values": entities, "detail.name": names, "entity.kind": len(ENTITY_KINDS)}
    limits |= dict.fromkeys(("entity.feature", "name.language", "name.script", "name.source"), terms)
    limits |= {"name.kind": len(mapped.name_kinds)}
    for name, limit in limits.items():
        if (_array(mapped, name) >= limit).any():
            yield f"{name}: a number in it is too great"
    firsts = _array(mapped, "entity.names").astype(np.int64)
    owners = np.repeat(np.arange(entities), firsts[1:] - firsts[:-1])
    if (owners != _array(mapped, "name.entity")).any():
        yield "name.entity: a name belongs to another entity than the one that lists it"
    yield from _check_ids(mapped)


def _check_strings(mapped: MappedFile, name: str) -> Iterator[str]:
    data = mapped.bytes(name + BYTES)
    broken = [*_check_bounds(mapped, name + BOUNDS, len(data))]
    yield from broken
    if broken:
        return
    bounds = _array(mapped, name + BOUNDS)
    inner = bounds[bounds < len(data)]
    if ((np.frombuffer(data, np.uint8)[inner] & 0xC0) == 0x80).any():
        yield f"{name}: a bound lies inside a letter"
    decoder = getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(data), _BLOCK):
            decoder.decode(data[start : start + _BLOCK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        yield f"{name}: it is not UTF-8"


def _check_bounds(mapped: MappedFile, name: str, end: int) -> Iterator[str]:
    bounds = _array(mapped, name)
    if bounds[0] != 0 or bounds[-1] != end or (bounds[1:] < bounds[:-1]).any():
        yield f"{name}: the bounds do not part the whole in order"


def _check_table(mapped: MappedFile, name: str, limit: int) -> Iterator[str]:
    hashes, values = _array(mapped, name + HASH), _array(mapped, name + VALUES)
    broken = [*_check_bounds(mapped, name + BOUNDS, len(values))]
    yield from broken
    bits = leading_bits(len(hashes))
    edges = np.arange(1 << bits, dtype=np.uint64) << np.uint64(64 - bits) if bits else np.zeros(1, np.uint64)
    if not np.array_equal(_array(mapped, name + START), np.append(np.searchsorted(hashes, edges), len(hashes))):
        yield f"{name}: the starts are not where the leading bits change"
    if (hashes[1:] <= hashes[:-1]).any():
        yield f"{name}: the hashes do not ascend"
    if (values >= limit).any():
        yield f"{name}: a number in it is too great"
    if broken or len(values) == 0:
        return
    falls = values[1:] <= values[:-1]
    falls[_array(mapped, name + BOUNDS)[1:-1] - 1] = False
    if falls.any():
        yield f"{name}: the numbers under a hash do not ascend"


def _check_ids(mapped: MappedFile) -> Iterator[str]:
    """Look every entity up by its ID, and compare the order."""
    index = Index(mapped)
    last = ""
    for number in range(index.entity_count):
        entity_id = index.entity_id(number)
        if entity_id <= last:
            yield f"entity.id: {entity_id!r} stands after {last!r}"
        if index.entity_number(entity_id) != number:
            yield f"id: {entity_id!r} does not lead to its entity"
        last = entity_id


def _array(mapped: MappedFile, name: str) -> Numbers:
    return np.frombuffer(mapped.bytes(name), np.dtype(mapped.codes[name]).newbyteorder("<"))
