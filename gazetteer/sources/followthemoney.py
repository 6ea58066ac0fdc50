"""Entities of FollowTheMoney, one JSON object a line, as OpenSanctions and Aleph export them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from gazetteer.countries import find_country
from gazetteer.errors import BadRecord
from gazetteer.ids import find_cross_fault
from gazetteer.sources.documents import read_objects
from gazetteer.sources.drafts import Name, draft_name, find_file, make_row
from gazetteer.sources.rows import Row, Source
from gazetteer.sources.validation import foreign_kinds

SCHEME = "ftm"

_NAMES = ("name", "alias", "previousName", "weakAlias", "abbreviation")
_PARTS = ("firstName", "secondName", "middleName", "fatherName", "lastName")
_COUNTRIES = ("country", "nationality", "citizenship", "jurisdiction")
_ELSEWHERE = {"wikidataId": "wikidata", "leiCode": "lei", "innCode": "inn", "ogrnCode": "ogrn", "isinCode": "isin"}


def open_followthemoney(place: str) -> Source:
    """Return a file of entities of FollowTheMoney as a source; raises BadSource where there is none."""
    path = find_file(place, SCHEME)
    label = f"{SCHEME}:{path.name}"
    return Source(label, (path,), lambda: read_followthemoney(path, label))


def read_followthemoney(path: Path, label: str) -> Iterator[Row]:
    """Yield the persons, organizations and territories of a file; entities of other schemata are left out.

    The ID of an entity is its own; one that is an item of Wikidata is named as that too. Entities that stand inside
    another (``targets.nested.json``) are not read by themselves.
    """
    for row in read_objects(path, SCHEME, shown=path.name):
        if isinstance(row, BadRecord):
            yield row
            continue
        number, entity = row
        kind = foreign_kinds()["schemata"].get(str(entity.get("schema")))
        properties = entity.get("properties")
        if not isinstance(properties, Mapping) or "schema" not in entity:
            yield BadRecord(
                path.name, number, "the object is not an entity of FollowTheMoney with schema and properties"
            )
        elif kind is not None:
            yield make_row(_draft(entity, properties, kind), label, path.name, number)


def _draft(entity: Mapping[str, object], properties: Mapping[str, object], kind: str) -> dict[str, object]:
    own = entity.get("id")
    others = [f"{scheme}:{value}" for key, scheme in _ELSEWHERE.items() for value in _values(properties, key)]
    if isinstance(own, str) and find_cross_fault(f"wikidata:{own}") is None:
        others.append(f"wikidata:{own}")
    countries = (find_country(value) for key in _COUNTRIES for value in _values(properties, key))
    return {
        "id": own,
        "kind": kind,
        "names": _draft_names(properties),
        "country": next((country for country in countries if country), None),
        "same_as": [other for other in dict.fromkeys(others) if find_cross_fault(other) is None],
    }


def _draft_names(properties: Mapping[str, object]) -> list[Name]:
    kinds = foreign_kinds()["names"]
    names = [name for key in _NAMES for text in _values(properties, key) for name in draft_name(text, kinds[key])]
    if not any(_values(properties, "name")):
        parts = [next(iter(_values(properties, key)), "") for key in _PARTS]
        names = draft_name(" ".join(filter(None, parts)), "preferred") + names
    for name in names[1:]:
        if name["kind"] == "preferred":
            name["kind"] = "variant"
    return names


def _values(properties: Mapping[str, object], key: str) -> list[str]:
    values = properties.get(key)
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []
