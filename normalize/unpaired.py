"""What the words of two names that have no partner, or none of their own kind, say against the names being one."""

from __future__ import annotations

from typing import Final

from normalize.descent import father_against_name, father_for_name, fathers_exchanged, is_child, stands_before
from normalize.lexicon import lexicon
from normalize.pairing import Pairing
from normalize.parsing import ParsedName
from normalize.parts import Part
from normalize.policies import Policy

HALF: Final = 0.5
"""Where more of a longer name is left out than this, it is rather another's: two of eight words are those of many."""


def unpaired_features(
    first: ParsedName, second: ParsedName, pairing: Pairing, policy: Policy
) -> list[tuple[str, float]]:
    """Return what the words without a partner say against two names, each in 0..1, and none that says nothing."""
    alone, other_alone = pairing.alone, pairing.other_alone
    patronymics = _has_patronymic(alone) and _has_patronymic(other_alone)
    left, other = _weight(alone, policy, patronymics), _weight(other_alone, policy, patronymics)
    if father_against_name(alone, other_alone) or father_against_name(other_alone, alone):
        left, other = max(left, 1.0), max(other, 1.0)
    whole = max(_weight(first.words, policy, False), _weight(second.words, policy, False))
    features = []
    if patronymics or (policy.given_names and _is_contradicted(first, second, pairing)):
        features.append(("patronymic", 1.0))
    conflict = _conflict(left, other, whole) if pairing.pairs else 1.0
    if conflict:
        features.append(("conflict", conflict))
    if _initials_differ(pairing):
        features.append(("initials_differ", 1.0))
    if left != other:
        missing = abs(left - other) / whole
        features.append(("missing", missing))
        if missing > HALF and policy.given_names:
            features.append(("mostly_missing", (missing - HALF) / HALF))
        if policy.weights["extra"] > 0 and _says_more(pairing, policy):
            features.append(("extra", 1.0))
    if policy.given_names and is_child(first, second, pairing):
        features.append(("child", 1.0))
    if len(pairing.pairs) == 1 and max(_count(first.words, policy), _count(second.words, policy)) > 1:
        features.append(("single", 1.0))
    return features


def _is_contradicted(first: ParsedName, second: ParsedName, pairing: Pairing) -> bool:
    """Return whether fathers or initials say that two people of a name are two."""
    if father_for_name(first, second, pairing) or fathers_exchanged(pairing):
        return True
    return _middle_for_first(first, second, pairing)


def _conflict(alone: float, other: float, whole: float) -> float:
    """Words of weight left over on both sides are half a conflict however long the names are."""
    least = min(alone, other)
    return min(1.0, least) / 2 + min(1.0, 2 * least / whole) / 2


def _says_more(pairing: Pairing, policy: Policy) -> bool:
    """Return whether a word of full weight is left over: it may tell one body from another however long the names."""
    return any([policy.weigh(part) >= policy.parts["body"] for part in (*pairing.alone, *pairing.other_alone)])


def _initials_differ(pairing: Pairing) -> bool:
    """An initial is left over though the other name has initials too."""
    left, other = _initials(pairing.alone), _initials(pairing.other_alone)
    if left and other:
        return True
    return bool(left or other) and any(
        [pair.first[0].role == pair.second[0].role == "initial" for pair in pairing.pairs]
    )


def is_numeral_left(pairing: Pairing) -> bool:
    """Return whether what is left over is a letter that counts rulers ("Friedrich Wilhelm I.")."""
    left = (*pairing.alone, *pairing.other_alone)
    return len(left) == 1 and left[0].role == "initial" and lexicon().is_roman(left[0].fold)


def _initials(parts: tuple[Part, ...]) -> list[Part]:
    return [part for part in parts if part.role == "initial"]


def _middle_for_first(first: ParsedName, second: ParsedName, pairing: Pairing) -> bool:
    """Return whether a name is paired with another's initial, before which there is a name that the other has not."""
    for pair in pairing.pairs:
        one, two = pair.first[0], pair.second[0]
        if one.role == "initial" and two.role == "name" and stands_before(first, pairing.alone, one):
            return True
        if one.role == "name" and two.role == "initial" and stands_before(second, pairing.other_alone, two):
            return True
    return False


def _count(parts: tuple[Part, ...], policy: Policy) -> int:
    count = 0
    for part in parts:
        count += policy.weigh(part) > 0
    return count


def _has_patronymic(parts: tuple[Part, ...]) -> bool:
    return any([part.role == "patronymic" for part in parts])


def _weight(parts: tuple[Part, ...], policy: Policy, without_patronymics: bool) -> float:
    weight = 0.0
    for part in parts:
        if not (without_patronymics and part.role == "patronymic"):
            weight += policy.weigh(part)
    return weight
