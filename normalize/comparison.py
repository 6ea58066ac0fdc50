"""Whether two names are spellings of one name: features of their pairing, weighed by a policy, with reasons."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import NamedTuple

from normalize.cleaning import clean
from normalize.errors import BadHint
from normalize.lexicon import lexicon
from normalize.pairing import Pair, Pairing, genders_differ, pair_closed_up, pair_in_order, pair_parts
from normalize.parsing import ParsedName, kind_shown, parse_name
from normalize.parts import Part
from normalize.tables import read_toml
from normalize.vocabulary import ENTITY_KINDS, Comparison, EntityKind, Evidence, Reasons


@dataclass(frozen=True, slots=True)
class Policy:
    """What features and parts weigh for one kind of name, and the score from which two names are the same."""

    same: float
    floor: float
    in_order_from: int
    in_order_floor: float
    closed_up_floor: float
    parts: dict[str, float]
    concepts: dict[str, float]
    weights: dict[str, float]
    bias: float

    def weigh(self, part: Part) -> float:
        """Return what a part weighs beside the others; an initial that may be a title weighs nothing by itself."""
        if part.role == "initial" and part.value == "title":
            return 0.0
        if part.role == "body" and part.value in self.concepts:
            return self.concepts[part.value]
        return self.parts[part.role]


SORT = 3
"""Letters of a GeoNames feature code that tell the sort: PPL, ADM, PCL …"""


class Likeness(NamedTuple):
    """A comparison before it is put in words: log-odds, and the features that speak against, each in 0..1."""

    logit: float
    features: tuple[tuple[str, float], ...]
    pairing: Pairing | None


@cache
def policy_for(kind: str) -> Policy:
    """Return the packaged policy of a kind of name; ``any`` is the one for names of unknown kind."""
    table = read_toml(f"policies/{kind}.toml")
    weights = dict(table["weights"])
    bias = weights.pop("bias")
    return Policy(
        table["same"],
        table["floor"],
        table["in_order_from"],
        table["in_order_floor"],
        table["closed_up_floor"],
        table["parts"],
        table.get("concepts", {}),
        weights,
        bias,
    )


def compare(a: str, b: str, *, kind: EntityKind | None = None) -> Comparison:
    """Return how surely two names are spellings of one name.

    Args:
        a: a name in any script.
        b: another; the order does not matter.
        kind: ``place``, ``person`` or ``organization`` where known; else what the words show.

    Returns:
        A comparison with ``score`` in 0..1, ``same`` and the evidence, weightiest first; identical names score 1.

    Raises:
        BadHint: ``kind`` is none of the three.
    """
    if kind is not None and kind not in ENTITY_KINDS:
        raise BadHint("kind", kind, ENTITY_KINDS)
    if b < a:
        a, b = b, a
    if a == b or clean(a) == clean(b):
        return Comparison(1.0, True, (Evidence("identical", 1.0, 1.0, "written alike"),))
    shown = kind or kind_shown(a) or kind_shown(b)
    policy = policy_for(shown or "any")
    likeness = liken(parse_name(a, shown or "person"), parse_name(b, shown or "person"), policy)
    score = logistic(likeness.logit)
    return Comparison(score, score >= policy.same, Reasons(partial(explain, likeness, policy)))


def logistic(logit: float) -> float:
    """Return the probability with these log-odds."""
    return 1 / (1 + math.exp(-logit)) if logit > 0 else 1 - 1 / (1 + math.exp(logit))


def liken(first: ParsedName, second: ParsedName, policy: Policy) -> Likeness:
    """Return how alike two names of one kind are; symmetric up to the order of the pairs."""
    if first.cleaned > second.cleaned:
        first, second = second, first
    if first.whole and [word.fold for word in first.whole] == [word.fold for word in second.whole]:
        pairs = tuple([Pair((one,), (two,), 1.0) for one, two in zip(first.words, second.words, strict=False)])
        return Likeness(policy.bias, (), Pairing(pairs, (), (), True))
    if not first.words or not second.words:
        return Likeness(policy.bias - policy.weights["conflict"], (("conflict", 1.0),), None)
    if first.short != second.short and _acronyms_meet(first, second):
        return Likeness(policy.bias - policy.weights["acronym"], (("acronym", 1.0),), None)
    pairing = pair_parts(first.words, second.words, policy.floor)
    if len(first.whole) >= policy.in_order_from and _may_pair_in_order(first, second, pairing):
        in_order = pair_in_order(first.whole, second.whole, policy.in_order_floor)
        if in_order is not None:
            return _weighed(in_order, tuple(_pair_features(in_order, policy)), policy)
    if len(first.whole) != len(second.whole) and (
        not pairing.pairs or pairing.pairs[0].similarity < policy.closed_up_floor
    ):
        pairing = pair_closed_up(first.whole, second.whole, policy.closed_up_floor) or pairing
    return _weighed(pairing, _features(first, second, pairing, policy), policy)


def written_by_system(policy: Policy) -> Likeness:
    """Return the likeness of a name and what some romanization system writes for it."""
    return Likeness(policy.bias - policy.weights["system"], (("system", 1.0),), None)


def _weighed(pairing: Pairing, features: tuple[tuple[str, float], ...], policy: Policy) -> Likeness:
    weights = policy.weights
    logit = policy.bias
    for name, value in features:
        logit -= weights[name] * value
    return Likeness(logit, tuple([(name, value) for name, value in features if value]), pairing)


def _may_pair_in_order(first: ParsedName, second: ParsedName, pairing: Pairing) -> bool:
    """Return whether words are left over, or only one name has words that the lexicon knows."""
    known, other_known = len(first.words) < len(first.whole), len(second.words) < len(second.whole)
    return bool(pairing.alone or pairing.other_alone) or known != other_known


def _acronyms_meet(first: ParsedName, second: ParsedName) -> bool:
    short, full = (first, second) if first.short else (second, first)
    return len(full.acronym) > 1 and short.words[0].fold == full.acronym


def _features(first: ParsedName, second: ParsedName, pairing: Pairing, policy: Policy) -> tuple[tuple[str, float], ...]:
    features = _pair_features(pairing, policy)
    features += _leftover_features(first, second, pairing, policy)
    if first.contrasts or second.contrasts:
        features += _contrast_features(dict(first.contrasts), dict(second.contrasts))
    if first.numbers != second.numbers:
        features.append(("number" if first.numbers and second.numbers else "number_missing", 1.0))
    if first.generics and second.generics and not generics_agree(first.generics, second.generics):
        features.append(("generic", 1.0))
    return tuple(features)


def _pair_features(pairing: Pairing, policy: Policy) -> list[tuple[str, float]]:
    if not pairing.pairs:
        return []
    weight = matched = initials = 0.0
    worst = 1.0
    joined = gender = False
    for pair in pairing.pairs:
        weighs = sum([policy.parts[part.role] if part.role == "initial" else policy.weigh(part) for part in pair.first])
        weight += weighs
        matched += weighs * pair.similarity
        worst = min(worst, pair.similarity)
        joined = joined or pair.joined
        initials += _is_initial(pair)
        gender = gender or (pair.similarity < 1 and _genders(pair))
    return [
        ("difference", 1 - matched / weight),
        ("worst", 1 - worst),
        ("initials", initials / len(pairing.pairs)),
        ("joined", float(joined)),
        ("order", float(not pairing.ordered)),
        ("gender", float(gender)),
    ]


def _is_initial(pair: Pair) -> bool:
    return {part.role for part in (pair.first[0], pair.second[0])} >= {"initial", "name"}


def _genders(pair: Pair) -> bool:
    return len(pair.first) == len(pair.second) == 1 and genders_differ(pair.first[0], pair.second[0])


def _leftover_features(
    first: ParsedName, second: ParsedName, pairing: Pairing, policy: Policy
) -> list[tuple[str, float]]:
    if not pairing.alone and not pairing.other_alone:
        return []
    patronymics = _has_patronymic(pairing.alone) and _has_patronymic(pairing.other_alone)
    alone, other = _weight(pairing.alone, policy, patronymics), _weight(pairing.other_alone, policy, patronymics)
    whole = max(_weight(first.words, policy, False), _weight(second.words, policy, False))
    most = max(_count(first.words, policy), _count(second.words, policy))
    return [
        ("patronymic", float(patronymics)),
        ("conflict", _conflict(alone, other, whole) if pairing.pairs else 1.0),
        ("initials_differ", float(_initials_differ(pairing))),
        ("missing", abs(alone - other) / whole),
        ("single", float(len(pairing.pairs) == 1 and most > 1)),
    ]


def _conflict(alone: float, other: float, whole: float) -> float:
    """Words of weight left over on both sides are half a conflict however long the names are."""
    least = min(alone, other)
    return min(1.0, least) / 2 + min(1.0, 2 * least / whole) / 2


def _initials_differ(pairing: Pairing) -> bool:
    """An initial is left over though the other name has initials too."""
    left = [part for part in (*pairing.alone, *pairing.other_alone) if part.role == "initial"]
    return bool(left) and any(pair.first[0].role == pair.second[0].role == "initial" for pair in pairing.pairs)


def _count(parts: tuple[Part, ...], policy: Policy) -> int:
    return sum([policy.weigh(part) > 0 for part in parts])


def _has_patronymic(parts: tuple[Part, ...]) -> bool:
    return any(part.role == "patronymic" for part in parts)


def _weight(parts: tuple[Part, ...], policy: Policy, without_patronymics: bool) -> float:
    return sum([policy.weigh(part) for part in parts if not (without_patronymics and part.role == "patronymic")])


def _contrast_features(first: dict[str, str], second: dict[str, str]) -> list[tuple[str, float]]:
    shared = first.keys() & second.keys()
    differs = any(first[axis] != second[axis] for axis in shared)
    return [("contrast", float(differs)), ("contrast_missing", float(first.keys() != second.keys()))]


@lru_cache(maxsize=4096)
def generics_agree(first: frozenset[str], second: frozenset[str]) -> bool:
    """Return whether two sets of generic terms may be said of one place: a common term, or terms of one sort.

    The sort of a term is that of the feature code it means first: a city is no district, a town may be a village.
    """
    return bool(first & second) or bool(_sorts(first) & _sorts(second))


def _sorts(terms: frozenset[str]) -> set[str]:
    features = lexicon().features
    return {codes[0][:SORT] for codes in (features.get(term, ()) for term in terms) if codes}


def explain(likeness: Likeness, policy: Policy) -> tuple[Evidence, ...]:
    """Return the evidence behind a likeness: each feature that speaks against, and the words taken for one another."""
    rows = [
        Evidence(name, round(1 - value, 4), policy.weights[name], _DETAILS[name])
        for name, value in sorted(likeness.features, key=lambda entry: -policy.weights[entry[0]] * entry[1])
    ]
    if likeness.pairing is None:
        return tuple(rows)
    for pair in likeness.pairing.pairs:
        rows.append(Evidence("pair", round(pair.similarity, 4), 0.0, _words(pair.first) + " = " + _words(pair.second)))
    for parts in (likeness.pairing.alone, likeness.pairing.other_alone):
        if parts:
            rows.append(Evidence("alone", 0.0, 0.0, _words(parts) + " has no partner"))
    return tuple(rows)


def _words(parts: tuple[Part, ...]) -> str:
    return " ".join([part.text for part in parts])


_DETAILS = {
    "difference": "mean likeness of the words paired",
    "worst": "likeness of the words least alike",
    "conflict": "both names have words that the other lacks",
    "missing": "one name has words that the other lacks",
    "contrast": "the names are set apart by opposite words",
    "contrast_missing": "only one name has a word that sets places of one name apart",
    "number": "the names have different numbers",
    "number_missing": "only one name has a number",
    "generic": "the names say different kinds of place",
    "patronymic": "the patronymics differ",
    "gender": "one family name is a woman's, the other a man's",
    "initials": "an initial stands for a name",
    "initials_differ": "one name has an initial more",
    "single": "only one word agrees",
    "order": "the words stand in another order",
    "joined": "word bounds differ",
    "system": "a romanization system writes the name matched so",
    "acronym": "one name is the acronym of the other",
}
