"""Entities in the model of FollowTheMoney, as JSON lines: what sanctions and ownership data are matched against.

Persons are ``Person``, organizations ``Organization``, states and administrative areas ``Territory``, other places
``Address``, which has coordinates. Names carry no language there; weak aliases and machine romanizations are
``weakAlias``, which the model does not match by; codes are left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from gazetteer.exporting.selection import Selection
from gazetteer.model import Entity, Name, feature_class
from gazetteer.rendering import to_json

_SCHEMATA = {"person": "Person", "organization": "Organization"}
_PROPERTIES = {
    "preferred": "name",
    "official": "name",
    "former": "previousName",
    "weak": "weakAlias",
    "machine": "weakAlias",
}
_LEVELS = {"PCL": "country", "ADM1": "adm1", "ADM2": "adm2", "ADM3": "adm3", "ADM4": "adm4"}
_WIKIDATA = "wikidata:"

Properties = dict[str, dict[str, None]]
"""Values of each property, each once, in order."""


def write_lines(selection: Selection) -> Iterator[str]:
    """Yield a line for each entity."""
    for entity in selection.entities():
        schema = _schema(entity)
        properties = _names(entity, schema, selection) | _facts(entity, schema)
        shape = {
            "id": entity.id,
            "schema": schema,
            "properties": {key: list(values) for key, values in properties.items() if values},
        }
        yield to_json(shape) + "\n"


def _schema(entity: Entity) -> str:
    if entity.kind != "place":
        return _SCHEMATA[entity.kind]
    return "Territory" if feature_class(entity.feature) == "area" else "Address"


def _names(entity: Entity, schema: str, selection: Selection) -> Properties:
    properties: Properties = {"name": {entity.name: None}}
    for name in entity.names:
        if name.kind == "code":
            selection.leave_name_out()
        elif name.text not in properties["name"]:
            properties.setdefault(_property(name, schema), {})[name.text] = None
    return properties


def _property(name: Name, schema: str) -> str:
    if name.kind == "acronym" and schema in _SCHEMATA.values():
        return "abbreviation"
    return _PROPERTIES.get(name.kind, "alias")


def _facts(entity: Entity, schema: str) -> Properties:
    ids = [own for own in (entity.id, *entity.same_as) if own.startswith(_WIKIDATA)]
    facts: dict[str, list[str | None]] = {
        "country": [entity.country.lower() if entity.country else None],
        "wikidataId": [own.removeprefix(_WIKIDATA) for own in ids],
    }
    if schema == "Territory":
        facts["level"] = [level for code, level in _LEVELS.items() if (entity.feature or "").startswith(code)]
    if schema == "Address":
        town = feature_class(entity.feature) == "town"
        facts |= {"full": [entity.name], "city": [entity.name if town else None]}
        facts |= {"latitude": [_number(entity.latitude)], "longitude": [_number(entity.longitude)]}
    return {key: dict.fromkeys(value for value in values if value) for key, values in facts.items()}


def _number(degrees: float | None) -> str | None:
    return None if degrees is None else str(degrees)
