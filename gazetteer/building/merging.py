"""What a build made one entity of, told record by record."""

from __future__ import annotations

from collections.abc import Sequence

from gazetteer.building.intake import tokens_of
from gazetteer.building.report import Merge
from gazetteer.ids import rank_id
from gazetteer.model import Entity


def list_merges(entities: Sequence[Entity]) -> list[Merge]:
    """Say for each further record of an entity which IDs it shares with those before it."""
    merges = []
    seen = set(tokens_of(entities[0]))
    for entity in entities[1:]:
        tokens = set(tokens_of(entity))
        merges.append(Merge(entities[0].id, entity.id, tuple(sorted(seen & tokens, key=rank_id))))
        seen |= tokens
    return merges
