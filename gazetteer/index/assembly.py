"""The last step of writing an index: parents by number, and all sections laid into one file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import blake2b
from typing import BinaryIO, Protocol

import numpy as np

from gazetteer.index.columns import Column
from gazetteer.index.layout import DIGEST_SIZE, ENTRY, HEADER, Section, align, pack_head
from gazetteer.index.tables import Table


class Content(Protocol):
    """What fills a section: blocks of bytes, and the type code of the numbers in them."""

    @property
    def code(self) -> str: ...

    def blocks(self) -> Iterator[bytes]: ...


def resolve_parents(
    parents: Column, counts: Column, tables: Iterable[Table], entities: int, bounds: Column, values: Column
) -> None:
    """Find the number of every parent by the hash of its ID, in the first of ``tables`` that has it.

    ``counts`` says how many ``parents`` each list has. Fills the ``bounds`` and the ``values`` of the parents that are
    known; unknown ones are left out.
    """
    wanted = parents.whole().astype(np.uint64)
    found = np.full(len(wanted), -1, dtype=np.int64)
    for table in tables:
        found = np.where(found < 0, table.find_firsts(wanted, entities), found)
    known = np.concatenate([[0], np.cumsum(found >= 0)])
    ends = np.concatenate([[0], np.cumsum(counts.whole().astype(np.int64))])
    bounds.extend(known[ends].astype(np.uint64))
    values.extend(found[found >= 0].astype(np.uint64))


def write_file(
    file: BinaryIO,
    sections: Mapping[str, Content],
    *,
    progress: Callable[[str, int, int | None], None] | None = None,
) -> None:
    """Lay the blocks of every section into an empty ``file``, digest them, and write header and table before them."""
    offset = HEADER.size + len(sections) * ENTRY.size
    file.write(bytes(offset))
    placed = []
    for done, (name, content) in enumerate(sections.items()):
        if progress is not None:
            progress("write", done, len(sections))
        file.write(bytes(align(offset) - offset))
        start = offset = align(offset)
        digest = blake2b(digest_size=DIGEST_SIZE)
        for block in content.blocks():
            digest.update(block)
            file.write(block)
            offset += len(block)
        placed.append(Section(name, content.code, start, offset - start, digest.digest()))
    file.seek(0)
    file.write(pack_head(placed, offset))
