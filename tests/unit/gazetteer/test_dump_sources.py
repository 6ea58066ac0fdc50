"""The readers of the other dumps: each on a fixture in its exact form, and what each says of rows that break it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from gazetteer.errors import BadSource
from gazetteer.model import Name
from gazetteer.sources import partitions
from tests.unit.gazetteer.dumps import FIXTURES, fixture, named, read


def test_gns_gathers_the_rows_of_a_feature_and_tells_kinds_languages_and_scripts() -> None:
    places = fixture("gns", "gns/aj.txt")
    town = places["gns:-9000004"]
    assert named(town) == ["Kəndabad az preferred", "Кәндабад az official", "Kendabad variant", "Köhnəkənd az former"]
    assert town.names[1].script == "Cyrl"
    assert town.names[3].until == "1991-08-30"
    assert (town.country, town.latitude, town.longitude, town.feature) == ("AZ", 40.11, 46.05, "PPL")
    assert named(places["gns:-9000006"]) == ["Xaraba az former"]


def test_gns_in_its_older_form() -> None:
    (town,) = fixture("gns", "gns/legacy.txt").values()
    assert (town.id, town.country, town.population) == ("gns:9000010", "KE", 1200)
    assert named(town) == [
        "Mji wa Mfano sw preferred", "Sample Town en exonym", "Sample en short", "Port Specimen former",
    ]  # fmt: skip


def test_gns_parts_on_disk_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = fixture("gns", "gns/aj.txt")
    monkeypatch.setattr(partitions, "PART_BYTES", 300)
    monkeypatch.setattr(partitions, "PENDING_ROWS", 1)
    assert fixture("gns", "gns/aj.txt") == whole


def test_gns_bad_rows(tmp_path: Path) -> None:
    header, row, *_ = (FIXTURES / "gns" / "aj.txt").read_bytes().splitlines()
    path = tmp_path / "aj.txt"
    bad = [b"x\ty", row.replace(b"-9000004", b"none"), row.replace(b"40.11", b"91"), row.replace(b"46.05", b"E")]
    bad.append(row.replace("Kəndabad".encode(), b"\xe9"))
    path.write_bytes(b"\n".join([header, *bad, row]))
    entities, reasons = read(f"gns:{path}")
    assert list(entities) == ["gns:-9000004"]
    assert reasons == [
        "aj.txt:2: the row has 2 columns, not 33",
        "aj.txt:3: 'none' is not the number of a feature",
        "aj.txt:4: latitude 91.0 is outside -90..90",
        "aj.txt:5: longitude 'E' is not a number",
        "aj.txt:6: the line is not UTF-8 at byte 14",
    ]
    path.write_bytes(b"a\tb\n")
    with pytest.raises(BadSource, match="no header of a file of the GEOnet Names Server"):
        read(f"gns:{path}")


def test_unlocode_in_the_order_of_columns_of_either_edition() -> None:
    official = fixture("locode", "locode")
    assert set(official) == {"unlocode:AZKDB", "unlocode:AZGNY", "unlocode:TRORN"}
    town = official["unlocode:AZKDB"]
    assert named(town) == ["Kəndabad preferred", "Kendabad variant", "Kandabad variant", "AZKDB code"]
    assert (town.latitude, town.longitude, town.within) == (40.18333, 46.08333, ("iso3166-2:AZ-KAL",))
    south = official["unlocode:AZGNY"]
    assert (south.latitude, south.longitude) == (-40.25, -46.11667)
    assert named(south)[-1] == "GNX code"
    assert official["unlocode:TRORN"].name == "Örnekköy"
    (other,) = fixture("locode", "locode-datasets").values()
    assert (other.id, other.latitude, other.within) == (town.id, town.latitude, town.within)


def test_unlocode_bad_rows(tmp_path: Path) -> None:
    path = tmp_path / "code-list.csv"
    good = '"","AZ","KDB","Kendabad","Kendabad","","--3-----","RL","2601","","{}",""\n'
    path.write_text(
        good.format("4011N 04605E") + '"","AZ"\n' + good.format("40.18, 46.08").replace("KDB", "KDC")
        + good.format("").replace('"AZ"', '"ZZZ"') + good.format("").replace("AZ", "YX")
        + '"","AZ","","Kendabad","","","","","","","",""\n"x" y,\n'
    )  # fmt: skip
    entities, reasons = read(f"locode:{path}")
    assert list(entities) == ["unlocode:AZKDB"]
    assert sorted(reasons) == [
        "code-list.csv:2: the row has 2 columns, not 12",
        "code-list.csv:3: the coordinates '40.18, 46.08' are not degrees and minutes like 4024N 04952E",
        "code-list.csv:4: 'ZZZ' and 'KDB' are not a code of UN/LOCODE",
        "code-list.csv:5: country 'YX' is not an ISO 3166-1 alpha-2 code; nearest: AX, BY, CX",
        "code-list.csv:6: the row has no location code and is neither a country nor a reference",
        "code-list.csv:7: the row is not CSV: ',' expected after '\"'",
    ]


def test_whos_on_first() -> None:
    (place,) = fixture("whosonfirst", "whosonfirst").values()
    assert place.id == "wof:900000401"
    assert named(place) == [
        "Kendabad preferred", "Kəndabad az preferred", "KDB en acronym", "The Village en colloquial",
        "Кендабад ru preferred", "Кяндабад ru variant", "Old Kendabad former", "肯達巴德 zh-Hant preferred",
    ]  # fmt: skip
    assert (place.latitude, place.longitude, place.feature, place.population) == (40.12, 46.06, "PPL", 7246)
    assert place.within == ("wof:900000003", "wof:900000002", "wof:900000001")
    assert place.same_as == ("geonames:9000004", "wikidata:Q900000004", "unlocode:AZKDB")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "the file is not JSON"),
        ("[]", "it is not a feature of GeoJSON with properties"),
        ('{"properties": {"wof:id": "1"}}', "wof:id '1' is not a number of Who's On First"),
        ('{"properties": {"wof:id": 1, "wof:name": "A", "iso:country": "YX"}}', "country 'YX' is not"),
        (
            '{"properties": {"wof:id": 1, "wof:name": "A", "geom:latitude": 91, "geom:longitude": 1}}',
            "lat 91 is outside",
        ),
        ('{"properties": {"wof:id": 1, "wof:name": "A", "geom:latitude": 1, "lbl:longitude": 1}}', "given together"),
        ('{"properties": {"wof:id": 1, "wof:name": "?"}}', "the row has no name"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_whos_on_first_bad_files(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "1.geojson").write_text(text, encoding="utf-8")
    shutil.copytree(FIXTURES / "whosonfirst", tmp_path / "good")
    entities, (bad,) = read(f"whosonfirst:{tmp_path}")
    assert len(entities) == 1
    assert bad.startswith("1.geojson:1: ")
    assert reason in bad


@pytest.mark.parametrize("path", ["wikidata/dump.json", "wikidata/answer.json"])
def test_wikidata_in_a_dump_and_in_an_answer(path: str) -> None:
    items = fixture("wikidata", path)
    town = items["wikidata:Q900000004"]
    assert named(town) == [
        "Kendabad en preferred", "Kəndabad az preferred", "Кендабад ru preferred", "肯達巴德 lzh preferred",
        "Kəndabad şəhəri az official", "Köhnə Kəndabad az former", "Kandabad en variant",
    ]  # fmt: skip
    assert (town.names[5].since, town.names[5].until) == ("1930", "1991-08-30")
    assert (town.kind, town.country, town.feature, town.latitude) == ("place", "AZ", "PPL", 40.11)
    assert town.within == ("wikidata:Q900000002", "wikidata:Q227")
    assert town.same_as == ("geonames:9000004",)
    person = items["wikidata:Q900000010"]
    assert person.kind == "person"
    assert named(person)[:2] == ["Ülviyyə Örnəkova preferred", "Ульвия Орнекова ru preferred"]


def test_wikidata_takes_what_is_a_place_person_or_organization_and_leaves_the_rest() -> None:
    items = fixture("wikidata", "wikidata/dump.json")
    assert {entity_id: item.kind for entity_id, item in items.items()} == {
        "wikidata:Q900000004": "place", "wikidata:Q900000010": "person", "wikidata:Q900000020": "organization",
        "wikidata:Q900000040": "place", "wikidata:Q900000002": "place",
    }  # fmt: skip
    assert items["wikidata:Q900000002"].same_as == ("iso3166-2:AZ-KAL",)
    assert "IOS en short" in named(items["wikidata:Q900000020"])


def test_wikidata_bad_items(tmp_path: Path) -> None:
    path = tmp_path / "dump.json"
    good = next(line for line in (FIXTURES / "wikidata" / "dump.json").read_text(encoding="utf-8").splitlines()[1:])
    broken = json.loads(good.rstrip(",")) | {"labels": {"en": "no object"}}
    path.write_text(f'[\n{{"id": "X"}},\n{json.dumps(broken)},\n{{,\n7,\n{good}\n]\n', encoding="utf-8")
    entities, reasons = read(f"wikidata:{path}")
    assert list(entities) == ["wikidata:Q900000004"]
    assert [reason.split(":", 2)[1:] for reason in reasons] == [
        ["2", " it is not an item of Wikidata with an id"],
        ["3", " the item is not of the form of Wikidata"],
        ["4", " the line is not JSON: Expecting property name enclosed in double quotes at character 2"],
        ["5", " the line is not a JSON object"],
    ]


def test_paranames_gathers_an_item_of_several_types_into_one() -> None:
    items = fixture("paranames", "paranames/paranames.tsv")
    assert named(items["wikidata:Q900000004"]) == [
        "Kendabad en preferred",
        "Kəndabad az variant",
        "Кендабад ru variant",
    ]
    assert {item.kind for item in items.values()} == {"place", "person", "organization"}
    assert items["wikidata:Q900000004"].kind == "place"


def test_paranames_bad_rows(tmp_path: Path) -> None:
    path = tmp_path / "p.tsv"
    head = "wikidata_id\teng\tlabel\tlanguage\ttype\n"
    path.write_bytes(
        head.encode() + b"Q1\ta\tb\taz\tPER\nQ1\tb\nX1\ta\tb\taz\tPER\nQ2\ta\tb\taz\tDOG\nQ3\t\xff\tb\taz\tPER\n"
    )
    entities, reasons = read(f"paranames:{path}")
    assert list(entities) == ["wikidata:Q1"]
    assert reasons == [
        "p.tsv:3: the row has 2 columns, not 5",
        "p.tsv:4: 'X1' is not an item of Wikidata",
        "p.tsv:5: the type 'DOG' is not one of PER, LOC, ORG",
        "p.tsv:6: the line is not UTF-8 at byte 4",
    ]
    path.write_text("id\tname\n", encoding="utf-8")
    with pytest.raises(BadSource, match="not the header wikidata_id eng label language type"):
        read(f"paranames:{path}")


def test_follow_the_money() -> None:
    entities = fixture("ftm", "ftm/entities.ftm.json")
    assert set(entities) == {"Q900000010", "NK-sample", "person-parts"}
    person = entities["Q900000010"]
    assert named(person) == [
        "Ülviyyə Örnəkova preferred", "Ulviyya Ornakova variant", "Улвия Орнекова variant", "Ülviyyə Misal former",
        "Ulli weak",
    ]  # fmt: skip
    assert (person.country, person.same_as) == ("AZ", ("wikidata:Q900000010",))
    company = entities["NK-sample"]
    assert (company.kind, company.country, company.same_as) == ("organization", "AE", ("lei:529900T8BM49AURSDO55",))
    assert named(entities["person-parts"]) == ["Anar Misalov preferred"]


def test_follow_the_money_bad_rows(tmp_path: Path) -> None:
    path = tmp_path / "e.json"
    path.write_text('{"id": "a"}\nnull\n{"id": "a", "schema": "Person", "properties": {"name": []}}\n'
                    '{"schema": "Person", "properties": {"name": ["A"]}}\n')  # fmt: skip
    assert read(f"ftm:{path}") == ({}, [
        "e.json:1: the object is not an entity of FollowTheMoney with schema and properties",
        "e.json:2: the line is not a JSON object",
        "e.json:3: the row has no name",
        "e.json:4: the record has no id",
    ])  # fmt: skip


@pytest.mark.parametrize("path", ["lpf/collection.json", "lpf/lines.jsonl"])
def test_linked_places_as_a_collection_and_as_lines(path: str) -> None:
    places = fixture("lpf", path)
    town = places["https://example.org/places/1"]
    assert named(town) == ["Kəndabad preferred", "Kəndabad az variant", "Старый Кендабад ru variant"]
    assert (town.names[2].since, town.names[2].until) == ("1930", "1991-08-30")
    assert (town.country, town.latitude, town.longitude, town.feature) == ("AZ", 40.11, 46.05, "PPL")
    assert town.within == ("geonames:9000002",)
    assert town.same_as == ("geonames:9000004", "wikidata:Q900000004")
    assert places["wikidata:Q900000041"].feature is None


def test_linked_places_bad_features(tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    features = [{"@id": "a:1", "properties": {"title": "A"}}, 7, {"properties": {"title": "A"}},
                {"@id": "a:2", "properties": {"title": "A", "ccodes": ["YX"]}}]  # fmt: skip
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    entities, reasons = read(f"lpf:{path}")
    assert list(entities) == ["a:1"]
    assert reasons == [
        "f.json:1: it is not a feature of GeoJSON with properties",
        "f.json:1: the record has no id",
        "f.json:1: country 'YX' is not an ISO 3166-1 alpha-2 code; nearest: AX, BY, CX",
    ]
    path.write_text('{"type": "FeatureCollection", "features": [{"@id": "a:1", "properties": {"title": "A"}},')
    with pytest.raises(BadSource, match="not read beyond line 1: the document ends too early"):
        read(f"lpf:{path}")


def test_linked_tables_are_never_quoted() -> None:
    places = fixture("lp-tsv", "lpf/places.tsv")
    assert named(places["p1"]) == [
        "Kəndabad preferred",
        "Кендабад ru variant",
        "Քենդաբադ hy-Armn variant",
        "Kandabad variant",
    ]
    assert (places["p1"].latitude, places["p1"].country, places["p1"].feature) == (40.11, "AZ", "PPL")
    assert places["p1"].same_as == ("geonames:9000004", "wikidata:Q900000004")
    assert places["p2"].names == (Name("Bulaq", kind="preferred", source="lp-tsv:places.tsv"),)


def test_linked_tables_bad_rows(tmp_path: Path) -> None:
    path = tmp_path / "t.tsv"
    path.write_text("id\ttitle\tlat\tlon\np1\tA\tx\t1\np2\tA\t1\t2\t3\np3\tA\t1\t200\n\tA\np4\tA\np5\tA\t1\t\n")
    entities, reasons = read(f"lp-tsv:{path}")
    assert list(entities) == ["p4"]
    assert reasons == [
        "t.tsv:2: lat 'x' is not a number",
        "t.tsv:3: the row has 5 cells, the header 4",
        "t.tsv:4: lon 200.0 is outside -180..180",
        "t.tsv:5: the record has no id",
        "t.tsv:7: lat and lon must be given together",
    ]
    path.write_text("id\tname\n")
    with pytest.raises(BadSource, match="no column title"):
        read(f"lp-tsv:{path}")


@pytest.mark.parametrize("folder", ["ofac", "ofac-xml"])
def test_ofac_in_tables_and_in_xml(folder: str) -> None:
    entities = fixture("ofac", folder)
    assert set(entities) == {"ofac:900001", "ofac:900002"}
    person = entities["ofac:900001"]
    assert named(person) == [
        "Ulviyya ORNAKOVA preferred", "Ulviya ORNEKOVA variant", "Ulviyya MISAL former", "ULLI weak",
    ]  # fmt: skip
    assert (person.kind, person.country) == ("person", "AZ")
    assert (entities["ofac:900002"].kind, entities["ofac:900002"].country) == ("organization", "AE")


def test_ofac_reads_the_xml_of_a_list_that_is_there_twice(tmp_path: Path) -> None:
    for folder in ("ofac", "ofac-xml"):
        shutil.copytree(FIXTURES / folder, tmp_path, dirs_exist_ok=True)
    assert read(f"ofac:{tmp_path}")[0]["ofac:900002"].name == "SPECIMEN TRADING & CO"


def test_ofac_bad_rows(tmp_path: Path) -> None:
    shutil.copytree(FIXTURES / "ofac", tmp_path, dirs_exist_ok=True)
    with (tmp_path / "alt.csv").open("ab") as file:
        file.write(b'900001,4,"aka"\nx,5,"aka","A",-0- \n900001,6,"aka","Caf\xe9",-0- \n900001,7,"aka","A\x81",-0- \n')
    entities, reasons = read(f"ofac:{tmp_path}")
    assert "Café variant" in named(entities["ofac:900001"])
    assert reasons == [
        "alt.csv:4: the row has 3 columns, not 5",
        "alt.csv:5: 'x' is not the number of an entry",
        "alt.csv:7: the line is not UTF-8 or CP1252 at byte 18",
    ]
    with pytest.raises(BadSource, match=r"there is no sdn\.xml"):
        read(f"ofac:{tmp_path / 'alt.csv'}")


def test_the_list_of_the_security_council() -> None:
    entities = fixture("unsc", "unsc/consolidated.xml")
    person, body = entities["unsc:ZZi.001"], entities["unsc:ZZe.001"]
    assert named(person) == [
        "SAMPLE IBN SPECIMEN AL-MITHAL preferred", "سامبل بن سبيسيمن المثال official", "Sample Mithali variant",
        "Abu Mithal weak", "The Sample weak",
    ]  # fmt: skip
    assert (person.kind, person.country, body.kind, body.country) == ("person", "IR", "organization", "KP")
    assert named(body)[1:] == ["SPECDEV variant", "Specimen Bureau former"]


def test_an_entry_of_the_security_council_without_name_or_number_is_a_bad_row(tmp_path: Path) -> None:
    path = tmp_path / "c.xml"
    path.write_text("<L>\n<INDIVIDUAL><DATAID>1</DATAID></INDIVIDUAL>\n<ENTITY><FIRST_NAME>A</FIRST_NAME></ENTITY></L>")
    assert read(f"unsc:{path}") == ({}, ["c.xml:2: the row has no name", "c.xml:3: the record has no id"])
