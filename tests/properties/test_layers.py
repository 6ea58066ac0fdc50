"""Laws of gazetteers laid over each other: what several layers answer, against one build of all they hold."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from gazetteer import Gazetteer, build
from gazetteer.errors import UnknownEntity
from gazetteer.index.layering import LayeredIndex
from gazetteer.index.reading import Index

SOME = settings(max_examples=20, phases=[Phase.explicit, Phase.reuse, Phase.generate])
"""An example takes up to four builds: few, and none made smaller."""

Records = Mapping[str, Mapping[str, object]]

NAMES = ["Yuxarı Ayrım", "Ayrım", "Юхары-Айрум", "Laçın", "Լաչին", "Lachin", "Kəlbəcər", "Kalbajar district", "Şuşa",
         "Bakı", "Baku", "Թալիշ", "Talış"]  # fmt: skip

names = st.fixed_dictionaries(
    {"text": st.sampled_from(NAMES), "kind": st.sampled_from(["preferred", "official", "variant", "weak"])},
    optional={"lang": st.sampled_from(["az", "ru", "hy"])},
)
facts = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["place", "place", "place", "organization"]),
        "names": st.lists(names, min_size=1, max_size=3),
    },
    optional={
        "feature": st.sampled_from(["PPL", "ADM1"]),
        "same_as": st.lists(st.sampled_from([f"q:{n}" for n in range(9)]), max_size=2, unique=True),
    },
)
layers = st.dictionaries(st.sampled_from([f"x:{n}" for n in range(1, 7)]), facts, min_size=1, max_size=5)


def write(folder: Path, name: str, records: Records) -> str:
    path = folder / f"{name}.jsonl"
    path.write_text("\n".join(json.dumps({"id": id_, **record}) for id_, record in records.items()), "utf-8")
    return f"records:{path}"


@contextmanager
def opened(*parts: Records, plain: bool = False) -> Iterator[tuple[Gazetteer, Gazetteer, list[Index]]]:
    """The parts as layers, all of them in one build, and the index of each."""
    with tempfile.TemporaryDirectory() as place, ExitStack() as stack:
        folder = Path(place)
        sources = [write(folder, f"{number}", part) for number, part in enumerate(parts)]
        merged = [build([source], folder / f"{number}").merged for number, source in enumerate(sources)]
        report = build(sources, folder / "whole")
        folders = [folder / f"{number}" for number in range(len(parts))]
        layered = stack.enter_context(Gazetteer.open(folders))
        whole = stack.enter_context(Gazetteer.open(folder / "whole"))
        # What one layer merged, and what a build of both refuses, other rows of the other layer could keep apart.
        assume(not plain or (report.skipped_count == 0 and not any(merged)))
        yield layered, whole, [stack.enter_context(Index.open(folder)) for folder in folders]


def leads(gazetteer: Gazetteer, entity_id: str) -> str | None:
    try:
        return gazetteer.get(entity_id).id
    except UnknownEntity:
        return None


@SOME
@given(layers, layers)
def test_a_table_split_in_two_layers_resolves_as_one_build(upper: Records, lower: Records) -> None:
    with opened(upper, lower, plain=True) as (layered, whole, (above, _)):
        own = [whole.get(above.entity_id(number)).id for number in above.numbers()]
        # Where two entities of the upper layer are one only by the lower one's word, the upper layer's word holds.
        assume(len(set(own)) == len(own))
        for name in NAMES:
            one, two = layered.resolve(name, limit=50), whole.resolve(name, limit=50)
            assert one.decision == two.decision
            assert leads(whole, one.id or "") == two.id
            assert {leads(whole, found.id) for found in one.candidates} == {found.id for found in two.candidates}
        assert layered.manifest["entities"] == whole.manifest["entities"]


@SOME
@given(layers)
def test_one_layer_is_what_it_is_alone(records: Records) -> None:
    with opened(records) as (alone, _, (index,)):
        layered = LayeredIndex([index])
        assert list(layered.numbers()) == list(index.numbers())
        assert (layered.entity_count, layered.name_count) == (index.entity_count, index.name_count)
        for number in index.numbers():
            assert layered.entity(number) == index.entity(number)
            assert list(layered.names_of(number)) == list(index.names_of(number))
        for name in NAMES:
            assert Gazetteer(layered).resolve(name) == alone.resolve(name)


@SOME
@given(layers, layers)
def test_layers_that_share_no_id_are_their_union(upper: Records, lower: Records) -> None:
    upper = {id_: {**record, "same_as": []} for id_, record in upper.items()}
    lower = {f"y:{id_}": record for id_, record in lower.items()}
    with opened(upper, lower) as (layered, _, parts):
        held = {entity.id: entity for part in parts for entity in map(part.entity, part.numbers())}
        assert {id_: layered.get(id_) for id_ in held} == held
        assert layered.manifest["entities"] == len(held)
        assert layered.manifest["names"] == sum(len(entity.names) for entity in held.values())


@SOME
@given(st.lists(layers, min_size=3, max_size=3))
def test_every_name_and_id_of_a_layer_leads_to_an_entity_that_has_it(parts: list[Records]) -> None:
    with opened(*parts) as (layered, _, indexes):
        both = LayeredIndex(indexes)
        assert [both.entity_id(number) for number in both.numbers()] == sorted(
            {layered.get(both.entity_id(number)).id for number in both.numbers()}
        )
        assert sum(len(both.entity(number).names) for number in both.numbers()) == both.name_count
        for number in both.numbers():
            entity = both.entity(number)
            assert both.entity_number(entity.id) == number
            assert {both.name(name) for name in both.names_of(number)} == set(entity.names)
            assert {both.name_entity(name) for name in both.names_of(number)} == {number}
            assert all(both.entity_number(own) == number for own in entity.merged)


@SOME
@given(layers, layers)
def test_the_upper_layer_gives_the_id_the_facts_and_the_names_first(upper: Records, lower: Records) -> None:
    with opened(upper, lower) as (layered, _, (above, _)):
        for number in above.numbers():
            own, found = above.entity(number), layered.get(above.entity_id(number))
            assert found.id == own.id
            assert found.kind == own.kind
            assert own.feature in (None, found.feature)
            assert own.names[0].text == found.names[0].text
            shown = next(name for name in own.names if name.text == own.name)
            assert found.name == own.name or shown.kind == "weak"
