"""Names under keys, read out of a mapped file: what a look-up asks of an index, by machine code where it is built."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, Final, cast

from gazetteer.index.interface import NameIndex, Ranking, sort_of
from gazetteer.index.layout import LISTED_AS
from gazetteer.index.mapping import LARGE, MappedFile
from gazetteer.index.views import NATIVE, hash_text

if TYPE_CHECKING:
    from gazetteer.index.native import Owners, Strings, Table

_READS: Final = 32
"""Keys or names looked up before a reader of a large file sees how much memory it holds."""

_FAMILIES: Final = "".join(chain.from_iterable(LISTED_AS.items()))


class KeyedNames(NameIndex):
    """The names of a mapped file by number and by key; :class:`gazetteer.index.reading.Index` is the rest of it."""

    def __init__(self, file: MappedFile) -> None:
        self._file = file
        self._texts, self._owners, self._keys = file.strings("name.text"), file.owners(), file.table("key")
        self._is_large = len(file.whole) >= LARGE
        self._reads = 0

    def postings(self, key: str) -> Sequence[int]:
        """Return the numbers of the names under a key, ascending."""
        if self._is_large:
            self._trim()
        found = self._keys.find(hash_text(key))
        other = LISTED_AS.get(key[0]) if key else None
        if other is None:
            return found
        more = self._keys.find(hash_text(other + key[1:]))
        if not found or not more:
            return more or found
        return sorted({*found, *more})

    def posting_count(self, key: str) -> int:
        """Return how many names are under a key, without reading them; a few may be counted twice."""
        count = self._keys.count(hash_text(key))
        other = LISTED_AS.get(key[0]) if key else None
        return count if other is None else count + self._keys.count(hash_text(other + key[1:]))

    def gather(self, keys: tuple[str, ...]) -> dict[int, list[int]]:
        """Return the entities with names under some keys, see NameIndex.gather, of which this is the machine code."""
        if not NATIVE:
            return super().gather(keys)
        if self._is_large:
            self._trim()
        others = [LISTED_AS[key[0]] + key[1:] for key in keys if key[:1] in LISTED_AS]
        return cast("Table", self._keys).gather(cast("Owners", self._owners), (*keys, *others) if others else keys)

    def rank(
        self, keys: list[str], values: list[float], ranking: Ranking, written: str, sorts: bytes
    ) -> list[tuple[int, float]]:
        """Return the names that share most with some keys, see NameIndex.rank, of which this is the machine code."""
        if not NATIVE:
            return super().rank(keys, values, ranking, written, sorts)
        if self._is_large:
            self._file.trim()
        limits = ranking.discounted, ranking.rarity_bits, ranking.most, ranking.ranked, ranking.keep
        plain, spaces, sort = written.isascii(), written.count(" "), sort_of(written, sorts)
        table, texts, owners = cast("Table", self._keys), cast("Strings", self._texts), cast("Owners", self._owners)
        return table.rank(texts, owners, keys, values, _FAMILIES, *limits, plain, spaces, sorts, sort)

    def name_text(self, name: int) -> str:
        return self._texts[name]

    def nearest_names(self, names: list[int], written: str, sorts: bytes, most: int) -> list[int]:
        """Return the names nearest in writing, see NameIndex.nearest_names."""
        if not NATIVE:
            return super().nearest_names(names, written, sorts, most)
        return cast("Strings", self._texts).nearest(names, written, sorts, sort_of(written, sorts), most)

    def name_entity(self, name: int) -> int:
        """Return the number of the entity that has this name."""
        if self._is_large:
            self._trim()
        return self._owners[name]

    def _trim(self) -> None:
        self._reads += 1
        if self._reads % _READS == 0:
            self._file.trim()
