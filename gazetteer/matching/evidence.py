"""What a candidate is made of: what it is called, and the evidence behind its score in words."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final

from gazetteer.index.interface import NameIndex, remember
from gazetteer.matching.features import Features
from gazetteer.matching.policy import ResolvePolicy
from gazetteer.matching.profile import Profile
from gazetteer.matching.query import Query
from gazetteer.matching.scoring import Scored
from gazetteer.resolution import Candidate, make_candidate
from normalize.chains import system_spellings
from normalize.comparison import explain
from normalize.folding import fold
from normalize.likeness import Likeness, liken
from normalize.parsing import parse_name
from normalize.policies import logistic, policy_for
from normalize.romanization import readings
from normalize.vocabulary import EntityKind, Evidence, Reasons


def canonical_name(index: NameIndex, entity: int) -> str:
    """Return the first preferred name of an entity, else its first official one, else its first."""
    known = index.called.get(entity)
    return remember(index.called, entity, _canonical_name(index, entity)) if known is None else known


def _canonical_name(index: NameIndex, entity: int) -> str:
    names = index.names_of(entity)
    best = -1
    for name in names:
        kind = index.name_kind(name)
        if kind == "preferred":
            return index.name_text(name)
        if best < 0 and kind == "official":
            best = name
    return index.name_text(names[0] if best < 0 else best)


def make_scored(index: NameIndex, query: Query, scored: Scored, default: str, policy: ResolvePolicy) -> Candidate:
    """Return an entity as a candidate by the name of it scored best; ``default`` is what chose it, if one did."""
    kind = index.entity_kind(scored.entity)
    matched, language = index.name_text(scored.name), index.name_language(scored.name)
    reasons = Reasons(partial(explain_candidate, scored, kind, policy, default, query.name, matched, language))
    return make(index, scored.entity, kind, matched, scored.logit, reasons)


def make(index: NameIndex, entity: int, kind: EntityKind, matched: str, logit: float, reasons: Reasons) -> Candidate:
    """Return an entity by one of its names as a candidate."""
    return make_candidate(
        index.entity_id(entity),
        canonical_name(index, entity),
        matched,
        kind,
        index.entity_country(entity),
        logistic(logit),
        reasons,
    )


def explain_candidate(
    scored: Scored,
    kind: EntityKind,
    policy: ResolvePolicy,
    default: str,
    asked: str,
    matched: str,
    language: str | None,
) -> tuple[Evidence, ...]:
    """Return what speaks for and against a candidate by one of its names, and what chose it."""
    likeness = scored.likeness
    if likeness.pairing is None and not likeness.features:
        likeness = liken(parse_name(asked, kind), parse_name(matched, kind), policy_for(kind))
    rows = [*explain(likeness, policy_for(kind))]
    if ("system", 1.0) in scored.likeness.features:
        said = _how_written(asked, matched, language)
        rows = [replace(row, value=1.0, detail=said) for row in rows]
    rows += _context_rows(scored.context, policy)
    if default:
        rows.append(Evidence("default", 1.0, 0.0, default))
    return tuple(rows)


def _how_written(asked: str, matched: str, language: str | None) -> str:
    """Say by which systems one name is written as the other: the stored one in most cases, else the one asked for."""
    written, stored = fold(asked), fold(matched)
    spellings = system_spellings(matched, language) if language is not None else ()
    systems = [system for system, spelled in spellings if fold(spelled) == written]
    if systems:
        return f"{matched} by {', '.join(systems)}"
    systems = [reading.system for reading in readings(asked) if written != stored == fold(reading.text)]
    return f"{asked} by {', '.join(systems)}" if systems else f"{matched} without hyphens"


def explain_profile(found: Profile, context: Features, policy: ResolvePolicy) -> tuple[Evidence, ...]:
    """Return what speaks for an organization found by all its names, and the words of one of them."""
    weights = policy.profile.weights
    rows = [Evidence(name, round(value, 4), weights[name], _DETAILS[name]) for name, value in found.features]
    likeness = Likeness(0.0, (), found.likeness.pairing)
    return (*rows, *_context_rows(context, policy), *explain(likeness, policy_for("organization")))


def _context_rows(context: Features, policy: ResolvePolicy) -> list[Evidence]:
    weights = policy.context
    return [Evidence(name, round(value, 4), -weights[name], _DETAILS[name]) for name, value in context if value]


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
    "other_script": "the name matched is in another script, and there are others in the one asked for",
    "known_apart": "the name asked for is known to be another than those that the person is known by",
    "of_a_body": "a word beside the name is one for a body or a place",
    "elsewhere": "what the name asked for has more stands in other names of it",
    "not_of": "it does not belong to the body that the name asked for says",
    "concepts_only": "only words for the same concepts agree, in two languages",
    "initial": "an initial stands beside it, as before a family name",
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
    "told": "how much the words tell that its names have",
    "one_name": "how much of one of its names is asked for",
    "no_rival": "how much more of the words its names have than those of any other",
    "other_state": "it is not of a state that is asked for",
    "other_body": "its names have not the word asked for the kind of body",
    "other_sort": "its names have not the word asked for the sort of body",
}
