"""XML of untrusted files, an element of a wanted name at a time; entities and document types are refused, not read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from gazetteer.errors import BadSource
from gazetteer.sources.archives import open_source

DEEPEST = 40
"""Elements that may stand inside each other."""

LONGEST_ELEMENT = 1 << 22
"""Characters of text and elements that one wanted element may hold."""

_BLOCK = 1 << 16


def read_elements(path: Path, source: str, names: frozenset[str]) -> Iterator[tuple[int, Element]]:
    """Yield the line and the tree of every element of one of these names, in the order of the file.

    Prefixes of namespaces are left out of the names of elements. Raises BadSource where the file is not well-formed,
    declares a document type or an entity, or goes beyond a bound; what came before is yielded.
    """
    picker = _Picker(names)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: picker.start(name, attributes, parser.CurrentLineNumber)
    parser.EndElementHandler = picker.end
    parser.CharacterDataHandler = picker.data
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _refuse
    with open_source(path, source) as file:
        while True:
            block = file.read(_BLOCK)
            try:
                parser.Parse(block, not block)
            except (expat.ExpatError, LookupError, ValueError) as error:  # an encoding nobody knows is a LookupError
                yield from picker.take()
                raise BadSource(
                    source, f"{path.name} is not read beyond line {parser.CurrentLineNumber}: {error}"
                ) from None
            yield from picker.take()
            if not block:
                return


def text_of(element: Element, name: str) -> str:
    """Return the text of the first child of that name on one line, or nothing."""
    child = element.find(name)
    return " ".join((child.text or "").split()) if child is not None else ""


class _Picker:
    """What a parser tells, gathered into the trees of the wanted elements."""

    def __init__(self, names: frozenset[str]) -> None:
        self._names = names
        self._done: list[tuple[int, Element]] = []
        self._builder: TreeBuilder | None = None
        self._depth = self._top = self._size = self._line = 0

    def take(self) -> list[tuple[int, Element]]:
        done, self._done = self._done, []
        return done

    def start(self, name: str, attributes: dict[str, str], line: int) -> None:
        name = name.rpartition(":")[2]
        self._depth += 1
        if self._depth > DEEPEST:
            raise ValueError(f"more than {DEEPEST} elements stand inside each other")
        if self._builder is None and name in self._names:
            self._builder, self._top, self._size, self._line = TreeBuilder(), self._depth, 0, line
        if self._builder is not None:
            self._count(1)
            self._builder.start(name, {})

    def end(self, name: str) -> None:
        if self._builder is not None:
            self._builder.end(name.rpartition(":")[2])
            if self._depth == self._top:
                self._done.append((self._line, self._builder.close()))
                self._builder = None
        self._depth -= 1

    def data(self, text: str) -> None:
        if self._builder is not None:
            self._count(len(text))
            self._builder.data(text)

    def _count(self, size: int) -> None:
        self._size += size
        if self._size > LONGEST_ELEMENT:
            raise ValueError(f"an element is longer than {LONGEST_ELEMENT} characters")


def _refuse(*_: object) -> None:
    raise ValueError("it declares a document type or an entity, which may hide anything and is not read")
