"""Given names, family names and places that are known, with the numbers of the names that their spellings belong to.

Read from ``names.json``, which ``python -m normalize.lexicon_compiling`` makes of ``given_names.toml``,
``family_names.toml`` and ``place_names.toml``, when two words are first found to sound alike.
"""

from __future__ import annotations

import json
from typing import Final, final

from mypy_extensions import mypyc_attr

from normalize.errors import BadTable
from normalize.tables import DATA

COMPILED: Final = "names.json"


@final
@mypyc_attr(acyclic=True)
class NameLists:
    """The number of the name that each spelling belongs to, by normal form; different numbers, different names.

    ``together`` has the group of given names that are said for one another in other languages (David, Davud), ``taken``
    the last letters of given names that endings of patronymics take the place of, ``compounding`` the numbers of those
    that stand before the one a man is called by, ``chained`` of those of languages in which the father's name follows
    one's own, ``syllables`` the number of each family name that is the beginning of
    a full name in one word (Korean, Chinese).
    """

    def __init__(
        self,
        given: dict[str, int],
        family: dict[str, int],
        place: dict[str, int],
        together: dict[int, int],
        taken: tuple[str, ...],
        compounding: frozenset[int],
        chained: frozenset[int],
        syllables: dict[str, int],
    ) -> None:
        self.given: Final = given
        self.family: Final = family
        self.place: Final = place
        self.together: Final = together
        self.taken: Final = taken
        self.compounding: Final = compounding
        self.chained: Final = chained
        self.syllables: Final = syllables


FEWEST_SYLLABLES: Final = 2
MOST_SYLLABLES: Final = 4
"""A full name in one word has at least and at most so many syllables."""

_LOADED: Final[list[NameLists]] = []


def name_lists() -> NameLists:
    """Return the names known; raise :class:`BadTable` if the compiled file is missing or broken."""
    if not _LOADED:
        _LOADED.append(_load())
    return _LOADED[0]


def _load() -> NameLists:
    try:
        table = json.loads((DATA / COMPILED).read_bytes())
        together = {number: at for at, group in enumerate(table["together"]) for number in group}
        return NameLists(
            table["given"],
            table["family"],
            table["place"],
            together,
            tuple(table["taken"]),
            frozenset(table["compounding"]),
            frozenset(table["chained"]),
            table["syllables"],
        )
    except (OSError, ValueError, KeyError) as error:
        raise BadTable(COMPILED, None, f"{error}; write it with: python -m normalize.lexicon_compiling") from error


def are_other_names(first: str, second: str) -> bool:
    """Return whether two words, by normal form, are given names, families or places known to be different ones."""
    known = name_lists()
    apart = False
    for names in (known.given, known.family, known.place):
        one, two = names.get(first), names.get(second)
        if one is not None and two is not None:
            if one == two:
                return False
            apart = names is not known.given or known.together.get(one, -1) != known.together.get(two, -2)
    return apart or (first[1:] == second[1:] and _begin_otherwise(known.syllables, first, second))


def _begin_otherwise(families: dict[str, int], first: str, second: str) -> bool:
    """Return whether two full names in one word have family names that are known to be different: 이민호, 임민호."""
    if not FEWEST_SYLLABLES <= len(first) <= MOST_SYLLABLES:
        return False
    one, two = families.get(first[0]), families.get(second[0])
    return one is not None and two is not None and one != two


def are_one_given_name(first: str, second: str) -> bool:
    """Return whether two words, by normal form, are known to be spellings of one given name."""
    given = name_lists().given
    one = given.get(first)
    return one is not None and one == given.get(second)


def are_said_together(first: str, second: str) -> bool:
    """Return whether two words, by normal form, are given names that are said for one another."""
    known = name_lists()
    one, two = known.given.get(first), known.given.get(second)
    return one is not None and two is not None and known.together.get(one, -1) == known.together.get(two, -2)


def given_form(form: str) -> str:
    """Return a word in normal form as the given name it is, with a last letter that an ending took, or as it is."""
    known = name_lists()
    if form in known.given:
        return form
    return next((form + last for last in known.taken if form + last in known.given), form)


def is_given_name(form: str) -> bool:
    """Return whether a word in normal form is a given name that is known."""
    return form in name_lists().given


def is_compounding(form: str) -> bool:
    """Return whether a word in normal form is a given name that stands before the one its bearer is called by."""
    known = name_lists()
    return known.given.get(form, -1) in known.compounding


def is_chained(form: str) -> bool:
    """Return whether a word in normal form is a given name of the languages whose chains of names tell the father."""
    known = name_lists()
    return known.given.get(form, -1) in known.chained
