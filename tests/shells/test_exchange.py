"""What export and diff write where, and the status they end with."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.shells.conftest import Run

RECORDS = """\
{"id": "my:1", "kind": "place", "country": "AZ", "names": [{"text": "Yuxarı Ayrım", "lang": "az", "source": "s"}]}
{"id": "my:2", "kind": "person", "country": "AM", "names": [{"text": "Կարապետ", "kind": "weak", "source": "s"}]}
"""


@pytest.fixture
def own(run: Run, tmp_path: Path) -> str:
    """The directory of a gazetteer built from two records."""
    return made(run, tmp_path / "own", RECORDS)


def made(run: Run, path: Path, records: str) -> str:
    path.with_suffix(".jsonl").write_text(records, encoding="utf-8")
    assert run("build", f"records:{path.with_suffix('.jsonl')}", "-o", str(path)).status == 0
    return str(path)


def test_records_go_to_standard_output_and_to_a_file(run: Run, own: str, tmp_path: Path) -> None:
    ran = run("export", "--gazetteer", own)
    assert (ran.status, ran.err) == (0, "")
    assert [json.loads(line)["id"] for line in ran.out.splitlines()] == ["my:1", "my:2"]
    assert run("export", "--gazetteer", own, "-o", "-") == ran
    assert run("export", "--gazetteer", own, "-o", str(tmp_path / "out.jsonl")).out == ""
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8") == ran.out
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_what_has_no_place_is_counted(run: Run, own: str) -> None:
    ran = run("export", "--gazetteer", own, "--format", "lpf")
    assert [feature["@id"] for feature in json.loads(ran.out)["features"]] == ["my:1"]
    assert ran.err == "gazetteer: 1 entities are left out, for which lpf has no place\n"


def test_kind_and_country_choose(run: Run, own: str) -> None:
    assert [row["id"] for row in csv.DictReader(io.StringIO(
        run("export", "--gazetteer", own, "--format", "csv", "--country", "az").out))] == ["my:1"]  # fmt: skip
    assert run("export", "--gazetteer", own, "--kind", "organization").out == ""
    assert run("export", "--gazetteer", own, "--kind", "plaice").status == 2
    assert run("export", "--gazetteer", own, "--country", "XK").status == 0
    for wrong, right in (("Azerbaijan", "AZ"), ("XX", "AX, CX, MX")):
        ran = run("export", "--gazetteer", own, "--country", wrong, "-o", f"{own}/out.jsonl")
        told = f"gazetteer: country '{wrong}': is not an ISO 3166-1 alpha-2 code; nearest: {right}\n"
        assert (ran.status, ran.out, ran.err) == (2, "", told)
        assert not Path(own, "out.jsonl").exists()
    assert run("export", "--gazetteer", own, "--format", "xml").status == 2


def test_a_failed_export_leaves_the_old_file(run: Run, own: str, tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("old")
    assert run("export", "--gazetteer", own + "-not", "-o", str(tmp_path / "out.csv")).status == 3
    assert (tmp_path / "out.csv").read_text() == "old"
    ran = run("export", "--gazetteer", own, "-o", str(tmp_path / "no" / "out.csv"))
    assert (ran.status, len(ran.err.splitlines())) == (4, 1)


def test_a_reader_that_goes_away_is_no_error(started: Callable[..., subprocess.Popen[str]]) -> None:
    process = started("export")
    assert process.stdout is not None
    assert process.stderr is not None
    assert json.loads(process.stdout.readline())["id"]
    process.stdout.close()
    assert process.wait(timeout=60) == 141
    assert process.stderr.read() == ""


def test_differences_are_told_by_line_and_status(run: Run, own: str, tmp_path: Path) -> None:
    assert run("diff", own, own).status == 0
    after = made(run, tmp_path / "after", RECORDS.splitlines()[0].replace('"az"', '"tr"'))
    ran = run("diff", own, after)
    assert (ran.status, ran.err) == (1, "")
    changed, removed = map(json.loads, ran.out.splitlines())
    assert (changed["change"], changed["id"], changed["facts"]) == ("changed", "my:1", {})
    assert [name["lang"] for name in changed["names_removed"]] == ["az"]
    assert [name["lang"] for name in changed["names_added"]] == ["tr"]
    assert removed == {"change": "removed", "id": "my:2", "kind": "person", "name": "Կարապետ", "redirect": None}
    assert run("diff", own, own + "-not").status == 3


def test_differences_as_a_table(run: Run, own: str, tmp_path: Path) -> None:
    after = made(run, tmp_path / "after", RECORDS.replace('"place"', '"place", "population": 7'))
    ran = run("diff", own, after, "--table")
    assert ran.status == 1
    assert "population: nothing is now 7" in " ".join(ran.out.split())
    assert "0 added, 0 removed, 1 changed" in ran.out
    assert "no difference" in run("diff", own, own, "--table").out
