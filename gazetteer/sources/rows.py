"""What every reader of a source gives: its records in the model's terms, and the rows it could not take."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gazetteer.errors import BadRecord
from gazetteer.model import Entity


@dataclass(frozen=True, slots=True)
class Record:
    """What one row of a source says of an entity, and where: ``path`` as shown to people, ``line`` from 1."""

    entity: Entity
    path: str
    line: int


Row = Record | BadRecord


@dataclass(frozen=True, slots=True)
class Citation:
    """A work that names are taken from: title, address, licence and the ISO date it was read, each "" where unknown."""

    title: str
    url: str
    licence: str
    accessed: str


@dataclass(frozen=True, slots=True)
class Source:
    """A source of a build, ready to be read.

    ``label`` names it in manifests and as the source of names that cite no other; it holds no path of a machine.
    ``files`` are what is read; ``read`` yields the rows in the order of the files, a row at a time; ``citations`` maps
    the source IDs that names may cite.
    """

    label: str
    files: tuple[Path, ...]
    read: Callable[[], Iterator[Row]]
    citations: Mapping[str, Citation] = field(default_factory=dict)
