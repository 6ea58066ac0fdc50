"""The systems that read a text to Latin script, the likeliest first, and what they make of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from typing import cast

from normalize.systems.catalogue import languages_meant, matches_language
from normalize.systems.engine import engine_of
from normalize.systems.preference import rank_systems
from normalize.systems.together import Together
from normalize.tables import read_toml
from normalize.vocabulary import Reading

_set_text, _set_system, _set_language = (
    cast("Callable[[Reading, str], None]", vars(Reading)[field].__set__) for field in ("text", "system", "language")
)

Route = tuple[str, str, Callable[[str], str]]
"""A system's ID, its language, and what it does with text of the script it reads."""


def make_reading(text: str, system: str, language: str) -> Reading:
    """A reading, in a third of the time that its own initialization takes a frozen class."""
    made: Reading = object.__new__(Reading)
    _set_text(made, text)
    _set_system(made, system)
    _set_language(made, language)
    return made


class Routes:
    """Systems in the order they are tried in, each with its language."""

    def __init__(self, systems: list[tuple[str, str]]) -> None:
        self.systems = systems
        self._together = Together([system for system, _ in systems])

    def read(self, text: str, found: dict[str, Reading]) -> list[Reading]:
        """Add what the systems make of a text to the readings ``found``, until these are full; return them."""
        most = limits()["readings"]
        for at, read in enumerate(self._together.run(text)):
            if read in found:
                continue
            if not read.isascii():
                read = unicodedata.normalize("NFC", read)
                if read in found:
                    continue
            if read:
                system, language = self.systems[at]
                found[read] = make_reading(read, system, language)
                if len(found) == most:
                    break
        return list(found.values())

    def one_by_one(self) -> list[Route]:
        """The systems, each for itself."""
        return [(system, language, _when_needed(system)) for system, language in self.systems]


def _when_needed(system: str) -> Callable[[str], str]:
    return lambda text: engine_of(system).run(text)


@cache
def limits() -> dict[str, int]:
    """``limits`` of romanization.toml, where each says what it bounds."""
    return dict(read_toml("romanization.toml")["limits"])


@lru_cache(maxsize=65536)
def routes_of(mask: int, language: str | None, unvocalised: bool = False, only_hinted: bool = False) -> Routes | None:
    """The systems of a coverage mask: those of ``language`` and, unless only these are asked for, some others.

    None where there are none.
    """
    bounds = limits()
    ranked = rank_systems(mask, language, unvocalised)
    hinted = sum(language is not None and _means(language, one.language) for one in ranked)
    many = len({one.language for one in ranked}) >= bounds["many"]
    tried = bounds["unvocalised"] if unvocalised else bounds["tried_of_many"] if many else bounds["tried"]
    chosen = ranked[: hinted if only_hinted else hinted + tried]
    return Routes([(one.id, one.language) for one in chosen]) if chosen else None


@lru_cache(maxsize=4096)
def _means(hint: str, language: str) -> bool:
    return any(matches_language(language, tag) for tag in languages_meant(hint))
