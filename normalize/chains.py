"""What chains of systems make of a name: from language to language, the cheapest first."""

from __future__ import annotations

import heapq
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from normalize.cleaning import clean
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

    ``language`` is the price of each place behind the likeliest language of a script, of ``places`` at most.
    ``longest`` is in steps; ``longest_name`` in characters: a longer text is no name and has no chains.
    """

    longest: int
    longest_name: int
    step: float
    language: float
    places: int
    other: float
    statuses: dict[str, float]
    authorities: dict[str, float]


def chains(text: str, *, language: str | None = None) -> Iterator[Spelling]:
    """What systems make of cleaned ``text``, cheapest first; one that several chains make comes once for each."""
    if len(text) > _costs().longest_name:
        return
    longest = _costs().longest
    started = [Spelling(_start_cost(tag), (), text, tag) for tag in starting_languages(text, language)]
    waiting = [step for spelling in started for step in _next_steps(spelling)]
    heapq.heapify(waiting)
    seen = {(spelling.text, spelling.language) for spelling in started}
    while waiting:
        made = _take(heapq.heappop(waiting))
        if made is None:
            continue
        yield made
        if (made.text, made.language) in seen:
            continue
        seen.add((made.text, made.language))
        if len(made.systems) < longest and made.language:
            for step in _next_steps(made):
                heapq.heappush(waiting, step)


def starting_languages(text: str, language: str | None) -> list[str]:
    """The languages that a name may be written in: the hinted one if its systems cover the text, else all that do."""
    mask = coverage(text)
    tags = dict.fromkeys(listing.language for listing in chosen(mask if mask != -1 else 0))
    hinted = [tag for tag in tags if language is not None and matches_language(tag, language)]
    return hinted or sorted(tags, key=language_place)


_Step = tuple[float, tuple[str, ...], str, str]
"""Cost and systems of a chain whose last system is not yet applied, the text before it, the language after it."""


def _next_steps(spelling: Spelling) -> Iterator[_Step]:
    cost, systems, text, language = spelling.cost, spelling.systems, spelling.text, spelling.language
    for system, price, after in _steps_from(coverage(text), language):
        if system not in systems:
            yield cost + price, (*systems, system), text, after


@lru_cache(maxsize=16384)
def _steps_from(mask: int, language: str) -> tuple[tuple[str, float, str], ...]:
    """The systems of a coverage mask for a language: ID, price of the step, and the language after it."""
    return tuple(
        (listing.id, _step_cost(listing), _language_after(listing))
        for listing in chosen(mask)
        if matches_language(listing.language, language)
    )


def _take(step: _Step) -> Spelling | None:
    """What the last system of a step makes of the text before it: only now, as most steps are never come to."""
    cost, systems, text, language = step
    made = _apply(systems[-1], text)
    return Spelling(cost, systems, made, language) if made.strip() else None


def _language_after(listing: Listing) -> str:
    """The language whose systems read on from what a system wrote; "" where the result is a spelling for foreigners."""
    if listing.target_script != LATIN:
        return listing.reader or listing.language
    return listing.language if listing.reversible and not listing.reader else ""


def _start_cost(language: str) -> float:
    costs = _costs()
    return costs.language * min(language_place(language), costs.places)


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
    systems = _systems_for(coverage(text), language)
    if systems and not _is_plain(text):
        yield from ((system, transliterate(text, system).text) for system in systems)
        return
    for system in systems:
        yield system, _apply(system, text)


@lru_cache(maxsize=65536)
def _systems_for(mask: int, language: str) -> tuple[str, ...]:
    """The IDs of the systems of a coverage mask that belong to a language and need nothing the text does not write."""
    primary = language.partition("-")[0].lower()
    return tuple(
        listing.id
        for listing in chosen(mask)
        if listing.language.partition("-")[0].lower() == primary and not listing.requires
    )


def _is_plain(text: str) -> bool:
    """Whether cleaning leaves every word as it is."""
    return all(clean(word) == word for word in text.split())


def _apply(system: str, text: str) -> str:
    made = engine_of(system).run(text)
    return made if made.isascii() else unicodedata.normalize("NFC", made)
