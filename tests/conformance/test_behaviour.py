"""What must and must not be the same name: the cases that the project was asked for, as data."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import cast

import pytest

from gazetteer import Gazetteer, build
from normalize import compare
from normalize.vocabulary import EntityKind

DATA = Path(__file__).parent / "data"
SEEDS = Path(__file__).parents[2] / "seeds"


def rows(name: str = "behaviour_pairs.tsv") -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['a']} | {row['b']}")
def test_pairs_are_the_same_or_not(row: dict[str, str]) -> None:
    kind = cast("EntityKind", row["kind"])
    compared = compare(row["a"], row["b"], kind=kind)
    assert compared.same == (row["same"] == "yes"), (row["why"], compared.score, list(compared.evidence))
    assert compare(row["b"], row["a"], kind=kind).score == compared.score


@pytest.mark.parametrize("row", [row for row in rows() if row["same"] == "yes"], ids=lambda row: str(row["a"]))
def test_the_same_names_are_the_same_without_a_kind(row: dict[str, str]) -> None:
    compared = compare(row["a"], row["b"])
    assert compared.same, (row["why"], compared.score, list(compared.evidence))


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    folder = tmp_path_factory.mktemp("seeds")
    build([f"seeds:{SEEDS}"], folder)
    return Gazetteer.open(folder)


@pytest.mark.parametrize("row", rows("behaviour_lookups.tsv"), ids=lambda row: str(row["name"]))
def test_names_mean_what_they_should(seeds: Gazetteer, row: dict[str, str]) -> None:
    answer = seeds.resolve(row["name"])
    assert answer.id == (row["id"] or None), (row["why"], answer.candidates[:2])
