"""The formats of exports by their specifications, for the entities that come with the package and a few of our own."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from gazetteer import build
from gazetteer.exporting import FORMATS, ExportReport, export
from gazetteer.exporting.linked_places import address, classes_of
from gazetteer.index.reading import Index
from gazetteer.sources.validation import make_entity
from gazetteer.standard import standard_path

ROWS = [
    {"id": "geonames:584642", "kind": "place", "country": "AZ", "feature": "PPL", "lat": 40.25, "lon": 46.5,
     "within": ["my:2"], "same_as": ["wikidata:Q1"], "merged": ["my:9"],
     "names": [{"text": "Yuxarı Ayrım", "lang": "az", "kind": "preferred"}, {"text": "Ayrım; yuxarı"},
               {"text": "Юхары-Айрум", "lang": "ru", "kind": "former", "from": "1930", "until": "1991"},
               {"text": "AYR", "kind": "code"}, {"text": "Ayrymə", "until": "1924"}]},
    {"id": "my:2", "kind": "place", "country": "AZ", "feature": "ADM2", "names": [{"text": "Kəlbəcər rayonu"}]},
    {"id": "my:3", "kind": "organization", "country": "AM", "same_as": ["wikidata:Q2"],
     "names": [{"text": "Ministry of Justice", "kind": "official"}, {"text": "MoJ", "kind": "acronym"}]},
    {"id": "my:4", "kind": "person", "names": [{"text": "Abu Ali", "kind": "weak"}, {"text": "Ali Ahmad"}]},
]  # fmt: skip


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    (folder / "mine.jsonl").write_text("\n".join(json.dumps(row) for row in ROWS), encoding="utf-8")
    build([f"records:{folder / 'mine.jsonl'}"], folder / "built")
    return folder / "built"


def written(path: Path, form: str, **only: str) -> tuple[str, ExportReport]:
    out = io.StringIO(newline="")
    report = export(path, form, out, **only)  # type: ignore[arg-type]  # kinds are text here
    return out.getvalue(), report


def test_every_entity_that_comes_with_the_package_is_a_record() -> None:
    out = io.StringIO()
    export(None, "records", out)
    with Index.open(standard_path()) as index:
        for number, line in zip(index.numbers(), out.getvalue().splitlines(), strict=True):
            assert make_entity(json.loads(line), source="records:x") == index.entity(number)


@pytest.mark.parametrize("form", FORMATS)
def test_only_a_kind_and_a_country_are_written(small: Path, form: str) -> None:
    text, report = written(small, form, kind="place", country="AZ")
    assert report.entities == 2
    assert "Kəlbəcər rayonu" in text
    assert "Ministry of Justice" not in text
    assert "Ali Ahmad" not in text


def test_a_place_of_linked_places(small: Path) -> None:
    text, report = written(small, "lpf")
    collection = json.loads(text)
    assert (collection["type"], report.left_out) == ("FeatureCollection", 2)
    village = collection["features"][0]
    assert village["@id"] == "https://sws.geonames.org/584642/"
    assert village["properties"] == {"title": "Yuxarı Ayrım", "ccodes": ["AZ"], "fclasses": ["P"]}
    # RFC 7946: longitude first.
    assert village["geometry"] == {"type": "Point", "coordinates": [46.5, 40.25]}
    assert village["links"] == [{"type": "exactMatch", "identifier": "wd:Q1"}]
    assert village["relations"] == [
        {"relationType": "gvp:broaderPartitive", "relationTo": "my:2", "label": "Kəlbəcər rayonu"}
    ]
    spans = {name["toponym"]: name["when"]["timespans"] for name in village["names"] if "when" in name}
    assert spans == {
        "Юхары-Айрум": [{"start": {"in": "1930"}, "end": {"in": "1991"}}],
        "Ayrymə": [{"start": {"latest": "1924"}, "end": {"in": "1924"}}],
    }
    assert collection["features"][1]["geometry"] is None


@pytest.mark.parametrize(
    ("feature", "letters"),
    [("PPLA", ["P"]), ("ADM2", ["A"]), ("PCLI", ["A"]), ("STM", ["H"]), ("MT", ["T"]), ("RGN", ["L"]), ("AIRP", ["S"]),
     ("RD", ["R"]), ("GRSLD", []), (None, [])],
)  # fmt: skip
def test_the_class_of_a_feature_code_is_that_of_geonames(feature: str | None, letters: list[str]) -> None:
    assert classes_of(feature) == letters


@pytest.mark.parametrize(
    ("entity_id", "uri"),
    [("wikidata:Q227", "http://www.wikidata.org/entity/Q227"), ("al:5", "al:5"), ("17", "id:17"),
     ("a:ə/1", "a:%C9%99%2F1")],
)  # fmt: skip
def test_an_id_is_a_uri(entity_id: str, uri: str) -> None:
    assert address(entity_id) == uri


def test_entities_of_follow_the_money(small: Path) -> None:
    text, report = written(small, "ftm")
    village, district, ministry, person = map(json.loads, text.splitlines())
    assert report.names_left_out == 1
    assert village == {
        "id": "geonames:584642",
        "schema": "Address",
        "properties": {
            "name": ["Yuxarı Ayrım"],
            "alias": ["Ayrım; yuxarı", "Ayrymə"],
            "previousName": ["Юхары-Айрум"],
            "country": ["az"],
            "wikidataId": ["Q1"],
            "full": ["Yuxarı Ayrım"],
            "city": ["Yuxarı Ayrım"],
            "latitude": ["40.25"],
            "longitude": ["46.5"],
        },
    }
    assert (district["schema"], district["properties"]["level"]) == ("Territory", ["adm2"])
    assert ministry["schema"] == "Organization"
    assert ministry["properties"]["abbreviation"] == ["MoJ"]
    assert person == {
        "id": "my:4",
        "schema": "Person",
        "properties": {"name": ["Abu Ali"], "alias": ["Ali Ahmad"]},
    }


def test_a_row_of_a_sheet(small: Path) -> None:
    text, report = written(small, "csv")
    village = next(csv.DictReader(io.StringIO(text, newline="")))
    assert report.names_left_out == 2
    assert {column: cell for column, cell in village.items() if cell} == {
        "id": "geonames:584642", "kind": "place", "name": "Yuxarı Ayrım", "lang": "az", "country": "AZ", "lat": "40.25",
        "lon": "46.5", "feature": "PPL", "within": "my:2", "same_as": "wikidata:Q1", "merged": "my:9",
        "aliases": "Ayrymə", "aliases:ru": "Юхары-Айрум",
    }  # fmt: skip
