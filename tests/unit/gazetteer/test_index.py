"""The stored form: what goes in comes out, and damage is said."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from gazetteer.errors import GazetteerDamaged, GazetteerMissing, RulesMismatch
from gazetteer.index import sorting
from gazetteer.index.columns import Plain
from gazetteer.index.layout import FILE_NAME, hash_text, list_sections
from gazetteer.index.mapping import MappedFile
from gazetteer.index.reading import Index
from gazetteer.index.sorting import PairSorter, share_a_token
from gazetteer.index.writing import IndexWriter
from gazetteer.model import NAME_KINDS, Entity, Name
from normalize.scripts import script_numbers

TOWN = Entity(
    id="al:1001",
    kind="place",
    names=(
        Name("Kəlbəcər", "az", "Latn", "preferred", None, None, (), "seeds"),
        Name("Քարվաճառ", "hy", "Armn", "exonym", "1993", "2020-11-25", ("Armenia",), "seeds"),
        Name("𐎠𐎡 İ"),
    ),
    country="AZ",
    latitude=40.10984,
    longitude=46.04445,
    feature="PPLA",
    population=0,
    within=("al:1002", "nowhere:1", "iso3166-1:AZ"),
    same_as=("geonames:586268",),
    merged=("wof:7", "wof:8"),
)
DISTRICT = Entity("al:1002", "place", (Name("Kəlbəcər rayonu"),), country="AZ", feature="ADM1")
COUNTRY = Entity("al:1003", "place", (Name("Azərbaycan"),), same_as=("iso3166-1:AZ", "wikidata:Q227"))
PERSON = Entity("al:5000", "person", (Name("Ceyhun Bayramov", "az"), Name("Jeyhun Bayramov", "en")))


def write(folder: Path, entities: Iterable[Entity], extra: dict[str, Plain] | None = None) -> Path:
    writer = IndexWriter(folder)
    for entity in entities:
        for number, name in zip(writer.add_entity(entity), entity.names, strict=True):
            writer.add_key(hash_text(name.text), number)
            writer.add_key(hash_text("all"), number)
    writer.write(folder / FILE_NAME, {"fingerprint": "f00d", "name_kinds": list(NAME_KINDS)}, extra)
    writer.close()
    return folder


def test_entities_come_back_as_they_were(tmp_path: Path) -> None:
    entities = (TOWN, DISTRICT, COUNTRY, PERSON)
    with Index.open(write(tmp_path, entities)) as index:
        assert [index.entity(number) for number in range(index.entity_count)] == list(entities)
        assert (index.manifest["entities"], index.manifest["names"], index.manifest["keys"]) == (4, 7, 8)


def test_ids_of_every_sort_lead_to_the_entity(tmp_path: Path) -> None:
    with Index.open(write(tmp_path, (TOWN, DISTRICT, COUNTRY))) as index:
        assert [index.entity_number(i) for i in ("al:1001", "geonames:586268", "wof:8", "wikidata:Q227")] == [
            0,
            0,
            0,
            2,
        ]
        assert index.entity_number("al:9") is None
        assert index.entity_number("") is None


def test_own_ids_go_before_ids_elsewhere(tmp_path: Path) -> None:
    claims = Entity("al:1", "place", (Name("a"),), same_as=("geonames:5", "geonames:6"))
    also = Entity("al:2", "place", (Name("b"),), same_as=("geonames:6",))
    owner = Entity("geonames:5", "place", (Name("c"),))
    with Index.open(write(tmp_path, (claims, also, owner))) as index:
        assert index.entity_number("geonames:5") == 2
        assert index.entity_number("geonames:6") == 0


def test_parents_are_numbers_and_unknown_ones_are_left_out(tmp_path: Path) -> None:
    with Index.open(write(tmp_path, (TOWN, DISTRICT, COUNTRY))) as index:
        assert list(index.entity_within(0)) == [1, 2]
        assert list(index.entity_within(1)) == []


def test_keys_lead_to_names_in_order(tmp_path: Path) -> None:
    with Index.open(write(tmp_path, (TOWN, DISTRICT, COUNTRY, PERSON))) as index:
        assert list(index.postings("all")) == list(range(7))
        assert [index.name_text(n) for n in index.postings("Kəlbəcər rayonu")] == ["Kəlbəcər rayonu"]
        assert list(index.postings("none")) == []
        assert list(index.postings("\ud800")) == []
        assert [index.name_entity(n) for n in index.postings("all")] == [0, 0, 0, 1, 2, 3, 3]
        assert index.names_of(3) == range(5, 7)
        assert (index.name_kind(1), index.name_language(1), index.name_script(1)) == ("exonym", "hy", "Armn")
        assert (index.name_language(2), index.entity_country(3), index.entity_coordinates(3)) == (None, None, None)


def test_further_sections_are_kept(tmp_path: Path) -> None:
    with Index.open(write(tmp_path, (TOWN,), {"citations": Plain(b"{}")})) as index:
        held = index.section("citations")
        assert held is not None
        assert bytes(held) == b"{}"
        assert index.section("nothing") is None


def test_an_empty_gazetteer_answers(tmp_path: Path) -> None:
    with Index.open(write(tmp_path, ())) as index:
        assert (index.entity_count, index.name_count) == (0, 0)
        assert list(index.postings("all")) == []
        assert index.entity_number("al:1") is None


def test_entities_must_come_in_the_order_of_ids(tmp_path: Path) -> None:
    writer = IndexWriter(tmp_path)
    writer.add_entity(DISTRICT)
    with pytest.raises(ValueError, match="order of IDs"):
        writer.add_entity(TOWN)
    writer.close()


def test_numbers_beyond_the_end_are_damage_not_a_crash(tmp_path: Path) -> None:
    index = Index.open(write(tmp_path, (TOWN,)))
    readers = [
        index.entity_id, index.entity_kind, index.entity_country, index.entity_feature, index.entity_coordinates,
        index.entity_population, index.entity_within, index.entity, index.names_of, index.name_text, index.name_entity,
        index.name_kind, index.name_language, index.name_script, index.name,
    ]  # fmt: skip
    for reader in readers:
        with pytest.raises(GazetteerDamaged):
            reader(3)
    index.close()


def test_postings_outlive_the_index(tmp_path: Path) -> None:
    index = Index.open(write(tmp_path, (TOWN,)))
    postings = index.postings("all")
    index.close()
    assert list(postings) == [0, 1, 2]


def test_other_rules_are_refused(tmp_path: Path) -> None:
    write(tmp_path, (TOWN,))
    Index.open(tmp_path, fingerprint="f00d").close()
    with pytest.raises(RulesMismatch, match="f00d"):
        Index.open(tmp_path, fingerprint="beef")


def test_nothing_there(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    for path in (tmp_path, tmp_path / "absent" / "deeper", tmp_path / "file" / "x", "a\0b", "x" * 5000):
        with pytest.raises(GazetteerMissing):
            Index.open(path)


@pytest.mark.parametrize("content", [b"", b"x", b"ALLONYM\n", b"ALLONYM\n" + bytes(500), b"PK" * 100])
def test_what_is_no_gazetteer_is_said_to_be_damaged(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    with pytest.raises(GazetteerDamaged, match="header"):
        Index.open(tmp_path)


def test_a_cut_file_is_found_at_open(tmp_path: Path) -> None:
    file = write(tmp_path, (TOWN,)) / FILE_NAME
    whole = file.read_bytes()
    for length in (0, 63, 64, 1000, len(whole) - 1):
        file.write_bytes(whole[:length])
        with pytest.raises(GazetteerDamaged):
            Index.open(tmp_path)
    file.write_bytes(whole + b"\0")
    with pytest.raises(GazetteerDamaged):
        Index.open(tmp_path)


def test_every_flipped_byte_of_the_head_is_found_at_open(tmp_path: Path) -> None:
    file = write(tmp_path, (TOWN,)) / FILE_NAME
    whole = bytearray(file.read_bytes())
    for position in range(64 + 64 * len(list_sections())):
        whole[position] ^= 0xFF
        file.write_bytes(whole)
        with pytest.raises(GazetteerDamaged):
            Index.open(tmp_path)
        whole[position] ^= 0xFF


@pytest.mark.parametrize("held", [1, 2, 7, 1000])
def test_pairs_are_sorted_alike_however_many_are_held(tmp_path: Path, held: int) -> None:
    pairs = [(hash_text(str(n % 23)), n // 11) for n in range(200)]
    sorter = PairSorter(tmp_path, held=held)
    for digest, number in pairs:
        sorter.add(digest, number)
    blocks = list(sorter.merge())
    sorter.close()
    assert sorter.count == len(pairs)
    merged = [(hashes[at], numbers[at]) for hashes, numbers, order in blocks for at in order]
    assert merged == sorted(pairs)
    ends = [(max(a[0]), min(b[0])) for a, b in pairwise(blocks)]
    assert all(last < first for last, first in ends)
    assert [numbers for block in blocks for numbers in share_a_token(block)] == [
        sorted({number for digest, number in pairs if digest == one})
        for one in sorted({digest for digest, _ in pairs})
        if len({number for digest, number in pairs if digest == one}) > 1
    ]


def test_columns_larger_than_memory_go_to_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = write(tmp_path, (TOWN, DISTRICT, COUNTRY)) / FILE_NAME
    (tmp_path / "other").mkdir()
    monkeypatch.setattr("gazetteer.index.columns.IN_MEMORY", 1)
    monkeypatch.setattr("gazetteer.index.columns._BUFFERED", 1)
    monkeypatch.setattr(sorting, "HELD", 1)
    spilled = write(tmp_path / "other", (TOWN, DISTRICT, COUNTRY)) / FILE_NAME
    assert spilled.read_bytes() == small.read_bytes()


def test_coordinates_are_kept_to_a_ten_millionth_of_a_degree(tmp_path: Path) -> None:
    written = (0.0, 40.10984, 45.1234567, -89.9999999, 90.0, math.pi)
    places = [Entity(f"al:{n}", "place", (Name("x"),), latitude=x, longitude=-2 * x) for n, x in enumerate(written)]
    with Index.open(write(tmp_path, places)) as index:
        read = [index.entity_coordinates(n) or (math.nan, math.nan) for n in range(len(written))]
    assert [latitude for latitude, _ in read[:-1]] == list(written[:-1])
    assert all(abs(latitude - x) <= 5e-8 for (latitude, _), x in zip(read, written, strict=True))
    assert all(abs(longitude + 2 * x) <= 5e-8 for (_, longitude), x in zip(read, written, strict=True))


@pytest.mark.parametrize("count", [1, 2, 3, 40, 3000])
def test_any_numbers_under_a_key_come_back(tmp_path: Path, count: int) -> None:
    chance = random.Random(count)
    writer = IndexWriter(tmp_path)
    writer.add_entity(Entity("x:1", "place", tuple(Name(str(n)) for n in range(count))))
    lists = {f"f:{n}": sorted(chance.sample(range(count), min(count, 1 + n % 50))) for n in range(200)}
    lists |= {"r:both": [0], "w:both": [count - 1], "s:one": [0]}
    for key, names in lists.items():
        for name in names:
            writer.add_key(hash_text(key), name)
    writer.write(tmp_path / FILE_NAME, {"fingerprint": "f00d", "name_kinds": list(NAME_KINDS)})
    writer.close()
    with Index.open(tmp_path) as index:
        for key, names in lists.items():
            if key[0] == "f":
                assert list(index.postings(key)) == names
                assert index.posting_count(key) == len(names)
            assert not index.postings(key + "?")
        assert list(index.postings("w:both")) == sorted({0, count - 1})
        assert list(index.postings("t:one")) == [0]
        assert index.posting_count("w:both") == 2


def test_names_of_many_entities_lead_to_theirs(tmp_path: Path) -> None:
    sizes = [1 + (n * 7) % 40 for n in range(100)]
    entities = [
        Entity(f"x:{n:03}", "place", tuple(Name(f"{n} {m}") for m in range(size)), within=(f"x:{n // 10:03}",))
        for n, size in enumerate(sizes)
    ]
    with Index.open(write(tmp_path, entities)) as index:
        assert [index.name_entity(name) for name in range(index.name_count)] == [
            n for n, size in enumerate(sizes) for _ in range(size)
        ]
        assert all(index.entity(n) == entity for n, entity in enumerate(entities))
        assert [list(index.entity_within(n)) for n in range(100)] == [[n // 10] for n in range(100)]


def test_names_with_the_words_asked_for_are_nearest(tmp_path: Path) -> None:
    names = ("Fund", "Children's Fund of Nations", "United Nations Children's Fund", "Nations Fund", "Фонд Nations")
    with Index.open(write(tmp_path, [Entity("x:1", "organization", tuple(map(Name, names)))])) as index:
        near = index.nearest_names(list(index.names_of(0)), "the CHILDREN'S Fund (United Nations)", script_numbers(), 4)
        assert [index.name_text(name) for name in near] == [names[at] for at in (2, 1, 3, 0)]


def test_giving_memory_back_changes_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, (TOWN, DISTRICT, COUNTRY))
    monkeypatch.setattr("gazetteer.index.mapping._MOST_HELD", 0)
    with closing(MappedFile(tmp_path / FILE_NAME)) as mapped:
        index = Index(mapped)
        for _ in range(3):
            mapped.trim()
            assert list(index.postings("all")) == list(range(5))
            assert index.entity(0) == TOWN


def test_keys_with_the_same_names_share_a_list(tmp_path: Path) -> None:
    entities = [Entity(f"x:{n:03}", "place", tuple(Name(f"{n} {m}") for m in range(40))) for n in range(9)]
    sizes = []
    for keys in (1, 100):
        folder = tmp_path / str(keys)
        folder.mkdir()
        writer = IndexWriter(folder)
        for entity in entities:
            writer.add_entity(entity)
        for key in range(keys):
            for name in (3, 77, 190, 301):
                writer.add_key(hash_text(f"f:{key}"), name)
        writer.write(folder / FILE_NAME, {"fingerprint": "f00d", "name_kinds": list(NAME_KINDS)})
        writer.close()
        with Index.open(folder) as index:
            assert all(list(index.postings(f"f:{key}")) == [3, 77, 190, 301] for key in range(keys))
            lists = index.section("key.lists")
            sizes.append(len(lists or b""))
    assert sizes[0] == sizes[1]
