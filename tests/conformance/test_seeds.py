"""The seeds keep the form of records and their own promises."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gazetteer.building import BuildReport, build, check
from gazetteer.ids import parse_id
from gazetteer.index.reading import Index
from gazetteer.model import Entity
from gazetteer.packaged import CHECKOUT
from gazetteer.sources.seeds import read_citations

RANGES = {"place": range(1000, 5000), "person": range(5000, 7000), "organization": range(7000, 10000)}

pytestmark = pytest.mark.skipif(not CHECKOUT.is_dir(), reason="an installed package has no seeds")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> BuildReport:
    return build(["seeds"], tmp_path_factory.mktemp("seeds"))


@pytest.fixture(scope="module")
def entities(report: BuildReport) -> Iterator[list[Entity]]:
    with Index.open(report.path) as index:
        yield [index.entity(number) for number in range(index.entity_count)]


def test_every_row_is_a_record(report: BuildReport) -> None:
    assert [str(row) for row in report.skipped] == []


def test_no_two_seeds_are_one_entity_and_none_share_an_id_elsewhere(report: BuildReport) -> None:
    assert (report.merges, report.conflicts) == ((), ())


def test_the_gazetteer_of_the_seeds_passes_its_check(report: BuildReport) -> None:
    assert check(Path(report.path)).problems == ()


def test_ids_are_ours_and_in_the_range_of_their_kind(entities: list[Entity]) -> None:
    strays = [
        e.id for e in entities if parse_id(e.id).scheme != "al" or int(parse_id(e.id).value) not in RANGES[e.kind]
    ]
    assert strays == []


def test_every_name_cites_a_work_of_the_list(entities: list[Entity]) -> None:
    works = read_citations(CHECKOUT)
    strays = {(e.id, name.source) for e in entities for name in e.names if name.source not in works}
    assert strays == set()


def test_what_a_seed_lies_in_is_a_seed(entities: list[Entity]) -> None:
    known = {entity_id for e in entities for entity_id in (e.id, *e.same_as)}
    strays = {(e.id, parent) for e in entities for parent in e.within if parent not in known}
    assert strays == set()


def test_nothing_lies_in_itself(entities: list[Entity]) -> None:
    parents = {e.id: e.within for e in entities}
    for entity_id in parents:
        above, seen = [*parents[entity_id]], set()
        while above:
            parent = above.pop()
            assert parent != entity_id, f"{entity_id} lies in itself"
            if parent not in seen:
                seen.add(parent)
                above += parents.get(parent, ())


def test_every_seed_has_a_canonical_name(entities: list[Entity]) -> None:
    strays = [e.id for e in entities if e.names[0].kind not in ("preferred", "official")]
    assert strays == []
