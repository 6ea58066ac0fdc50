"""Whether the best candidate is the match, one of several, or nothing good enough; and which default settles a tie."""

from __future__ import annotations

from gazetteer.index.reading import Index
from gazetteer.matching.features import lies_in, prominence
from gazetteer.matching.policy import ResolvePolicy
from gazetteer.matching.scoring import Scored
from gazetteer.resolution import Decision
from normalize.comparison import logistic


def decide(index: Index, ranked: list[Scored], policy: ResolvePolicy) -> tuple[Decision, list[Scored], str]:
    """Return the decision, the candidates with the chosen one first, and the default that chose it, if one did.

    Two defaults settle a tie of names: a settlement is meant before the district that holds it and has its name, and
    the far more prominent one of two (an independent state before a town).
    """
    if not ranked or logistic(ranked[0].logit) < policy.doubtful:
        return "none", ranked, ""
    if logistic(ranked[0].logit) < policy.match:
        return "ambiguous", ranked, ""
    rivals = [scored for scored in ranked if ranked[0].logit - scored.logit < policy.margin]
    if len(rivals) == 1:
        return "match", ranked, ""
    chosen, default = _default(index, rivals, policy)
    if chosen is None:
        return "ambiguous", ranked, ""
    return "match", [chosen, *(scored for scored in ranked if scored is not chosen)], default


def _default(index: Index, rivals: list[Scored], policy: ResolvePolicy) -> tuple[Scored | None, str]:
    for scored in rivals:
        others = [other for other in rivals if other is not scored]
        if all(_is_seat_of(index, scored.entity, other.entity) for other in others):
            return scored, "a settlement is meant before the area of the same name around it"
    known = sorted(rivals, key=lambda scored: -prominence(index, scored.entity, policy))
    first, second = (prominence(index, scored.entity, policy) for scored in known[:2])
    best = rivals[0].logit
    if first - second >= policy.prominence_gap and best - known[0].logit < policy.margin:
        return known[0], "by far the best known of that name"
    return None, ""


def _is_seat_of(index: Index, entity: int, area: int) -> bool:
    feature, other = index.entity_feature(entity) or "", index.entity_feature(area) or ""
    return feature.startswith("PPL") and other.startswith("ADM") and lies_in(index, entity, area)
