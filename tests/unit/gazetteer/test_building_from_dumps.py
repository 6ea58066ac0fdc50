"""One command from dumps to answers: several sources in one gazetteer, cited, and resolved."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gazetteer import Gazetteer, build
from gazetteer.errors import BadSource
from gazetteer.index.reading import Index
from gazetteer.sources.registry import READERS, find_source
from tests.unit.gazetteer.dumps import FIXTURES

MINE = {"id": "mine:1", "kind": "place", "country": "AZ", "same_as": ["geonames:9000004"], "feature": "PPL",
        "names": [{"text": "Kendabad-on-Sample", "lang": "en"}]}  # fmt: skip
SPECIFICATIONS = {
    "geonames": "geonames", "gns": "gns/aj.txt", "locode": "locode", "whosonfirst": "whosonfirst",
    "wikidata": "wikidata/dump.json", "paranames": "paranames/paranames.tsv", "ftm": "ftm/entities.ftm.json",
    "lpf": "lpf/collection.json", "lp-tsv": "lpf/places.tsv", "ofac": "ofac", "unsc": "unsc/consolidated.xml",
}  # fmt: skip


def test_a_gazetteer_of_geonames_a_list_of_sanctions_and_own_records_answers(tmp_path: Path) -> None:
    mine = tmp_path / "mine.jsonl"
    mine.write_text(json.dumps(MINE), encoding="utf-8")
    report = build(
        [f"geonames:{FIXTURES / 'geonames'}", f"ofac:{FIXTURES / 'ofac'}", f"records:{mine}"], tmp_path / "g"
    )
    assert (report.skipped, report.entities, report.merged) == ((), 11, 1)
    with Gazetteer.open(tmp_path / "g") as opened:
        answers = [opened.resolve(name).id for name in ("Кендабад", "Kendabad-on-Sample", "Ulviya Ornekova")]
        assert answers == ["geonames:9000004", "geonames:9000004", "ofac:900001"]
        assert opened.resolve("Güneyli", within="geonames:9000002").id == "geonames:9000005"
        assert opened.get("mine:1").id == "geonames:9000004"


def test_every_reader_builds_and_its_work_is_cited(tmp_path: Path) -> None:
    assert {*SPECIFICATIONS, "seeds", "worldwide", "default", "records", "gazetteer"} == READERS.keys()
    sources = [f"{scheme}:{FIXTURES / path}" for scheme, path in SPECIFICATIONS.items()]
    report = build(sources, tmp_path / "g")
    assert report.skipped == ()
    with Index.open(tmp_path / "g") as index:
        citations = json.loads(bytes(index.section("citations") or b"{}"))
        cited = {index.name(number).source for number in range(report.names)}
    assert {"geonames", "gns", "unlocode", "wof", "wikidata", "paranames", "ofac", "unsc"} <= cited & citations.keys()
    assert all(citation["licence"] for citation in citations.values())


@pytest.mark.parametrize(
    ("specification", "sentence"),
    [
        ("geoname:x", "no reader has this name; nearest: geonames"),
        ("Wikidata:x", "no reader has this name; nearest: wikidata"),
        ("http:x", "no reader has this name; nearest: seeds, worldwide, default"),
        ("ofac", "a path must be named: ofac:PATH"),
        ("gns:/", "this is a folder, not a file"),
        ("unsc:nowhere.xml", "there is no such file"),
        ("geonames:nowhere", "there is no such file or folder"),
        ("whosonfirst:nowhere", "there is no such folder"),
    ],
)
def test_a_source_that_is_not_there_is_one_sentence(specification: str, sentence: str) -> None:
    with pytest.raises(BadSource, match=sentence):
        find_source(specification)
