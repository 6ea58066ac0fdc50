"""What tests of readers of dumps ask: the entities that a source yields by their IDs, and its bad rows as sentences."""

from __future__ import annotations

from pathlib import Path

from gazetteer.errors import BadRecord
from gazetteer.model import Entity
from gazetteer.sources.registry import find_source

FIXTURES = Path(__file__).parents[2] / "fixtures"


def read(specification: str) -> tuple[dict[str, Entity], list[str]]:
    """Read a source; no ID may come twice, and every name must cite a work of the source or its label."""
    source = find_source(specification)
    entities: dict[str, Entity] = {}
    bad: list[str] = []
    for row in source.read():
        if isinstance(row, BadRecord):
            bad.append(str(row))
            continue
        assert row.entity.id not in entities
        assert row.entity.names
        assert all(name.source in (*source.citations, source.label) for name in row.entity.names)
        entities[row.entity.id] = row.entity
    assert all(path.is_file() for path in source.files)
    return entities, bad


def fixture(scheme: str, path: str) -> dict[str, Entity]:
    """Read a fixture, which has no bad row."""
    entities, bad = read(f"{scheme}:{FIXTURES / path}")
    assert bad == []
    return entities


def named(entity: Entity) -> list[str]:
    """The names of an entity, each with its language and kind: ``Bakı az preferred``."""
    return [" ".join(filter(None, (name.text, name.language, name.kind))) for name in entity.names]
