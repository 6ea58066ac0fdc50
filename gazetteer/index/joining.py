"""Which entities of several layers are one: those that share an ID, of one kind, and never a town with its district."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from gazetteer.ids import rank_id
from gazetteer.index.reading import Index
from gazetteer.model import feature_class

Place = tuple[int, int]
"""An entity by the number of its layer, 0 the uppermost, and its own number there."""


class Joints(NamedTuple):
    """Entities that are in several layers: all places of each by its uppermost one, and those that do not count.

    ``hidden`` are lower entities whose own ID an upper one has that contradicts them: of another kind, or a town where
    they are a district. The ID is the upper one's, as a build takes the first record of an ID and refuses the second.
    """

    groups: Mapping[Place, tuple[Place, ...]]
    hidden: frozenset[Place]


class _Fact(NamedTuple):
    """What joining needs of an entity: its ID, that and those merged into it, kind and feature class."""

    id: str
    own: frozenset[str]
    kind: str
    feature: str | None


def join(layers: Sequence[Index]) -> Joints:
    """Find what is in several layers; takes as long as the IDs of all layers but the largest are many.

    An entity becomes one with the uppermost of those above it that shares an ID, its own before others', and that does
    not contradict it. Two entities of one layer are made one only by an entity above that has the IDs of both.
    """
    shared = _share_an_id(layers)
    facts = {place: _fact(layers[place[0]], place[1]) for place in shared}
    heads: dict[Place, Place] = {}
    groups: dict[Place, list[Place]] = {}
    classes: dict[Place, str | None] = {}
    hidden: set[Place] = set()

    def order(place: Place) -> tuple[int, bool, tuple[int, str, int, str]]:
        """Layer by layer; those first whose own ID stands above, as only they can lose it."""
        own = facts[place].id
        new = all(other[0] >= place[0] or own not in facts[other].own for other in shared[place])
        return place[0], new, rank_id(own)

    for place in sorted(shared, key=order):
        fact = facts[place]
        above = sorted(other for other in shared[place] if other[0] < place[0] and other not in hidden)
        twins = [other for other in above if fact.id in facts[other].own]
        for other in twins[:1] or above:
            head = heads[other]
            if facts[head].kind == fact.kind and _agree(classes[head], fact.feature):
                break
        else:
            if twins:
                hidden.add(place)
                continue
            head = place
        heads[place] = head
        groups.setdefault(head, []).append(place)
        classes[head] = classes.get(head) or fact.feature
    joined = {head: tuple(members) for head, members in groups.items() if len(members) > 1}
    return Joints(joined, frozenset(hidden))


def _share_an_id(layers: Sequence[Index]) -> dict[Place, set[Place]]:
    """Return for each entity the entities of other layers that have one of its IDs."""
    shared: dict[Place, set[Place]] = defaultdict(set)
    largest = max(range(len(layers)), key=lambda at: layers[at].entity_count)
    for at, layer in enumerate(layers):
        if at == largest:
            continue
        for number in layer.numbers():
            for other in _holders(layers, at, layer, number):
                shared[at, number].add(other)
                shared[other].add((at, number))
    return shared


def _holders(layers: Sequence[Index], at: int, layer: Index, number: int) -> Iterator[Place]:
    same_as, merged = layer.entity_same_as(number), layer.entity_merged(number)
    for token in (layer.entity_id(number), *same_as, *merged):
        for beside, other in enumerate(layers):
            if beside != at:
                for holder in chain(other.own_holders(token), other.cross_holders(token)):
                    yield beside, holder


def _fact(layer: Index, number: int) -> _Fact:
    entity_id, merged = layer.entity_id(number), layer.entity_merged(number)
    own = frozenset((entity_id, *merged))
    return _Fact(entity_id, own, layer.entity_kind(number), feature_class(layer.entity_feature(number)))


def _agree(one: str | None, two: str | None) -> bool:
    return one is None or two is None or one == two
