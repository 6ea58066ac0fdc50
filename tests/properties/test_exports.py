"""Laws of exports and of differences: what goes out comes back, and only what changed is told."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from gazetteer import Gazetteer, build, diff
from gazetteer.exporting import export
from gazetteer.index.reading import Index
from gazetteer.model import NAME_KINDS, Entity

SOME = settings(max_examples=25, phases=[Phase.explicit, Phase.reuse, Phase.generate])
"""An example takes several builds: few, and none made smaller."""

Records = Mapping[str, Mapping[str, object]]

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).filter(lambda text: text.split())
names = st.fixed_dictionaries(
    {"text": texts},
    optional={
        "lang": st.sampled_from(["az", "ru", "hyw", "zh-Hant"]),
        "script": st.sampled_from(["Latn", "Cyrl"]),
        "kind": st.sampled_from(NAME_KINDS),
        "from": st.sampled_from(["1991", "2020-11-25", "-0044"]),
        "until": st.sampled_from(["2023", 1924]),
        "by": st.lists(texts, max_size=2),
        "source": texts,
    },
)
facts = st.fixed_dictionaries(
    {"kind": st.sampled_from(["place", "person", "organization"]), "names": st.lists(names, min_size=1, max_size=3)},
    optional={
        "country": st.sampled_from(["AZ", "AM", "XK"]),
        "feature": st.sampled_from(["PPL", "ADM1", "MT", "NONSENSE"]),
        "population": st.integers(0, 10**9),
        "within": st.lists(st.sampled_from(["al:1", "x:2", "nowhere:1"]), max_size=2, unique=True),
        "same_as": st.lists(st.sampled_from([f"q:{n}" for n in range(6)]), max_size=2, unique=True),
        "merged": st.lists(st.sampled_from(["old:1", "old:2"]), max_size=1),
    },
)
points = st.tuples(st.floats(-90, 90), st.floats(-180, 180)).map(lambda point: {"lat": point[0], "lon": point[1]})
records = st.builds(lambda said, point: {**said, **point}, facts, st.just({}) | points)
ids = st.sampled_from(["al:1", "al:2", "x:1", "x:2", "17", "geonames:5", "y:a/b?c"])
gazetteers = st.dictionaries(ids, records, min_size=1, max_size=6)


def make(folder: Path, name: str, held: Records) -> Path:
    path = folder / f"{name}.jsonl"
    path.write_text("\n".join(json.dumps({"id": id_, **record}) for id_, record in held.items()), "utf-8")
    build([f"records:{path}"], folder / name)
    return folder / name


def entities(path: Path) -> list[Entity]:
    with Index.open(path) as index:
        return [index.entity(number) for number in index.numbers()]


def exported(path: Path, form: str) -> str:
    out = io.StringIO(newline="")
    export(path, form, out)
    return out.getvalue()


@contextmanager
def workplace() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@SOME
@given(gazetteers)
def test_records_build_back_to_the_same_entities(held: Records) -> None:
    with workplace() as folder:
        first = make(folder, "first", held)
        (folder / "again.jsonl").write_text(exported(first, "records"), "utf-8")
        assert build([f"records:{folder / 'again.jsonl'}"], folder / "again").skipped_count == 0
        assert entities(folder / "again") == entities(first)
        assert list(diff(first, folder / "again")) == []
        assert exported(folder / "again", "records") == exported(first, "records")


@SOME
@given(gazetteers)
def test_a_sheet_builds_back_to_what_its_cells_say(held: Records) -> None:
    with workplace() as folder:
        first = make(folder, "first", held)
        (folder / "again.csv").write_text(exported(first, "csv"), "utf-8", newline="")
        assert build([f"records:{folder / 'again.csv'}"], folder / "again").skipped_count == 0
        before, after = entities(first), entities(folder / "again")
        assert [said_by_cells(entity) for entity in after] == [said_by_cells(entity) for entity in before]


def said_by_cells(entity: Entity) -> tuple[object, ...]:
    shown = entity.canonical
    said = {
        (name.text, name.language)
        for name in entity.names
        if name.kind not in ("weak", "machine", "code") and ";" not in name.text
    }
    plain = (entity.id, entity.kind, entity.country, entity.latitude, entity.longitude, entity.feature)
    links = (entity.population, entity.within, entity.same_as, entity.merged)
    return (*plain, *links, shown.text, shown.language, said | {(shown.text, shown.language)})


@SOME
@given(gazetteers)
def test_other_forms_are_sound_and_lose_no_entity(held: Records) -> None:
    with workplace() as folder:
        first = make(folder, "first", held)
        places = json.loads(exported(first, "lpf"))
        money = [json.loads(line) for line in exported(first, "ftm").splitlines()]
        rows = list(csv.reader(io.StringIO(exported(first, "csv"), newline="")))
        before = entities(first)
    assert len({len(row) for row in rows}) == 1
    assert [thing["id"] for thing in money] == [entity.id for entity in before]
    for thing, entity in zip(money, before, strict=True):
        values = [value for value_list in thing["properties"].values() for value in value_list]
        assert all(isinstance(value, str) and value for value in values)
        assert {name.text for name in entity.names if name.kind != "code"} <= set(values)
    for feature, entity in zip(places["features"], [one for one in before if one.kind == "place"], strict=True):
        assert feature["properties"]["title"] == entity.name
        assert [name["toponym"] for name in feature["names"]] == [name.text for name in entity.names]
        assert all(name["citations"][0]["year"] for name in feature["names"])


@SOME
@given(gazetteers, gazetteers)
def test_a_difference_is_told_both_ways_and_only_where_there_is_one(one: Records, two: Records) -> None:
    with workplace() as folder:
        before, after = make(folder, "before", one), make(folder, "after", two)
        told, back = list(diff(before, after)), list(diff(after, before))
        assert list(diff(before, before)) == []
        old = {entity.id: entity for entity in entities(before)}
        new = {entity.id: entity for entity in entities(after)}
        with Gazetteer.open(after) as opened:
            assert all(opened.get(change.id).id == change.redirect for change in told if change.redirect)
    assert [change.id for change in told] == sorted(change.id for change in told)
    assert {change.id for change in told if change.change == "added"} == new.keys() - old.keys()
    assert {change.id for change in told if change.change == "removed"} == old.keys() - new.keys()
    turned = {"added": "removed", "removed": "added", "changed": "changed"}
    assert [(change.id, turned[change.change]) for change in told] == [(change.id, change.change) for change in back]
    for change, other in zip(told, back, strict=True):
        assert (change.names_added, change.names_removed) == (other.names_removed, other.names_added)
        if change.change == "changed":
            held = set(old[change.id].names) - set(change.names_removed) | set(change.names_added)
            assert held == set(new[change.id].names)
