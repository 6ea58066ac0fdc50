"""Whether the best candidate is the match, one of several, or nothing good enough; and which default settles a tie."""

from __future__ import annotations

from typing import Final

from gazetteer.index.interface import NameIndex
from gazetteer.matching.features import lies_in, prominence
from gazetteer.matching.policy import ResolvePolicy
from gazetteer.matching.scoring import Scored
from gazetteer.resolution import Decision
from normalize.policies import logistic

_CAPITALS: Final = ("PPLC", "PPLA")
"""Feature codes of the capital of a state and of those of its first subdivisions."""

LACKING: Final = ("missing", "conflict")
"""Features of names with words that the other lacks."""

_CENTRE: Final = "the seat of an area of its name is meant before a lesser place of the country"
_STATE: Final = "a state is meant before a place of its name in it"
_SEAT: Final = "a settlement is meant before the area of the same name around it"


def decide(index: NameIndex, ranked: list[Scored], policy: ResolvePolicy) -> tuple[Decision, list[Scored], str]:
    """Return the decision, the candidates with the chosen one first, and the default that chose it, if one did.

    Three defaults settle a tie of names, and what is chosen is preferred to every other of the tie: a state is meant
    before its capital of the same name, a settlement before the area that holds it and has its name, and the far more
    prominent one of two places (an independent state before a town, Paris in France before those in America).
    """
    if not ranked or logistic(ranked[0].logit) < policy.doubtful:
        return "none", ranked, ""
    if logistic(ranked[0].logit) < policy.match:
        return "ambiguous", ranked, ""
    rivals = [scored for scored in ranked if ranked[0].logit - scored.logit < policy.margin]
    seat = _seat(index, ranked, policy)
    if seat is not None and seat not in rivals:
        rivals.append(seat)
    if len(rivals) == 1:
        return "match", ranked, ""
    chosen, default = _default(index, rivals, _namesakes(ranked), policy)
    if chosen is None:
        return "ambiguous", ranked, ""
    return "match", [chosen, *(scored for scored in ranked if scored is not chosen)], default


def _namesakes(ranked: list[Scored]) -> list[Scored]:
    """Return the candidates that have all words of the name asked for, whatever its generic term."""
    return [scored for scored in ranked if not any([name in LACKING for name, _ in scored.likeness.features])]


def _default(
    index: NameIndex, rivals: list[Scored], namesakes: list[Scored], policy: ResolvePolicy
) -> tuple[Scored | None, str]:
    """Return the rival that a default prefers to every other, and the words for it."""
    for scored in rivals:
        reasons = _reasons(index, scored, rivals, namesakes, policy)
        if reasons:
            return scored, "; ".join(sorted(reasons))
    return None, ""


def _reasons(
    index: NameIndex, scored: Scored, rivals: list[Scored], namesakes: list[Scored], policy: ResolvePolicy
) -> set[str]:
    """Return why a rival is preferred to every other; none where there is one that it is not preferred to."""
    reasons: set[str] = set()
    for other in rivals:
        if other is scored:
            continue
        reason = _preference(index, scored, other, namesakes, policy)
        if not reason:
            return set()
        reasons.add(reason)
    return reasons


def _seat(index: NameIndex, ranked: list[Scored], policy: ResolvePolicy) -> Scored | None:
    """Return the settlement that gives the best candidate, an area, its name, where it is not far behind."""
    for scored in ranked[1:]:
        if ranked[0].logit - scored.logit >= policy.seat_margin:
            break
        if _is_seat_of(index, scored.entity, ranked[0].entity):
            return scored
    return None


def _preference(index: NameIndex, scored: Scored, other: Scored, namesakes: list[Scored], policy: ResolvePolicy) -> str:
    """Return why one rival is preferred to another, or the empty string where it is not."""
    if _is_state_of(index, scored.entity, other.entity):
        return _STATE
    if _is_seat_of(index, scored.entity, other.entity):
        return _SEAT
    if index.entity_kind(scored.entity) != index.entity_kind(other.entity):
        return ""
    known, less_known = prominence(index, scored.entity, policy), prominence(index, other.entity, policy)
    if known >= policy.prominent and known - less_known >= policy.prominence_gap:
        return "by far the best known of that name"
    if known < less_known or index.entity_country(scored.entity) != index.entity_country(other.entity):
        return ""
    return _CENTRE if any([_is_seat_of(index, scored.entity, area.entity) for area in namesakes]) else ""


def _is_state_of(index: NameIndex, entity: int, part: int) -> bool:
    """Whether a state or territory bears the name of a place in it, such as its capital."""
    feature, country = index.entity_feature(entity) or "", index.entity_country(entity)
    other = index.entity_feature(part) or ""
    if not feature.startswith("PCL") or not other or other.startswith("PCL"):
        return False
    return country is not None and country == index.entity_country(part)


def _is_seat_of(index: NameIndex, entity: int, area: int) -> bool:
    """Whether a settlement lies in an area, or is a capital in the country of the area, which may hold it unsaid."""
    feature, other = index.entity_feature(entity) or "", index.entity_feature(area) or ""
    if not (feature.startswith("PPL") and other.startswith("ADM")):
        return False
    if feature in _CAPITALS and index.entity_country(entity) == index.entity_country(area):
        return True
    return lies_in(index, entity, area)
