"""Whose child each of two people is, by their names: fathers exchanged, or one named with the other for a father."""

from __future__ import annotations

from typing import Final

from normalize.lexicon import SERVANT
from normalize.name_lists import is_chained, is_compounding, is_given_name
from normalize.pairing import Pairing
from normalize.parsing import ParsedName
from normalize.parts import Part
from normalize.person_names import family_gender, is_father
from normalize.prices import prices

MIN_CHAIN: Final = 3
"""A name with a father's has at least so many words."""


def father_against_name(alone: tuple[Part, ...], other: tuple[Part, ...]) -> bool:
    """Return whether a father's name is all that one name has more, and the other has another name in its place."""
    return len(alone) == len(other) == 1 and alone[0].role == "patronymic" and other[0].role == "name"


def father_for_name(first: ParsedName, second: ParsedName, pairing: Pairing) -> bool:
    """Return whether one man's name is only the father's name of the other, who has a name of his own."""
    for pair in pairing.pairs:
        one, two = pair.first[0], pair.second[0]
        if is_father(one) and _is_own(two) and _has_own_name(first, pairing.alone, one):
            return True
        if is_father(two) and _is_own(one) and _has_own_name(second, pairing.other_alone, two):
            return True
    return False


def fathers_exchanged(pairing: Pairing) -> bool:
    """Return whether each of two men has the other's name for his father's: Ali ibn Hussein, Hussein ibn Ali."""
    fathers = [(is_father(pair.first[0]), is_father(pair.second[0])) for pair in pairing.pairs]
    return (True, False) in fathers and (False, True) in fathers


def _is_own(part: Part) -> bool:
    return part.role == "name" and not is_father(part)


def _has_own_name(name: ParsedName, left: tuple[Part, ...], father: Part) -> bool:
    """Return whether a name has one of its own left over: before the father's, as the family's is after "ibn"."""
    if father.role == "patronymic":
        return any([part.role == "name" for part in left])
    return stands_before(name, left, father)


def stands_before(name: ParsedName, left: tuple[Part, ...], later: Part) -> bool:
    """Return whether one of some names left over stands before a later part of the same name."""
    before = True
    for word in name.words:
        before = before and word is not later
        if before and word.role == "name" and word.value != SERVANT and any([word is part for part in left]):
            return True
    return False


def is_child(first: ParsedName, second: ParsedName, pairing: Pairing) -> bool:
    """Return whether one name is the other's with a given name before it, where fathers' names follow one's own.

    So where all are given names (Uday Saddam Hussein) and before family names with the Arabic article, or of those with
    a form for each sex (Bashar Hafez al-Assad, Heydar Ilham Aliyev), of names of the languages that have such chains
    only: Anna Maria Kowalska is none. Muhammad and the like are part of the next name, as is what a hyphen joins.
    """
    left, name, other = pairing.alone, first, second
    if not left:
        left, name, other = pairing.other_alone, second, first
    own = name.words[0]
    if not pairing.ordered or len(pairing.pairs) < MIN_CHAIN - 1 or (pairing.alone and pairing.other_alone):
        return False
    if len(left) != 1 or left[0] is not own or len(name.words) < MIN_CHAIN or is_compounding(own.fold):
        return False
    if f"{own.text}-" in name.cleaned or any([part.fold == own.fold for part in other.words]):
        return False
    if not all([_is_own(part) and is_chained(part.fold) for part in (own, name.words[1], other.words[0])]):
        return False
    return _may_tell_fathers(name) or _may_tell_fathers(other)


def _may_tell_fathers(name: ParsedName) -> bool:
    """Return whether a name is of given names alone, or its last is a family's with an article or of either sex."""
    last = name.words[-1]
    if family_gender(last.sound) or (last.abjad and last.stem):
        return True
    article = prices().article
    if any([word.part.sound == article for word in name.whole[1:-1]]):
        return True
    return all([is_given_name(part.fold) for part in name.words])
