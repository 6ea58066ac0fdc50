"""Of what sort a place is by its feature code, and whether it lies in another."""

from __future__ import annotations

from gazetteer.index.interface import NameIndex
from normalize.lexicon import lexicon


def is_of_sort(index: NameIndex, entity: int, generics: frozenset[str]) -> bool:
    """Return whether the feature code of an entity is one of those that one of some generic terms means."""
    feature = index.entity_feature(entity)
    return any([feature in lexicon().features.get(concept, ()) for concept in generics])


def is_state(index: NameIndex, entity: int) -> bool:
    """Return whether an entity is a state or territory, independent or not, that has a code of its own."""
    return (index.entity_feature(entity) or "").startswith("PCL")


def is_settlement(index: NameIndex, entity: int) -> bool:
    """Return whether an entity is a populated place."""
    return (index.entity_feature(entity) or "").startswith("PPL")


def is_area(index: NameIndex, entity: int) -> bool:
    """Return whether an entity is an area with a government, but no state."""
    return (index.entity_feature(entity) or "").startswith("ADM")


def lies_in(index: NameIndex, entity: int, area: int) -> bool:
    """Return whether an entity is an area or lies in it, by any chain of parents."""
    seen = {entity}
    waiting = [entity]
    while waiting:
        current = waiting.pop()
        if current == area:
            return True
        for parent in index.entity_within(current):
            if parent not in seen:
                seen.add(parent)
                waiting.append(parent)
    return False
