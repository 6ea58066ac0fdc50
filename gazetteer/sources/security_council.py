"""The consolidated list of the United Nations Security Council: individuals and entities, in its XML."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from gazetteer.countries import find_country
from gazetteer.sources.drafts import Name, draft_name, find_file, make_row
from gazetteer.sources.markup import read_elements, text_of
from gazetteer.sources.rows import Row, Source
from gazetteer.sources.validation import foreign_kinds
from gazetteer.sources.works import cite

LABEL = "unsc"

_KINDS = {"INDIVIDUAL": "person", "ENTITY": "organization"}
_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")


def open_security_council(place: str) -> Source:
    """Return the consolidated list as a source; raises BadSource where there is none."""
    path = find_file(place, LABEL)
    return Source(f"{LABEL}:{path.name}", (path,), lambda: read_security_council(path), cite(LABEL))


def read_security_council(path: Path) -> Iterator[Row]:
    """Yield the individuals and entities of the list under their permanent reference numbers (``QDi.001``)."""
    for line, element in read_elements(path, LABEL, frozenset(_KINDS)):
        yield make_row(_draft(element), LABEL, path.name, line)


def _draft(element: Element) -> dict[str, object]:
    number = text_of(element, "REFERENCE_NUMBER").rstrip(".") or text_of(element, "DATAID")
    places = ("NATIONALITY/VALUE", "NATIONALITY_2/VALUE", f"{element.tag}_ADDRESS/COUNTRY")
    countries = (find_country(found.text or "") for place in places for found in element.iterfind(place))
    return {
        "id": f"{LABEL}:{number}" if number else None,
        "kind": _KINDS[element.tag],
        "names": list(_draft_names(element)),
        "country": next((country for country in countries if country), None),
    }


def _draft_names(element: Element) -> Iterator[Name]:
    """Yield the name, its form in the original script, and the aliases, weak ones where their quality is low."""
    name = " ".join(filter(None, (text_of(element, part) for part in _PARTS)))
    yield from draft_name(name, "preferred")
    for text in text_of(element, "NAME_ORIGINAL_SCRIPT").split(";"):
        yield from draft_name(text, "official")
    kinds = foreign_kinds()["aliases"]
    for alias in element.iterfind(f"{element.tag}_ALIAS"):
        quality = text_of(alias, "QUALITY").lower().replace(".", "")
        for text in text_of(alias, "ALIAS_NAME").split(";"):
            yield from draft_name(text, kinds.get(quality, "variant"))
