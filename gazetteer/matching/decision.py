"""Whether the best candidate is the match, one of several, or nothing good enough; and which default settles a tie."""

from __future__ import annotations

from typing import Final

from gazetteer.index.interface import NameIndex
from gazetteer.matching.features import RESPELLED, prominence
from gazetteer.matching.policy import ResolvePolicy
from gazetteer.matching.query import Query
from gazetteer.matching.scoring import Scored
from gazetteer.matching.sorts import is_area, is_of_sort, is_settlement, lies_in
from gazetteer.matching.standing import (
    LACKING,
    is_besides,
    is_province,
    is_province_of,
    is_seat_of,
    is_state_of,
    lie_together,
)
from gazetteer.resolution import Decision
from normalize.parsing import parse_name
from normalize.policies import logistic

_BEST_KNOWN: Final = "by far the best known of that name"
_CENTRE: Final = "the seat of an area of its name is meant before a lesser place of the country"
_CHIEF: Final = "what is chiefly called so is meant before what has the name besides"
_PROVINCE: Final = "a province is meant before a little-known settlement of its name in it"
_STATE: Final = "a state is meant before a place of its name in it"
_TERM: Final = "the generic term asked for means the area of that name"
_SEAT: Final = "a settlement is meant before the area of the same name around it"


def decide(
    index: NameIndex, query: Query, ranked: list[Scored], policy: ResolvePolicy
) -> tuple[Decision, list[Scored], str]:
    """Return the decision, the candidates with the chosen one first, and the default that chose it, if one did.

    Defaults settle a tie of names, and what is chosen is preferred to every other of the tie: a state is meant before
    its capital of the same name, a settlement before the area of its name around it (but a province before a hamlet),
    the far more prominent one of two places (an independent state before a town, Paris in France before those in
    America), and in a country what is chiefly called so before what has the name besides. None of them chooses another
    sort of place than the generic term asked for says.
    """
    if not ranked or logistic(ranked[0].logit) < policy.doubtful:
        return "none", ranked, ""
    if logistic(ranked[0].logit) < policy.match:
        return "ambiguous", ranked, ""
    rivals = [scored for scored in ranked if ranked[0].logit - scored.logit < policy.margin]
    seat = _seat(index, ranked, policy)
    if seat is not None and seat not in rivals:
        rivals.append(seat)
    if len(rivals) > 1:
        rivals = _without_towns(index, query, rivals)
    if len(rivals) == 1:
        return "match", _put_first(rivals[0], ranked), "" if rivals[0] is ranked[0] else _TERM
    chosen, default = _default(index, rivals, _namesakes(ranked), policy)
    if chosen is None:
        return "ambiguous", ranked, ""
    return "match", _put_first(chosen, ranked), default


def _put_first(chosen: Scored, ranked: list[Scored]) -> list[Scored]:
    if chosen is ranked[0]:
        return ranked
    return [chosen, *[scored for scored in ranked if scored is not chosen]]


def _without_towns(index: NameIndex, query: Query, rivals: list[Scored]) -> list[Scored]:
    """Return the rivals without the settlements where a generic term asked for means the areas: a district, no town.

    A settlement stays that is chiefly called what an area is called besides: Staten Island.
    """
    areas = [scored for scored in rivals if is_area(index, scored.entity)]
    generics = parse_name(query.name, "place").generics if areas else frozenset()
    if not any([is_of_sort(index, scored.entity, generics) for scored in areas]):
        return rivals
    return [
        scored
        for scored in rivals
        if not is_settlement(index, scored.entity)
        or is_of_sort(index, scored.entity, generics)
        or any([is_besides(index, area, scored) for area in areas])
    ]


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
        if is_seat_of(index, scored.entity, ranked[0].entity, policy):
            return scored
    return None


def _is_besides(index: NameIndex, scored: Scored, other: Scored) -> bool:
    """Whether a place is told from another as in :func:`is_besides`, by the letters asked for and not by chance."""
    return _has_its_letters(scored) and _has_its_letters(other) and is_besides(index, scored, other)


def _has_its_letters(scored: Scored) -> bool:
    return not scored.likeness.features and not any([feature in RESPELLED for feature, _ in scored.context])


def _preference(index: NameIndex, scored: Scored, other: Scored, namesakes: list[Scored], policy: ResolvePolicy) -> str:
    """Return why one rival is preferred to another, or the empty string where it is not."""
    one, two = scored.entity, other.entity
    if is_state_of(index, one, two):
        return _STATE
    if is_seat_of(index, one, two, policy) and not _is_besides(index, scored, other):
        return _SEAT
    if is_province_of(index, one, two, policy):
        return _PROVINCE
    if index.entity_kind(one) != index.entity_kind(two):
        return ""
    if _is_far_better_known(index, scored, other, policy):
        return _BEST_KNOWN
    if _is_besides(index, other, scored):
        return "" if _is_far_better_known(index, other, scored, policy) else _CHIEF
    if lie_together(index, one, two) and not _is_besides(index, scored, other):
        return _SEAT
    if index.entity_country(one) != index.entity_country(two):
        return ""
    if prominence(index, one, policy) < prominence(index, two, policy):
        return ""
    if is_province(index, two) and not lies_in(index, one, two):
        return ""
    return _CENTRE if any([is_seat_of(index, one, area.entity, policy) for area in namesakes]) else ""


def _is_far_better_known(index: NameIndex, scored: Scored, other: Scored, policy: ResolvePolicy) -> bool:
    """Whether a place is prominent and far more so than another, farther still where it has but besides its name."""
    known = prominence(index, scored.entity, policy)
    lead = known - prominence(index, other.entity, policy)
    if known < policy.prominent or lead < policy.prominence_gap:
        return False
    return lead >= policy.besides_gap or not _is_besides(index, scored, other)
