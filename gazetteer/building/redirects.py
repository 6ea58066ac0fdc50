"""IDs that an earlier build merged away: they go on leading to what they led to."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace

from gazetteer.ids import rank_id
from gazetteer.index.mapping import locate
from gazetteer.index.reading import Index
from gazetteer.model import Entity


def read_redirects(path: str | os.PathLike[str]) -> dict[str, str]:
    """Return the IDs merged away in the gazetteer of the folder ``path``, with the IDs they lead to there."""
    with Index.open(locate(path)) as index:
        return {
            old: index.entity_id(entity) for entity in index.merging_entities() for old in index.entity_merged(entity)
        }


def add_redirects(redirects: Mapping[str, str]) -> Callable[[Entity], Entity]:
    """Return a function that lets earlier IDs lead to an entity where what they led to has become part of it."""
    earlier: dict[str, list[str]] = {}
    for old, survivor in redirects.items():
        earlier.setdefault(survivor, []).append(old)

    def redirect(entity: Entity) -> Entity:
        own = {entity.id, *entity.merged}
        more = {old for one in own for old in earlier.get(one, ())} - own
        return replace(entity, merged=tuple(sorted({*entity.merged, *more}, key=rank_id))) if more else entity

    return redirect
