"""Laws of the build and of the stored form, for any records."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.building import build, check
from gazetteer.errors import BadRecord
from gazetteer.ids import find_cross_fault, find_fault, quote_id, rank_id, unquote_id
from gazetteer.index.layout import FILE_NAME
from gazetteer.index.reading import Index
from gazetteer.model import NAME_KINDS, Entity
from gazetteer.sources.records import read_records
from gazetteer.sources.rows import Record
from normalize.keys import name_keys

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).filter(lambda text: text.split())
names = st.fixed_dictionaries(
    {"text": texts},
    optional={
        "lang": st.sampled_from(["az", "ru", "hyw", "zh-Hant"]),
        "kind": st.sampled_from(NAME_KINDS),
        "from": st.sampled_from(["1991", "2020-11-25", 1924]),
        "by": st.lists(texts, max_size=2),
        "source": texts,
    },
)
cross_ids = st.lists(st.sampled_from([f"q:{n}" for n in range(6)]), max_size=2, unique=True)
facts = st.fixed_dictionaries(
    {"kind": st.sampled_from(["place", "person", "organization"]), "names": st.lists(names, min_size=1, max_size=3)},
    optional={
        "country": st.sampled_from(["AZ", "AM", "XK"]),
        "feature": st.sampled_from(["PPL", "PPLA", "ADM1", "ADM2", "MT"]),
        "population": st.integers(0, 10**10),
        "within": st.lists(st.sampled_from(["al:1", "x:2", "q:1", "nowhere:1"]), max_size=2),
        "same_as": cross_ids,
    },
)
ids = st.sampled_from([f"{scheme}:{n}" for scheme in ("al", "x", "q") for n in range(1, 9)])
gazetteers = st.dictionaries(ids, facts, max_size=8)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def build_files(folder: Path, *gazetteers_: Mapping[str, Mapping[str, object]], to: str = "gz") -> list[Entity]:
    sources = []
    for number, gazetteer in enumerate(gazetteers_):
        path = folder / f"{number}.jsonl"
        lines = (json.dumps({"id": entity_id, **record}) for entity_id, record in gazetteer.items())
        path.write_text("\n".join(lines), encoding="utf-8")
        sources.append(f"records:{path}")
    build(sources, folder / to)
    with Index.open(folder / to) as index:
        return [index.entity(number) for number in range(index.entity_count)]


def know_ids(entities: Iterable[Entity]) -> dict[str, str]:
    """Every ID that leads somewhere as one's own, with the ID it leads to."""
    return {own: entity.id for entity in entities for own in (entity.id, *entity.merged)}


@settings(max_examples=40, deadline=None)
@given(gazetteers)
def test_every_record_is_held_under_its_id_with_all_its_names(gazetteer: dict[str, dict[str, object]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        entities = build_files(Path(folder), gazetteer)
        assert check(Path(folder) / "gz").problems == ()
        read = [row for row in read_records(Path(folder) / "0.jsonl", "records:0.jsonl") if isinstance(row, Record)]
    by_id = {entity.id: entity for entity in entities}
    lead = know_ids(entities)
    assert lead.keys() == gazetteer.keys()
    for row in read:
        entity = by_id[lead[row.entity.id]]
        assert entity.kind == row.entity.kind
        assert set(row.entity.names) <= set(entity.names)
        assert set(row.entity.same_as) <= set(entity.same_as)
        assert min((entity.id, *entity.merged), key=rank_id) == entity.id


@settings(max_examples=25, deadline=None)
@given(gazetteers)
def test_a_repeated_build_is_the_same_to_the_byte(gazetteer: dict[str, dict[str, object]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        build_files(Path(folder), gazetteer, to="first")
        build_files(Path(folder), gazetteer, to="second")
        contents = {(Path(folder) / to / FILE_NAME).read_bytes() for to in ("first", "second")}
    assert len(contents) == 1


@settings(max_examples=25, deadline=None)
@given(gazetteers, st.lists(names, min_size=1, max_size=3), st.sampled_from(["al:99", "aa:1", "zz:1", "17"]))
def test_an_unrelated_entity_changes_no_id(
    gazetteer: dict[str, dict[str, object]], further: list[dict[str, object]], entity_id: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        before = build_files(Path(folder), gazetteer)
        after = build_files(Path(folder), {entity_id: {"kind": "place", "names": further}}, gazetteer)
    assert know_ids(after) == know_ids(before) | {entity_id: entity_id}


@settings(max_examples=25, deadline=None)
@given(gazetteers, gazetteers)
def test_the_order_of_sources_changes_no_id(
    first: dict[str, dict[str, object]], second: dict[str, dict[str, object]]
) -> None:
    second = {entity_id: record for entity_id, record in second.items() if entity_id not in first}
    with tempfile.TemporaryDirectory() as folder:
        assert know_ids(build_files(Path(folder), first, second)) == know_ids(build_files(Path(folder), second, first))


@settings(max_examples=25, deadline=None)
@given(gazetteers)
def test_every_name_is_found_under_each_of_its_keys(gazetteer: dict[str, dict[str, object]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        build_files(Path(folder), gazetteer)
        with Index.open(Path(folder) / "gz") as index:
            for entity in range(index.entity_count):
                for name in index.names_of(entity):
                    text, language = index.name_text(name), index.name_language(name)
                    for key in name_keys(text, kind=index.entity_kind(entity), language=language):
                        if index.name_kind(name) in ("code", "machine") and key[0] in "swt":
                            continue
                        postings = index.postings(key)
                        assert name in postings
                        assert list(postings) == sorted(set(postings))


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from(["id", "kind", "names", "lat", "lon", "country", "within", "same_as"]), values))
def test_no_record_whatever_raises(record: dict[str, object]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "f.jsonl"
        path.write_text(json.dumps({"id": "x:1", "kind": "place", "names": [{"text": "a"}], **record}))
        rows = list(read_records(path, "records:f.jsonl"))
    assert len(rows) == 1
    assert isinstance(rows[0], Record | BadRecord)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["f.jsonl", "f.csv", "f.tsv"]))
def test_no_bytes_whatever_raise(content: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(b"id,kind,name\n" + content)
        rows = list(read_records(path, f"records:{name}"))
    assert all(isinstance(row, Record | BadRecord) for row in rows)


@given(st.text(max_size=30))
def test_an_id_goes_through_a_url_unchanged(text: str) -> None:
    if find_fault(text) is None:
        assert unquote_id(quote_id(text)) == text
        assert "/" not in quote_id(text)
    else:
        assert find_cross_fault(text) is not None
