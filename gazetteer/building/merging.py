"""What a build made one entity of, told record by record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gazetteer.building.intake import tokens_of
from gazetteer.building.report import Merge
from gazetteer.ids import rank_id
from gazetteer.model import Entity


def list_merges(entities: Sequence[Entity], reasons: Sequence[str | None]) -> Iterator[Merge]:
    """Say of each further record of an entity why it is one with those before it: shared IDs, else its reason."""
    seen = set(tokens_of(entities[0]))
    for entity, reason in zip(entities[1:], reasons[1:], strict=True):
        tokens = set(tokens_of(entity))
        shared = tuple(sorted(seen & tokens, key=rank_id))
        yield Merge(entities[0].id, entity.id, shared, "" if shared else reason or "")
        seen |= tokens
