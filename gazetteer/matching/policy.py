"""The numbers of a look-up, read from the policy file that says where they come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from gazetteer.index.interface import Ranking
from gazetteer.packaged import read_toml
from normalize.vocabulary import EntityKind


@dataclass(frozen=True, slots=True)
class Crowd:
    """Of which kinds, from how many names on to how many, how far a hint narrows it, how many sounds tell a name."""

    kinds: frozenset[str]
    few: float
    most: float
    hinted: float
    by_system: float
    sounds: int


@dataclass(frozen=True, slots=True)
class ProfilePolicy:
    """How much the words of an organization's names tell, how many are looked at, and the log-odds that it is meant."""

    fewest: int
    most_postings: int
    owned: int
    near_best: float
    least_margin: float
    organizations: float
    least: float
    much: float
    bias: float
    weights: dict[str, float]


@dataclass(frozen=True, slots=True)
class ResolvePolicy:
    """Limits of the candidate stage, worth of keys, weights of context, and the bounds of the decision."""

    names: int
    names_unvowelled: int
    more_words: int
    first_names: int
    least_share: float
    ranking: Ranking
    ranked_by_initials: int
    rough_entities: int
    enough: dict[EntityKind, list[float]]
    enough_lacking: float
    name_enough: float
    hopeless: float
    names_per_entity: int
    telling_consonants: float
    keys: dict[str, float]
    context: dict[str, float]
    near_km: float
    far_km: float
    unknown_distance: float
    other_sort: float
    most_shortened: float
    population_digits: float
    feature_prominence: dict[str, float]
    seat_prominence: dict[str, float]
    match: float
    doubtful: float
    margin: float
    seat_margin: float
    crowd: Crowd
    profile: ProfilePolicy
    prominent: float
    prominence_gap: float
    besides_gap: float
    province_names: float


_LOADED: Final[list[ResolvePolicy]] = []


def resolve_policy() -> ResolvePolicy:
    """Return the packaged policy of look-ups."""
    if not _LOADED:
        _LOADED.append(_load())
    return _LOADED[0]


def _load() -> ResolvePolicy:
    table = read_toml("policies/resolve.toml")
    candidates, decision, prominence = table["candidates"], table["decision"], table["prominence"]
    return ResolvePolicy(
        candidates["names"],
        candidates["names_unvowelled"],
        candidates["more_words"],
        candidates["first_names"],
        candidates["least_share"],
        _ranking(candidates),
        candidates["ranked_by_initials"],
        candidates["rough_entities"],
        table["enough"],
        candidates["enough_lacking"],
        candidates["name_enough"],
        candidates["hopeless"],
        candidates["names_per_entity"],
        candidates["telling_consonants"],
        table["keys"],
        table["context"],
        table["distance"]["near_km"],
        table["distance"]["far_km"],
        table["distance"]["unknown"],
        table["context"].pop("other_sort"),
        table["context"].pop("most_shortened"),
        prominence["population"],
        prominence["features"],
        prominence["seats"],
        decision["match"],
        decision["doubtful"],
        decision["margin"],
        decision["seat_margin"],
        Crowd(**{**table["crowd"], "kinds": frozenset(table["crowd"]["kinds"])}),
        ProfilePolicy(**table["profile"]),
        decision["prominent"],
        decision["prominence_gap"],
        decision["besides_gap"],
        decision["province_names"],
    )


def _ranking(candidates: dict[str, Any]) -> Ranking:
    keep = 2 * candidates["names"] * candidates["names_per_entity"]
    return Ranking(candidates["most_postings"], candidates["ranked"], keep, "wt", candidates["rarity_bits"])
