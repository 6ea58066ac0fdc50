"""How easily a name is by chance as like the one asked for, among so many as a gazetteer holds."""

from __future__ import annotations

import math

from gazetteer.index.interface import NameIndex
from gazetteer.matching.features import Features, prominence
from gazetteer.matching.policy import ResolvePolicy
from gazetteer.matching.query import Query
from normalize.parts import words_of


def crowd_of(index: NameIndex, query: Query, policy: ResolvePolicy) -> tuple[float, float] | None:
    """Return how great the crowd of names is and how little a name asked for tells in it; None where there is none."""
    crowd = policy.crowd
    hinted = query.country is not None or query.within is not None or query.near is not None
    digits = math.log10(max(1, index.most_names)) - crowd.few - hinted * crowd.hinted
    if digits <= 0:
        return None
    sounds = sum([len(word.part.sound) or len(word.fold) for word in words_of(query.name)])
    return digits / (crowd.most - crowd.few), math.log(crowd.sounds / max(1, sounds))


def crowd_features(index: NameIndex, entity: int, crowd: tuple[float, float], policy: ResolvePolicy) -> Features:
    """Return how easily one of the names of a crowd is by chance as like the one asked for as that of an entity."""
    chance = (1 - prominence(index, entity, policy) + crowd[1]) / 2
    value = min(1.0, crowd[0] * chance)
    return [("crowd", value)] if value > 0 else []
