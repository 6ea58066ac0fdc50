"""Records as users write them: what is taken, and which sentence refuses the rest."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from gazetteer.errors import BadRecord, BadSource
from gazetteer.model import Entity, Name
from gazetteer.sources import lines
from gazetteer.sources.records import read_records
from gazetteer.sources.registry import find_source
from gazetteer.sources.rows import Record

PLAIN = {"id": "x:1", "kind": "place", "names": [{"text": "A"}]}


def read(path: Path) -> tuple[list[Entity], list[str]]:
    rows = list(read_records(path, "records:f", shown="f"))
    return [r.entity for r in rows if isinstance(r, Record)], [str(r) for r in rows if isinstance(r, BadRecord)]


def read_json(path: Path, *rows: object) -> tuple[list[Entity], list[str]]:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return read(path)


def test_the_record_of_the_interface(tmp_path: Path) -> None:
    row = {
        "id": "wof:1310456847", "kind": "place", "country": "AZ", "lat": 40.14513, "lon": 46.0007,
        "feature": "PPL", "population": 120, "within": ["iso3166-2:AZ-KAL"], "same_as": ["geonames:584642"],
        "names": [
            {"text": "Yuxarı Ayrım", "lang": "az", "script": "Latn", "kind": "preferred"},
            {"text": "Юхары-Айрум", "lang": "ru", "from": None, "until": None, "source": "map"},
            {"text": "X", "from": 1991, "until": "2020-11-25", "by": "Armenia"},
        ],
    }  # fmt: skip
    entities, bad = read_json(tmp_path / "f.jsonl", row)
    assert bad == []
    assert entities == [
        Entity(
            "wof:1310456847", "place",
            (Name("Yuxarı Ayrım", "az", "Latn", "preferred", source="records:f"),
             Name("Юхары-Айрум", "ru", source="map"),
             Name("X", None, None, "variant", "1991", "2020-11-25", ("Armenia",), "records:f")),
            "AZ", 40.14513, 46.0007, "PPL", 120, ("iso3166-2:AZ-KAL",), ("geonames:584642",),
        )
    ]  # fmt: skip


def test_three_keys_are_enough_and_unknown_ones_are_left_alone(tmp_path: Path) -> None:
    entities, bad = read_json(tmp_path / "f.jsonl", PLAIN | {"note": {"deep": [1]}})
    assert (entities, bad) == ([Entity("x:1", "place", (Name("A", source="records:f"),))], [])


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"id": None}, "the record has no id"),
        ({"id": ""}, "the record has no id"),
        ({"id": 17}, "id must be a string, not 17"),
        ({"id": "a b"}, "white space"),
        ({"kind": None}, "the record has no kind"),
        ({"kind": "river"}, "kind 'river' is not one of place, person, organization"),
        ({"kind": ["place"]}, "kind must be a string"),
        ({"country": "az"}, "country 'az' is not an ISO 3166-1 alpha-2 code; nearest: AZ"),
        ({"country": "ZZ"}, "country 'ZZ' is not an ISO 3166-1 alpha-2 code; nearest: AZ, BZ, CZ"),
        ({"country": "XX"}, "country 'XX' is not an ISO 3166-1 alpha-2 code; nearest: AX, CX, MX"),
        ({"country": "UK"}, "country 'UK' is not an ISO 3166-1 alpha-2 code; nearest: GB"),
        ({"country": "Germany"}, "country 'Germany' is not an ISO 3166-1 alpha-2 code; nearest: DE"),
        ({"country": 31}, "country must be a string"),
        ({"lat": 90.01, "lon": 0}, "lat 90.01 is outside -90..90"),
        ({"lat": 0, "lon": -180.5}, "lon -180.5 is outside -180..180"),
        ({"lat": "40", "lon": 46}, "lat must be a number, not '40'"),
        ({"lat": True, "lon": 46}, "lat must be a number"),
        ({"lat": 40}, "lat and lon must be given together"),
        ({"lat": 10**400, "lon": 0}, "lat"),
        ({"population": -1}, "population -1 is not possible"),
        ({"population": 1.5}, "population must be a whole number"),
        ({"population": 10**30}, "is not possible"),
        ({"within": "iso3166-1:AZ"}, "within must be a list of strings"),
        ({"within": [1]}, "within must be a list of strings"),
        ({"same_as": ["586268"]}, "same_as: '586268' does not say whose ID it is"),
        ({"same_as": ["wikidata:227"]}, "same_as: 'wikidata:227' is not the form"),
        ({"names": []}, "at least one name"),
        ({"names": "A"}, "at least one name"),
        ({"names": ["A"]}, "a name must be a JSON object, not 'A'"),
        ({"names": [{}]}, "a name is empty"),
        ({"names": [{"text": " \u00a0 "}]}, "a name is empty"),
        ({"names": [{"text": 5}]}, "text must be a string"),
        ({"names": [{"text": "x" * 1001}]}, "longer than 1000"),
        ({"names": [{"text": "\ud800"}]}, "lone surrogate"),
        ({"names": [{"text": "A", "lang": "azeri language"}]}, "lang 'azeri language' is not a BCP 47 tag"),
        ({"names": [{"text": "A", "script": "Latin"}]}, "script 'Latin' is not an ISO 15924 code"),
        ({"names": [{"text": "A", "from": "long ago"}]}, "from 'long ago' is not a year"),
        ({"names": [{"text": "A", "by": 5}]}, "by must be a list of strings"),
        ({"names": [{"text": "A"}] * 5001}, "more than 5000 names"),
    ],
)
def test_a_bad_row_is_refused_in_one_sentence_and_costs_itself_only(
    tmp_path: Path, change: dict[str, object], sentence: str
) -> None:
    entities, bad = read_json(tmp_path / "f.jsonl", PLAIN, PLAIN | {"id": "x:2"} | change, PLAIN | {"id": "x:3"})
    assert [entity.id for entity in entities] == ["x:1", "x:3"]
    assert len(bad) == 1
    assert bad[0].startswith("f:2: ")
    assert sentence in bad[0]
    assert "\n" not in bad[0]
    assert len(bad[0]) < 200


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (b"{", "not JSON"),
        (b"[1]", "must be a JSON object"),
        (b"null", "must be a JSON object"),
        (b'{"lat": NaN}', "NaN is not a number that JSON knows"),
        (b"\xff\xfe", "not UTF-8 at byte 1"),
        (b'{"id": "\xe2\x28\xa1"}', "not UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"population": ' + b"9" * 5000 + b"}", ""),
    ],
)  # fmt: skip
def test_a_line_that_is_no_record(tmp_path: Path, line: bytes, sentence: str) -> None:
    path = tmp_path / "f.jsonl"
    path.write_bytes(json.dumps(PLAIN).encode() + b"\n" + line + b"\n" + json.dumps(PLAIN).encode())
    entities, bad = read(path)
    assert len(entities) == 2
    assert len(bad) == 1
    assert sentence in bad[0]


def test_codes_that_users_agree_on_are_countries(tmp_path: Path) -> None:
    codes = ["XK", "XN", "XS", "XZ", "QO", "AZ"]
    entities, bad = read_json(tmp_path / "f.jsonl", *(PLAIN | {"id": f"x:{code}", "country": code} for code in codes))
    assert ([entity.country for entity in entities], bad) == (codes, [])


def test_byte_order_mark_line_ends_and_blank_lines(tmp_path: Path) -> None:
    path = tmp_path / "f.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(PLAIN).encode() + b"\r\n\r\n  \n{\r\n")
    entities, bad = read(path)
    assert len(entities) == 1
    assert bad[0].startswith("f:4: ")


def test_a_line_without_end_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LONGEST_LINE", 100)
    path = tmp_path / "f.jsonl"
    path.write_bytes(b'{"' + b"x" * 1000 + b'": 1}\n' + json.dumps(PLAIN).encode())
    entities, bad = read(path)
    assert len(entities) == 1
    assert "f:1: the line is longer than 100 bytes" in bad[0]


def test_names_are_put_in_nfc_on_one_line_and_kept_once(tmp_path: Path) -> None:
    names = [{"text": " S\u0327us\u0327a \n  city"}, {"text": "\u015eu\u015fa city"}, {"text": "\u015eu\u015fa"}]
    entities, _ = read_json(tmp_path / "f.jsonl", PLAIN | {"names": names})
    assert [name.text for name in entities[0].names] == ["\u015eu\u015fa city", "\u015eu\u015fa"]


def test_a_compressed_file_is_read_and_a_broken_one_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "f.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(PLAIN).encode()))
    assert len(read(path)[0]) == 1
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(BadSource, match="reading failed"):
        read(path)


def test_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text(
        "id,kind,name,name:ru,aliases,aliases:en,country,lat,lon,population,within,same_as,remark\n"
        '1,place,"Kəlbəcər, şəhər",Кельбаджар,Kelbecer; Kelbedjer,Kalbajar,'
        "AZ,40.1,46.04,7246,a:1;a:2,geonames:586268,x\n"
        '2,person,"a ""b""\nc"\n'
        "3,place,,,,,,,,,,,\n"
        "4,place,x,,,,,forty,2,,,,\n"
        "5,place,x,,,,,,,,,,,,,\n"
        '6,place,"open\n',
        encoding="utf-8",
    )
    entities, bad = read(path)
    assert entities[0] == Entity(
        "1", "place",
        (Name("Kəlbəcər, şəhər", kind="preferred", source="records:f"), Name("Кельбаджар", "ru", source="records:f"),
         Name("Kelbecer", source="records:f"), Name("Kelbedjer", source="records:f"),
         Name("Kalbajar", "en", source="records:f")),
        "AZ", 40.1, 46.04, None, 7246, ("a:1", "a:2"), ("geonames:586268",),
    )  # fmt: skip
    assert [(entity.id, entity.names[0].text) for entity in entities] == [("1", "Kəlbəcər, şəhər"), ("2", 'a "b" c')]
    assert bad == [
        "f:5: names must be a list with at least one name",
        "f:6: lat 'forty' is not a number",
        "f:7: the row has 16 cells, the header 13",
        "f:8: a quote is not closed",
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_header_tells_what_parts_the_cells(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "f.tsv"
    path.write_text("id,kind,name\n1,place,Bakı\n".replace(",", delimiter), encoding="utf-8")
    assert [entity.name for entity in read(path)[0]] == ["Bakı"]


def test_a_spreadsheet_without_its_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text("id,title\n1,Bakı\n", encoding="utf-8")
    with pytest.raises(BadSource, match="no column kind, name"):
        read(path)


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("seed", "no reader has this name; nearest: seeds"),
        ("", "no reader has this name"),
        ("records", "a path must be named: records:PATH"),
        ("records:", "a path must follow the colon"),
        ("records:/no/such/file.jsonl", "there is no such file"),
        ("records:/", "this is a folder"),
        ("records:/dev/null", "not a regular file"),
        ("records:a\0b", "there is no such file"),
        pytest.param("records:" + "x" * 5000, "it cannot be read", id="too long"),
        ("seeds:/no/such/folder", "there is no folder"),
        ("gazetteer", "a path must be named: gazetteer:PATH"),
        ("default:x", "takes no path"),
    ],
)
def test_a_source_that_is_not_there(source: str, sentence: str) -> None:
    with pytest.raises(BadSource, match=sentence):
        find_source(source)
