"""Which of several systems that cover a text a reader would try first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from normalize.systems.catalogue import languages_meant, matches_language
from normalize.systems.coverage import chosen
from normalize.systems.listing import Listing
from normalize.tables import read_toml

_LAST = 99
"""The place of what the order does not name."""


@dataclass(frozen=True, slots=True)
class Preference:
    """The places, from 0 on: of systems that lead or go first in their language, of statuses, authorities, languages.

    ``leading``, ``first`` and ``statuses`` are pairs: for text with its vowels, and for text that leaves them out.
    Languages have a place in each script.
    """

    leading: tuple[dict[str, int], dict[str, int]]
    first: tuple[dict[str, int], dict[str, int]]
    statuses: tuple[dict[str, int], dict[str, int]]
    authorities: dict[str, int]
    languages: dict[tuple[str, str], int]


@lru_cache(maxsize=65536)
def rank_systems(mask: int, language: str | None, unvocalised: bool = False) -> tuple[Listing, ...]:
    """The systems of a coverage mask, likeliest first.

    Those of ``language`` (BCP 47) come first. Otherwise languages take turns, so that no language with many systems
    hides the others: the second system of the first language stands beside the first of the second.
    For ``unvocalised`` text the systems that supply vowels come before those that need them written.
    """
    order = _preference()
    tags = () if language is None else languages_meant(language)
    leading = order.leading[unvocalised]
    by_language: dict[str, list[Listing]] = {}
    for listing in chosen(mask):
        by_language.setdefault(listing.language, []).append(listing)
    ranked: list[tuple[tuple[bool, int, int, int, str, int], Listing]] = []
    for tag, listings in by_language.items():
        place = order.languages.get((listings[0].source_script, tag), _LAST)
        hinted = any(matches_language(tag, one) for one in tags)
        for turn, listing in enumerate(sorted(listings, key=lambda one: _place_in_language(one, unvocalised))):
            lead = len(leading) if hinted else leading.get(listing.id, len(leading))
            ranked.append(((not hinted, lead, turn + place, place, tag, turn), listing))
    return tuple(listing for _, listing in sorted(ranked, key=lambda pair: pair[0]))


def language_place(tag: str) -> int:
    """The place of a language among those of its script, likelier first."""
    return min((place for (_, name), place in _preference().languages.items() if name == tag), default=_LAST)


def _place_in_language(listing: Listing, unvocalised: bool) -> tuple[int, int, int, str]:
    order = _preference()
    first, statuses = order.first[unvocalised], order.statuses[unvocalised]
    place = first.get(listing.id, len(first))
    return place, statuses[listing.status], order.authorities.get(listing.authority, _LAST), listing.id


@cache
def _preference() -> Preference:
    table = read_toml("romanization.toml")["preference"]
    return Preference(
        (_places(table["leading"]), _places(table["leading_unvocalised"])),
        (_places(table["first"]), _places(table["first_unvocalised"])),
        (table["statuses"], table["unvocalised"]),
        _places(table["authorities"]),
        {(script, tag): place for script, tags in table["languages"].items() for place, tag in enumerate(tags)},
    )


def _places(names: list[str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(names)}
