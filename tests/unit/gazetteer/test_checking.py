"""The check of a gazetteer finds what is wrong with it, and nothing where nothing is."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from gazetteer.building import build, check
from gazetteer.errors import GazetteerDamaged, GazetteerMissing
from gazetteer.index.layout import FILE_NAME, unpack_head
from gazetteer.index.reading import Index
from gazetteer.index.writing import IndexWriter
from gazetteer.model import NAME_KINDS, Entity, Name
from normalize.tables import fingerprint


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("checked")
    rows = [
        {"id": f"x:{n}", "kind": "place", "country": "AZ", "lat": n / 10, "lon": n, "within": ["x:1", "q:3"],
         "same_as": [f"q:{n}"], "names": [{"text": f"Kənd {n}", "lang": "az", "from": 1990, "by": "x"}, {"text": "B"}]}
        for n in range(40)
    ]  # fmt: skip
    (folder / "f.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return build([f"records:{folder / 'f.jsonl'}"], folder / "gz").path


def read_everything(path: Path) -> None:
    with Index.open(path) as index:
        for number in range(index.entity_count):
            index.entity(number)
            index.entity_number(index.entity_id(number))
            list(index.entity_within(number))
        for number in range(index.name_count):
            index.entity_id(index.name_entity(number))
        for key in ("f:baki", "f:kend 7", "w:baki"):
            for name in index.postings(key):
                index.name(name)


def test_a_sound_gazetteer_passes(file: Path) -> None:
    report = check(file.parent)
    assert report.ok
    assert (report.path, report.entities, report.names, report.problems) == (file, 40, 80, ())
    assert report == check(file)


def test_every_damaged_byte_is_reported_and_crashes_no_reader(file: Path, tmp_path: Path) -> None:
    whole = file.read_bytes()
    chance = random.Random(20261122)
    sections = unpack_head(whole, len(whole)).values()
    edges = {edge for s in sections for edge in (s.offset - 1, s.offset, s.offset + s.length - 1) if edge < len(whole)}
    damaged = tmp_path / FILE_NAME
    for position in sorted(edges | set(chance.choices(range(len(whole)), k=200))):
        flipped = bytearray(whole)
        flipped[position] ^= 1 << chance.randrange(8)
        damaged.write_bytes(flipped)
        assert not check(tmp_path).ok, position
        try:
            read_everything(damaged)
        except GazetteerDamaged:
            continue


def test_a_cut_or_lengthened_file_is_reported(file: Path, tmp_path: Path) -> None:
    whole = file.read_bytes()
    for content in (whole[:-1], whole[: len(whole) // 2], whole + b"\0", b""):
        (tmp_path / FILE_NAME).write_bytes(content)
        report = check(tmp_path)
        assert not report.ok
        assert report.problems[0].startswith("header: ")


def test_keys_of_other_rules_are_reported(tmp_path: Path) -> None:
    writer = IndexWriter(tmp_path)
    writer.add_entity(Entity("x:1", "place", (Name("Bakı"),)))
    writer.write(tmp_path / FILE_NAME, {"fingerprint": "f00d", "name_kinds": list(NAME_KINDS)})
    writer.close()
    assert check(tmp_path).problems == (f"its keys were made with rules f00d, installed are {fingerprint()}",)


def test_numbers_that_lead_nowhere_are_reported_even_where_digests_agree(tmp_path: Path) -> None:
    writer = IndexWriter(tmp_path)
    writer.add_entity(Entity("x:1", "place", (Name("Bakı"),)))
    writer.add_key(1, 1)
    writer.write(tmp_path / FILE_NAME, {"fingerprint": fingerprint(), "name_kinds": list(NAME_KINDS)})
    writer.close()
    assert check(tmp_path).problems == ("key: a number in it is too great",)


def test_nothing_to_check(tmp_path: Path) -> None:
    with pytest.raises(GazetteerMissing):
        check(tmp_path)
