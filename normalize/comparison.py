"""Whether two names are spellings of one name, as a score, a verdict and reasons in words."""

from __future__ import annotations

from functools import partial
from typing import Final

from normalize.cleaning import clean
from normalize.errors import BadHint, not_text
from normalize.likeness import Likeness, liken
from normalize.name_lists import is_given_name
from normalize.parsing import kind_of_capitals, kind_shown, parse_name
from normalize.parts import Part, words_of
from normalize.policies import Policy, logistic, policy_for
from normalize.vocabulary import ENTITY_KINDS, Comparison, EntityKind, Evidence, Reasons

FEWEST_WORDS: Final = 3
"""A name with a given name of two words and a family name has at least so many."""


def compare(a: str, b: str, *, kind: EntityKind | None = None) -> Comparison:
    """Return how surely two names are spellings of one name.

    Args:
        a: a name in any script.
        b: another; the order does not matter.
        kind: ``place``, ``person`` or ``organization`` where known; else what the words show.

    Returns:
        A comparison with ``score`` in 0..1, ``same`` and the evidence, weightiest first; identical names score 1. Of
        names that are the same the evidence ends with the likeliest systems that lead from one to the other, looked for
        when the evidence is looked at. A text without a letter or digit is no name: it is the same as nothing, not even
        as itself, and scores 0.

    Raises:
        BadHint: ``kind`` is none of the three.
        TypeError: a name is no text.
    """
    for name in (a, b):
        if not isinstance(name, str):
            raise not_text(name)
    if kind is not None and kind not in ENTITY_KINDS:
        raise BadHint("kind", kind, ENTITY_KINDS)
    if b < a:
        a, b = b, a
    if not (any(map(str.isalnum, a)) and any(map(str.isalnum, b))):
        return Comparison(0.0, False, (Evidence("nameless", 0.0, 0.0, "a text without a letter or digit is no name"),))
    if a == b or clean(a) == clean(b):
        return Comparison(1.0, True, (Evidence("identical", 1.0, 1.0, "written alike"),))
    shown = kind or kind_shown(a) or kind_shown(b) or kind_of_capitals(a, b)
    if kind is None and shown == "place" and _are_rather_people(a, b):
        shown = None
    policy = policy_for(shown or "any")
    likeness = liken(parse_name(a, shown or "person"), parse_name(b, shown or "person"), policy)
    score = logistic(likeness.logit)
    if score < policy.same:
        return Comparison(score, False, Reasons(partial(explain, likeness, policy)))
    return Comparison(score, True, Reasons(partial(_explain_same, a, b, likeness, policy)))


def _are_rather_people(a: str, b: str) -> bool:
    """Return whether only one of two names has a word for a place, and both begin with one given name: Jean-Bosco."""
    if kind_shown(a) is not None and kind_shown(b) is not None:
        return False
    one, two = words_of(a), words_of(b)
    if min(len(one), len(two)) < FEWEST_WORDS or one[0].fold != two[0].fold:
        return False
    return is_given_name(one[0].fold)


def _explain_same(a: str, b: str, likeness: Likeness, policy: Policy) -> tuple[Evidence, ...]:
    """Explain a likeness, and by which systems one name is made from the other; plain letters are rather the result."""
    from normalize.attribution import evidence_of_derivation

    pairs = sorted(((a, b), (b, a)), key=lambda pair: pair[0].isascii())
    return (*explain(likeness, policy), *evidence_of_derivation(pairs))


def explain(likeness: Likeness, policy: Policy) -> tuple[Evidence, ...]:
    """Return the evidence behind a likeness: each feature that speaks against, and the words taken for one another."""
    rows = [
        Evidence(name, round(1 - value, 4), policy.weights[name], _DETAILS[name])
        for name, value in sorted(likeness.features, key=lambda entry: -policy.weights[entry[0]] * entry[1])
    ]
    rows += [Evidence("agreed", 1.0, 0.0, f"both names say {value}") for value in likeness.agreed]
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
    "mostly_missing": "one name lacks more than half of the other",
    "extra": "one name has a word that may tell one body from another",
    "contrast": "the names are set apart by opposite words",
    "generation_missing": "only one name has a word for who of that name is older",
    "contrast_missing": "only one name has a word that sets places of one name apart",
    "number": "the names have different numbers",
    "number_missing": "only one name has a number",
    "generic": "the names say different kinds of place",
    "patronymic": "the fathers' names differ",
    "child": "one name has a given name before the other's, which may be the father's",
    "gender": "one family name is a woman's, the other a man's",
    "initials": "an initial stands for a name",
    "initials_differ": "one name has an initial more",
    "single": "only one word agrees",
    "areas_swapped": "the states stand in another order: whose it is, and where it is",
    "order": "the words stand in another order",
    "scrambled": "names between the first and the last stand in another order",
    "joined": "word bounds differ",
    "system": "a romanization system writes the name matched so",
    "acronyms_differ": "two acronyms of other letters",
    "acronym": "one name is the acronym of the other",
}
