"""Names of other letters count less where so many names are stored that one may be as like by chance."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gazetteer import Gazetteer, build

CROWDED = 4_000_000
PLACES = [
    {"id": "al:1", "kind": "place", "country": "CN", "feature": "PPL", "names": [{"text": "Fukin"}]},
    {"id": "al:2", "kind": "place", "country": "RU", "feature": "PPLC", "population": 9_000_000, "names": ["Moskwa"]},
    {"id": "al:3", "kind": "person", "names": [{"text": "Fokin Ivan"}]},
]


@pytest.fixture
def gazetteer(tmp_path: Path) -> Gazetteer:
    path = tmp_path / "places.jsonl"
    rows = [{**row, "names": [{"text": name} if isinstance(name, str) else name for name in row["names"]]}  # type: ignore[attr-defined]  # a list
            for row in PLACES]  # fmt: skip
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    build([f"records:{path}"], tmp_path / "built")
    return Gazetteer.open(tmp_path / "built")


def features(gazetteer: Gazetteer, name: str, **hints: str) -> dict[str, float]:
    best = gazetteer.resolve(name, kind="place", **hints).candidates[0]  # type: ignore[arg-type]  # names of hints
    return {row.feature: row.value for row in best.evidence}


def test_a_short_name_of_an_obscure_place_is_no_match_in_a_crowd(gazetteer: Gazetteer) -> None:
    assert gazetteer.resolve("Fokyn", kind="place").decision == "match"
    before = gazetteer.resolve("Fokyn", kind="place").candidates[0].score
    gazetteer._index.most_names = CROWDED
    assert gazetteer.resolve("Fokyn", kind="place").decision != "match"
    assert gazetteer.resolve("Fokyn", kind="place").candidates[0].score < before
    assert 0 < features(gazetteer, "Fokyn")["crowd"] <= 1


def test_persons_stand_in_no_crowd_of_places(gazetteer: Gazetteer) -> None:
    gazetteer._index.most_names = CROWDED
    best = gazetteer.resolve("Fokyn Ivan").candidates[0]
    assert best.id == "al:3"
    assert "crowd" not in {row.feature for row in best.evidence}


def test_a_name_as_it_is_stored_stands_in_no_crowd(gazetteer: Gazetteer) -> None:
    gazetteer._index.most_names = CROWDED
    assert gazetteer.resolve("Fukin").id == "al:1"
    assert "crowd" not in features(gazetteer, "FUKIN")


def test_a_place_that_is_well_known_is_rather_meant(gazetteer: Gazetteer) -> None:
    gazetteer._index.most_names = CROWDED
    assert gazetteer.resolve("Moskva").id == "al:2"
    assert features(gazetteer, "Moskva")["crowd"] < features(gazetteer, "Fokyn")["crowd"]


def test_where_it_lies_makes_the_crowd_smaller(gazetteer: Gazetteer) -> None:
    gazetteer._index.most_names = CROWDED
    assert features(gazetteer, "Fokyn", country="CN")["crowd"] < features(gazetteer, "Fokyn")["crowd"]
