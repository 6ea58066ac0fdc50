"""Layers by example: what wins, what is filled in, what stays apart, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gazetteer import Gazetteer, build
from gazetteer.errors import BadQuery, GazetteerMissing, UnknownEntity

if TYPE_CHECKING:
    from collections.abc import Iterator

TOWN = {"id": "al:1", "kind": "place", "country": "AZ", "feature": "PPL", "lat": 40.1, "lon": 46.0, "population": 120,
        "within": ["al:3"], "same_as": ["geonames:584642"],
        "names": [{"text": "Yuxarı Ayrım", "lang": "az", "kind": "preferred"}, {"text": "Юхары-Айрум"}]}  # fmt: skip
DISTRICT = {"id": "al:2", "kind": "place", "feature": "ADM2", "names": [{"text": "Laçın rayonu", "kind": "preferred"}]}
AREA = {"id": "al:3", "kind": "place", "feature": "ADM2", "names": [{"text": "Kəlbəcər rayonu", "kind": "preferred"}]}
MINE = {"id": "my:1", "kind": "place", "population": 7, "same_as": ["geonames:584642"], "names": [{"text": "Ayrımdağ"}]}
HAMLET = {"id": "my:2", "kind": "place", "feature": "PPL", "within": ["al:3"], "names": [{"text": "Dağkənd"}]}
HILLS = {"id": "my:3", "kind": "place", "feature": "ADM2", "same_as": ["geonames:584642"],
         "names": [{"text": "Dağlar"}]}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, rows in {"below": [TOWN, DISTRICT, AREA], "mine": [MINE, HAMLET]}.items():
        make(tmp_path, name, *rows)
    return tmp_path


def make(folder: Path, name: str, *rows: dict[str, object]) -> Path:
    path = folder / f"{name}.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    build([f"records:{path}"], folder / name)
    return folder / name


@pytest.fixture
def layered(folder: Path) -> Iterator[Gazetteer]:
    with Gazetteer.open([folder / "mine", folder / "below"]) as opened:
        yield opened


def test_the_upper_layer_wins_and_the_lower_fills_in(layered: Gazetteer) -> None:
    entity = layered.get("al:1")
    assert (entity.id, entity.name, entity.population) == ("my:1", "Ayrımdağ", 7)
    assert (entity.country, entity.feature, entity.latitude, entity.within) == ("AZ", "PPL", 40.1, ("al:3",))
    assert entity.merged == ("al:1",)
    assert [(name.text, name.source) for name in entity.names] == [
        ("Ayrımdağ", "records:mine.jsonl"),
        ("Yuxarı Ayrım", "records:below.jsonl"),
        ("Юхары-Айрум", "records:below.jsonl"),
    ]


@pytest.mark.parametrize("name", ["Ayrımdağ", "Yuxarı Ayrım", "Юхары-Айрум", "Yukhary Ayrym"])
def test_the_names_of_both_lead_to_it(layered: Gazetteer, name: str) -> None:
    answer = layered.resolve(name)
    assert (answer.id, answer.candidates[0].name) == ("my:1", "Ayrımdağ")


def test_the_first_named_is_the_upper(folder: Path) -> None:
    with Gazetteer.open([folder / "below", folder / "mine"]) as layered:
        assert layered.resolve("Ayrımdağ").id == "al:1"
        assert layered.get("my:1").name == "Yuxarı Ayrım"
        assert layered.get("my:1").population == 120


def test_an_area_of_another_layer_holds_an_entity(layered: Gazetteer) -> None:
    assert layered.resolve("Dağkənd", within="al:3").id == "my:2"
    assert layered.resolve("Yuxarı Ayrım", within="al:3").id == "my:1"
    assert layered.resolve("Dağkənd", within="al:2").decision != "match"


def test_mentions_are_found_in_every_layer(layered: Gazetteer) -> None:
    text = "From Ayrımdağ to Laçın rayonu and Dağkənd."
    assert [mention.resolution.id for mention in layered.annotate(text)] == ["my:1", "al:2", "my:2"]


def test_a_town_and_a_district_stay_apart(folder: Path) -> None:
    with Gazetteer.open([make(folder, "hills", HILLS), folder / "below"]) as layered:
        assert layered.get("my:3").names[0].text == "Dağlar"
        assert layered.get("al:1").id == "al:1"
        assert layered.manifest["entities"] == 4


def test_an_id_is_the_upper_one_s(folder: Path) -> None:
    other = {"id": "al:2", "kind": "person", "names": [{"text": "Laçın Əliyev"}]}
    with Gazetteer.open([make(folder, "other", other), folder / "below"]) as layered:
        assert layered.get("al:2").kind == "person"
        assert layered.resolve("Laçın rayonu").decision == "none"
        assert layered.manifest["entities"] == 3


def test_the_manifest_counts_all_and_lists_the_layers(layered: Gazetteer) -> None:
    assert (layered.manifest["entities"], layered.manifest["names"]) == (4, 6)
    assert isinstance(layers := layered.manifest["layers"], list)
    assert [layer["entities"] for layer in layers] == [2, 3]


def test_default_is_the_embedded_gazetteer(folder: Path) -> None:
    with Gazetteer.open("default") as named, Gazetteer.open() as unnamed:
        assert named.manifest == unnamed.manifest
    with Gazetteer.open([folder / "mine", "default"]) as layered:
        assert layered.get("geonames:584642").id == "my:1"


def test_what_cannot_be_opened_is_said(folder: Path) -> None:
    with pytest.raises(GazetteerMissing):
        Gazetteer.open([folder / "mine", folder / "nowhere"])
    with pytest.raises(BadQuery):
        Gazetteer.open([])


def test_an_unknown_id_is_unknown_in_all(layered: Gazetteer) -> None:
    with pytest.raises(UnknownEntity):
        layered.get("al:77")
    with pytest.raises(BadQuery):
        layered.resolve("Dağkənd", within="al:77")
