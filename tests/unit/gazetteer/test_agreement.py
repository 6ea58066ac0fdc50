"""Records of different sources that share no ID are one entity only where nothing speaks against it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gazetteer.building import BuildReport, build, check
from gazetteer.index.layout import FILE_NAME
from gazetteer.index.reading import Index

Row = dict[str, object]

KHOJALY = {"country": "AZ", "feature": "PPLA2", "lat": 39.911, "lon": 46.79}


def place(entity_id: str, *names: str, **facts: object) -> Row:
    return {"id": entity_id, "kind": "place", "names": [{"text": name} for name in names], **KHOJALY, **facts}


def body(entity_id: str, *names: tuple[str, str], **facts: object) -> Row:
    rows = [{"text": text, "kind": kind} for text, kind in names]
    return {"id": entity_id, "kind": "organization", "names": rows, **facts}


def build_rows(folder: Path, *sources: list[Row], previous: Path | None = None, to: str = "gz") -> BuildReport:
    folder.mkdir(exist_ok=True)
    named = []
    for number, rows in enumerate(sources):
        path = folder / f"{to}-{number}.jsonl"
        path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
        named.append(f"records:{path}")
    return build(named, folder / to, previous=previous)


def test_same_name_place_and_kind_are_one_and_the_reason_is_kept(tmp_path: Path) -> None:
    report = build_rows(
        tmp_path,
        [place("geonames:1", "Xocalı", "Khojaly")],
        [place("gns:7", "Xodzhaly", "KHOJALY", feature="PPL", lat=39.92)],
    )
    assert report.entities == 1
    assert [(m.survivor, m.merged, m.shared, m.reason) for m in report.merges] == [
        ("geonames:1", "gns:7", (), "the same name, Khojaly, 1.0 km apart")
    ]
    assert check(tmp_path / "gz").merges == report.merges
    with Index.open(tmp_path / "gz") as index:
        assert index.entity_number("gns:7") == index.entity_number("geonames:1") == 0
        assert [name.text for name in index.entity(0).names] == ["Xocalı", "Khojaly", "Xodzhaly", "KHOJALY"]


@pytest.mark.parametrize(
    "other",
    [
        place("gns:7", "Xocalı", feature="ADM2"),
        place("gns:7", "Xocalı", feature=None),
        place("gns:7", "Xocalı", feature="PPLX"),
        place("gns:7", "Xocalı", country="AM"),
        place("gns:7", "Xocalı", country=None),
        place("gns:7", "Xocalı", lat=39.99),
        place("gns:7", "Xocalı", lat=None, lon=None),
        place("gns:7", "Xocavənd"),
        place("gns:7", "Xocalı", same_as=["geonames:2"]),
        {**place("gns:7", "Xocalı"), "kind": "organization"},
        {**place("gns:7", "Xocalı"), "kind": "person"},
    ],
    ids=["area", "unknown", "section", "abroad", "somewhere", "far", "nowhere", "name", "other ID", "body", "person"],
)
def test_what_speaks_against_it_keeps_them_apart(tmp_path: Path, other: Row) -> None:
    assert build_rows(tmp_path, [place("geonames:1", "Xocalı")], [other]).entities == 2


def test_records_of_one_source_are_never_joined(tmp_path: Path) -> None:
    assert build_rows(tmp_path, [place("a:1", "Xocalı"), place("b:1", "Xocalı")], []).entities == 2
    here = [place("a:1", "Xocalı", same_as=["q:1"]), place("b:1", "Xocalı", lat=39.94)]
    assert build_rows(tmp_path, here, [place("c:1", "Xocalı", same_as=["q:1"])]).entities == 2


def test_what_could_be_either_of_two_is_neither(tmp_path: Path) -> None:
    two = [place("geonames:1", "Xocalı"), place("geonames:2", "Xocalı", lat=39.96)]
    assert build_rows(tmp_path, two, [place("gns:7", "Xocalı")]).entities == 3
    assert build_rows(tmp_path, [place("gns:7", "Xocalı")], two).entities == 3
    apart = [two[0], place("geonames:2", "Xocalı", lat=40.5)]
    assert build_rows(tmp_path, apart, [place("gns:7", "Xocalı")]).entities == 2


def test_areas_need_the_same_code(tmp_path: Path) -> None:
    area = place("a:1", "Xocalı rayonu", feature="ADM1")
    assert build_rows(tmp_path, [area], [place("b:1", "Xocalı rayonu", feature="ADM1", lat=40.1)]).entities == 1
    assert build_rows(tmp_path, [area], [place("b:1", "Xocalı rayonu", feature="ADM2")]).entities == 2


def test_organizations_need_a_full_name_and_more(tmp_path: Path) -> None:
    full, acronym = ("International Telecommunication Union", "official"), ("ITU", "acronym")
    here = body("a:1", full, acronym)
    assert build_rows(tmp_path, [here], [body("b:1", full, acronym)]).entities == 1
    assert build_rows(tmp_path, [here], [body("b:1", full)]).entities == 2
    assert build_rows(tmp_path, [here], [body("b:1", acronym)]).entities == 2
    assert build_rows(tmp_path, [body("a:1", full, country="CH")], [body("b:1", full, country="CH")]).entities == 1
    assert build_rows(tmp_path, [body("a:1", full, country="CH")], [body("b:1", full, country="FR")]).entities == 2
    one = ("Union", "official")
    assert build_rows(tmp_path, [body("a:1", one, country="CH")], [body("b:1", one, country="CH")]).entities == 2


def test_the_order_of_sources_changes_nothing_but_the_order_of_names(tmp_path: Path) -> None:
    sources = [
        [place("geonames:1", "Xocalı"), place("geonames:2", "Laçın")],
        [place("gns:7", "Xocalı"), place("gns:8", "Laçın", lat=39.93)],
        [place("wof:3", "Xocalı", lat=39.915)],
    ]
    found = []
    for number, order in enumerate(([0, 1, 2], [2, 1, 0], [1, 2, 0])):
        build_rows(tmp_path / str(number), *[sources[at] for at in order])
        with Index.open(tmp_path / str(number) / "gz") as index:
            found.append([(index.entity_id(n), index.entity_merged(n)) for n in range(index.entity_count)])
    assert found[0] == found[1] == found[2] == [("geonames:1", ("gns:7", "wof:3")), ("geonames:2", ("gns:8",))]


def test_the_redirects_of_an_earlier_build_are_kept(tmp_path: Path) -> None:
    first = [place("al:1", "Xocalı", same_as=["q:1"])]
    build_rows(tmp_path, first, [place("x:1", "Xocalı", same_as=["q:1"])], to="one")
    build_rows(tmp_path, first, previous=tmp_path / "one", to="two")
    build_rows(tmp_path, [place("aa:9", "Şuşa"), *first], previous=tmp_path / "two", to="three")
    with Index.open(tmp_path / "three") as index:
        number = index.entity_number("x:1")
        assert number is not None
        assert index.entity_id(number) == "al:1"
    build_rows(tmp_path, first, [place("x:1", "Laçın", lat=39.6)], previous=tmp_path / "three", to="four")
    with Index.open(tmp_path / "four") as index:
        number = index.entity_number("x:1")
        assert number is not None
        assert index.entity_id(number) == "x:1"
    build_rows(tmp_path, first, to="without")
    with Index.open(tmp_path / "without") as index:
        assert index.entity_number("x:1") is None


def test_processes_change_no_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [place(f"x:{n}", f"Kənd {n}", f"Кенд {n}", "Xocalı") for n in range(3000)]
    build_rows(tmp_path, rows, to="alone")
    monkeypatch.setattr("gazetteer.building.workers.WORTHWHILE", 1)
    monkeypatch.setattr("gazetteer.building.workers.count_processes", lambda: 2)
    monkeypatch.setattr("gazetteer.building.ordering.RUN_LENGTH", 700)
    monkeypatch.setattr("gazetteer.index.sorting.HELD", 5000)
    build([f"records:{tmp_path / 'alone-0.jsonl'}"], tmp_path / "together")
    assert (tmp_path / "together" / FILE_NAME).read_bytes() == (tmp_path / "alone" / FILE_NAME).read_bytes()
