"""In which script the names of an entity are, and what it says where one in another than the one asked for fits."""

from __future__ import annotations

from typing import Final

from gazetteer.index.interface import NameIndex
from gazetteer.matching.features import Features
from gazetteer.matching.query import Query
from normalize.likeness import Likeness, liken
from normalize.pairing import Pair
from normalize.parsing import ParsedName, parse_name
from normalize.policies import Policy
from normalize.scripts import ABJADS, SCRIPT_OF
from normalize.word_likeness import are_known_apart

_ALONE: Final = frozenset(("Latn", "Cyrl", "Arab", "Armn", "Geor", "Grek", "Hebr"))
"""Scripts that a name is said to be in where all its letters are, unlike Japanese and Korean ones of several."""

LATIN: Final = "Latn"

MOST_ASKED: Final = 3
"""Names of a person in a script that are held against the one asked for: the first are those the person is known by."""


def script_features(index: NameIndex, entity: int, name: int, query: Query, likeness: Likeness) -> Features:
    """Return whether only a name in another script fits, though the entity has names in the script asked for.

    The more so where one of the two is written without short vowels.
    """
    if likeness.pairing is None:
        return []
    script = first_script(query.name)
    if is_in_script(index, name, script) or script in ABJADS:
        return []
    for other in index.names_of(entity):
        if is_in_script(index, other, script):
            break
    else:
        return []
    unvowelled = any([_is_unvowelled(pair) for pair in likeness.pairing.pairs])
    return [("unvowelled" if unvowelled else "other_script", 1.0)]


def is_known_otherwise(index: NameIndex, entity: int, name: int, asked: ParsedName, weighing: Policy) -> bool:
    """Return whether a person's name in another script matched, and most in that asked for are known to be others."""
    script = first_script(asked.cleaned)
    if is_in_script(index, name, script):
        return False
    apart = other_ones = 0
    for other in index.names_of(entity):
        if is_in_script(index, other, script):
            pairing = liken(asked, parse_name(index.name_text(other), "person"), weighing).pairing
            if pairing is not None and pairing.pairs:
                known = any([are_known_apart(one, two) for one in pairing.alone for two in pairing.other_alone])
                apart, other_ones = apart + known, other_ones + (not known)
                if apart + other_ones == MOST_ASKED:
                    break
    return apart > other_ones


def _is_unvowelled(pair: Pair) -> bool:
    """Whether two names are not quite alike, and one of them is written without short vowels."""
    one, two = pair.first[0], pair.second[0]
    return one.abjad != two.abjad and pair.similarity < 1 and one.role not in ("body", "area")


def is_in_script(index: NameIndex, name: int, script: str) -> bool:
    """Return whether a stored name begins in a script."""
    known = index.name_script(name)
    return known == script if known in _ALONE else first_script(index.name_text(name)) == script


def is_read_in_several(text: str) -> bool:
    """Return whether the letters of a text are of one script, with vowels, whose languages read it each their way."""
    script = first_script(text)
    if script not in _ALONE or script in ABJADS or script == LATIN:
        return False
    return all([SCRIPT_OF[letter] == script for letter in text if letter.isalpha()])


def first_script(text: str) -> str:
    """Return the script of the first letter, or the empty string."""
    for letter in text:
        if letter.isalpha():
            return SCRIPT_OF[letter]
    return ""
