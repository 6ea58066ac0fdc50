"""The tree of seeds as a source."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from gazetteer.building import build
from gazetteer.errors import BadSource
from gazetteer.index.reading import Index


def plant(folder: Path, name: str, *rows: Mapping[str, object]) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def test_seeds_are_read_from_all_folders_and_bring_the_works_they_cite(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    plant(seeds, "places/az.jsonl", {"id": "al:1000", "kind": "place", "names": [{"text": "Bakı", "source": "doc:a"}]})
    plant(seeds, "persons/x.jsonl", {"id": "al:5000", "kind": "person", "names": [{"text": "Ceyhun Bayramov"}]})
    (seeds / "SOURCES.tsv").write_text("id\ttitle\turl\tlicence\taccessed\ndoc:a\tA note\t\tfacts\t2026-11-22\n")
    report = build([f"seeds:{seeds}"], tmp_path / "gz")
    assert (report.entities, report.skipped) == (2, ())
    with Index.open(tmp_path / "gz") as index:
        assert [index.name(number).source for number in range(2)] == ["doc:a", "seeds"]
        citations = index.section("citations")
        assert citations is not None
        assert json.loads(bytes(citations)) == {
            "doc:a": {"title": "A note", "url": "", "licence": "facts", "accessed": "2026-11-22"}
        }


def test_a_seed_in_the_wrong_folder_or_given_twice_is_refused(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    person = {"id": "al:5000", "kind": "person", "names": [{"text": "A"}]}
    plant(seeds, "persons/a.jsonl", person)
    plant(seeds, "persons/b.jsonl", person)
    plant(seeds, "places/az.jsonl", person | {"id": "al:5001"})
    report = build([f"seeds:{seeds}"], tmp_path / "gz")
    assert [str(row) for row in report.skipped] == [
        "seeds/places/az.jsonl:1: a person does not belong in places/",
        "seeds/persons/b.jsonl:1: the ID 'al:5000' is already given at seeds/persons/a.jsonl:1",
    ]


def test_no_seeds(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="no seeds in"):
        build([f"seeds:{tmp_path}"], tmp_path / "gz")
