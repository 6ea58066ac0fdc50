"""One name as a whole: the tiers of names like it, their scores, and which entity that makes it."""

from __future__ import annotations

from gazetteer.errors import BadQuery
from gazetteer.index.interface import NameIndex
from gazetteer.matching.candidates import WRITTEN, find_tiers
from gazetteer.matching.crowd import crowd_features, crowd_of
from gazetteer.matching.decision import decide
from gazetteer.matching.evidence import make_scored
from gazetteer.matching.families import family_of
from gazetteer.matching.features import RESPELLED, prominence
from gazetteer.matching.policy import ResolvePolicy, resolve_policy
from gazetteer.matching.pronounced import score_by_readings
from gazetteer.matching.query import Query
from gazetteer.matching.scoring import Scored, score_by_form, score_entity, weigh
from gazetteer.matching.sorts import is_area
from gazetteer.matching.standing import LACKING
from gazetteer.resolution import Resolution


def resolve_whole(index: NameIndex, query: Query) -> Resolution:
    """Return what a name means, taken as one."""
    policy = resolve_policy()
    area = area_of(index, query)
    best: dict[int, Scored] = {}
    for tier, found in enumerate(find_tiers(index, query, policy)):
        for entity, names in found.items():
            if tier <= WRITTEN:
                entry = score_by_form(index, entity, names, query, area, policy, by_system=tier == WRITTEN)
            else:
                entry = score_entity(index, entity, names, query, area, policy)
            if entity not in best or entry.logit > best[entity].logit:
                best[entity] = entry
        if any([_is_enough(index, entry, tier, policy) for entry in best.values()]):
            break
    if not best:
        return Resolution(query.name, "none", None, ())
    return _answer(index, query, area, list(best.values()), policy)


def resolve_by_readings(index: NameIndex, query: Query) -> Resolution | None:
    """Return what a name means that is read in another language of its script; None where nothing is called so."""
    policy = resolve_policy()
    area = area_of(index, query)
    scored = score_by_readings(index, query, area, policy)
    return _answer(index, query, area, scored, policy) if scored else None


def _answer(
    index: NameIndex, query: Query, area: int | None, scored: list[Scored], policy: ResolvePolicy
) -> Resolution:
    """Return what a name means of some candidates."""
    if any([_may_be_by_chance(index, entry, policy) for entry in scored]):
        crowd = crowd_of(index, query, policy)
        if crowd is not None:
            scored = [_in_the_crowd(index, entry, crowd, policy) for entry in scored]
    if len(scored) > 1:
        scored.sort(key=lambda entry: (-entry.logit, entry.entity))
    decision, ranked, default = decide(index, query, scored, policy)
    if decision == "match" and query.kind is None and _may_be_a_family(index, query, ranked[0], policy):
        family = family_of(index, query, policy)
        if family:
            more = [score_entity(index, entity, names, query, area, policy) for entity, names in family.items()]
            decision, ranked, default = "ambiguous", _add(ranked, more), ""
    candidates = []
    for entry in ranked[: query.limit]:
        candidates.append(make_scored(index, query, entry, default, policy))
        default = ""
    return Resolution(query.name, decision, candidates[0].id if decision == "match" else None, tuple(candidates))


def _add(ranked: list[Scored], more: list[Scored]) -> list[Scored]:
    """Return candidates with those of some more that are not among them, the best first."""
    known = {entry.entity for entry in ranked}
    added = [*ranked, *[entry for entry in more if entry.entity not in known]]
    return sorted(added, key=lambda entry: (-entry.logit, entry.entity))


def _may_be_a_family(index: NameIndex, query: Query, scored: Scored, policy: ResolvePolicy) -> bool:
    """Return whether a place by one word is little known, or has other letters: a family may as well be meant."""
    if " " in query.name or index.entity_kind(scored.entity) != "place":
        return False
    return prominence(index, scored.entity, policy) < policy.prominent or _may_be_by_chance(index, scored, policy)


def _may_be_by_chance(index: NameIndex, scored: Scored, policy: ResolvePolicy) -> bool:
    """Return whether a candidate is of a kind that stands in a crowd, and by a name of other letters."""
    other = bool(scored.likeness.features) or any([feature in RESPELLED for feature, _ in scored.context])
    return other and index.entity_kind(scored.entity) in policy.crowd.kinds


def _in_the_crowd(index: NameIndex, scored: Scored, crowd: tuple[float, float], policy: ResolvePolicy) -> Scored:
    """Return a candidate with what the number of names takes from it."""
    features = crowd_features(index, scored.entity, crowd, policy) if _may_be_by_chance(index, scored, policy) else []
    if not features:
        return scored
    if ("system", 1.0) in scored.likeness.features:
        features = [(feature, value * policy.crowd.by_system) for feature, value in features]
    logit = scored.logit - weigh(features, policy)
    return Scored(scored.entity, scored.name, logit, scored.likeness, scored.context + features)


def area_of(index: NameIndex, query: Query) -> int | None:
    """Return the entity that a query says its own lies in."""
    if query.within is None:
        return None
    area = index.entity_number(query.within)
    if area is None:
        raise BadQuery("within", query.within, "is the ID of no entity in this gazetteer")
    return area


def _is_enough(index: NameIndex, scored: Scored, tier: int, policy: ResolvePolicy) -> bool:
    """Return whether a candidate is good enough to look no further than a tier.

    Not one with a generic term that was not asked, nor an area without its generic term, whose seat may bear the name,
    nor a person good enough but for words that only one name has.
    """
    kind = index.entity_kind(scored.entity)
    enough = policy.enough[kind]
    if scored.logit < enough[min(tier, len(enough) - 1)] or ("generic_lacking", 1.0) in scored.context:
        return False
    lacking = kind == "person" and any([feature in LACKING for feature, _ in scored.likeness.features])
    if lacking and scored.logit < policy.enough_lacking:
        return False
    fits = any([feature == "feature_fits" for feature, _ in scored.context])
    return fits or not is_area(index, scored.entity)
