"""Who's On First: a folder of GeoJSON files, one a place, its names by language and kind among the properties."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from gazetteer.errors import BadRecord, BadSource
from gazetteer.ids import find_cross_fault
from gazetteer.sources.archives import open_source
from gazetteer.sources.documents import LONGEST_OBJECT, load
from gazetteer.sources.drafts import Name, draft_name, make_row
from gazetteer.sources.languages import language_tag
from gazetteer.sources.rows import Row, Source
from gazetteer.sources.works import cite

LABEL = "wof"
SCHEME = "whosonfirst"

_NAME = re.compile(r"name:([a-z]{3}(?:_[a-z0-9]+)*?)_x_([a-z]+)")
_LEVELS = (
    "microhood", "neighbourhood", "macrohood", "borough", "locality", "localadmin", "county", "macrocounty", "region",
    "macroregion", "country", "empire", "continent",
)  # fmt: skip
_ELSEWHERE = {"gn:id": "geonames", "wd:id": "wikidata", "unlc:id": "unlocode"}
_UNKNOWN = ("", "u", "uuuu", "..", "open")


def open_whosonfirst(place: str) -> Source:
    """Return the places in a folder, at any depth, as a source; raises BadSource where there are none."""
    folder = Path(place)
    if not folder.is_dir():
        raise BadSource(f"{SCHEME}:{place}", "there is no such folder")
    files = tuple(_list_files(folder))
    if not files:
        raise BadSource(f"{SCHEME}:{place}", "there is no .geojson file in it")
    return Source(f"{SCHEME}:{folder.name}", files, lambda: _read_files(files), cite(LABEL))


def _list_files(folder: Path) -> Iterator[Path]:
    """Yield the files of places in the order of their paths; alternative geometries of a place are none."""
    for parent, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(parent, name) for name in sorted(names) if name.endswith(".geojson") and "-alt" not in name)


def _read_files(files: tuple[Path, ...]) -> Iterator[Row]:
    for path in files:
        row = read_place(path)
        if row is not None:
            yield row


def read_place(path: Path) -> Row | None:
    """Return the place of a file, or None for one that Who's On First itself has withdrawn or replaced."""
    shown = path.name
    with open_source(path, SCHEME) as file:
        data = file.read(LONGEST_OBJECT + 1)
    try:
        if len(data) > LONGEST_OBJECT:
            raise ValueError(f"the file is longer than {LONGEST_OBJECT} bytes")
        feature = load(data.decode())
        properties = feature.get("properties") if isinstance(feature, Mapping) else None
        if not isinstance(properties, Mapping):
            raise ValueError("it is not a feature of GeoJSON with properties")
        return None if _is_withdrawn(properties) else make_row(_draft(properties), LABEL, shown, 1)
    except UnicodeDecodeError as error:
        return BadRecord(shown, 1, f"the file is not UTF-8 at byte {error.start + 1}")
    except ValueError as error:
        return BadRecord(shown, 1, str(error).replace("the line", "the file", 1))


def _is_withdrawn(properties: Mapping[str, object]) -> bool:
    """Whether a place is deprecated or superseded by another."""
    return bool(properties.get("wof:superseded_by")) or str(properties.get("edtf:deprecated") or "") not in _UNKNOWN


def _draft(properties: Mapping[str, object]) -> dict[str, object]:
    number = properties.get("wof:id")
    if isinstance(number, bool) or not isinstance(number, int) or number <= 0:
        raise ValueError(f"wof:id {str(number)[:40]!r} is not a number of Who's On First")
    country = _first_text(properties, "iso:country", "wof:country")
    latitude, longitude = _find_point(properties)
    population = properties.get("wof:population")
    return {
        "id": f"{LABEL}:{number}",
        "kind": "place",
        "names": [*draft_name(_first_text(properties, "wof:name"), "preferred"), *_draft_names(properties)],
        "country": country if country not in ("", "XX", "XY", "XZ", "-1", "-99") else None,
        "lat": latitude,
        "lon": longitude,
        "feature": _first_text(properties, "wof:placetype") or None,
        "population": population if isinstance(population, int) and population > 0 else None,
        "within": _list_parents(properties, number),
        "same_as": _list_others(properties),
    }


def _draft_names(properties: Mapping[str, object]) -> Iterator[Name]:
    """Yield the names of the keys ``name:aze_x_preferred``, in the order of the keys."""
    for key in sorted(key for key in properties if key.startswith("name:")):
        match = _NAME.fullmatch(key)
        values = properties[key]
        if match is None or not isinstance(values, list):
            continue
        for text in values:
            if isinstance(text, str):
                yield from draft_name(text, match[2], language_tag(match[1]))


def _list_parents(properties: Mapping[str, object], number: int) -> list[str]:
    hierarchy = properties.get("wof:hierarchy")
    levels = hierarchy[0] if isinstance(hierarchy, list) and hierarchy else None
    if not isinstance(levels, Mapping):
        return []
    ids = (levels.get(f"{level}_id") for level in _LEVELS)
    return [f"{LABEL}:{one}" for one in ids if isinstance(one, int) and one > 0 and one != number]


def _list_others(properties: Mapping[str, object]) -> list[str]:
    table = properties.get("wof:concordances")
    if not isinstance(table, Mapping):
        return []
    others = [f"{scheme}:{table[key]}" for key, scheme in _ELSEWHERE.items() if table.get(key)]
    code = str(table.get("iso:code") or table.get("iso:id") or "")
    if code:
        others.append(f"iso3166-{2 if '-' in code else 1}:{code}")
    return [other for other in others if find_cross_fault(other) is None]


def _first_text(properties: Mapping[str, object], *keys: str) -> str:
    return next((value for key in keys if isinstance(value := properties.get(key), str) and value), "")


def _find_point(properties: Mapping[str, object]) -> tuple[object, object]:
    """Return latitude and longitude of the point for a label where there is one, else of the middle of the area."""
    label = properties.get("lbl:latitude"), properties.get("lbl:longitude")
    if all(isinstance(degrees, int | float) for degrees in label):
        return label
    return properties.get("geom:latitude"), properties.get("geom:longitude")
