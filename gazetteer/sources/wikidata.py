"""Items of Wikidata, from a dump in JSON or an answer of wbgetentities: labels, aliases and chosen statements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from gazetteer.errors import BadRecord
from gazetteer.ids import find_cross_fault
from gazetteer.packaged import read_toml
from gazetteer.sources.documents import read_entries
from gazetteer.sources.drafts import Name, draft_name, find_file, make_row
from gazetteer.sources.languages import language_tag
from gazetteer.sources.rows import Row, Source
from gazetteer.sources.works import cite

LABEL = "wikidata"

_CANONICAL = ("mul", "en")
_NAMES = {"P1448": "official", "P1705": "official", "P1559": "official", "P1813": "short"}
_ELSEWHERE = {"P1566": "geonames", "P297": "iso3166-1", "P300": "iso3166-2"}
_ITEM = re.compile(r"Q[1-9][0-9]{0,17}")
_TIME = re.compile(r"\+?(-?)0*(\d{1,4})-(\d{2})-(\d{2})T.*")
_ANSWER = re.compile(r'"entities"\s*:')
_EARTH = "Q2"


def open_wikidata(place: str) -> Source:
    """Return a dump of Wikidata, or an answer of its interface, as a source; raises BadSource where there is none."""
    path = find_file(place, LABEL)
    return Source(f"{LABEL}:{path.name}", (path,), lambda: read_wikidata(path), cite(LABEL))


def read_wikidata(path: Path) -> Iterator[Row]:
    """Yield the persons, places and organizations among the items of a file; others are left out.

    What an item is follows from the classes it is a direct instance of (``data/wikidata.toml``), and an item that has a
    GeoNames ID is a place whatever its class.
    """
    for row in read_entries(path, LABEL, whole=_ANSWER, key="entities"):
        if isinstance(row, BadRecord):
            yield row
            continue
        number, item = row
        try:
            draft = _draft(item)
        except (ValueError, TypeError, AttributeError, KeyError) as error:
            reason = str(error) if type(error) is ValueError else "the item is not of the form of Wikidata"
            yield BadRecord(path.name, number, reason)
            continue
        if draft is not None:
            yield make_row(draft, LABEL, path.name, number)


@cache
def _tables() -> dict[str, dict[str, str]]:
    return {name: table for name, table in read_toml("wikidata.toml").items() if isinstance(table, dict)}


def _draft(item: object) -> dict[str, object] | None:
    if not isinstance(item, Mapping) or _ITEM.fullmatch(str(item.get("id"))) is None:
        raise ValueError("it is not an item of Wikidata with an id")
    claims = item.get("claims") or {}
    kind, feature = _judge(claims)
    if kind is None:
        return None
    latitude, longitude = _find_coordinates(claims) if kind == "place" else (None, None)
    countries = _item_ids(claims, "P17")
    return {
        "id": f"wikidata:{item['id']}",
        "kind": kind,
        "names": _draft_names(item, claims),
        "country": next((_tables()["countries"][one] for one in countries if one in _tables()["countries"]), None),
        "lat": latitude,
        "lon": longitude,
        "feature": feature,
        "within": [f"wikidata:{one}" for one in dict.fromkeys((*_item_ids(claims, "P131"), *countries))],
        "same_as": _list_others(claims),
    }


def _judge(claims: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """Return the kind and the feature code that an item's classes and IDs give it."""
    tables = _tables()
    classes = _item_ids(claims, "P31")
    if any(one in tables["persons"] for one in classes):
        return "person", None
    features = [tables["places"][one] for one in classes if one in tables["places"]]
    if features:
        return "place", features[0]
    if any(one in tables["organizations"] for one in classes):
        return "organization", None
    return ("place", None) if _values(claims, "P1566") else (None, None)


def _draft_names(item: Mapping[str, Any], claims: Mapping[str, Any]) -> list[Name]:
    """Return labels, statements of names and aliases; the label for all languages comes first, or the English one."""
    labels = item.get("labels") or {}
    order = sorted(labels, key=lambda code: (code not in _CANONICAL, code != _CANONICAL[0], code))
    names: list[Name] = []
    for code in order:
        names += draft_name(labels[code]["value"], "preferred", language_tag(labels[code].get("language", code)))
    for key, kind in _NAMES.items():
        for statement in _statements(claims, key):
            value = statement["mainsnak"]["datavalue"]["value"]
            dates = {"from": _find_date(statement, "P580"), "until": _find_date(statement, "P582")}
            shown = "former" if dates["until"] else kind
            names += draft_name(value["text"], shown, language_tag(value["language"]), **dates)
    aliases = item.get("aliases") or {}
    for code in sorted(aliases):
        for alias in aliases[code]:
            names += draft_name(alias["value"], "variant", language_tag(alias.get("language", code)))
    return names


def _list_others(claims: Mapping[str, Any]) -> list[str]:
    others = (f"{scheme}:{value}" for key, scheme in _ELSEWHERE.items() for value in _values(claims, key))
    return [other for other in others if find_cross_fault(other) is None]


def _find_coordinates(claims: Mapping[str, Any]) -> tuple[float | None, float | None]:
    for value in _values(claims, "P625"):
        if isinstance(value, Mapping) and str(value.get("globe", _EARTH)).endswith(_EARTH):
            return value["latitude"], value["longitude"]
    return None, None


def _statements(claims: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    """Return the statements of a property that have a value and are not deprecated, preferred ones first."""
    found = [
        statement
        for statement in claims.get(key, ())
        if statement.get("rank") != "deprecated" and "datavalue" in statement["mainsnak"]
    ]
    return sorted(found, key=lambda statement: statement.get("rank") != "preferred")


def _values(claims: Mapping[str, Any], key: str) -> list[Any]:
    return [statement["mainsnak"]["datavalue"]["value"] for statement in _statements(claims, key)]


def _item_ids(claims: Mapping[str, Any], key: str) -> list[str]:
    ids = [
        value.get("id", f"Q{value.get('numeric-id')}") for value in _values(claims, key) if isinstance(value, Mapping)
    ]
    return [one for one in ids if _ITEM.fullmatch(one)]


def _find_date(statement: Mapping[str, Any], key: str) -> str | None:
    """Return the date of a qualifier to the precision it has: a day (11) or a year."""
    for snak in (statement.get("qualifiers") or {}).get(key, ()):
        value = snak.get("datavalue", {}).get("value", {})
        match = _TIME.fullmatch(str(value.get("time")))
        if match is not None:
            sign, year, month, day = match.groups()
            return f"{sign}{year}-{month}-{day}" if value.get("precision") == 11 else f"{sign}{year}"
    return None
