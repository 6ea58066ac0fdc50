"""Whether the best candidate is the match, one of several, or nothing good enough; and which default settles a tie."""

from __future__ import annotations

from gazetteer.index.interface import NameIndex
from gazetteer.matching.features import lies_in, prominence
from gazetteer.matching.policy import ResolvePolicy
from gazetteer.matching.scoring import Scored
from gazetteer.resolution import Decision
from normalize.policies import logistic

_SEAT = "a settlement is meant before the area of the same name around it"


def decide(index: NameIndex, ranked: list[Scored], policy: ResolvePolicy) -> tuple[Decision, list[Scored], str]:
    """Return the decision, the candidates with the chosen one first, and the default that chose it, if one did.

    Two defaults settle a tie of names: a settlement is meant before the district that holds it and has its name, and
    the far more prominent one of two (an independent state before a town).
    """
    if not ranked or logistic(ranked[0].logit) < policy.doubtful:
        return "none", ranked, ""
    if logistic(ranked[0].logit) < policy.match:
        return "ambiguous", ranked, ""
    rivals = [scored for scored in ranked if ranked[0].logit - scored.logit < policy.margin]
    seat = _seat(index, ranked, policy)
    if seat is not None:
        return "match", [seat, *(scored for scored in ranked if scored is not seat)], _SEAT
    if len(rivals) == 1:
        return "match", ranked, ""
    chosen, default = _default(index, rivals, policy)
    if chosen is None:
        return "ambiguous", ranked, ""
    return "match", [chosen, *(scored for scored in ranked if scored is not chosen)], default


def _default(index: NameIndex, rivals: list[Scored], policy: ResolvePolicy) -> tuple[Scored | None, str]:
    """Return the rival that a default prefers to every other, and the words for it."""
    for scored in rivals:
        reasons = {_preference(index, scored, other, policy) for other in rivals if other is not scored}
        if "" not in reasons:
            return scored, "; ".join(sorted(reasons))
    return None, ""


def _seat(index: NameIndex, ranked: list[Scored], policy: ResolvePolicy) -> Scored | None:
    """Return the settlement that gives the best candidate, an area, its name, where it is not far behind."""
    for scored in ranked[1:]:
        if ranked[0].logit - scored.logit >= policy.seat_margin:
            break
        if _is_seat_of(index, scored.entity, ranked[0].entity):
            return scored
    return None


def _preference(index: NameIndex, scored: Scored, other: Scored, policy: ResolvePolicy) -> str:
    if _is_seat_of(index, scored.entity, other.entity):
        return _SEAT
    if index.entity_kind(scored.entity) != index.entity_kind(other.entity):
        return ""
    if prominence(index, scored.entity, policy) - prominence(index, other.entity, policy) >= policy.prominence_gap:
        return "by far the best known of that name"
    return ""


def _is_seat_of(index: NameIndex, entity: int, area: int) -> bool:
    feature, other = index.entity_feature(entity) or "", index.entity_feature(area) or ""
    return feature.startswith("PPL") and other.startswith("ADM") and lies_in(index, entity, area)
