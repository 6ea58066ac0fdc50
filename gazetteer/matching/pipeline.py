"""A look-up from end to end: query to candidates to scores to decision to resolution."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final

from gazetteer.errors import BadQuery
from gazetteer.index.interface import NameIndex
from gazetteer.matching.apposition import is_office, is_seat, is_short, split_apposition, turn_round
from gazetteer.matching.candidates import WRITTEN, find_tiers
from gazetteer.matching.decision import LACKING, decide
from gazetteer.matching.features import RESPELLED, crowd_features, crowd_of, lies_in
from gazetteer.matching.policy import ResolvePolicy, resolve_policy
from gazetteer.matching.query import Query
from gazetteer.matching.scoring import Scored, score_by_form, score_entity, weigh
from gazetteer.resolution import Candidate, Resolution, make_candidate
from normalize.chains import system_spellings
from normalize.comparison import explain
from normalize.folding import fold
from normalize.likeness import liken
from normalize.parsing import kind_shown, parse_name
from normalize.parts import words_of
from normalize.policies import logistic, policy_for
from normalize.vocabulary import EntityKind, Evidence, Reasons


def resolve_query(index: NameIndex, query: Query) -> Resolution:
    """Return what a name means in an index; no match is an answer.

    A name that means nothing as a whole is tried as a name with its area ("Tbilisi, Georgia") and as two names of one
    entity ("Jerewan (Eriwan)").
    """
    resolution = _resolve_whole(index, query)
    if resolution.decision != "match":
        turned = _resolve_turned_round(index, query)
        if turned is not None:
            return turned
        for head, rest in split_apposition(query.name):
            apart = _resolve_apart(index, query, head, rest)
            if apart is not None:
                return apart
    return resolution


def _resolve_turned_round(index: NameIndex, query: Query) -> Resolution | None:
    """Resolve the name of an organization as a catalogue turns it round: "Foreign Affairs, Ministry of"."""
    name = turn_round(query.name)
    if name is None or (query.kind or kind_shown(name)) != "organization":
        return None
    resolution = _resolve_whole(index, query.rename(name, kind="organization"))
    return replace(resolution, query=query.name) if resolution.decision == "match" else None


def _resolve_apart(index: NameIndex, query: Query, head: str, rest: str) -> Resolution | None:
    second = _resolve_whole(index, query.bare(rest))
    first = _resolve_whole(index, query.rename(head))
    likely = [entry for entry in second.candidates if entry.score >= resolve_policy().match]
    if first.id is not None and any([entry.id == first.id for entry in likely]):
        return replace(first, query=query.name)
    if first.id is not None and second.id is not None:
        inner = _inner(index, first, second)
        if inner is not None:
            return replace(inner, query=query.name)
    if first.id is not None and second.id is None and is_short(rest) and not is_short(head):
        return replace(first, query=query.name)
    if first.id is not None and _is_office_holder(first, rest, second):
        return replace(first, query=query.name)
    if _is_seat(index, first, second, rest):
        return replace(first, query=query.name)
    for area in likely:
        found = _resolve_in_area(index, query, head, area)
        if found is not None:
            return replace(found, query=query.name)
    return None


def _is_office_holder(first: Resolution, rest: str, second: Resolution) -> bool:
    """Whether a person, or a body, has what it is beside its name: "Ban Ki-moon, Secretary-General"."""
    kind = first.candidates[0].kind
    return (kind == "person" or (kind == "organization" and second.id is None)) and is_office(rest)


def _is_seat(index: NameIndex, first: Resolution, second: Resolution, rest: str) -> bool:
    """Whether an organization of no one state, named in full, has a settlement beside it: "ICJ, The Hague"."""
    one, two = index.entity_number(first.id or ""), index.entity_number(second.id or "")
    if one is None or index.entity_country(one) or index.entity_kind(one) != "organization":
        return False
    if any([row.feature in LACKING for row in first.candidates[0].evidence]):
        return False
    return is_seat(rest) or (two is not None and (index.entity_feature(two) or "").startswith("PPL"))


def _inner(index: NameIndex, first: Resolution, second: Resolution) -> Resolution | None:
    """Return which of two organizations belongs to the other ("OSCE/ODIHR"), if one does."""
    one, two = index.entity_number(first.id or ""), index.entity_number(second.id or "")
    if one is None or two is None or index.entity_kind(one) == "place" or index.entity_kind(two) == "place":
        return None
    if lies_in(index, one, two):
        return first
    return second if lies_in(index, two, one) else None


def _resolve_in_area(index: NameIndex, query: Query, head: str, area: Candidate) -> Resolution | None:
    """Resolve a name inside an area, or inside the district of a settlement named for it."""
    around = index.entity_number(area.id)
    if query.within is not None or area.kind != "place" or around is None:
        return None
    for place in (around, *index.entity_within(around)[:1]):
        inside = _resolve_whole(index, query.rename(head, within=index.entity_id(place)))
        number = index.entity_number(inside.id or "")
        if number is not None and lies_in(index, number, place):
            return inside
    if (index.entity_feature(around) or "").startswith("PCL"):
        inside = _resolve_whole(index, query.rename(head, country=area.country))
        number = index.entity_number(inside.id or "")
        if number is not None and index.entity_country(number) == area.country:
            return inside
    return None


def _resolve_whole(index: NameIndex, query: Query) -> Resolution:
    policy = resolve_policy()
    if not words_of(query.name):
        return Resolution(query.name, "none", None, ())
    area = _area(index, query)
    best: dict[int, Scored] = {}
    for tier, found in enumerate(find_tiers(index, query, policy)):
        for entity, names in found.items():
            if tier <= WRITTEN:
                entry = score_by_form(index, entity, names, query, area, policy, by_system=tier == WRITTEN)
            else:
                entry = score_entity(index, entity, names, query, area, policy)
            if entity not in best or entry.logit > best[entity].logit:
                best[entity] = entry
        least = policy.enough[min(tier, len(policy.enough) - 1)]
        if any([_is_enough(index, entry, least) for entry in best.values()]):
            break
    scored = list(best.values())
    crowd = crowd_of(index, query, policy)
    if crowd is not None:
        scored = [_in_the_crowd(index, entry, crowd, policy) for entry in scored]
    if len(scored) > 1:
        scored.sort(key=lambda entry: (-entry.logit, entry.entity))
    decision, ranked, default = decide(index, scored, policy)
    candidates = []
    for entry in ranked[: query.limit]:
        candidates.append(_candidate(index, query, entry, default, policy))
        default = ""
    return Resolution(query.name, decision, candidates[0].id if decision == "match" else None, tuple(candidates))


def _in_the_crowd(index: NameIndex, scored: Scored, crowd: tuple[float, float], policy: ResolvePolicy) -> Scored:
    """Return a candidate by a name of other letters with what the number of names takes from it."""
    if not (scored.likeness.features or any([feature in RESPELLED for feature, _ in scored.context])):
        return scored
    features = crowd_features(index, scored.entity, crowd, policy)
    if not features:
        return scored
    logit = scored.logit - weigh(features, policy)
    return Scored(scored.entity, scored.name, logit, scored.likeness, scored.context + features)


def _area(index: NameIndex, query: Query) -> int | None:
    if query.within is None:
        return None
    area = index.entity_number(query.within)
    if area is None:
        raise BadQuery("within", query.within, "is the ID of no entity in this gazetteer")
    return area


def _is_enough(index: NameIndex, scored: Scored, least: float) -> bool:
    """Return whether a candidate is good enough to look no further.

    Not one with a generic term that was not asked, nor an area without its generic term, whose seat may bear the name.
    """
    if scored.logit < least or ("generic_lacking", 1.0) in scored.context:
        return False
    fits = any([feature == "feature_fits" for feature, _ in scored.context])
    return fits or not (index.entity_feature(scored.entity) or "").startswith("ADM")


def _candidate(index: NameIndex, query: Query, scored: Scored, default: str, policy: ResolvePolicy) -> Candidate:
    kind = index.entity_kind(scored.entity)
    matched, language = index.name_text(scored.name), index.name_language(scored.name)
    return make_candidate(
        index.entity_id(scored.entity),
        canonical_name(index, scored.entity),
        matched,
        kind,
        index.entity_country(scored.entity),
        logistic(scored.logit),
        Reasons(partial(_explain, scored, kind, policy, default, query.name, matched, language)),
    )


def canonical_name(index: NameIndex, entity: int) -> str:
    """Return the first preferred name of an entity, else its first official one, else its first."""
    names = index.names_of(entity)
    best = -1
    for name in names:
        kind = index.name_kind(name)
        if kind == "preferred":
            return index.name_text(name)
        if best < 0 and kind == "official":
            best = name
    return index.name_text(names[0] if best < 0 else best)


def _explain(
    scored: Scored,
    kind: EntityKind,
    policy: ResolvePolicy,
    default: str,
    asked: str,
    matched: str,
    language: str | None,
) -> tuple[Evidence, ...]:
    likeness = scored.likeness
    if likeness.pairing is None and not likeness.features:
        likeness = liken(parse_name(asked, kind), parse_name(matched, kind), policy_for(kind))
    rows = [*explain(likeness, policy_for(kind))]
    if ("system", 1.0) in scored.likeness.features and language is not None:
        systems = [system for system, spelled in system_spellings(matched, language) if fold(spelled) == fold(asked)]
        rows = [replace(row, value=1.0, detail=f"{matched} by {', '.join(systems)}") for row in rows]
    for feature, value in scored.context:
        if value:
            rows.append(Evidence(feature, round(value, 4), -policy.context[feature], _DETAILS[feature]))
    if default:
        rows.append(Evidence("default", 1.0, 0.0, default))
    return tuple(rows)


_DETAILS: Final = {
    "country": "it is in another country than the one asked for",
    "within": "it lies outside the area asked for",
    "distance": "how far it is from the point asked for",
    "feature": "a generic term does not fit this kind of place",
    "feature_fits": "a generic term fits this kind of place",
    "generic_lacking": "the name matched has a generic term that the name asked for lacks",
    "acronym_fits": "an acronym, written as one",
    "acronym_respelled": "the name matched is an acronym of other letters",
    "shortened": "the name matched has all the words asked for, and more",
    "unvowelled": "the name matched is written without short vowels, and another of it in the script asked for",
    "of_a_body": "a word beside the name is one for a body or a place",
    "elsewhere": "what the name asked for has more stands in other names of it",
    "not_of": "it does not belong to the body that the name asked for says",
    "concepts_only": "only words for the same concepts agree, in two languages",
    "respelled": "the name matched has other letters",
    "exonym": "the name matched is used in a language of elsewhere",
    "father": "the patronymic asked for is not the one known",
    "weak": "the name matched is a weak alias",
    "machine": "the name matched was romanized by a machine",
    "variant": "the name matched is a further one, not the one preferred",
    "marks": "the name matched differs in the marks of its letters",
    "code": "the name matched is a code",
    "code_respelled": "the name matched is a code of other letters",
    "crowd": "among so many names, another may be as like by chance",
    "acronym_case": "the name matched is an acronym, the name asked for is not written as one",
    "prominence": "how well known it is",
}
