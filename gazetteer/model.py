"""What the gazetteer holds: entities, the names each goes by, and who says so."""

from __future__ import annotations

from dataclasses import dataclass

from normalize.vocabulary import EntityKind

NAME_KINDS: tuple[str, ...] = (
    "preferred", "official", "short", "acronym", "variant", "exonym", "former", "colloquial", "weak", "machine", "code",
)  # fmt: skip

_AREA_CODES = ("ADM", "PCL", "LTER", "PRSH", "TERR", "ZN")
_TOWN_CODES = ("PPL", "STLMT")


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entity, with what its source says of it.

    ``language`` is BCP 47 and ``script`` ISO 15924, each None where unknown; ``since`` and ``until`` are ISO 8601
    dates or years as the source writes them; ``users`` names who uses the name where that is part of a dispute;
    ``source`` is the source's ID in the gazetteer's list of sources.
    """

    text: str
    language: str | None = None
    script: str | None = None
    kind: str = "variant"
    since: str | None = None
    until: str | None = None
    users: tuple[str, ...] = ()
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A place, person or organization: a stable ID, its names and its context.

    ``latitude`` and ``longitude`` are WGS 84 degrees; ``feature`` a GeoNames feature code (``PPL``, ``ADM1`` …);
    ``within`` the IDs of what it lies in or belongs to, nearest first; ``same_as`` its IDs elsewhere
    (``geonames:…``, ``wikidata:…``, ``iso3166-1:…``, ``iso3166-2:…``); ``merged`` own IDs that now lead here.
    """

    id: str
    kind: EntityKind
    names: tuple[Name, ...]
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    feature: str | None = None
    population: int | None = None
    within: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()

    @property
    def canonical(self) -> Name:
        """The canonical name: the first preferred one, else the first official one, else the first."""
        for kind in ("preferred", "official"):
            for name in self.names:
                if name.kind == kind:
                    return name
        return self.names[0]

    @property
    def name(self) -> str:
        """The text of the canonical name."""
        return self.canonical.text


def feature_class(feature: str | None) -> str | None:
    """Return what a GeoNames feature code stands for: an ``area``, a ``town`` or something ``other``; None unknown."""
    if feature is None:
        return None
    if feature.startswith(_AREA_CODES):
        return "area"
    return "town" if feature.startswith(_TOWN_CODES) else "other"
