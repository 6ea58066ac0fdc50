"""The spellings a name takes: chains of systems from language to language, then each language's freer habits."""

from __future__ import annotations

import heapq
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice

from normalize.cleaning import clean
from normalize.romanization import IDENTITY, LATIN, chosen, coverage, language_order, matches_language
from normalize.systems.engine import engine_of
from normalize.systems.listing import Listing
from normalize.tables import DATA, languages_with, read_toml
from normalize.vocabulary import Variant

CHAINED = " > "
"""Between the IDs of the systems of a chain."""

ASCII = "ascii"


@dataclass(frozen=True, slots=True, order=True)
class Spelling:
    """What a chain of systems makes of a name: the dearer, the less likely; ``language`` reads the text next."""

    cost: float
    systems: tuple[str, ...]
    text: str
    language: str


def variants(text: str, *, language: str | None = None, limit: int = 50) -> list[Variant]:
    """Distinct spellings that the name ``text`` takes, likeliest first, at most ``limit``.

    First the name itself (system ``identity``), then what every system of its language makes of it, directly or
    through another language's writing (Azerbaijani to Russian to Latin: ``"one > other"``) and with ASCII letters
    only (``ascii``), then the freer spellings that the language's ``spellings.toml`` allows (``letters``).
    ``language`` is BCP 47; without it the languages whose letters the text has. Raises nothing for any ``str``.
    """
    text = clean(text)
    if not text or limit < 1:
        return []
    made: dict[str, list[str]] = {text: [IDENTITY]}
    for spelling in chains(text, language=language):
        made.setdefault(spelling.text, []).append(CHAINED.join(spelling.systems))
    found = [Variant(spelled, tuple(systems)) for spelled, systems in islice(made.items(), limit)]
    return found


def chains(text: str, *, language: str | None = None) -> Iterator[Spelling]:
    """What systems make of cleaned ``text``, one after another, cheapest first; each spelling of a language once."""
    longest = _costs()["longest_chain"]
    waiting = [Spelling(0.0, (), text, tag) for tag in starting_languages(text, language)]
    heapq.heapify(waiting)
    seen: set[tuple[str, str]] = set()
    while waiting:
        spelling = heapq.heappop(waiting)
        if (spelling.text, spelling.language) in seen:
            continue
        seen.add((spelling.text, spelling.language))
        if spelling.systems:
            yield spelling
        if len(spelling.systems) < longest and spelling.language:
            for following in _next_spellings(spelling):
                heapq.heappush(waiting, following)


def starting_languages(text: str, language: str | None) -> list[str]:
    """The languages that a name may be written in: the hinted one if its systems cover the text, else all that do."""
    tags = dict.fromkeys(listing.language for listing in chosen(coverage(text) if coverage(text) != -1 else 0))
    hinted = [tag for tag in tags if language is not None and matches_language(tag, language)]
    return hinted or sorted(tags, key=language_order)


def _next_spellings(spelling: Spelling) -> Iterator[Spelling]:
    for listing in chosen(coverage(spelling.text)):
        if listing.id in spelling.systems or not matches_language(listing.language, spelling.language):
            continue
        made = engine_of(listing.id).run(spelling.text)
        if not unicodedata.is_normalized("NFC", made):
            made = unicodedata.normalize("NFC", made)
        cost = spelling.cost + _step_cost(listing)
        yield Spelling(cost, (*spelling.systems, listing.id), made, _language_after(listing))


def _language_after(listing: Listing) -> str:
    """The language whose systems read on from what a system wrote; "" where the result is a spelling for foreigners."""
    if listing.target_script != LATIN:
        return listing.reader or listing.language
    return listing.language if listing.reversible and not listing.reader else ""


def _step_cost(listing: Listing) -> float:
    costs = _costs()
    cost: float = costs["step"] + costs["statuses"][listing.status]
    return cost + costs["systems"].get(listing.id, costs["authorities"].get(listing.authority, costs["other"]))


@cache
def _costs() -> dict[str, float]:
    return read_toml("romanization.toml")["variants"]
