"""Places in the Linked Places Format 1.3: one GeoJSON feature collection, written a feature at a time.

Persons and organizations are left out. Each name cites its source with the year in which it was read, or else that in
which the gazetteer was built, so that every place is dated as the format asks. ``fclasses`` is empty where the feature
code is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from gazetteer.exporting.selection import Selection
from gazetteer.ids import parse_id, quote_id
from gazetteer.model import Entity, Name, feature_class
from gazetteer.packaged import read_toml
from gazetteer.rendering import Shape, to_json

CONTEXT = "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"

_ADDRESSES = {"geonames": "https://sws.geonames.org/{}/", "wikidata": "http://www.wikidata.org/entity/{}"}
_PREFIXES = {"geonames": "gn", "wikidata": "wd"}
_CLASSES = {"area": "A", "town": "P"}
_PLAIN_SCHEME = "id"


def write_lines(selection: Selection) -> Iterator[str]:
    """Yield the beginning of the collection, a line for each place, and the end."""
    yield f'{{"type": "FeatureCollection", "@context": {to_json(CONTEXT)}, "features": ['
    between = "\n"
    for entity in selection.entities():
        if entity.kind != "place":
            selection.leave_out()
            continue
        yield between + to_json(_feature(entity, selection))
        between = ",\n"
    yield "\n]}\n"


def address(entity_id: str) -> str:
    """Write an ID as a URI (RFC 3986): the address its scheme is known by, else ``scheme:value``, ``id:value``."""
    parsed = parse_id(entity_id)
    known = _ADDRESSES.get(parsed.scheme)
    if known is not None:
        return known.format(parsed.value)
    return quote_id(entity_id if parsed.scheme else f"{_PLAIN_SCHEME}:{entity_id}")


def classes_of(feature: str | None) -> list[str]:
    """Return the letter of the class of a GeoNames feature code, none where it has none of the format's seven."""
    letter = _CLASSES.get(feature_class(feature) or "") or _class_letters().get(feature or "")
    return [letter] if letter else []


@cache
def _class_letters() -> dict[str, str]:
    classes: dict[str, str] = read_toml("feature_classes.toml")["classes"]
    return {code: letter for letter, codes in classes.items() for code in codes.split()}


def _feature(entity: Entity, selection: Selection) -> Shape:
    letters = classes_of(entity.feature)
    properties: Shape = {"title": entity.name, "ccodes": [entity.country] if entity.country else []}
    feature: Shape = {
        "@id": address(entity.id),
        "type": "Feature",
        "properties": {**properties, "fclasses": letters},
        "names": [_name(name, selection) for name in entity.names],
    }
    if entity.feature is not None:
        feature["types"] = [{"identifier": f"https://www.geonames.org/ontology#{letter}.{entity.feature}",
                             "label": entity.feature} for letter in letters] or [{"label": entity.feature}]  # fmt: skip
    feature["geometry"] = _geometry(entity)
    if entity.same_as:
        feature["links"] = [{"type": "exactMatch", "identifier": _short(other)} for other in entity.same_as]
    if entity.within:
        feature["relations"] = [_relation(parent, selection) for parent in entity.within]
    return feature


def _name(name: Name, selection: Selection) -> Shape:
    shape: Shape = {"toponym": name.text}
    if name.language is not None:
        shape["lang"] = name.language
    cited = selection.citation(name.source)
    shape["citations"] = [{"label": cited.title, "year": cited.year} | ({"@id": cited.url} if cited.url else {})]
    if name.since is not None or name.until is not None:
        shape["when"] = {"timespans": [_span(name.since, name.until)]}
    return shape


def _span(since: str | None, until: str | None) -> Shape:
    """Return a time span, which must have a start: one that is not known was at the end at the latest."""
    start: Shape = {"in": since} if since is not None else {"latest": until}
    end: Shape = {} if until is None else {"end": {"in": until}}
    return {"start": start, **end}


def _geometry(entity: Entity) -> Shape | None:
    """Return a point, whose coordinates stand east first (RFC 7946); None where they are unknown."""
    if entity.latitude is None or entity.longitude is None:
        return None
    return {"type": "Point", "coordinates": [entity.longitude, entity.latitude]}


def _relation(parent: str, selection: Selection) -> Shape:
    relation: Shape = {"relationType": "gvp:broaderPartitive", "relationTo": address(parent)}
    label = selection.name_of(parent)
    return relation if label is None else relation | {"label": label}


def _short(entity_id: str) -> str:
    scheme, _, value = entity_id.partition(":")
    return f"{_PREFIXES.get(scheme, scheme)}:{value}"
