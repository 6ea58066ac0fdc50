"""The last step of writing an index: sorted tables, parents by number, and all sections laid into one file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from gazetteer.index.columns import Column
from gazetteer.index.layout import (
    BOUNDS,
    DIGEST_SIZE,
    ENTRY,
    HASH,
    HEADER,
    START,
    VALUES,
    Section,
    align,
    leading_bits,
    pack_head,
)
from gazetteer.index.sorting import Hashes, PairSorter


@dataclass(frozen=True, slots=True)
class Table:
    """A finished table from hashes to numbers, as four columns."""

    hashes: Column
    bounds: Column
    values: Column
    start: Column

    def close(self) -> None:
        for column in (self.hashes, self.bounds, self.values, self.start):
            column.close()

    def sections(self, name: str) -> dict[str, Iterable[bytes]]:
        """Give the blocks of the columns under the names of their sections."""
        return {
            name + HASH: self.hashes.blocks(),
            name + BOUNDS: self.bounds.blocks(),
            name + VALUES: self.values.blocks(),
            name + START: self.start.blocks(),
        }


def make_table(pairs: PairSorter, folder: Path) -> Table:
    """Turn sorted pairs into a table."""
    table = Table(Column("Q", folder), Column("Q", folder), Column("I", folder), Column("I", folder))
    table.bounds.append(0)
    for digests, numbers in pairs.merge():
        if len(digests) == 0:
            continue
        unique, first = np.unique(digests, return_index=True)
        ends = np.append(first[1:], len(digests)).astype(np.uint64) + np.uint64(table.values.count)
        table.bounds.extend(ends.astype("<u8").tobytes())
        table.hashes.extend(unique.astype("<u8").tobytes())
        table.values.extend(numbers.astype("<u4").tobytes())
    table.start.extend(_find_starts(table.hashes).astype("<u4").tobytes())
    return table


def _find_starts(hashes: Column) -> npt.NDArray[np.int64]:
    """Return where among ascending hashes those begin whose leading bits are 0, 1, 2 …, and the end."""
    bits = leading_bits(hashes.count)
    starts = np.zeros((1 << bits) + 1, dtype=np.int64)
    for block in hashes.blocks():
        leads = np.frombuffer(block, "<u8") >> np.uint64(64 - bits) if bits else np.zeros(len(block) // 8, np.uint64)
        starts[1:] += np.bincount(leads.astype(np.int64), minlength=1 << bits)
    return np.cumsum(starts)


def resolve_parents(parents: Column, counts: Column, tables: Iterable[Table]) -> tuple[bytes, bytes]:
    """Find the number of every parent by the hash of its ID, in the first of ``tables`` that has it.

    ``counts`` says how many ``parents`` each entity has. Returns the bounds (u64) and the values (u32) of the parents
    that are known; unknown ones are left out.
    """
    wanted: Hashes = _load(parents, "<u8").astype(np.uint64)
    found = np.full(len(wanted), -1, dtype=np.int64)
    for table in tables:
        hashes, bounds, values = (_load(table.hashes, "<u8"), _load(table.bounds, "<u8"), _load(table.values, "<u4"))
        if len(hashes) == 0:
            continue
        at = np.minimum(np.searchsorted(hashes, wanted), len(hashes) - 1)
        here = (hashes[at] == wanted) & (found < 0)
        found[here] = values[bounds[:-1][at[here]]]
    known = np.concatenate([[0], np.cumsum(found >= 0)])
    ends = np.concatenate([[0], np.cumsum(_load(counts, "<u4").astype(np.int64))])
    return known[ends].astype("<u8").tobytes(), found[found >= 0].astype("<u4").tobytes()


def write_file(file: BinaryIO, sections: Mapping[str, Iterable[bytes]]) -> None:
    """Lay the blocks of every section into an empty ``file``, digest them, and write header and table before them."""
    offset = HEADER.size + len(sections) * ENTRY.size
    file.write(bytes(offset))
    placed = []
    for name, blocks in sections.items():
        file.write(bytes(align(offset) - offset))
        start = offset = align(offset)
        digest = blake2b(digest_size=DIGEST_SIZE)
        for block in blocks:
            digest.update(block)
            file.write(block)
            offset += len(block)
        placed.append(Section(name, start, offset - start, digest.digest()))
    file.seek(0)
    file.write(pack_head(placed, offset))


def _load(column: Column, dtype: str) -> npt.NDArray[np.unsignedinteger]:
    return np.frombuffer(b"".join(column.blocks()), dtype=dtype)
