"""The last step of writing an index: parents by number, and all sections laid into one file."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Protocol

from gazetteer.index.columns import Column
from gazetteer.index.layout import DIGEST_SIZE, ENTRY, HEADER, Section, align, pack_head
from gazetteer.index.sorting import PairSorter, share_a_token
from gazetteer.index.views import hash_text
from gazetteer.model import Entity

_OWN, _MERGED, _ELSEWHERE, _WANTED = range(4)
_TAGS = 4
_UNKNOWN = 0xFFFFFFFF


class Content(Protocol):
    """What fills a section: blocks of bytes, and the type code of the numbers in them."""

    @property
    def code(self) -> str: ...

    def blocks(self) -> Iterator[bytes]: ...


class Parents:
    """The lists of what entities lie in, and all IDs, until :meth:`resolve` finds the number of every parent."""

    def __init__(self, folder: Path) -> None:
        self._ids = PairSorter(folder)
        self._counts = Column(folder)
        self._wanted = 0

    def add_list(self, within: Sequence[str]) -> None:
        """Append a list of parents."""
        self._counts.append(len(within))
        for parent in within:
            self._ids.add(hash_text(parent), self._wanted * _TAGS + _WANTED)
            self._wanted += 1

    def add_entity(self, entity: Entity, number: int) -> None:
        """Take in the IDs of an entity: its own, those merged into it and those elsewhere."""
        self._ids.add(hash_text(entity.id), number * _TAGS + _OWN)
        for tag, ids in ((_MERGED, entity.merged), (_ELSEWHERE, entity.same_as)):
            for other in ids:
                self._ids.add(hash_text(other), number * _TAGS + tag)

    def resolve(self, bounds: Column, values: Column) -> None:
        """Fill the ``bounds`` and the ``values`` of the lists; parents that no entity is are left out.

        Of several entities an ID leads to the one whose own it is, else one it was merged into, else the first.
        """
        found = array("I", [_UNKNOWN]) * self._wanted
        for block in self._ids.merge():
            for holders in share_a_token(block):
                target = min([(holder % _TAGS, holder // _TAGS) for holder in holders])
                if target[0] != _WANTED:
                    for holder in holders:
                        if holder % _TAGS == _WANTED:
                            found[holder // _TAGS] = target[1]
        bounds.append(0)
        at = known = 0
        for count in chain.from_iterable(self._counts.arrays()):
            for number in found[at : at + count]:
                if number != _UNKNOWN:
                    values.append(number)
                    known += 1
            at += count
            bounds.append(known)

    def close(self) -> None:
        self._ids.close()
        self._counts.close()


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
