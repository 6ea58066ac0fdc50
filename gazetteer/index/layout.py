"""The stored form of a gazetteer: one file, little-endian, of a header, a table of sections, and the sections.

::

    header    64 bytes: magic, version, number of sections, size of the file, digest of this and the table
    table     64 bytes a section: name (UTF-8, zero-padded to 32), offset, length, BLAKE2b-128 digest of its bytes
    sections  each starting at a multiple of 64, zero bytes between

A column is an array of one type. A list of strings ``x`` is ``x.bounds`` (u64, one more than there are strings) and
``x.bytes`` (UTF-8). A table from hashes to numbers ``x`` is ``x.hash`` (u64, ascending), ``x.bounds`` and ``x.values``
(u32, ascending between two bounds), with ``x.start`` (u32): where the hashes begin whose leading bits are 0, 1, 2 … and
the end. Entities are numbered in the order of their IDs, names in the order of entities.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final
from zlib import crc32

FILE_NAME: Final = "gazetteer.allonym"
MAGIC: Final = b"ALLONYM\n"
VERSION: Final = 2
ALIGNMENT: Final = 64
DIGEST_SIZE: Final = 16
MOST_SECTIONS: Final = 256
MOST_LEADING_BITS: Final = 24
HEADER: Final = struct.Struct("<8sIIQ16s24x")
ENTRY: Final = struct.Struct("<32sQQ16s")
LONGEST_HEAD: Final = HEADER.size + MOST_SECTIONS * ENTRY.size
_RESERVED: Final = 40

NO_NUMBER: Final = -(1 << 63)
"""Stands for an unknown population."""

COLUMNS: Final = {
    "entity.kind": "B",
    "entity.country": "H",
    "entity.feature": "I",
    "entity.latitude": "d",
    "entity.longitude": "d",
    "entity.population": "q",
    "entity.names": "Q",
    "name.entity": "I",
    "name.kind": "B",
    "name.language": "I",
    "name.script": "I",
    "name.source": "I",
    "detail.name": "I",
}
STRINGS: Final = ("entity.id", "entity.lists", "name.text", "detail.text", "term")
TABLES: Final = ("key", "id", "cross")
BOUNDS: Final = ".bounds"
BYTES: Final = ".bytes"
HASH: Final = ".hash"
VALUES: Final = ".values"
START: Final = ".start"
MANIFEST: Final = "manifest"


@dataclass(frozen=True, slots=True)
class Section:
    """Where a section lies in the file (bytes), and the digest of what it holds."""

    name: str
    offset: int
    length: int
    digest: bytes


def list_sections() -> dict[str, str]:
    """Name every section that a gazetteer has, with the type code of its column (``B`` for plain bytes)."""
    sections = {MANIFEST: "B", "parents" + BOUNDS: "Q", "parents" + VALUES: "I"} | COLUMNS
    for strings in STRINGS:
        sections |= {strings + BOUNDS: "Q", strings + BYTES: "B"}
    for table in TABLES:
        sections |= {table + HASH: "Q", table + BOUNDS: "Q", table + VALUES: "I", table + START: "I"}
    return sections


def hash_text(text: str) -> int:
    """Hash a key or an ID to 64 bits; any str has one, lone surrogates included.

    Two CRC-32 (ISO 3309), of the bytes forwards and backwards, are together as good as one of 64 bits and three times
    faster than a cryptographic hash, and looking a name up makes dozens. A collision costs a candidate, no answer.
    """
    try:
        data = text.encode()
    except UnicodeEncodeError:
        data = text.encode("utf-8", "surrogatepass")
    return crc32(data) << 32 | crc32(data[::-1])


def leading_bits(count: int) -> int:
    """Return how many leading bits of a hash tell where to look among ``count`` hashes, four at each place."""
    return min((count >> 2).bit_length(), MOST_LEADING_BITS)


def align(offset: int) -> int:
    """Return the next offset at which a section may start."""
    return -(-offset // ALIGNMENT) * ALIGNMENT


def pack_head(sections: list[Section], size: int) -> bytes:
    """Write the header and the table of ``sections`` of a file of ``size`` bytes."""
    table = b"".join(ENTRY.pack(s.name.encode(), s.offset, s.length, s.digest) for s in sections)
    bare = HEADER.pack(MAGIC, VERSION, len(sections), size, bytes(DIGEST_SIZE))
    digest = blake2b(bare + table, digest_size=DIGEST_SIZE).digest()
    return HEADER.pack(MAGIC, VERSION, len(sections), size, digest) + table


def unpack_head(data: bytes | memoryview, size: int) -> dict[str, Section]:
    """Read the header and the table at the start of a file of ``size`` bytes; raises ValueError with the reason."""
    if len(data) < HEADER.size:
        raise ValueError("the file is shorter than a header")
    magic, version, count, stated, digest = HEADER.unpack_from(data)
    if magic != MAGIC:
        raise ValueError("the file does not begin as a gazetteer does")
    if version != VERSION:
        raise ValueError(f"the file has format {version}, this program reads format {VERSION}")
    if stated != size:
        raise ValueError(f"the file should have {stated} bytes and has {size}")
    end = HEADER.size + count * ENTRY.size
    if count > MOST_SECTIONS or end > len(data):
        raise ValueError("the table of sections does not fit the file")
    table = bytes(data[HEADER.size : end])
    bare = HEADER.pack(MAGIC, VERSION, count, size, bytes(DIGEST_SIZE))
    if blake2b(bare + table, digest_size=DIGEST_SIZE).digest() != digest or any(data[_RESERVED : HEADER.size]):
        raise ValueError("the header does not agree with its digest")
    sections = [
        Section(name.rstrip(b"\0").decode(), offset, length, held)
        for name, offset, length, held in ENTRY.iter_unpack(table)
    ]
    if any(section.offset < end or section.offset + section.length > size for section in sections):
        raise ValueError("a section lies outside the file")
    return {section.name: section for section in sections}
