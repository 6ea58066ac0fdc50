"""Files that were made to harm, or are broken: each bound is one clear sentence, and what is good is read."""

from __future__ import annotations

import bz2
import gzip
import json
import zipfile
from pathlib import Path

import pytest

from gazetteer.errors import BadRecord, BadSource
from gazetteer.sources import archives, documents, lines, markup
from gazetteer.sources.documents import read_members, read_objects
from gazetteer.sources.markup import read_elements
from tests.unit.gazetteer.dumps import FIXTURES, named, read

LIST = (FIXTURES / "unsc" / "consolidated.xml").read_text(encoding="utf-8")
LAUGHS = '<!DOCTYPE L [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
FETCHED = '<!DOCTYPE L [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.fixture
def small_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "FREE_BYTES", 1 << 12)


@pytest.mark.parametrize(
    "declared", [LAUGHS, FETCHED, '<!DOCTYPE L SYSTEM "http://example.org/l.dtd">', "<!DOCTYPE L>"]
)
def test_a_document_type_or_an_entity_in_xml_is_refused(tmp_path: Path, declared: str) -> None:
    path = tmp_path / "c.xml"
    path.write_text(LIST.replace("?>\n", f"?>\n{declared}\n", 1).replace(">SAMPLE<", ">&a;<"), encoding="utf-8")
    with pytest.raises(BadSource, match=r"c\.xml is not read beyond line 2: it declares a document type or an entity"):
        read(f"unsc:{path}")


def test_xml_in_an_encoding_nobody_knows_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "c.xml"
    path.write_text('<?xml version="1.0" encoding="UTF-8."?>\n' + LIST.partition("?>\n")[2], encoding="utf-8")
    with pytest.raises(BadSource, match=r"c\.xml is not read beyond line 1: unknown encoding: UTF-8\."):
        read(f"unsc:{path}")


def test_xml_that_ends_too_early_gives_what_was_whole(tmp_path: Path) -> None:
    path = tmp_path / "c.xml"
    path.write_text(LIST[: LIST.index("<ENTITY>")], encoding="utf-8")
    found = []
    with pytest.raises(BadSource, match="no element found"):
        found.extend(element.tag for _, element in read_elements(path, "unsc", frozenset(("INDIVIDUAL",))))
    elements = read_elements(path, "unsc", frozenset(("INDIVIDUAL",)))
    assert next(elements)[1].tag == "INDIVIDUAL"
    elements.close()


@pytest.mark.parametrize(
    ("body", "reason"),
    [("<A>" * 100, "more than 40 elements"), (f"<INDIVIDUAL>{'x' * 2000}</INDIVIDUAL>", "longer than 1000 characters")],
)
def test_xml_is_bounded_in_depth_and_length(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str, reason: str
) -> None:
    monkeypatch.setattr(markup, "LONGEST_ELEMENT", 1000)
    path = tmp_path / "c.xml"
    path.write_text(f"<L>{body}</L>", encoding="utf-8")
    with pytest.raises(BadSource, match=reason):
        read(f"unsc:{path}")


def test_characters_of_xml_are_text(tmp_path: Path) -> None:
    path = tmp_path / "c.xml"
    path.write_text(
        LIST.replace("UTF-8", "UTF-16").replace(">SAMPLE<", "><![CDATA[A & B]]> &#x0410;<"), encoding="utf-16"
    )
    assert named(read(f"unsc:{path}")[0]["unsc:ZZi.001"])[0] == "A & B А IBN SPECIMEN AL-MITHAL preferred"


@pytest.mark.usefixtures("small_bounds")
@pytest.mark.parametrize("ending", ["gz", "bz2", "zip"])
def test_a_file_that_unpacks_to_far_more_than_dumps_do_is_refused(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"AZ.txt.{ending}"
    bomb = b"\0" * (1 << 22)
    if ending == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("AZ.txt", bomb)
    else:
        path.write_bytes({"gz": gzip, "bz2": bz2}[ending].compress(bomb))  # type: ignore[attr-defined]  # both have it
    with pytest.raises(BadSource, match=rf"AZ\.txt\.{ending} unpacks to more than \d+ bytes"):
        read(f"geonames:{path}")


def test_a_broken_or_ambiguous_archive_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "AZ.zip"
    path.write_bytes(b"PK no archive")
    with pytest.raises(BadSource, match="cannot be read: File is not a zip file"):
        read(f"geonames:{path}")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "")
        archive.writestr("b.txt", "")
    with pytest.raises(BadSource, match=r"several files and none of its name \(a\.txt, b\.txt\)"):
        read(f"geonames:{path}")


def test_a_line_without_end_is_one_bad_row_of_a_dump(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "BLOCK", 1 << 10)
    for module in ("geonames.reader", "gns", "paranames"):
        monkeypatch.setattr(f"gazetteer.sources.{module}.LONGEST_LINE", 2000)
    monkeypatch.setattr(lines, "LONGEST_LINE", 2000)
    good = (FIXTURES / "geonames" / "allCountries.txt").read_bytes().splitlines(keepends=True)[4]
    path = tmp_path / "AZ.txt"
    path.write_bytes(b"9000001\t" + b"x" * 100_000 + b"\n" + good)
    entities, bad = read(f"geonames:{path}")
    assert (list(entities), bad) == (["geonames:9000005"], ["AZ.txt:1: the line is longer than 2000 bytes"])


def test_json_is_bounded_in_depth(tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    path.write_text('{"features": [' + "[" * 100_000, encoding="utf-8")
    with pytest.raises(BadSource, match="nested too deeply"):
        list(read_members(path, "lpf", "features"))
    path.write_text("[" * 100_000 + "\n{}\n", encoding="utf-8")
    bad, good = read_objects(path, "ftm", shown="f.json")
    assert isinstance(bad, BadRecord)
    assert bad.reason == "the line is JSON nested too deeply"
    assert good == (2, {})


def test_a_value_of_json_is_bounded_in_length(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "LONGEST_OBJECT", 1000)
    path = tmp_path / "f.json"
    path.write_text('{"features": ["' + "x" * (1 << 22), encoding="utf-8")
    with pytest.raises(BadSource, match="a value is longer than 1000 characters"):
        list(read_members(path, "lpf", "features"))


@pytest.mark.parametrize("block", [1, 7, 1 << 20])
@pytest.mark.parametrize("members", [[1.5, "é\n", [None, {"a": []}], {}, -12, True], {"x": "ə", "y": 12345}, [], {}])
def test_members_are_read_alike_wherever_blocks_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int, members: list[object] | dict[str, object]
) -> None:
    monkeypatch.setattr(documents, "_BLOCK", block)
    path = tmp_path / "f.json"
    path.write_text(json.dumps({"before": [1, {"m": 2}], "m": members, "z": 0}, ensure_ascii=False, indent=1))
    wanted = [*members.values()] if isinstance(members, dict) else members
    assert [value for _, value in read_members(path, "x", "m")] == wanted
    with pytest.raises(BadSource, match="has no 'n' in it"):
        list(read_members(path, "x", "n"))
