"""The order to export: which entities are written, in which format, to where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TextIO

from gazetteer.exporting.selection import Selection
from gazetteer.matching.query import make_query
from gazetteer.opening import Place, open_index
from normalize.vocabulary import EntityKind

FORMATS: Mapping[str, str] = {"records": "records", "csv": "sheets", "lpf": "linked_places", "ftm": "follow_the_money"}
"""Formats, each with the module of this package that writes it."""

Writer = Callable[[Selection], Iterator[str]]


@dataclass(frozen=True, slots=True)
class ExportReport:
    """How many entities were written, how many of those asked for the format has no place for, and names likewise."""

    entities: int
    left_out: int
    names_left_out: int


def export(
    path: Place | Sequence[Place] | None,
    form: str,
    stream: TextIO,
    *,
    kind: EntityKind | None = None,
    country: str | None = None,
) -> ExportReport:
    """Write a gazetteer, or several as layers, to a text stream, an entity at a time in the order of IDs.

    Args:
        path: as :meth:`gazetteer.Gazetteer.open` takes it.
        form: one of :data:`FORMATS`: ``records`` (JSON lines that build back to the same entities), ``csv`` (a
            spreadsheet that is read as records), ``lpf`` (Linked Places Format 1.3, places only) or ``ftm``
            (FollowTheMoney, JSON lines).
        stream: takes text; line ends are written as they are meant.
        kind: only entities of this kind.
        country: only entities of this country, ISO 3166-1 alpha-2.

    Raises:
        GazetteerMissing, GazetteerDamaged: as opening does.
        BadQuery: a kind or country that is none.
    """
    asked = make_query("", kind=kind, country=country)
    index = open_index(path, fingerprint=None)
    try:
        selection = Selection(index, asked.kind, asked.country)
        writer: Writer = import_module(f"gazetteer.exporting.{FORMATS[form]}").write_lines
        for line in writer(selection):
            stream.write(line)
        return ExportReport(selection.written, selection.left_out, selection.names_left_out)
    finally:
        index.close()
