"""IDs that are nearly right lead to the right ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gazetteer import Gazetteer, build
from gazetteer.errors import BadQuery, UnknownEntity

if TYPE_CHECKING:
    from collections.abc import Iterator

ROW = {"id": "al:1006", "kind": "place", "same_as": ["geonames:584642", "wikidata:Q227"], "names": [{"text": "x"}]}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    folder: Path = tmp_path_factory.mktemp("one")
    (folder / "r.jsonl").write_text(json.dumps(ROW), encoding="utf-8")
    build([f"records:{folder / 'r.jsonl'}"], folder / "own")
    with Gazetteer.open(folder / "own") as gazetteer:
        yield gazetteer


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("al:1060", "al:1006"), ("al:106", "al:1006"), ("al:10066", "al:1006"), ("al:1007", "al:1006"),
     ("1006", "al:1006"),
     ("584642", "geonames:584642"), ("gn:584642", "geonames:584642"), ("GeoNames:584642", "geonames:584642"),
     ("q227", "wikidata:Q227"), ("wikidata:q227", "wikidata:Q227"), (" al:1006", "al:1006")],
)  # fmt: skip
def test_the_nearest_id_is_named(opened: Gazetteer, wrong: str, right: str) -> None:
    with pytest.raises(UnknownEntity) as raised:
        opened.get(wrong)
    assert raised.value.nearest == (right,)
    assert right in str(raised.value)


@pytest.mark.parametrize("wrong", ["", ":", "al:", "nothing:like", "x" * 300, "al:9999999", "\ud800"])
def test_where_nothing_is_near_nothing_is_named(opened: Gazetteer, wrong: str) -> None:
    with pytest.raises(UnknownEntity) as raised:
        opened.get(wrong)
    assert raised.value.nearest == ()


@pytest.mark.parametrize("text", ["x", "?", ""])
def test_an_unknown_area_is_told_whether_or_not_there_is_a_name(opened: Gazetteer, text: str) -> None:
    told = "^within 'no:1': is the ID of no entity in this gazetteer$"
    with pytest.raises(BadQuery, match=told):
        opened.resolve(text, within="no:1")
    with pytest.raises(BadQuery, match=told):
        opened.annotate(text, within="no:1")
    assert opened.resolve("?", within="al:1006").decision == "none"


def test_what_is_no_text_is_told_in_a_sentence(opened: Gazetteer) -> None:
    for ask in (opened.get, opened.resolve, opened.annotate, lambda name: list(opened.resolve_many([name]))):
        with pytest.raises(BadQuery, match="must be text"):
            ask(None)  # type: ignore[arg-type]  # what a caller without types can do
    with pytest.raises(BadQuery, match="must be a list of names"):
        list(opened.resolve_many("Baku"))
