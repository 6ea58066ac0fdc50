"""Which systems there are: every TOML file under ``data/languages/*/systems``, found by authority, language and script."""

from __future__ import annotations

from functools import lru_cache

from normalize.errors import UnknownSystem
from normalize.systems.model import TransliterationSystem
from normalize.systems.parsing import parse_system
from normalize.tables import DATA

_NEAREST = 3


def find_systems(
    *, authority: str | None = None, language: str | None = None, script: str | None = None
) -> list[TransliterationSystem]:
    """The systems of an authority (``"bgnpcgn"``), that read a language and a script (ISO 15924), sorted by ID.

    ``language`` is BCP 47 and matches by prefix (``"az"`` finds ``az-Cyrl`` too); the ISO 639-3 code of a system's ID
    (``"aze"``) is understood as well. ``script`` is the script read, not the one written. Nothing found: an empty list.
    """
    tags = None if language is None else _language_tags(language)
    return [
        system
        for system in _systems()
        if (authority is None or system.authority == authority.lower())
        and (script is None or system.source_script == script.capitalize())
        and (tags is None or any(matches_language(system.language, tag) for tag in tags))
    ]


def get_system(name: str) -> TransliterationSystem:
    """The system with this ID or alias, case aside; raises UnknownSystem with the nearest IDs."""
    names = _names()
    system = names.get(name) or names.get(name.casefold())
    if system is None:
        raise UnknownSystem(name, _nearest(name))
    return system


def matches_language(tag: str, wanted: str) -> bool:
    """Whether one of two BCP 47 tags is a prefix of the other, subtag by subtag (RFC 4647)."""
    tag, wanted = tag.lower(), wanted.lower()
    return tag == wanted or tag.startswith(f"{wanted}-") or wanted.startswith(f"{tag}-")


def _language_tags(language: str) -> tuple[str, ...]:
    return (language, *_three_letter_codes().get(language.lower(), ()))


@lru_cache(maxsize=1)
def _three_letter_codes() -> dict[str, tuple[str, ...]]:
    """ISO 639-3 code in a system's ID → the BCP 47 languages of the systems that carry it."""
    codes: dict[str, set[str]] = {}
    for system in _systems():
        codes.setdefault(system.id.split("-")[1], set()).add(system.language.split("-")[0])
    return {code: tuple(sorted(tags)) for code, tags in codes.items()}


@lru_cache(maxsize=1)
def _names() -> dict[str, TransliterationSystem]:
    names: dict[str, TransliterationSystem] = {}
    for system in _systems():
        for alias in system.aliases:
            names.setdefault(alias.casefold(), system)
    for system in _systems():
        names[system.id.casefold()] = names[system.id] = system
    return names


@lru_cache(maxsize=1)
def _systems() -> tuple[TransliterationSystem, ...]:
    files = DATA.glob("languages/*/systems/*.toml")
    systems = (parse_system(file.read_text(encoding="utf-8"), path=str(file)) for file in files)
    return tuple(sorted(systems, key=lambda system: system.id))


def _nearest(name: str) -> tuple[str, ...]:
    from rapidfuzz import process

    ids = [system.id for system in _systems()]
    return tuple(match[0] for match in process.extract(name, ids, limit=_NEAREST, score_cutoff=1))
