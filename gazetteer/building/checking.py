"""The check of a written gazetteer: every byte against its digest, every column against the laws of the layout."""

from __future__ import annotations

import os
from codecs import getincrementaldecoder
from collections.abc import Iterator
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from gazetteer.building.report import MOST_LISTED, CheckReport, Merge, Progress
from gazetteer.errors import GazetteerDamaged
from gazetteer.index.layout import (
    BASES,
    BOUNDS,
    BYTES,
    COLUMNS,
    DIGEST_SIZE,
    ENTRY,
    HASH,
    HEADER,
    INLINE,
    LISTS,
    NAMES_PER_BLOCK_BITS,
    SLOT,
    START,
    STRINGS,
    STRINGS_PER_BASE_BITS,
    TABLES,
    leading_bits,
    number_bits,
)
from gazetteer.index.mapping import MappedFile, locate
from gazetteer.index.reading import Index
from normalize.tables import fingerprint
from normalize.vocabulary import ENTITY_KINDS

Numbers = npt.NDArray[np.integer]
Integers = npt.NDArray[np.int64]

_BLOCK = 1 << 22
_KEYS = 1 << 20
_LISTS = 1 << 18


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
        counts = (len(mapped.column("entity.kind")), len(mapped.column("name.stamp")))
        merged, merges = (0, ()) if problems else _read_merges(mapped)
        return CheckReport(file, len(mapped.sections), *counts, tuple(problems), merged, merges)
    finally:
        mapped.close()


def _read_merges(mapped: MappedFile) -> tuple[int, tuple[Merge, ...]]:
    """Count what was merged at the build, and list the first thousand."""
    if "merges" not in mapped.sections:
        return 0, ()
    lines = bytes(mapped.bytes("merges")).split(b"\n")[:-1]
    rows = [line.decode().split("\t") for line in lines[:MOST_LISTED]]
    return len(lines), tuple(Merge(row[0], row[1], tuple(row[2].split()), row[3]) for row in rows)


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
            mapped.forget()
        if digest.digest() != section.digest:
            yield f"{section.name}: its bytes do not agree with their digest"
    if position != total:
        yield "the file goes on after its last section"


def _check_shapes(mapped: MappedFile) -> Iterator[str]:
    """Compare the lengths of columns that run parallel."""
    entities, names = len(mapped.column("entity.kind")), len(mapped.column("name.stamp"))
    if mapped.manifest.get("entities") != entities or mapped.manifest.get("names") != names:
        yield "manifest: its counts are not those of the columns"
    columns = [name for name in COLUMNS if name.startswith("entity.")]
    lengths = dict.fromkeys(columns, entities)
    lengths |= {"entity.names": entities + 1, "entity.id.bounds": entities + 1}
    lengths |= {"name.owner": names, "name.block": -(-names >> NAMES_PER_BLOCK_BITS), "name.text.bounds": names + 1}
    stamps = len(mapped.column("stamp.kind"))
    lengths |= dict.fromkeys(("stamp.language", "stamp.script", "stamp.source"), stamps)
    lengths |= {"parents.bounds": len(mapped.column("within.bounds"))}
    for name in ("same_as.entity", "merged.entity"):
        lengths |= {name.replace(".entity", BOUNDS): len(mapped.column(name)) + 1}
    lengths |= {"detail.text.bounds": len(mapped.column("detail.name")) + 1}
    lengths |= {table + SLOT: len(mapped.column(table + HASH)) for table in TABLES}
    lengths |= {table + START: (1 << leading_bits(len(mapped.column(table + HASH)))) + 1 for table in TABLES}
    for strings in STRINGS:
        bounds = len(mapped.column(strings + BOUNDS))
        lengths |= {strings + BASES: -(-bounds >> STRINGS_PER_BASE_BITS)}
    for name, length in lengths.items():
        if len(mapped.column(name)) != length:
            yield f"{name}: it has {len(mapped.column(name))} values and should have {length}"


def _check_laws(mapped: MappedFile) -> Iterator[str]:
    entities, names = len(mapped.column("entity.kind")), len(mapped.column("name.stamp"))
    for strings in STRINGS:
        yield from _check_strings(mapped, strings)
    for table in TABLES:
        yield from _check_table(mapped, table)
    yield from _check_bounds(mapped, "parents.bounds", len(mapped.column("parents.values")))
    yield from _check_bounds(mapped, "entity.names", names)
    terms, stamps = len(mapped.column("term.bounds")) - 1, len(mapped.column("stamp.kind"))
    limits = {"parents.values": entities, "entity.kind": len(ENTITY_KINDS), "name.stamp": stamps}
    limits |= {"stamp.kind": len(mapped.name_kinds), "entity.within": len(mapped.column("within.bounds")) - 1}
    limits |= dict.fromkeys(("entity.feature", "stamp.language", "stamp.script", "stamp.source"), terms)
    limits |= {"detail.name": names, "same_as.entity": entities, "merged.entity": entities}
    for name, limit in limits.items():
        if (_array(mapped, name) >= limit).any():
            yield f"{name}: a number in it is too great"
    for name in ("detail.name", "same_as.entity", "merged.entity"):
        numbers = _array(mapped, name)
        if (numbers[1:] <= numbers[:-1]).any():
            yield f"{name}: its numbers do not ascend"
    firsts = _array(mapped, "entity.names").astype(np.int64)
    owners = np.repeat(np.arange(entities), firsts[1:] - firsts[:-1])
    blocks = np.repeat(_array(mapped, "name.block").astype(np.int64), 1 << NAMES_PER_BLOCK_BITS)[:names]
    if not np.array_equal(owners, blocks + _array(mapped, "name.owner")):
        yield "name.owner: a name belongs to another entity than the one that lists it"
    yield from _check_ids(mapped)


def _check_strings(mapped: MappedFile, name: str) -> Iterator[str]:
    data = mapped.bytes(name + BYTES)
    behind = _array(mapped, name + BOUNDS)
    bases = _array(mapped, name + BASES).astype(np.int64)
    bounds = np.repeat(bases, 1 << STRINGS_PER_BASE_BITS)[: len(behind)] + behind
    if not _parts(bounds, len(data)):
        yield f"{name}: the bounds do not part the whole in order"
        return
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
    if not _parts(_array(mapped, name), end):
        yield f"{name}: the bounds do not part the whole in order"


def _parts(bounds: Numbers, end: int) -> bool:
    return bool(len(bounds) and bounds[0] == 0 and bounds[-1] == end and (bounds[1:] >= bounds[:-1]).all())


def _check_table(mapped: MappedFile, name: str) -> Iterator[str]:
    """Compare the order of the hashes with the starts, and follow every slot to its numbers, a block at a time."""
    hashes, starts = _array(mapped, name + HASH), _array(mapped, name + START)
    if not _parts(starts, len(hashes)):
        yield f"{name}: the starts do not part the hashes"
        return
    things = len(mapped.column(TABLES[name]))
    slots, lists = _array(mapped, name + SLOT), _array(mapped, name + LISTS)
    problems: dict[str, None] = {}
    for begin in range(0, len(hashes), _KEYS):
        keys = np.arange(max(begin - 1, 0), min(begin + _KEYS, len(hashes)))
        leads, rest = np.searchsorted(starts, keys, side="right"), hashes[keys]
        if ((leads[1:] == leads[:-1]) & (rest[1:] <= rest[:-1])).any():
            problems["the hashes do not ascend"] = None
        runs = slots[keys].astype(np.int64)
        mapped.forget()
        if (_ends(runs[runs >= INLINE] ^ INLINE, things)[1] >= things).any():
            problems["a number in it is too great"] = None
    places = np.append(np.unique(slots[slots < INLINE]), len(lists)).astype(np.int64)
    if places[0] != 0 or (np.diff(places) < 2).any():
        problems["a list is not where its slot says"] = None
    else:
        for at in range(0, len(places) - 1, _LISTS):
            problems |= dict.fromkeys(_check_lists(places[at : at + _LISTS + 1], lists, things))
    yield from (f"{name}: {problem}" for problem in problems)


def _check_lists(places: Integers, lists: Numbers, things: int) -> Iterator[str]:
    """Each list that begins at one of ``places``, the last but ends there, is as long as it says, and ascends."""
    part = lists[places[0] : places[-1]].astype(np.int64)
    heads = places[:-1] - places[0]
    runs = np.delete(part, heads)
    begins = heads - np.arange(len(heads))
    first, last = _ends(runs, things)
    if (np.add.reduceat(_count_flags(runs >> number_bits(things)) + 1, begins) != part[heads]).any():
        yield "a list has more or fewer numbers than it says"
    if (last >= things).any():
        yield "a number in it is too great"
    falls = first[1:] <= last[:-1]
    falls[begins[1:] - 1] = False
    if falls.any():
        yield "the numbers under a hash do not ascend"


def _count_flags(flags: Integers) -> Integers:
    counted = np.zeros(len(flags), np.int64)
    for bit in range(31):
        counted += flags >> bit & 1
    return counted


def _ends(runs: Integers, things: int) -> tuple[Integers, Integers]:
    """Return the first and the last number of each run."""
    bits = number_bits(things)
    first = runs & (1 << bits) - 1
    flags = runs >> bits
    last = first.copy()
    for bit in range(31):
        last += flags >> bit > 0
    return first, last


def _check_ids(mapped: MappedFile) -> Iterator[str]:
    """Compare the order of the IDs, and look up those that were merged away."""
    index = Index(mapped)
    last = ""
    for number in range(index.entity_count):
        entity_id = index.entity_id(number)
        if entity_id <= last:
            yield f"entity.id: {entity_id!r} stands after {last!r}"
        last = entity_id
    for number in index.merging_entities():
        for old in index.entity_merged(number):
            if number not in index.own_holders(old):
                yield f"redirect: {old!r} does not lead to its entity"


def _array(mapped: MappedFile, name: str) -> Numbers:
    return np.frombuffer(mapped.bytes(name), np.dtype(mapped.sections[name].code).newbyteorder("<"))
