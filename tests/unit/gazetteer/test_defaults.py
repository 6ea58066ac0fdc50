"""Which of several of one name is meant: the sort asked for, the seat, the province, what is chiefly called so."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from gazetteer import Gazetteer, build

Names = Mapping[str, tuple[str, ...]]
Make = Callable[..., Gazetteer]


def place(number: int, feature: str, names: Names, *within: int, population: int | None = None) -> dict[str, Any]:
    """Return the record of a place in Armenia: names by their kinds, numbers of what it lies in."""
    texts = [{"text": text, "kind": kind} for kind, many in names.items() for text in many]
    return {
        "id": f"al:{number}",
        "kind": "place",
        "country": "AM",
        "feature": feature,
        "population": population,
        "names": texts,
        "within": [f"al:{parent}" for parent in within],
    }


STATE = place(1, "PCLI", {"preferred": ("Armenia",)})
PROVINCE = place(2, "ADM1", {"preferred": ("Syunik Province",), "short": ("Syunik",),
                             "variant": ("Zangezur", "Siunik", "Sjunik", "Siwnik")}, 1)  # fmt: skip
TOWN = place(10, "PPL", {"preferred": ("Tumanyan",)}, 2, 1, population=1500)
COMMUNITY = place(11, "ADM2", {"preferred": ("Tumanyan Municipality",), "variant": ("Tumanyan",)}, 2, 1)
HAMLET = place(12, "PPL", {"preferred": ("Syunik",)}, 2, 1, population=600)
OTHER = place(13, "PPL", {"preferred": ("Dsegh",), "variant": ("Tumanyan",)}, 2, 1, population=2100)
SEAT = place(14, "PPLA", {"preferred": ("Kapan",), "variant": ("Kapan District",)}, 15, 2, 1, population=30_000)
DISTRICT = place(15, "ADM2", {"preferred": ("Kapan District",), "variant": ("Kapan",)}, 2, 1)
CLOSED_UP = place(20, "PPL", {"preferred": ("Khankendi",)}, 1)
VILLAGE = place(21, "PPL", {"preferred": ("Khan",)}, 1)


def person(name: str) -> dict[str, Any]:
    return {"id": "al:30", "kind": "person", "names": [{"text": name}]}


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Return what compiles and opens some records, with the state and the province."""

    def make(*records: Mapping[str, Any]) -> Gazetteer:
        path = tmp_path / "records.jsonl"
        path.write_text("\n".join(map(json.dumps, (STATE, PROVINCE, *records))), encoding="utf-8")
        build([f"records:{path}"], tmp_path / "built")
        return Gazetteer.open(tmp_path / "built")

    return make


def test_an_area_is_meant_where_its_generic_term_is_asked_for(make: Make) -> None:
    gazetteer = make(SEAT, DISTRICT)
    assert gazetteer.resolve("Kapan District").id == "al:15"
    assert gazetteer.resolve("Capan district").id == "al:15"
    assert gazetteer.resolve("Kapan").id == "al:14"
    assert gazetteer.resolve("Kapan city").id == "al:14"


def test_a_generic_term_that_means_something_else_is_no_sign_of_an_area(make: Make) -> None:
    state = place(40, "PCLI", {"preferred": ("Cabo Verde",)})
    area = place(41, "ADM2", {"preferred": ("Cabo Verde",)}, 1)
    assert make(state, area).resolve("Cabo Verde").id == "al:40"


def test_a_town_is_meant_before_its_municipality_in_the_same_province(make: Make) -> None:
    resolution = make(TOWN, COMMUNITY).resolve("Tumanyan", country="AM")
    assert resolution.id == "al:10"
    assert "default" in {row.feature for row in resolution.candidates[0].evidence}


def test_a_province_is_meant_before_a_hamlet_in_it(make: Make) -> None:
    assert make(HAMLET).resolve("Syunik").id == "al:2"
    assert make({**HAMLET, "population": 60_000}).resolve("Syunik").id == "al:12"


def test_a_small_seat_with_more_names_than_its_area_is_no_hamlet(make: Make) -> None:
    names = [*HAMLET["names"], *({"text": f"Syunik {at}"} for at in range(9))]
    assert make({**HAMLET, "names": names}).resolve("Syunik").id == "al:12"


def test_what_is_chiefly_called_so_is_meant_before_what_has_the_name_besides(make: Make) -> None:
    assert make(TOWN, OTHER, COMMUNITY).resolve("Tumanyan").id == "al:10"


@pytest.mark.parametrize("change", [{"population": 2_000_000}, {"country": "US"}])
def test_but_not_before_a_far_better_known_one_nor_one_in_another_country(
    make: Make, change: dict[str, object]
) -> None:
    resolution = make(TOWN, {**OTHER, **change}).resolve("Tumanyan")
    assert resolution.id == ("al:13" if "population" in change else None)


def test_a_spelling_of_what_a_place_is_chiefly_called_is_not_besides(make: Make) -> None:
    other = place(13, "PPL", {"preferred": ("Toumanian",), "variant": ("Tumanyan",)}, 2, 1, population=2100)
    assert make(TOWN, other).resolve("Tumanyan").decision == "ambiguous"


def test_a_name_with_a_hyphen_is_looked_for_closed_up_before_its_end_is_a_generic_term(make: Make) -> None:
    assert make(CLOSED_UP, VILLAGE).resolve("Khan-Kendi").id == "al:20"
    assert make(VILLAGE).resolve("Khan-Kendi").id == "al:21"


@pytest.mark.parametrize("asked", ["В. Путин", "Путин В.", "V. Poutin"])
def test_an_initial_and_a_family_name_are_no_place_of_that_sound(make: Make, asked: str) -> None:
    poteet = place(31, "PPL", {"variant": ("Poteet", "Путын", "Putyn")}, population=70_000)
    assert make(poteet, person("Владимир Путин")).resolve(asked).id == "al:30"
    assert make(poteet).resolve(asked).id is None


def test_an_initial_that_may_be_a_generic_term_stands_beside_the_place_itself(make: Make) -> None:
    assert make(place(32, "PPL", {"preferred": ("Москва",)})).resolve("Г. Москва").id == "al:32"
    assert make(place(33, "RGN", {"preferred": ("Berg-Karabagh",)})).resolve("D. Qarabağ").id == "al:33"


def test_a_family_name_is_not_a_place_that_only_sounds_like_it(make: Make) -> None:
    makron = place(34, "PPL", {"preferred": ("Makron",)}, population=11_000)
    resolution = make(makron, person("Emmanuel Macron")).resolve("Macron")
    assert resolution.decision == "ambiguous"
    assert {candidate.id for candidate in resolution.candidates} == {"al:30", "al:34"}
    assert make(makron).resolve("Macron").id == "al:34"
    assert make(makron, person("Emmanuel Macron")).resolve("Macron", kind="place").id == "al:34"
    assert make(makron, person("Emmanuel Macron")).resolve("Makron").id == "al:34"
