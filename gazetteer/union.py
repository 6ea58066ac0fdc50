"""One entity out of several that are the same: every name with its source, the first known of everything else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gazetteer.ids import rank_id
from gazetteer.model import Entity, Name


def unite(entities: Sequence[Entity]) -> Entity:
    """Make one entity of several, the first of which gives its ID; the IDs of the others become ``merged``.

    Names that differ in anything, their source included, are all kept, in the order of the entities.
    """
    first, *others = entities
    if not others:
        return first
    located = next((entity for entity in entities if entity.latitude is not None), first)
    names: dict[Name, None] = {name: None for entity in entities for name in entity.names}
    merged = {own for entity in entities for own in (entity.id, *entity.merged)} - {first.id}
    return replace(
        first,
        names=tuple(names),
        country=next((entity.country for entity in entities if entity.country), None),
        latitude=located.latitude,
        longitude=located.longitude,
        feature=next((entity.feature for entity in entities if entity.feature), None),
        population=next((entity.population for entity in entities if entity.population is not None), None),
        within=next((entity.within for entity in entities if entity.within), ()),
        same_as=tuple(sorted({cross for entity in entities for cross in entity.same_as}, key=rank_id)),
        merged=tuple(sorted(merged, key=rank_id)),
    )
