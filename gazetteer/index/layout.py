"""The stored form of a gazetteer: one file, little-endian, of a header, a table of sections, and the sections.

::

    header    64 bytes: magic, version, number of sections, size of the file, digest of this and the table
    table     64 bytes a section: name (UTF-8, zero-padded to 31), type code, offset, length, BLAKE2b-128 digest
    sections  each starting at a multiple of 64, zero bytes between

A column is an array of whole numbers from 0, each of as few bytes as the greatest needs: its type code (:mod:`array`)
is one of ``B``, ``H``, ``I``, ``Q``. What may be unknown is written one greater, so that 0 says unknown.

A list of strings ``x`` is ``x.bytes`` (UTF-8), ``x.bases`` (where every 16th string begins) and ``x.bounds`` (how far
behind its base each begins; one more than there are strings).

A table ``x`` leads from 62-bit hashes to numbers. Its keys ascend by hash; ``x.start`` says where those begin whose
leading bits are 0, 1, 2 … (a power of two of them) and where they end. ``x.hash`` (u16) holds the 16 bits after those
and ``x.tail`` (u8) 8 more; keys that agree in all of these are one. ``x.slot`` (u32) runs parallel. Numbers are written
as runs: the low bits, as many as the number of things has, are the first number, and of the bits above them the lowest
says whether the next number is there too, and so on. A slot with its highest bit set is one such run; another is the
place in ``x.lists`` (u32) of the count of numbers, followed by their runs, ascending. Several slots may lead to one
list.

A name found under ``r:x`` is not listed again under ``w:x``, nor one under ``s:x`` under ``t:x``: who looks one of them
up takes both. Entities are numbered in the order of their IDs, so that an ID is found by halving; ``redirect`` leads
from IDs merged away, ``cross`` from IDs elsewhere. Names are numbered in the order of entities: ``name.block`` holds
the entity of every 256th name, ``name.owner`` how many entities on a name's own is. What the names of a source have in
common, kind, language, script and source, is a stamp; ``within`` are the different lists of what entities lie in.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final
from zlib import crc32

FILE_NAME: Final = "gazetteer.allonym"
MAGIC: Final = b"ALLONYM\n"
VERSION: Final = 5
ALIGNMENT: Final = 64
DIGEST_SIZE: Final = 16
MOST_SECTIONS: Final = 256
MOST_LEADING_BITS: Final = 24
HEADER: Final = struct.Struct("<8sIIQ16s24x")
ENTRY: Final = struct.Struct("<31scQQ16s")
LONGEST_HEAD: Final = HEADER.size + MOST_SECTIONS * ENTRY.size
_RESERVED: Final = 40

CODES: Final = "BHIQ"
"""Type codes of columns, the narrowest first."""

DEGREE: Final = 10_000_000
"""Steps of a degree in which coordinates are kept: about a centimetre."""

HALF_TURN: Final = 180 * DEGREE
STRINGS_PER_BASE_BITS: Final = 4
NAMES_PER_BLOCK_BITS: Final = 8
HASH_BITS: Final = 62
REST_BITS: Final = 16
TAIL_BITS: Final = 8
PAIRS_PER_START: Final = 32
INLINE: Final = 1 << 31
LISTED_AS: Final = {"w": "r", "t": "s"}
"""Under the keys of a family of the left a name is not listed that is listed under the same key of the right."""

COLUMNS: Final = (
    "entity.kind",
    "entity.country",
    "entity.feature",
    "entity.latitude",
    "entity.longitude",
    "entity.population",
    "entity.names",
    "entity.within",
    "parents.bounds",
    "parents.values",
    "same_as.entity",
    "merged.entity",
    "name.stamp",
    "name.owner",
    "name.block",
    "stamp.kind",
    "stamp.language",
    "stamp.script",
    "stamp.source",
    "detail.name",
)
STRINGS: Final = ("entity.id", "within", "same_as", "merged", "name.text", "detail.text", "term")
TABLES: Final = {"key": "name.stamp", "redirect": "entity.kind", "cross": "entity.kind"}
"""The tables, each with a column that has as many values as there are things it leads to."""

BASES: Final = ".bases"
BOUNDS: Final = ".bounds"
BYTES: Final = ".bytes"
HASH: Final = ".hash"
TAIL: Final = ".tail"
SLOT: Final = ".slot"
LISTS: Final = ".lists"
START: Final = ".start"
MANIFEST: Final = "manifest"


@dataclass(frozen=True, slots=True)
class Section:
    """Where a section lies in the file (bytes), the type code of its numbers, and the digest of what it holds."""

    name: str
    code: str
    offset: int
    length: int
    digest: bytes


def list_sections() -> tuple[str, ...]:
    """Name every section that a gazetteer has."""
    strings = [name + part for name in STRINGS for part in (BASES, BOUNDS, BYTES)]
    tables = [name + part for name in TABLES for part in (HASH, TAIL, SLOT, LISTS, START)]
    return (MANIFEST, *COLUMNS, *strings, *tables)


def number_bits(count: int) -> int:
    """Return how many low bits of a run are its first number, where there are ``count`` things to lead to."""
    return max(1, count.bit_length())


def encode_text(text: str) -> bytes:
    """Return a text as UTF-8, lone surrogates as if they were letters."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def hash_text(text: str, /) -> int:
    """Hash a key or an ID to 62 bits; any str has one, lone surrogates included.

    Two CRC-32 (ISO 3309), of the bytes forwards and backwards, are together as good as one of 64 bits and three times
    faster than a cryptographic hash, and looking a name up makes dozens. A collision costs a candidate, no answer. With
    62 bits it is, bit for bit, a positive double as well, which are sorted in half the time of whole numbers.
    """
    data = encode_text(text)
    return crc32(data) << 30 | crc32(data[::-1]) >> 2


def leading_bits(pairs: int) -> int:
    """Return how many leading bits of a hash tell where to look in a table made of so many pairs."""
    return min((pairs // PAIRS_PER_START).bit_length(), MOST_LEADING_BITS)


def count_leading_bits(starts: int) -> int:
    """Return how many leading bits of a hash tell where to look in a table with ``starts`` starts."""
    return max(starts - 1, 1).bit_length() - 1


def align(offset: int) -> int:
    """Return the next offset at which a section may start."""
    return -(-offset // ALIGNMENT) * ALIGNMENT


def pack_head(sections: list[Section], size: int) -> bytes:
    """Write the header and the table of ``sections`` of a file of ``size`` bytes."""
    table = b"".join(ENTRY.pack(s.name.encode(), s.code.encode(), s.offset, s.length, s.digest) for s in sections)
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
        Section(name.rstrip(b"\0").decode(), code.decode(), offset, length, held)
        for name, code, offset, length, held in ENTRY.iter_unpack(table)
    ]
    if any(section.offset < end or section.offset + section.length > size for section in sections):
        raise ValueError("a section lies outside the file")
    return {section.name: section for section in sections}
