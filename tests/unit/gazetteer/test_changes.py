"""What is told of two gazetteers: facts and names that changed, and where an ID that went leads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gazetteer import Change, Name, build, diff
from gazetteer.errors import GazetteerMissing

Row = dict[str, object]

BEFORE: list[Row] = [
    {"id": "my:1", "kind": "place", "country": "AZ", "population": 5,
     "names": [{"text": "Ayrım", "source": "s"}, {"text": "Айрум", "source": "s"}]},
    {"id": "my:2", "kind": "place", "names": [{"text": "Laçın"}]},
    {"id": "my:3", "kind": "place", "names": [{"text": "Şuşa"}]},
]  # fmt: skip
AFTER: list[Row] = [
    {"id": "my:1", "kind": "place", "country": "AZ", "population": 7, "merged": ["my:2"],
     "names": [{"text": "Ayrım", "source": "s"}, {"text": "Ayrum", "source": "s"}]},
    {"id": "my:4", "kind": "person", "names": [{"text": "Ceyhun"}]},
]  # fmt: skip


def make(path: Path, rows: list[Row]) -> Path:
    path.with_suffix(".jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    build([f"records:{path.with_suffix('.jsonl')}"], path)
    return path


def test_each_change_says_what_it_is(tmp_path: Path) -> None:
    told = list(diff(make(tmp_path / "before", BEFORE), make(tmp_path / "after", AFTER)))
    assert told == [
        Change("changed", "my:1", "place", "Ayrım", None,
               (("population", 5, 7), ("merged", (), ("my:2",))),
               (Name("Ayrum", source="s"),), (Name("Айрум", source="s"),)),
        Change("removed", "my:2", "place", "Laçın", "my:1"),
        Change("removed", "my:3", "place", "Şuşa"),
        Change("added", "my:4", "person", "Ceyhun"),
    ]  # fmt: skip


def test_the_order_of_names_is_told_only_by_the_canonical_one(tmp_path: Path) -> None:
    one, two, third = (
        make(tmp_path / order, [{"id": "a:1", "kind": "place", "names": [{"text": t, "source": "s"} for t in order]}])
        for order in ("abc", "acb", "bac")
    )
    assert list(diff(one, two)) == []
    assert [change.facts for change in diff(one, third)] == [(("name", "a", "b"),)]


def test_layers_are_compared_as_one(tmp_path: Path) -> None:
    upper, lower = make(tmp_path / "upper", AFTER[1:]), make(tmp_path / "lower", BEFORE)
    assert [(change.change, change.id) for change in diff(lower, [upper, lower])] == [("added", "my:4")]


def test_a_gazetteer_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(GazetteerMissing):
        diff(tmp_path / "nowhere", "default")
