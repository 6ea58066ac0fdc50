"""Finding systems: by ID or alias, and by authority, language and script."""

from __future__ import annotations

from functools import cache, lru_cache

from normalize.errors import UnknownSystem, check_language
from normalize.suggesting import most_alike
from normalize.systems.listing import Listing, define, list_systems
from normalize.systems.model import TransliterationSystem

_NEAREST = 3


def find_systems(
    *, authority: str | None = None, language: str | None = None, script: str | None = None
) -> list[TransliterationSystem]:
    """The systems of an authority (``"bgnpcgn"``), that read a language and a script (ISO 15924), sorted by ID.

    ``language`` is BCP 47 and matches by prefix (``"az"`` finds ``az-Cyrl`` too); the ISO 639-3 code of a system's ID
    (``"aze"``) is understood as well. ``script`` is the script read, not the one written. Nothing found: an empty list.
    """
    check_language(language)
    tags = None if language is None else languages_meant(language)
    return [
        _definition(listing)
        for listing in list_systems()
        if (authority is None or listing.authority == authority.lower())
        and (script is None or listing.source_script == script.capitalize())
        and (tags is None or any(matches_language(listing.language, tag) for tag in tags))
    ]


def get_system(name: str) -> TransliterationSystem:
    """The system with this ID or alias, case aside; raises UnknownSystem with the nearest IDs."""
    return _definition(find_listing(name))


def find_listing(name: str) -> Listing:
    """What is listed of the system with this ID or alias; raises as :func:`get_system` does."""
    names = _names()
    listing = names.get(name) or names.get(name.casefold())
    if listing is None:
        raise UnknownSystem(name, _nearest(name))
    return listing


def languages_meant(language: str) -> tuple[str, ...]:
    """The BCP 47 tags that a hint stands for: itself, and of an ISO 639-3 code those of the systems that bear it."""
    return language, *_three_letter_codes().get(language.lower(), ())


def matches_language(tag: str, wanted: str) -> bool:
    """Whether one of two BCP 47 tags is a prefix of the other, subtag by subtag (RFC 4647)."""
    tag, wanted = tag.lower(), wanted.lower()
    return tag == wanted or tag.startswith(f"{wanted}-") or wanted.startswith(f"{tag}-")


@cache
def _three_letter_codes() -> dict[str, tuple[str, ...]]:
    """ISO 639-3 code in a system's ID → the BCP 47 languages of the systems that carry it."""
    codes: dict[str, set[str]] = {}
    for listing in list_systems():
        code = listing.id.partition("-")[2].partition("-")[0]
        codes.setdefault(code, set()).add(listing.language.partition("-")[0])
    return {code: tuple(sorted(tags)) for code, tags in codes.items()}


@cache
def _names() -> dict[str, Listing]:
    names: dict[str, Listing] = {}
    for listing in list_systems():
        for alias in listing.aliases:
            names.setdefault(alias.casefold(), listing)
    for listing in list_systems():
        names[listing.id.casefold()] = names[listing.id] = listing
    return names


@lru_cache(maxsize=4096)
def _definition(listing: Listing) -> TransliterationSystem:
    return define(listing)


def _nearest(name: str) -> tuple[str, ...]:
    return most_alike(name, [listing.id for listing in list_systems()], most=_NEAREST, least=1)
