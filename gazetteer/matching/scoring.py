"""How good each candidate is: likeness of names and context added up as log-odds."""

from __future__ import annotations

from typing import Final, final

from mypy_extensions import mypyc_attr

from gazetteer.index.interface import NameIndex
from gazetteer.matching.belonging import owners, strangers
from gazetteer.matching.elsewhere import elsewhere_features
from gazetteer.matching.fathers import fathers_differ
from gazetteer.matching.features import (
    Features,
    body_features,
    concept_features,
    context_features,
    generic_features,
    initial_features,
    name_features,
    shortening_features,
)
from gazetteer.matching.given_names import is_other_given_name
from gazetteer.matching.policy import ResolvePolicy
from gazetteer.matching.query import Query
from gazetteer.matching.scripts import is_known_otherwise, script_features
from gazetteer.matching.sorts import is_area, is_of_sort
from normalize.likeness import Likeness, liken, written_by_system
from normalize.parsing import parse_name, without_values
from normalize.policies import policy_for


@final
@mypyc_attr(acyclic=True)
class Scored:
    """An entity by number, the name that matched best by number, its log-odds, and what they are made of."""

    def __init__(self, entity: int, name: int, logit: float, likeness: Likeness, context: Features) -> None:
        self.entity: Final = entity
        self.name: Final = name
        self.logit: Final = logit
        self.likeness: Final = likeness
        self.context: Final = context


def score_entity(
    index: NameIndex, entity: int, names: list[int], query: Query, area: int | None, policy: ResolvePolicy
) -> Scored:
    """Return the score of an entity by the best of some of its names."""
    kind = index.entity_kind(entity)
    asked = parse_name(query.name, kind)
    own = owners(index, entity, asked.whose)
    strange = strangers(asked.whose, own)
    whose = without_values(query.name, own) if own else None
    weighing = policy_for(kind)
    best: tuple[float, int, Likeness, Features] | None = None
    for name in names:
        stored = parse_name(index.name_text(name), kind)
        said = asked if whose is None or stored.whose else whose
        likeness = liken(said, stored, weighing)
        written = not likeness.features and (said is whose or _has_same_letters(likeness))
        features = name_features(index, name, query, by_system=written)
        if kind == "organization":
            features += concept_features(likeness, weighing.concepts)
            features += shortening_features(said, stored, likeness, policy)
            needed = (likeness.logit - policy.hopeless) / policy.context["elsewhere"]
            features += elsewhere_features(
                index, entity, said, stored, likeness, weighing, needed, policy.profile.most_postings
            )
            if not strange <= stored.whose:
                features.append(("not_of", 1.0))
        if kind == "person":
            features += body_features(asked, stored, likeness)
        if kind == "place":
            features += generic_features(index, entity, asked, stored, policy)
            if query.kind is None:
                features += initial_features(query.name, asked, stored, features)
        logit = likeness.logit - weigh(features, policy)
        if best is None or logit > best[0]:
            best = logit, name, likeness, features
        if logit >= policy.name_enough:
            break
    assert best is not None
    context = best[3] + context_features(index, entity, query, area, policy)
    if best[0] > policy.hopeless:
        context += script_features(index, entity, best[1], query, best[2])
        if kind == "person" and (
            is_other_given_name(index, entity, asked, best[2])
            or is_known_otherwise(index, entity, best[1], asked, weighing)
        ):
            context.append(("known_apart", 1.0))
    if kind == "person" and fathers_differ(index, entity, asked, weighing.floor):
        context.append(("father", 1.0))
    return Scored(entity, best[1], best[2].logit - weigh(context, policy), best[2], context)


def _has_same_letters(likeness: Likeness) -> bool:
    """Whether all words of two names but generic ones are the same in normal form: "Gabala city", "Gabala"."""
    pairs = likeness.pairing.pairs if likeness.pairing is not None else ()
    return bool(pairs) and all([pair.first[0].fold == pair.second[0].fold for pair in pairs])


def score_by_form(
    index: NameIndex,
    entity: int,
    names: list[int],
    query: Query,
    area: int | None,
    policy: ResolvePolicy,
    *,
    by_system: bool,
) -> Scored:
    """Return the score of an entity whose name has the query's letters, or is written so by a system.

    Nothing has to be taken apart for it, but for an area: with its generic term it is surely meant.
    """
    kind = index.entity_kind(entity)
    weighing = policy_for(kind)
    likeness = written_by_system(weighing) if by_system else Likeness(weighing.bias, (), None)
    judged = [(name, name_features(index, name, query, by_form=not by_system, by_system=by_system)) for name in names]
    name, context = min(judged, key=lambda entry: weigh(entry[1], policy))
    if is_area(index, entity) and is_of_sort(index, entity, parse_name(query.name, kind).generics):
        context.append(("feature_fits", 1.0))
    context += context_features(index, entity, query, area, policy)
    if by_system and kind == "person" and is_other_given_name(index, entity, parse_name(query.name, kind), likeness):
        context.append(("known_apart", 1.0))
    return Scored(entity, name, likeness.logit - weigh(context, policy), likeness, context)


def weigh(features: Features, policy: ResolvePolicy) -> float:
    """Return the log-odds that some features take away."""
    taken = 0.0
    for feature, value in features:
        taken += policy.context[feature] * value
    return taken
