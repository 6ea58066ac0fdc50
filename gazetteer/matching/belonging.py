"""Which states and bodies an organization is of, where its name may say so or leave it unsaid."""

from __future__ import annotations

from functools import cache

from gazetteer.index.interface import NameIndex, remember
from normalize.lexicon import lexicon
from normalize.vocabulary import Key


def owners(index: NameIndex, entity: int, said: frozenset[str]) -> frozenset[str]:
    """Return which of some states and bodies an organization is of: its country, and what it belongs to."""
    if not said:
        return said
    own = said & {index.entity_country(entity) or ""}
    for value in said - own:
        meant = bodies_called(index, value)
        if meant and any([parent in meant for parent in index.entity_within(entity)]):
            own |= {value}
    return own


def strangers(said: frozenset[str], own: frozenset[str]) -> frozenset[str]:
    """Return the bodies said that an organization is not of, without those that are said for one another."""
    return (said - own) & _telling() if said else said


def bodies_called(index: NameIndex, value: str) -> frozenset[int]:
    """Return the entities with a name that stands, in names of organizations, for a body that others are of."""
    known = index.bodies.get(value)
    if known is None:
        forms = lexicon().whose.get(value, ())
        found = index.gather(tuple([Key("f:" + form) for form in forms]))
        known = remember(index.bodies, value, frozenset(found))
    return known


@cache
def _telling() -> frozenset[str]:
    known = lexicon()
    return frozenset(known.whose).difference(known.kin, known.kin.values())
