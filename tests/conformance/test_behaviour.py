"""What must and must not be the same name: the cases that the project was asked for, as data."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import cast

import pytest

from normalize import compare
from normalize.vocabulary import EntityKind

PAIRS = Path(__file__).parent / "data" / "behaviour_pairs.tsv"


def rows() -> list[dict[str, str]]:
    with PAIRS.open(encoding="utf-8", newline="") as file:
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
