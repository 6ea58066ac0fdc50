"""The entities that an export is about, and a count of what its format has no place for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from gazetteer.index.layering import layers_of
from gazetteer.model import Entity

if TYPE_CHECKING:
    from gazetteer.index.interface import NameIndex
    from normalize.vocabulary import EntityKind


_YEAR = re.compile(r"\d{4}")


class Citation(NamedTuple):
    """A work to cite: what it is called, its address where it has one, and the year in which it was read."""

    title: str
    url: str
    year: str


class Selection:
    """Entities of a kind and a country, read one at a time; a writer tells what it leaves out."""

    def __init__(self, index: NameIndex, kind: EntityKind | None, country: str | None) -> None:
        self._index = index
        self._kind = kind
        self._country = country
        self.written = 0
        self.left_out = 0
        self.names_left_out = 0
        self._year = str(index.manifest.get("built"))[:4]
        self._works = _list_works(index)

    def entities(self) -> Iterator[Entity]:
        """Yield the entities in the order of their IDs, each counted as written."""
        for number in self._numbers():
            self.written += 1
            yield self._index.entity(number)

    def leave_out(self) -> None:
        """Count the entity last read as one that the format has no place for."""
        self.written -= 1
        self.left_out += 1

    def leave_name_out(self) -> None:
        """Count a name that the format has no place for."""
        self.names_left_out += 1

    def languages(self) -> list[str]:
        """Return the languages of the names of all entities, in order."""
        index = self._index
        found = {index.name_language(name) for number in self._numbers() for name in index.names_of(number)}
        return sorted(language for language in found if language is not None)

    def citation(self, source: str | None) -> Citation:
        """Return the work that a name's source names, with the year of the build where none is known."""
        work = self._works.get(source or "", {})
        year = _YEAR.match(work.get("accessed", ""))
        return Citation(work.get("title") or source or "", work.get("url", ""), year[0] if year else self._year)

    def name_of(self, entity_id: str) -> str | None:
        """Return the canonical name of an entity of the gazetteer, None where it has none of this ID."""
        number = self._index.entity_number(entity_id)
        return None if number is None else self._index.entity(number).name

    def _numbers(self) -> Iterator[int]:
        index = self._index
        for number in index.numbers():
            if self._kind is not None and index.entity_kind(number) != self._kind:
                continue
            if self._country is not None and index.entity_country(number) != self._country:
                continue
            yield number


def _list_works(index: NameIndex) -> dict[str, dict[str, str]]:
    """Return the works that names may cite, by the IDs of the sources; of layers the uppermost that knows one."""
    works: dict[str, dict[str, str]] = {}
    for layer in reversed(layers_of(index)):
        section = layer.section("citations")
        works |= json.loads(bytes(section)) if section is not None else {}
    return works
