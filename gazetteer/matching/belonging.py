"""Which states and bodies an organization is of, where its name may say so or leave it unsaid."""

from __future__ import annotations

from functools import cache

from gazetteer.index.interface import NameIndex, remember
from normalize.lexicon import lexicon
from normalize.parsing import stands_for


def owners(index: NameIndex, entity: int, said: frozenset[str]) -> frozenset[str]:
    """Return which of some states and bodies an organization is of: its country, and what it belongs to."""
    if not said:
        return said
    own = said & {index.entity_country(entity) or ""}
    for parent in index.entity_within(entity):
        own |= said & stood_for(index, parent)
    return own


def strangers(said: frozenset[str], own: frozenset[str]) -> frozenset[str]:
    """Return the bodies said that an organization is not of, without those that are said for one another."""
    return (said - own) & _telling() if said else said


def stood_for(index: NameIndex, entity: int) -> frozenset[str]:
    """Return what the names of an entity stand for in names of organizations."""
    known = index.remembered.get(entity)
    if known is None:
        values = [stands_for(index.name_text(name)) for name in index.names_of(entity)]
        known = remember(index.remembered, entity, frozenset(filter(None, values)))
    return known


@cache
def _telling() -> frozenset[str]:
    known = lexicon()
    return known.whose.difference(known.kin, known.kin.values())
