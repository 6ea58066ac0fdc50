"""What chains of systems make of a name: from language to language, the cheapest first."""

from __future__ import annotations

import heapq
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from normalize.systems.catalogue import matches_language
from normalize.systems.coverage import LATIN, chosen, coverage
from normalize.systems.engine import engine_of, transliterate
from normalize.systems.listing import Listing
from normalize.systems.preference import language_place
from normalize.tables import read_toml


@dataclass(frozen=True, slots=True, order=True)
class Spelling:
    """What a chain of systems makes of a name: the dearer, the less likely; ``language`` reads the text next."""

    cost: float
    systems: tuple[str, ...]
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Costs:
    """The price of each step of a chain, by the system's status and authority, and the bounds of the search.

    ``longest`` is in steps; ``longest_name`` in characters: a longer text is no name and has no chains.
    """

    longest: int
    longest_name: int
    step: float
    other: float
    statuses: dict[str, float]
    authorities: dict[str, float]


def chains(text: str, *, language: str | None = None) -> Iterator[Spelling]:
    """What systems make of cleaned ``text``, cheapest first; one that several chains make comes once for each."""
    if len(text) > _costs().longest_name:
        return
    longest = _costs().longest
    waiting = [Spelling(0.0, (), text, tag) for tag in starting_languages(text, language)]
    heapq.heapify(waiting)
    seen: set[tuple[str, str]] = set()
    while waiting:
        spelling = heapq.heappop(waiting)
        if spelling.systems:
            yield spelling
        if (spelling.text, spelling.language) in seen:
            continue
        seen.add((spelling.text, spelling.language))
        if len(spelling.systems) < longest and spelling.language:
            for following in _next_spellings(spelling):
                heapq.heappush(waiting, following)


def starting_languages(text: str, language: str | None) -> list[str]:
    """The languages that a name may be written in: the hinted one if its systems cover the text, else all that do."""
    tags = dict.fromkeys(listing.language for listing in chosen(coverage(text) if coverage(text) != -1 else 0))
    hinted = [tag for tag in tags if language is not None and matches_language(tag, language)]
    return hinted or sorted(tags, key=language_place)


def _next_spellings(spelling: Spelling) -> Iterator[Spelling]:
    for listing in chosen(coverage(spelling.text)):
        if listing.id in spelling.systems or not matches_language(listing.language, spelling.language):
            continue
        made = engine_of(listing.id).run(spelling.text)
        if not unicodedata.is_normalized("NFC", made):
            made = unicodedata.normalize("NFC", made)
        if not made.strip():
            continue
        cost = spelling.cost + _step_cost(listing)
        yield Spelling(cost, (*spelling.systems, listing.id), made, _language_after(listing))


def _language_after(listing: Listing) -> str:
    """The language whose systems read on from what a system wrote; "" where the result is a spelling for foreigners."""
    if listing.target_script != LATIN:
        return listing.reader or listing.language
    return listing.language if listing.reversible and not listing.reader else ""


def _step_cost(listing: Listing) -> float:
    costs = _costs()
    return costs.step + costs.statuses[listing.status] + costs.authorities.get(listing.authority, costs.other)


@cache
def _costs() -> Costs:
    return Costs(**read_toml("romanization.toml")["chains"])


def system_spellings(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield the ID of each system of a language that covers ``text``, with what it writes for it.

    ``language`` is BCP 47; systems of its primary language count. Systems that need what the text does not write are
    left out.
    """
    primary = language.partition("-")[0].lower()
    for listing in chosen(coverage(text)):
        if listing.language.partition("-")[0].lower() == primary and not listing.requires:
            yield listing.id, transliterate(text, listing.id).text
