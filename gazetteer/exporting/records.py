"""Entities as records: JSON lines that build back to the same entities."""

from __future__ import annotations

from collections.abc import Iterator

from gazetteer.exporting.selection import Selection
from gazetteer.rendering import entity_shape, to_json


def write_lines(selection: Selection) -> Iterator[str]:
    """Yield a line for each entity, all its names with all that is known of them."""
    for entity in selection.entities():
        shape = entity_shape(entity)
        del shape["name"]
        yield to_json(shape) + "\n"
