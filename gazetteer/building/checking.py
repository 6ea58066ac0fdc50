"""The check of a written gazetteer: every byte against its digest, every column against the laws of the layout."""

from __future__ import annotations

import os
from codecs import getincrementaldecoder
from collections.abc import Iterator
from hashlib import blake2b

from gazetteer.building.laws import (
    ascends,
    find_fault_of_bounds,
    find_fault_of_slots,
    owners_agree,
    parts,
    rests_ascend,
)
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
    LISTS,
    NAMES_PER_BLOCK_BITS,
    SLOT,
    START,
    STRINGS,
    STRINGS_PER_BASE_BITS,
    TABLES,
    TAIL,
)
from gazetteer.index.mapping import MappedFile, locate
from gazetteer.index.reading import Index
from normalize.tables import fingerprint
from normalize.vocabulary import ENTITY_KINDS

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
    lengths |= {table + part: len(mapped.column(table + HASH)) for table in TABLES for part in (TAIL, SLOT)}
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
    if not parts(mapped.column("parents.bounds"), len(mapped.column("parents.values"))):
        yield "parents.bounds: the bounds do not part the whole in order"
    firsts = mapped.column("entity.names")
    if not parts(firsts, names):
        yield "entity.names: the bounds do not part the whole in order"
    elif not owners_agree(firsts, mapped.column("name.block"), mapped.column("name.owner"), NAMES_PER_BLOCK_BITS):
        yield "name.owner: a name belongs to another entity than the one that lists it"
    terms, stamps = len(mapped.column("term.bounds")) - 1, len(mapped.column("stamp.kind"))
    limits = {"parents.values": entities, "entity.kind": len(ENTITY_KINDS), "name.stamp": stamps}
    limits |= {"stamp.kind": len(mapped.name_kinds), "entity.within": len(mapped.column("within.bounds")) - 1}
    limits |= dict.fromkeys(("entity.feature", "stamp.language", "stamp.script", "stamp.source"), terms)
    limits |= {"detail.name": names, "same_as.entity": entities, "merged.entity": entities}
    for name, limit in limits.items():
        if max(mapped.column(name), default=0) >= max(limit, 1):
            yield f"{name}: a number in it is too great"
        mapped.forget()
    for name in ("detail.name", "same_as.entity", "merged.entity"):
        if not ascends(mapped.column(name)):
            yield f"{name}: its numbers do not ascend"
    yield from _check_ids(mapped)


def _check_strings(mapped: MappedFile, name: str) -> Iterator[str]:
    data = mapped.bytes(name + BYTES)
    bases, bounds = mapped.column(name + BASES), mapped.column(name + BOUNDS)
    problem = find_fault_of_bounds(bases, bounds, data, STRINGS_PER_BASE_BITS)
    if problem:
        yield f"{name}: {problem}"
        return
    decoder = getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(data), _BLOCK):
            decoder.decode(data[start : start + _BLOCK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        yield f"{name}: it is not UTF-8"


def _check_table(mapped: MappedFile, name: str) -> Iterator[str]:
    """Compare the order of the hashes with the starts, and follow every slot to its numbers."""
    hashes, starts = mapped.column(name + HASH), mapped.column(name + START)
    if (len(starts) - 1).bit_count() != 1 or not parts(starts, len(hashes)):
        yield f"{name}: the starts do not part the hashes"
        return
    if not rests_ascend(hashes, mapped.column(name + TAIL), starts):
        yield f"{name}: the hashes do not ascend"
    mapped.forget()
    things = len(mapped.column(TABLES[name]))
    problem = find_fault_of_slots(mapped.column(name + SLOT), mapped.column(name + LISTS), things)
    if problem:
        yield f"{name}: {problem}"


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
