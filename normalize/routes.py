"""The systems that read a text to Latin script, the likeliest first, and what they make of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache

from normalize.gathering import Packed, gather
from normalize.systems.catalogue import languages_meant, matches_language
from normalize.systems.engine import engine_of
from normalize.systems.preference import rank_systems
from normalize.systems.together import Together
from normalize.tables import read_toml

IDENTITY = "identity"
"""What stands for a system where a text reads as itself."""

Route = tuple[str, str, Callable[[str], str]]
"""A system's ID, its language, and what it does with text of the script it reads."""


class Routes:
    """Systems in the order they are tried in, each with its language."""

    def __init__(self, systems: list[tuple[str, str]]) -> None:
        self.systems = systems
        self._together = Together([system for system, _ in systems])

    def read(self, text: str, itself: str | None = None) -> Packed:
        """What the systems make of a text, packed; after the text itself where its language is said."""
        made = self._together.run(text)
        if itself is None:
            return gather(made, self.systems, limits()["readings"])
        return gather([text, *made], [(IDENTITY, itself), *self.systems], limits()["readings"])

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
