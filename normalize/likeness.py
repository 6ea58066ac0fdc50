"""How alike two parsed names are: the features of their pairing that speak against, weighed by a policy."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, final

from mypy_extensions import mypyc_attr

from normalize.abbreviations import acronyms_differ, spell_out
from normalize.descent import fathers_exchanged
from normalize.lexicon import SERVANT, lexicon
from normalize.name_lists import is_given_name
from normalize.pairing import Pair, Pairing, pair_closed_up, pair_in_order, pair_parts
from normalize.parsing import GENERATION, ParsedName
from normalize.parts import Part
from normalize.policies import Policy
from normalize.unpaired import is_numeral_left, unpaired_features
from normalize.word_likeness import genders_differ

SORT: Final = 3
"""Letters of a GeoNames feature code that tell the sort: PPL, ADM, PCL …"""


Features = tuple[tuple[str, float], ...]


@final
@mypyc_attr(acyclic=True)
class Likeness:
    """A comparison before it is put in words: log-odds, the features that speak against, each in 0..1, what agrees."""

    def __init__(self, logit: float, features: Features, pairing: Pairing | None, agreed: tuple[str, ...] = ()) -> None:
        self.logit: Final = logit
        self.features: Final = features
        self.pairing: Final = pairing
        self.agreed: Final = agreed


def liken(first: ParsedName, second: ParsedName, policy: Policy) -> Likeness:
    """Return how alike two names of one kind are; symmetric up to the order of the pairs."""
    if first.cleaned > second.cleaned:
        first, second = second, first
    if first.whole and [word.fold for word in first.whole] == [word.fold for word in second.whole]:
        pairs = tuple([Pair((one,), (two,), 1.0) for one, two in zip(first.words, second.words, strict=False)])
        return Likeness(policy.bias, (), Pairing(pairs, (), (), True), _agreed(first, second))
    if not first.words or not second.words:
        return Likeness(policy.bias - policy.weights["conflict"], (("conflict", 1.0),), None)
    if first.short != second.short and _acronyms_meet(first, second):
        return Likeness(policy.bias - policy.weights["acronym"], (("acronym", 1.0),), None)
    given = policy.given_names and _have_given_names(first, second)
    pairing = pair_parts(_comparable(first, second), _comparable(second, first), policy.floor, given=given)
    if policy.spelled_out and pairing.alone and pairing.other_alone:
        pairing = spell_out(pairing)
    if len(first.whole) >= policy.in_order_from and _may_pair_in_order(first, second, pairing):
        in_order = pair_in_order(first.whole, second.whole, policy.in_order_floor)
        if in_order is not None:
            return _weighed(in_order, _pair_features(in_order, policy), policy)
    if len(first.whole) != len(second.whole) and (
        not pairing.pairs or pairing.pairs[0].similarity < policy.closed_up_floor
    ):
        pairing = pair_closed_up(first.whole, second.whole, policy.closed_up_floor) or pairing
    if not pairing.pairs:
        return Likeness(policy.bias - policy.weights["conflict"], (("conflict", 1.0),), pairing)
    return _weighed(pairing, _features(first, second, pairing, policy), policy, _agreed(first, second))


def _have_given_names(first: ParsedName, second: ParsedName) -> bool:
    """Return whether two names have given names among others, or one is such a name in several words: Abd al-Rahman."""
    if len(first.words) > 1 and len(second.words) > 1:
        return True
    return first.words[0].value == SERVANT or second.words[0].value == SERVANT


def leftovers(first: ParsedName, second: ParsedName, pairing: Pairing) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Return the words of each of two names without a partner, in the order of the names and not of the pairing."""
    alone, other_alone = pairing.alone, pairing.other_alone
    return (other_alone, alone) if first.cleaned > second.cleaned else (alone, other_alone)


def _comparable(name: ParsedName, other: ParsedName) -> tuple[Part, ...]:
    """Return the words of a name, without the stems of adjectives where the other name has no generic term."""
    if name.generics and not other.generics:
        return tuple([part.play(part.role, stem="") if part.stem else part for part in name.words])
    return name.words


def _agreed(first: ParsedName, second: ParsedName) -> tuple[str, ...]:
    """Return the values that words of both names stand for: upper, 2, village."""
    if not (first.contrasts or first.numbers or first.generics):
        return ()
    values = [value for axis, value in first.contrasts if (axis, value) in second.contrasts]
    return (*values, *sorted(first.numbers & second.numbers), *sorted(first.generics & second.generics))


def written_by_system(policy: Policy) -> Likeness:
    """Return the likeness of a name and what some romanization system writes for it."""
    return Likeness(policy.bias - policy.weights["system"], (("system", 1.0),), None)


def _weighed(
    pairing: Pairing, features: list[tuple[str, float]], policy: Policy, agreed: tuple[str, ...] = ()
) -> Likeness:
    weights = policy.weights
    logit = policy.bias
    for name, value in features:
        logit -= weights[name] * value
    return Likeness(logit, tuple(features), pairing, agreed)


def _may_pair_in_order(first: ParsedName, second: ParsedName, pairing: Pairing) -> bool:
    """Return whether words are left over, or only one name has words that the lexicon knows."""
    if _has_area(pairing.alone) and _has_area(pairing.other_alone):
        return False
    known, other_known = len(first.words) < len(first.whole), len(second.words) < len(second.whole)
    return bool(pairing.alone or pairing.other_alone) or known != other_known


def _areas(name: ParsedName) -> list[str]:
    """The areas in the order they stand: whose embassy it is comes before where it is."""
    return [part.value for part in name.words if part.role == "area"]


def _is_abroad(name: ParsedName) -> bool:
    """Return whether a name is one of a body that a state has in another."""
    abroad = lexicon().abroad
    return any([part.value in abroad for part in name.words])


def _has_area(parts: tuple[Part, ...]) -> bool:
    return any([part.role == "area" for part in parts])


def _acronyms_meet(first: ParsedName, second: ParsedName) -> bool:
    short, full = (first, second) if first.short else (second, first)
    return len(full.acronym) > 1 and short.words[0].fold == full.acronym


def _features(first: ParsedName, second: ParsedName, pairing: Pairing, policy: Policy) -> list[tuple[str, float]]:
    """Return what speaks against the names being one, each with a value above 0."""
    features = _pair_features(pairing, policy)
    if pairing.alone or pairing.other_alone:
        features += unpaired_features(first, second, pairing, policy)
    elif policy.given_names and not pairing.ordered and fathers_exchanged(pairing):
        features.append(("patronymic", 1.0))
    if not pairing.ordered and _is_abroad(first) and _areas(first) != _areas(second):
        features.append(("areas_swapped", 1.0))
    if first.short and second.short and acronyms_differ(pairing, policy):
        features.append(("acronyms_differ", 1.0))
    if first.contrasts or second.contrasts:
        features += _contrast_features(dict(first.contrasts), dict(second.contrasts))
    if first.numbers != second.numbers:
        both = bool(first.numbers and second.numbers) or is_numeral_left(pairing)
        features.append(("number" if both else "number_missing", 1.0))
    if first.generics and second.generics and not generics_agree(first.generics, second.generics):
        features.append(("generic", 1.0))
    return features


def _pair_features(pairing: Pairing, policy: Policy) -> list[tuple[str, float]]:
    weight = matched = initials = 0.0
    worst = 1.0
    joined = gender = False
    for pair in pairing.pairs:
        weighs = 0.0
        for part in pair.first:
            weighs += policy.parts["initial"] if part.role == "initial" else policy.weigh(part)
        weight += weighs
        matched += weighs * pair.similarity
        initials += _is_initial(pair)
        joined = joined or pair.joined
        if pair.similarity < 1:
            worst = min(worst, pair.similarity)
            gender = gender or (policy.weights["gender"] > 0 and _genders(pair))
    features = [("difference", 1 - matched / weight), ("worst", 1 - worst)] if worst < 1 else []
    if initials:
        features.append(("initials", initials / len(pairing.pairs)))
    if joined:
        features.append(("joined", 1.0))
    if not pairing.ordered:
        features.append(("order", 1.0))
    if not pairing.turned:
        features.append(("scrambled", 1.0))
    if gender:
        features.append(("gender", 1.0))
    return features


def _is_initial(pair: Pair) -> bool:
    one, two = pair.first[0].role, pair.second[0].role
    return (one == "initial" and two == "name") or (one == "name" and two == "initial")


def _genders(pair: Pair) -> bool:
    """Return whether two family names are of a man and of a woman; given names have endings of their own."""
    if len(pair.first) > 1 or len(pair.second) > 1:
        return False
    one, two = pair.first[0], pair.second[0]
    return genders_differ(one, two) and not (is_given_name(one.fold) or is_given_name(two.fold))


def _contrast_features(first: dict[str, str], second: dict[str, str]) -> list[tuple[str, float]]:
    shared = first.keys() & second.keys()
    features = []
    if any([first[axis] != second[axis] for axis in shared]):
        features.append(("contrast", 1.0))
    if first.keys() != second.keys():
        features.append(("contrast_missing", 1.0))
    if (GENERATION in first) != (GENERATION in second):
        features.append(("generation_missing", 1.0))
    return features


@lru_cache(maxsize=4096)
def generics_agree(first: frozenset[str], second: frozenset[str]) -> bool:
    """Return whether two sets of generic terms may be said of one place: a common term, or terms of one sort.

    The sort of a term is that of the feature code it means first: a city is no district, a town may be a village.
    States of two forms are two: a khanate is no republic.
    """
    left, right = first - second, second - first
    if not left or not right:
        return bool(first & second)
    forms, other_forms = _forms(left), _forms(right)
    if forms and other_forms and forms.isdisjoint(other_forms):
        return False
    return bool(_sorts(left) & _sorts(right))


def _forms(terms: frozenset[str]) -> set[str]:
    """Return the forms of state that some generic terms say."""
    forms = lexicon().forms
    return {forms[term] for term in terms if term in forms}


def _sorts(terms: frozenset[str]) -> set[str]:
    features = lexicon().features
    return {codes[0][:SORT] for codes in (features.get(term, ()) for term in terms) if codes}
