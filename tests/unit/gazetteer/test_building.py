"""A build from sources to a file in place: what is merged, what is refused, and what survives a failure."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from gazetteer.building import build, check
from gazetteer.building.report import BuildReport
from gazetteer.errors import BadRecord, BadSource, GazetteerDamaged, GazetteerMissing
from gazetteer.index.layout import FILE_NAME
from gazetteer.index.reading import Index
from normalize.tables import fingerprint


def make(entity_id: str, *names: str, kind: str = "place", **facts: object) -> dict[str, object]:
    return {"id": entity_id, "kind": kind, "names": [{"text": name} for name in names or ("Bakı",)], **facts}


def write(path: Path, *rows: object) -> str:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return f"records:{path}"


def build_rows(folder: Path, *sources: Iterable[object], strict: bool = False) -> BuildReport:
    folder.mkdir(exist_ok=True)
    written = [write(folder / f"{number}.jsonl", *rows) for number, rows in enumerate(sources)]
    return build(written, folder / "gz", strict=strict)


def ids(folder: Path) -> list[str]:
    with Index.open(folder / "gz") as index:
        return [index.entity_id(number) for number in range(index.entity_count)]


def test_a_build_reports_what_it_made(tmp_path: Path) -> None:
    report = build_rows(tmp_path, [make("x:2", "Bakı", "Baku"), make("x:1", "Şuşa"), {"id": "x:3"}])
    assert (report.entities, report.names, report.records, report.merged) == (2, 3, 2, 0)
    assert [str(row) for row in report.skipped] == [f"{tmp_path}/0.jsonl:3: the record has no kind"]
    assert report.skipped_count == 1
    assert report.path == tmp_path / "gz" / FILE_NAME
    with Index.open(report.path, fingerprint=fingerprint()) as index:
        assert [index.entity(number).name for number in range(2)] == ["Şuşa", "Bakı"]
        assert index.manifest["keys"] == report.keys
    assert os.listdir(tmp_path / "gz") == [FILE_NAME]


def test_names_are_found_under_the_keys_of_a_look_up(tmp_path: Path) -> None:
    from normalize.keys import name_keys

    build_rows(tmp_path, [make("x:1", "Kəlbəcər"), make("x:2", "Ağdam")])
    with Index.open(tmp_path / "gz") as index:
        found = {index.name_entity(name) for key in name_keys("Kəlbəcər", kind="place") for name in index.postings(key)}
    assert 0 in found


def test_strict_makes_a_bad_row_fatal_and_leaves_the_old_gazetteer(tmp_path: Path) -> None:
    before = build_rows(tmp_path, [make("x:1")]).path.read_bytes()
    with pytest.raises(BadRecord, match=r"0\.jsonl:2: the record has no kind"):
        build_rows(tmp_path, [make("x:1"), {"id": "x:3"}], strict=True)
    with pytest.raises(BadRecord, match=r"already given at .*0\.jsonl:1"):
        build_rows(tmp_path, [make("x:1"), make("x:1")], strict=True)
    assert (tmp_path / "gz" / FILE_NAME).read_bytes() == before
    assert os.listdir(tmp_path / "gz") == [FILE_NAME]


def test_records_of_two_sources_that_share_an_id_are_one_entity(tmp_path: Path) -> None:
    first = make("al:1001", "Kəlbəcər", same_as=["geonames:586268"], feature="PPL")
    second = make(
        "wof:9", "Kalbajar", "Kəlbəcər", same_as=["geonames:586268", "wikidata:Q1"], country="AZ", population=7
    )
    third = make("wikidata:Q1", "Кельбаджар", lat=40.1, lon=46.0)
    report = build_rows(tmp_path, [first], [second], [third])
    assert [(m.survivor, m.merged, m.shared) for m in report.merges] == [
        ("al:1001", "wikidata:Q1", ()), ("al:1001", "wof:9", ("geonames:586268", "wikidata:Q1"))
    ]  # fmt: skip
    with Index.open(tmp_path / "gz") as index:
        entity = index.entity(0)
        assert [index.entity_number(i) for i in ("al:1001", "wof:9", "wikidata:Q1", "geonames:586268")] == [0] * 4
    assert (entity.id, entity.country, entity.latitude, entity.population) == ("al:1001", "AZ", 40.1, 7)
    assert entity.same_as == ("geonames:586268", "wikidata:Q1")
    assert entity.merged == ("wikidata:Q1", "wof:9")
    assert [(name.text, name.source) for name in entity.names] == [
        ("Kəlbəcər", "records:0.jsonl"), ("Кельбаджар", "records:2.jsonl"),
        ("Kalbajar", "records:1.jsonl"), ("Kəlbəcər", "records:1.jsonl"),
    ]  # fmt: skip


def test_the_same_id_in_two_sources_is_one_entity(tmp_path: Path) -> None:
    report = build_rows(tmp_path, [make("x:1", "A")], [make("x:1", "B", country="AZ")])
    assert (report.entities, report.names, report.merged) == (1, 2, 1)


def test_a_town_and_its_district_are_never_one_entity(tmp_path: Path) -> None:
    town = make("al:1", "Laçın", feature="PPLA", same_as=["wikidata:Q5"])
    district = make("al:2", "Laçın", feature="ADM1", same_as=["wikidata:Q5"])
    person = make("al:3", "Laçın", kind="person", same_as=["wikidata:Q5"])
    report = build_rows(tmp_path, [town, district, person])
    assert (report.entities, report.merged) == (3, 0)
    assert report.conflicts == (
        "al:1 and al:2 share wikidata:Q5 and were kept apart",
        "al:1 and al:3 share wikidata:Q5 and were kept apart",
        "al:2 and al:3 share wikidata:Q5 and were kept apart",
    )


def test_a_record_of_unknown_feature_does_not_tie_a_town_to_its_district(tmp_path: Path) -> None:
    town = make("al:1", feature="PPLA", same_as=["wikidata:Q5"])
    district = make("al:2", feature="ADM1", same_as=["geonames:5"])
    both = make("al:3", same_as=["wikidata:Q5", "geonames:5"])
    report = build_rows(tmp_path, [town, district, both])
    assert report.entities == 2
    assert [(merge.survivor, merge.merged) for merge in report.merges] == [("al:1", "al:3")]
    assert report.conflicts == ("al:2 and al:3 share geonames:5 and were kept apart",)


def test_an_id_that_another_source_gives_to_something_else_is_refused(tmp_path: Path) -> None:
    report = build_rows(tmp_path, [make("x:1")], [make("x:1", kind="person"), make("x:2")])
    assert [str(row) for row in report.skipped] == [
        f"{tmp_path}/1.jsonl:1: the ID 'x:1' is something else at {tmp_path}/0.jsonl:1"
    ]
    assert ids(tmp_path) == ["x:1", "x:2"]


def test_the_order_of_sources_changes_no_id(tmp_path: Path) -> None:
    rows = [[make("al:1", same_as=["q:1"])], [make("b:1", same_as=["q:1", "q:2"])], [make("a:1", same_as=["q:2"])]]
    build_rows(tmp_path / "1", *rows)
    build_rows(tmp_path / "2", *reversed(rows))
    assert ids(tmp_path / "1") == ids(tmp_path / "2") == ["al:1"]


def test_an_index_is_itself_a_source(tmp_path: Path) -> None:
    build_rows(
        tmp_path / "1", [make("al:1", "A", "B", within=["x:9"], same_as=["q:1"])], [make("z:1", same_as=["q:1"])]
    )
    build([f"gazetteer:{tmp_path}/1/gz"], tmp_path / "2")
    with Index.open(tmp_path / "1" / "gz") as first, Index.open(tmp_path / "2") as second:
        assert first.entity(0) == second.entity(0)


def test_the_bytes_depend_on_the_input_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [make(f"x:{n}", f"Kənd {n}", "Bakı", within=["x:1"], same_as=[f"q:{n // 2}"]) for n in range(50)]
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    first = build_rows(tmp_path / "one", rows).path.read_bytes()
    time.sleep(0.01)
    assert build_rows(tmp_path / "another folder", rows).path.read_bytes() == first
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    dated = build_rows(tmp_path / "one", rows)
    assert dated.path.read_bytes() != first
    with Index.open(dated.path) as index:
        assert index.manifest["built"] == "2020-09-13T12:26:40+00:00"


def test_the_bytes_do_not_depend_on_the_seed_of_hashes(tmp_path: Path) -> None:
    source = write(tmp_path / "f.jsonl", *[make(f"x:{n}", f"Kənd {n}", same_as=[f"q:{n // 3}"]) for n in range(20)])
    contents = set()
    for seed in ("1", "2"):
        command = "import sys; from gazetteer.building import build; build(sys.argv[1:2], sys.argv[2])"
        subprocess.run(
            [sys.executable, "-c", command, source, str(tmp_path / seed)],
            env=os.environ | {"PYTHONHASHSEED": seed}, check=True, timeout=60,
        )  # fmt: skip
        contents.add((tmp_path / seed / FILE_NAME).read_bytes())
    assert len(contents) == 1


def test_progress_goes_through_the_stages(tmp_path: Path) -> None:
    calls: list[tuple[str, int, int | None]] = []
    build([write(tmp_path / "f.jsonl", make("x:1"))], tmp_path / "gz", progress=lambda *call: calls.append(call))
    assert list(dict.fromkeys(stage for stage, _, _ in calls)) == ["read", "link", "key", "write", "check"]
    assert all(total is None or done <= total for _, done, total in calls)


def test_nothing_to_build_from(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="no source is named"):
        build([], tmp_path / "gz")
    with pytest.raises(GazetteerMissing):
        build([f"gazetteer:{tmp_path}"], tmp_path / "gz")
    assert build_rows(tmp_path, []).entities == 0
    assert check(tmp_path / "gz").ok


def test_a_build_of_bad_rows_alone_leaves_what_is_there(tmp_path: Path) -> None:
    build_rows(tmp_path, [make("x:1")])
    before = (tmp_path / "gz" / FILE_NAME).read_bytes()
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"id": "x:1", "kind": "nonsense", "names": [{"text": "A"}]}\n{}\n')
    told = r"^records:bad\.jsonl: no row can be taken, .*; the first of 2 is .*bad\.jsonl:1: kind 'nonsense' is not one"
    with pytest.raises(BadSource, match=told):
        build([f"records:{bad}"], tmp_path / "gz")
    assert [(path.name, path.read_bytes()) for path in (tmp_path / "gz").iterdir()] == [(FILE_NAME, before)]
    bad.write_text("")
    assert build([f"records:{bad}"], tmp_path / "gz").entities == 0


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    source = write(tmp_path / "f.jsonl", make("x:1"))
    for place in (tmp_path / "f.jsonl", tmp_path / "f.jsonl" / "deeper"):
        with pytest.raises(NotADirectoryError):
            build([source], place)
    with pytest.raises(OSError, match="null character"):
        build([source], "a\0b")


def test_a_full_disk_is_said_and_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = build_rows(tmp_path, [make("x:1")]).path.read_bytes()

    def fill(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("os.fsync", fill)
    with pytest.raises(OSError, match="the disk is full; what was there before is untouched") as caught:
        build_rows(tmp_path, [make("x:2")])
    assert caught.value.errno == errno.ENOSPC
    assert (tmp_path / "gz" / FILE_NAME).read_bytes() == before
    assert os.listdir(tmp_path / "gz") == [FILE_NAME]


def test_what_was_written_wrong_is_not_put_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = build_rows(tmp_path, [make("x:1")]).path.read_bytes()

    def spoil(descriptor: int) -> None:
        os.pwrite(descriptor, b"\xff", os.fstat(descriptor).st_size - 1)

    monkeypatch.setattr("os.fsync", spoil)
    with pytest.raises(GazetteerDamaged, match="what was just written"):
        build_rows(tmp_path, [make("x:2")])
    assert (tmp_path / "gz" / FILE_NAME).read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="kills by signal")
def test_a_killed_build_leaves_the_old_gazetteer_and_its_debris_goes_with_the_next(tmp_path: Path) -> None:
    before = build_rows(tmp_path, [make("x:1")]).path.read_bytes()
    source = write(tmp_path / "many.jsonl", *[make(f"y:{n}", f"Kənd {n}") for n in range(3000)])
    command = """if True:
        import os, signal, sys
        from gazetteer.building import build
        def stop(stage, done, total):
            if stage == sys.argv[3]:
                os.kill(os.getpid(), signal.SIGKILL)
        build(sys.argv[1:2], sys.argv[2], progress=stop)
    """
    for stage in ("read", "link", "key", "write", "check"):
        done = subprocess.run([sys.executable, "-c", command, source, str(tmp_path / "gz"), stage], timeout=60)
        assert done.returncode == -signal.SIGKILL
        assert (tmp_path / "gz" / FILE_NAME).read_bytes() == before
    assert len(os.listdir(tmp_path / "gz")) == 2
    build_rows(tmp_path, [make("x:2")])
    assert os.listdir(tmp_path / "gz") == [FILE_NAME]


def test_builds_at_once_into_one_folder_do_not_disturb_each_other(tmp_path: Path) -> None:
    source = write(tmp_path / "f.jsonl", *[make(f"y:{n}", f"Kənd {n}") for n in range(300)])
    command = "import sys; from gazetteer.building import build; build(sys.argv[1:2], sys.argv[2])"
    running = [subprocess.Popen([sys.executable, "-c", command, source, str(tmp_path / "gz")]) for _ in range(3)]
    assert [process.wait(timeout=120) for process in running] == [0, 0, 0]
    assert os.listdir(tmp_path / "gz") == [FILE_NAME]
    assert check(tmp_path / "gz").ok


def test_a_reader_keeps_what_it_opened_while_a_build_replaces_it(tmp_path: Path) -> None:
    build_rows(tmp_path, [make("x:1", "old")])
    with Index.open(tmp_path / "gz") as index:
        build_rows(tmp_path, [make("x:1", "new")])
        assert index.name_text(0) == "old"
    with Index.open(tmp_path / "gz") as index:
        assert index.name_text(0) == "new"
