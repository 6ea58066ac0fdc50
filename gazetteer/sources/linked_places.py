"""The Linked Places format of historical gazetteers: features of GeoJSON in one document or one a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from gazetteer.errors import BadRecord
from gazetteer.ids import find_cross_fault, find_fault
from gazetteer.sources.documents import read_entries
from gazetteer.sources.drafts import Name, draft_name, find_file, make_row
from gazetteer.sources.languages import language_tag
from gazetteer.sources.rows import Row, Source
from gazetteer.sources.validation import foreign_kinds

SCHEME = "lpf"

PREFIXES = {"gn": "geonames", "wd": "wikidata"}
"""Prefixes of the format whose schemes we call otherwise; others (``tgn``, ``viaf`` …) stay as they are."""

_ADDRESSES = (
    (re.compile(r"https?://(?:www|sws)\.geonames\.org/(\d+)(?:/.*)?"), "geonames"),
    (re.compile(r"https?://(?:www\.)?wikidata\.org/(?:entity|wiki)/(Q\d+)"), "wikidata"),
)
_COLLECTION = re.compile(r'"FeatureCollection"|"features"\s*:')
_YEAR = re.compile(r"(-?\d{1,4})(?:-\d{2}(?:-\d{2})?)?")
_BROADER = "gvp:broaderPartitive"


def open_linked_places(place: str) -> Source:
    """Return a file in the Linked Places format as a source; raises BadSource where there is none."""
    path = find_file(place, SCHEME)
    label = f"{SCHEME}:{path.name}"
    return Source(label, (path,), lambda: read_linked_places(path, label))


def read_linked_places(path: Path, label: str) -> Iterator[Row]:
    """Yield the place of every feature; a feature collection is read a feature at a time."""
    for row in read_entries(path, SCHEME, whole=_COLLECTION, key="features"):
        if isinstance(row, BadRecord):
            yield row
            continue
        number, feature = row
        try:
            yield make_row(_draft(feature), label, path.name, number)
        except ValueError as error:
            yield BadRecord(path.name, number, str(error))


def expand(identifier: str) -> str:
    """Return an ID as this project writes it, where it has one of the format's prefixes or is an address."""
    for pattern, scheme in _ADDRESSES:
        match = pattern.fullmatch(identifier)
        if match is not None:
            return f"{scheme}:{match[1]}"
    prefix, colon, value = identifier.partition(":")
    return f"{PREFIXES.get(prefix, prefix)}{colon}{value}"


def feature_of(classes: object) -> str | None:
    """Return the feature code of the first class of GeoNames that is one kind of place; None where none is."""
    known = foreign_kinds()["classes"]
    return next((known[one] for one in classes if one in known), None) if isinstance(classes, list) else None


def _draft(feature: object) -> dict[str, object]:
    properties = feature.get("properties") if isinstance(feature, Mapping) else None
    if not isinstance(feature, Mapping) or not isinstance(properties, Mapping):
        raise ValueError("it is not a feature of GeoJSON with properties")
    own = feature.get("@id")
    longitude, latitude = _find_point(feature.get("geometry")) or (None, None)
    countries = properties.get("ccodes")
    title = properties.get("title")
    names = draft_name(title, "preferred") if isinstance(title, str) else []
    return {
        "id": expand(own) if isinstance(own, str) else own,
        "kind": "place",
        "names": [*names, *_draft_names(feature)],
        "country": countries[0] if isinstance(countries, list) and countries else None,
        "lat": latitude,
        "lon": longitude,
        "feature": feature_of(properties.get("fclasses")),
        "within": [one for one in _list_targets(feature, "relations", "relationType", _BROADER) if not find_fault(one)],
        "same_as": [
            one for one in _list_targets(feature, "links", "type", "exactMatch") if find_cross_fault(one) is None
        ],
    }


def _draft_names(feature: Mapping[str, object]) -> Iterator[Name]:
    for name in _members(feature, "names"):
        text, language = name.get("toponym"), name.get("lang")
        if isinstance(text, str):
            since, until = _find_years(name.get("when"))
            tag = language_tag(language) if isinstance(language, str) else None
            yield from draft_name(text, "variant", tag, **{"from": since, "until": until})


def _list_targets(feature: Mapping[str, object], key: str, kind: str, wanted: str) -> list[str]:
    """Return the IDs that links or relations of one kind lead to."""
    target = {"links": "identifier", "relations": "relationTo"}[key]
    return [
        expand(other)
        for member in _members(feature, key)
        if member.get(kind) == wanted and isinstance(other := member.get(target), str)
    ]


def _members(feature: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    members = feature.get(key)
    return [member for member in members if isinstance(member, Mapping)] if isinstance(members, list) else []


def _find_years(when: object) -> tuple[str | None, str | None]:
    """Return the earliest start and the latest end of the spans of time in which a name was used."""
    spans = _members(when, "timespans") if isinstance(when, Mapping) else []
    starts = [year for span in spans if (year := _find_year(span.get("start")))]
    ends = [year for span in spans if (year := _find_year(span.get("end")))]
    return min(starts, key=_order, default=None), max(ends, key=_order, default=None)


def _find_year(moment: object) -> str | None:
    if not isinstance(moment, Mapping):
        return None
    texts = (str(moment[key]) for key in ("in", "earliest", "latest") if key in moment)
    return next((text for text in texts if _YEAR.fullmatch(text)), None)


def _order(date: str) -> tuple[int, str]:
    match = _YEAR.fullmatch(date)
    return (int(match[1]), date) if match else (0, date)


def _find_point(geometry: object) -> tuple[object, object] | None:
    """Return longitude and latitude of a point, or of the first point in a collection."""
    if not isinstance(geometry, Mapping):
        return None
    coordinates = geometry.get("coordinates")
    if geometry.get("type") == "Point" and isinstance(coordinates, list) and len(coordinates) >= 2:
        return coordinates[0], coordinates[1]
    points = (_find_point(part) for part in _members(geometry, "geometries"))
    return next((point for point in points if point), None)
