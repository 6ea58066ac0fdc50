"""A body is found by the words of all its names, if no other has as many of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from gazetteer import Gazetteer, build

SEEDS = Path(__file__).parents[3] / "seeds"


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    folder = tmp_path_factory.mktemp("seeds")
    build([f"seeds:{SEEDS}"], folder)
    return Gazetteer.open(folder)


def test_evidence_adds_up_to_the_score(seeds: Gazetteer) -> None:
    best = seeds.resolve("Human Rights Commission of the OIC").candidates[0]
    features = {row.feature for row in best.evidence}
    assert {"told", "one_name", "no_rival"} <= features
    assert best.score >= 0.5


def test_words_that_two_bodies_have_choose_neither(seeds: Gazetteer) -> None:
    assert seeds.resolve("Ministry of Foreign Affairs").id is None


@pytest.mark.parametrize(
    "name",
    [
        "Human Rights Ministry of the OIC",
        "Human Rights Commission of the OSCE",
        "Chemical Weapons Commission of the OIC",
    ],
)
def test_a_body_with_other_words_is_another(seeds: Gazetteer, name: str) -> None:
    assert seeds.resolve(name).id != "al:7026"


def test_a_hint_counts(seeds: Gazetteer) -> None:
    assert seeds.resolve("Human Rights Commission of the OIC", kind="place").id is None
