"""How two places of one name stand to each other: state and capital, area and seat, province and hamlet."""

from __future__ import annotations

from typing import Final

from gazetteer.index.interface import NameIndex
from gazetteer.matching.features import prominence
from gazetteer.matching.policy import ResolvePolicy
from gazetteer.matching.scoring import Scored
from gazetteer.matching.sorts import is_area, is_settlement, is_state, lies_in
from normalize.keys import loose_keys
from normalize.likeness import liken
from normalize.parsing import parse_name
from normalize.policies import policy_for

LACKING: Final = ("missing", "conflict")
"""Features of names with words that the other lacks."""

_CAPITALS: Final = ("PPLC", "PPLA")
"""Feature codes of the capital of a state and of those of its first subdivisions."""

_PROVINCE: Final = "ADM1"
"""Feature code of the first subdivisions of a state."""

_CHIEF: Final = ("preferred", "official", "short")
"""Kinds of the names that an entity is chiefly known by."""

_BESIDES: Final = ("variant", "machine")
"""Kinds of names that an entity has beside those; where nobody says in which language, they are often another's."""


def is_state_of(index: NameIndex, entity: int, part: int) -> bool:
    """Return whether a state or territory bears the name of a place in it, such as its capital."""
    if not is_state(index, entity) or not index.entity_feature(part) or is_state(index, part):
        return False
    country = index.entity_country(entity)
    return country is not None and country == index.entity_country(part)


def is_province(index: NameIndex, entity: int) -> bool:
    """Return whether an entity is a first subdivision of a state."""
    return index.entity_feature(entity) == _PROVINCE


def is_province_of(index: NameIndex, area: int, entity: int, policy: ResolvePolicy) -> bool:
    """Return whether an area is a first subdivision and a settlement in it is less known, by fewer names by far.

    The number of names parts a hamlet from the seat of a small municipality, which has more of them than its area.
    """
    if not is_province(index, area) or not is_settlement(index, entity):
        return False
    if index.entity_feature(entity) in _CAPITALS:
        return False
    if prominence(index, entity, policy) >= prominence(index, area, policy) or not lies_in(index, entity, area):
        return False
    return policy.province_names * len(index.names_of(entity)) <= len(index.names_of(area))


def is_seat_of(index: NameIndex, entity: int, area: int, policy: ResolvePolicy) -> bool:
    """Return whether a settlement lies in an area, or is a capital in the country of one that may hold it unsaid.

    A hamlet is not the seat of its province.
    """
    if not (is_settlement(index, entity) and is_area(index, area)):
        return False
    if index.entity_feature(entity) in _CAPITALS and index.entity_country(entity) == index.entity_country(area):
        return True
    return lies_in(index, entity, area) and not is_province_of(index, area, entity, policy)


def lie_together(index: NameIndex, entity: int, area: int) -> bool:
    """Return whether a settlement lies in the area, no state, that another area is a part of: that one is around it."""
    if not (is_settlement(index, entity) and is_area(index, area)):
        return False
    around = index.entity_within(area)
    return bool(around) and is_area(index, around[0]) and lies_in(index, entity, around[0])


def is_besides(index: NameIndex, scored: Scored, other: Scored) -> bool:
    """Return whether a place has a name only besides that another in its country is chiefly called.

    Not where somebody says in which language it is, nor where the place is chiefly called something like it.
    """
    if index.name_kind(other.name) not in _CHIEF or index.name_kind(scored.name) not in _BESIDES:
        return False
    if index.entity_kind(scored.entity) != "place" or index.name_language(scored.name) is not None:
        return False
    country = index.entity_country(scored.entity)
    if country is None or country != index.entity_country(other.entity):
        return False
    chief = [name for name in index.names_of(scored.entity) if index.name_kind(name) in _CHIEF]
    return not any([_are_alike(index.name_text(name), index.name_text(scored.name)) for name in chief])


def _are_alike(one: str, two: str) -> bool:
    """Whether two names of a place share a word or its consonants, or all words of one are like those of the other."""
    if not set(loose_keys(one, kind="place")).isdisjoint(loose_keys(two, kind="place")):
        return True
    likeness = liken(parse_name(one, "place"), parse_name(two, "place"), policy_for("place"))
    return not any([name in LACKING for name, _ in likeness.features])
