"""A look-up from end to end: query to candidates to scores to decision to resolution."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final

from gazetteer.index.interface import NameIndex
from gazetteer.matching.apposition import is_office, is_seat, is_short, split_apposition, turn_round
from gazetteer.matching.evidence import explain_profile, make
from gazetteer.matching.features import context_features
from gazetteer.matching.policy import resolve_policy
from gazetteer.matching.profile import find_by_profile
from gazetteer.matching.query import Query
from gazetteer.matching.scoring import weigh
from gazetteer.matching.sorts import is_area, is_settlement, is_state, lies_in
from gazetteer.matching.standing import LACKING
from gazetteer.matching.whole import area_of, resolve_by_readings, resolve_whole
from gazetteer.resolution import Candidate, Resolution
from normalize.cases import nominatives
from normalize.keys import form_keys
from normalize.parsing import kind_shown, parse_name
from normalize.parts import words_of
from normalize.policies import logistic, policy_for
from normalize.vocabulary import Reasons

LOOKED_AT: Final = 5
"""Candidates of a part of a name that are looked at, however many are asked for."""

CODE: Final = 2
"""Letters of the code of a state, as ISO 3166-1 has it."""

MOST_INFLECTED: Final = 2
"""Names of more words beside the generic term are not tried in the nominative; one of one word is looked up first."""


def resolve_query(index: NameIndex, query: Query) -> Resolution:
    """Return what a name means in an index; no match is an answer.

    How many candidates are asked for decides nothing.
    """
    if query.limit >= LOOKED_AT:
        return _resolve(index, query)
    found = _resolve(index, query.show(LOOKED_AT))
    return replace(found, candidates=found.candidates[: query.limit])


def _resolve(index: NameIndex, query: Query) -> Resolution:
    """Return what a name means.

    A name that means nothing as a whole is tried as a name with its area ("Tbilisi, Georgia") and as two names of one
    entity ("Jerewan (Eriwan)"), in the nominative, by the words of a body, and as other languages of its script read
    it.
    """
    listed = _resolve_listed(index, query)
    if listed is not None:
        return listed
    resolution = resolve_whole(index, query)
    if resolution.decision != "match" or _may_be_two(query.name, resolution):
        turned = _resolve_turned_round(index, query) or _resolve_of_state(index, query)
        if turned is not None:
            return turned
        for head, rest in split_apposition(query.name):
            apart = _resolve_apart(index, query, head, rest)
            if apart is not None:
                return apart
        found = _resolve_in_the_nominative(index, query) or _resolve_by_profile(index, query, resolution)
        return found if found.decision != "none" else resolve_by_readings(index, query) or found
    return resolution


def _resolve_listed(index: NameIndex, query: Query) -> Resolution | None:
    """Resolve a name with the area that it lies in after a comma, as it stands: "Tbilisi, Georgia".

    What this finds would be found later, too, when nothing has the name as a whole: a body has its state in its name.
    """
    if "," not in query.name or query.kind not in (None, "place") or index.gather(form_keys(query.name)):
        return None
    if kind_shown(query.name) == "organization":
        return None
    for head, rest in split_apposition(query.name)[:1]:
        if any([is_state(index, entity) or is_area(index, entity) for entity in index.gather(form_keys(rest))]):
            return _resolve_apart(index, query, head, rest)
    return None


def _resolve_in_the_nominative(index: NameIndex, query: Query) -> Resolution | None:
    """Resolve a place whose name is in the genitive beside its generic term: "Δημοκρατία της Αλβανίας"."""
    parsed = parse_name(query.name, "place")
    if not parsed.generics or len(parsed.words) > MOST_INFLECTED:
        return None
    for part in parsed.words:
        for nominative in nominatives(part.text) if part.role == "name" else ():
            if len(parsed.words) == 1 and not index.gather(form_keys(nominative)):
                continue
            found = resolve_whole(index, query.rename(query.name.replace(part.text, nominative)))
            if found.decision == "match" and _is_found_by_letters(found.candidates[0]):
                return replace(found, query=query.name)
    return None


def _is_found_by_letters(candidate: Candidate) -> bool:
    """Return whether a candidate is a place whose kind is the one asked for, by a name with the letters asked for."""
    features = {row.feature for row in candidate.evidence}
    return candidate.kind == "place" and "feature_fits" in features and features.isdisjoint((*LACKING, "respelled"))


def _may_be_two(name: str, resolution: Resolution) -> bool:
    """Return whether a name has a comma, and the one matched has not all of its words: "Kingstown, Saint Vincent".

    What a person's name lacks after a comma is rather another name: "Lavrov, Sergey Viktorovich".
    """
    if "," not in name or resolution.candidates[0].kind == "person":
        return False
    return _lacks_words(resolution.candidates[0])


def _lacks_words(candidate: Candidate) -> bool:
    """Return whether the name asked for or the one matched has words that the other lacks."""
    return any([row.feature in LACKING for row in candidate.evidence])


def _resolve_by_profile(index: NameIndex, query: Query, resolution: Resolution) -> Resolution:
    """Resolve the name of an organization by the words of all its names, where no one of them is the name asked for.

    Where one is good enough and two are as good, neither is chosen.
    """
    if (query.kind or kind_shown(query.name)) != "organization":
        return resolution
    policy, weighing = resolve_policy(), policy_for("organization")
    if any([candidate.score >= policy.match for candidate in resolution.candidates]):
        return resolution
    found = find_by_profile(index, parse_name(query.name, "organization"), policy.profile, weighing)
    if found is None:
        return resolution
    logit = policy.profile.bias + sum([policy.profile.weights[name] * value for name, value in found.features])
    context = context_features(index, found.entity, query, area_of(index, query), policy)
    logit -= weigh(context, policy)
    if logistic(logit) < policy.match:
        return resolution
    number = index.entity_id(found.entity)
    reasons = Reasons(partial(explain_profile, found, context, policy))
    chosen = make(index, found.entity, "organization", index.name_text(found.name), logit, reasons)
    others = [candidate for candidate in resolution.candidates if candidate.id != number]
    return Resolution(query.name, "match", number, (chosen, *others[: query.limit - 1]))


def _resolve_turned_round(index: NameIndex, query: Query) -> Resolution | None:
    """Resolve the name of an organization as a catalogue turns it round: "Foreign Affairs, Ministry of"."""
    name = turn_round(query.name)
    if name is None or (query.kind or kind_shown(name)) != "organization":
        return None
    resolution = resolve_whole(index, query.rename(name, kind="organization"))
    return replace(resolution, query=query.name) if resolution.decision == "match" else None


def _resolve_of_state(index: NameIndex, query: Query) -> Resolution | None:
    """Resolve a place with an acronym for its state before it, in capitals: "ՀՀ Լոռու մարզ"."""
    first, _, rest = query.name.partition(" ")
    if not rest or not first.isupper() or query.country is not None or kind_shown(rest) != "place":
        return None
    meanings = [meaning for word in words_of(first) for meaning in word.literal]
    for state in [meaning.value for meaning in meanings if meaning.role == "area acronym"]:
        if len(state) == CODE:
            found = resolve_whole(index, query.rename(rest, kind="place", country=state))
            number = index.entity_number(found.id or "")
            if number is not None and index.entity_country(number) == state:
                return replace(found, query=query.name)
    return None


def _resolve_apart(index: NameIndex, query: Query, head: str, rest: str) -> Resolution | None:
    second = resolve_whole(index, query.bare(rest))
    first = resolve_whole(index, query.rename(head))
    likely = [entry for entry in second.candidates[:LOOKED_AT] if entry.score >= resolve_policy().match]
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
    for area in likely if _may_be_somewhere(first) else ():
        found = _resolve_in_area(index, query, head, area)
        if found is not None:
            return replace(found, query=query.name)
    return None


def _may_be_somewhere(first: Resolution) -> bool:
    """Whether a name may be found when it is looked for in an area: not where all that it may be are no places."""
    if first.id is not None or len(first.candidates) >= LOOKED_AT:
        return True
    doubted = all([candidate.score < resolve_policy().match for candidate in first.candidates])
    return not doubted or any([candidate.kind == "place" for candidate in first.candidates])


def _is_office_holder(first: Resolution, rest: str, second: Resolution) -> bool:
    """Whether a person, or a body, has what it is beside its name: "Ban Ki-moon, Secretary-General"."""
    kind = first.candidates[0].kind
    return (kind == "person" or (kind == "organization" and second.id is None)) and is_office(rest)


def _is_seat(index: NameIndex, first: Resolution, second: Resolution, rest: str) -> bool:
    """Whether an organization of no one state, named in full, has a settlement beside it: "ICJ, The Hague"."""
    one, two = index.entity_number(first.id or ""), index.entity_number(second.id or "")
    if one is None or index.entity_country(one) or index.entity_kind(one) != "organization":
        return False
    if _lacks_words(first.candidates[0]):
        return False
    return is_seat(rest) or (two is not None and is_settlement(index, two))


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
        inside = resolve_whole(index, query.rename(head, within=index.entity_id(place)))
        number = index.entity_number(inside.id or "")
        is_itself = number == place and place != around
        if number is not None and lies_in(index, number, place) and not is_itself:
            return inside
    if is_state(index, around):
        inside = resolve_whole(index, query.rename(head, country=area.country))
        number = index.entity_number(inside.id or "")
        if number is not None and index.entity_country(number) == area.country:
            return inside
    return None
