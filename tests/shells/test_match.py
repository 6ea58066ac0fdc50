"""Tables that go through ``match``: what is added, what stays as it was, and what a broken row does."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.shells.conftest import Run, SmallGazetteer


def _file(folder: Path, name: str, text: str, encoding: str = "utf-8") -> str:
    (folder / name).write_bytes(text.encode(encoding))
    return str(folder / name)


def test_csv_gains_columns_and_nothing_else_changes(run: Run, small: SmallGazetteer, tmp_path: Path) -> None:
    rows = 'no;"place";note\r\n1;"Yukhary Ayrym";"two\r\nlines; ""quoted"""\r\n2;Ayrım\r\n\r\n3;nowhere;x'
    source = _file(tmp_path, "in.csv", "\ufeff" + rows)
    assert run("match", source, "--column", "place", "-o", str(tmp_path / "out.csv")).status == 0
    assert (tmp_path / "out.csv").read_bytes().decode() == (
        '\ufeffno;"place";note;id;name;score;decision\r\n'
        '1;"Yukhary Ayrym";"two\r\nlines; ""quoted""";al:1;Yuxarı Ayrım;0.9712;match\r\n'
        "2;Ayrım;;;;0.6;ambiguous\r\n"
        "\r\n"
        "3;nowhere;x;;;;none"
    )


def test_columns_that_the_table_has_are_not_overwritten(run: Run, small: SmallGazetteer, tmp_path: Path) -> None:
    source = _file(tmp_path, "in.csv", "name,id\nYukhary Ayrym,7\n")
    rows = list(csv.DictReader(io.StringIO(run("match", source, "--csv").out)))
    assert rows == [
        {"name": "Yukhary Ayrym", "id": "7", "match_id": "al:1", "match_name": "Yuxarı Ayrım", "score": "0.9712",
         "decision": "match"}
    ]  # fmt: skip


def test_a_pipe_gets_json_lines(run: Run, small: SmallGazetteer, tmp_path: Path) -> None:
    source = _file(tmp_path, "in.tsv", "place\tcc\nYukhary Ayrym\tAZ\nnowhere\tAM\n")
    rows = [json.loads(line) for line in run("match", source, "--column", "1").out.splitlines()]
    assert rows == [
        {"place": "Yukhary Ayrym", "cc": "AZ", "id": "al:1", "name": "Yuxarı Ayrım", "score": 0.9712,
         "decision": "match"},
        {"place": "nowhere", "cc": "AM", "id": None, "name": None, "score": None, "decision": "none"},
    ]  # fmt: skip


def test_json_lines_keep_their_text(run: Run, small: SmallGazetteer, tmp_path: Path) -> None:
    source = _file(tmp_path, "in.jsonl", '{"place": "Yukhary Ayrym", "n": 1.0e0}\n\n{"place": null}\n')
    lines = run("match", source, "--column", "place").out.splitlines()
    assert lines[0] == (
        '{"place": "Yukhary Ayrym", "n": 1.0e0, "id": "al:1", "name": "Yuxarı Ayrım", "score": 0.9712, '
        '"decision": "match"}'
    )
    assert json.loads(lines[1])["decision"] == "none"


def test_a_row_without_a_name_is_told(run: Run, small: SmallGazetteer, tmp_path: Path) -> None:
    rows = '{"name": "Yukhary Ayrym"}\n{"nom": "x"}\n{"name": null}\n{"name": ["x"]}\n{"name": true}\n{"name": 5}\n'
    source = _file(tmp_path, "in.jsonl", rows)
    ran = run("match", source)
    answers = [json.loads(line) for line in ran.out.splitlines()]
    assert [row["decision"] for row in answers] == ["match", None, "none", None, None, "none"]
    assert answers[1] == {
        "nom": "x", "id": None, "name": None, "score": None, "decision": None, "error": "the row has no 'name'"
    }  # fmt: skip
    assert ran.status == 4
    for told in ("2: the row has no 'name'", "4: 'name' is a name, not [\"x\"]", "5: 'name' is a name, not true"):
        assert f"gazetteer: {source}:{told}\n" in ran.err
    assert "3 of 6 rows could not be answered" in ran.err


def test_json_lines_become_csv(run: Run, small: SmallGazetteer, tmp_path: Path) -> None:
    source = _file(tmp_path, "in.jsonl", '{"place": "Yukhary Ayrym", "tags": ["a"]}\n{"place": "nowhere"}\n')
    assert run("match", source, "--column", "place", "--csv").out == (
        "place,tags,id,name,score,decision\r\n"
        'Yukhary Ayrym,"[""a""]",al:1,Yuxarı Ayrım,0.9712,match\r\n'
        "nowhere,,,,,none\r\n"
    )


def test_a_column_that_comes_late_is_not_lost(run: Run, small: SmallGazetteer, tmp_path: Path) -> None:
    rows = '{"place": "x"}\n' * 100 + '{"place": "y", "late": 1}\n'
    ran = run("match", _file(tmp_path, "in.jsonl", rows), "--csv")
    assert ran.status == 4
    assert "line 101 has a column that the rows before it have not: 'late'" in ran.err


def test_columns_called_as_hints_are_hints(run: Run, small: SmallGazetteer, tmp_path: Path) -> None:
    source = _file(tmp_path, "in.csv", "name,Country\nYukhary Ayrym,AZ\nYukhary Ayrym,AM\nYukhary Ayrym,\n")
    ran = run("match", source)
    assert [json.loads(line)["decision"] for line in ran.out.splitlines()] == ["match", "none", "match"]
    assert "hints are taken from the columns Country; --no-hint-columns leaves them unread" in ran.err
    ran = run("match", source, "--no-hint-columns")
    assert [json.loads(line)["decision"] for line in ran.out.splitlines()] == ["match"] * 3
    assert "hints" not in ran.err


def test_a_cell_that_is_no_hint_is_left_unread_where_nobody_asked(
    run: Run, small: SmallGazetteer, tmp_path: Path
) -> None:
    source = _file(tmp_path, "in.csv", "name,country,lat,lon\n" + "Yukhary Ayrym,Aserbaidschan,40,N/A\n" * 3)
    ran = run("match", source)
    assert ran.status == 0
    assert [json.loads(line)["decision"] for line in ran.out.splitlines()] == ["match"] * 3
    assert "3 cells of the column 'country' are no hint and were left unread" in ran.err
    assert "3 cells of the column 'lon' are no hint and were left unread" in ran.err
    ran = run("match", source, "--lat-column", "lat", "--lon-column", "lon")
    assert ran.status == 4
    assert "near ('40', 'N/A'): must be latitude and longitude in degrees" in ran.err


def test_half_a_place_in_a_row_is_told(run: Run, small: SmallGazetteer, tmp_path: Path) -> None:
    source = _file(tmp_path, "in.csv", "name,lat,lon\nYukhary Ayrym,40,\nYukhary Ayrym,,\nYukhary Ayrym,40,46\n")
    ran = run("match", source)
    assert ran.status == 0
    assert "1 cells of the column 'lon' are no hint and were left unread" in ran.err
    ran = run("match", source, "--lat-column", "lat", "--lon-column", "lon")
    assert ran.status == 4
    assert "in.csv:2: near ('40', ''): must be latitude and longitude in degrees" in ran.err
    assert [json.loads(line)["decision"] for line in ran.out.splitlines()] == [None, "match", "match"]


def test_half_a_place_is_usage(run: Run, small: SmallGazetteer, tmp_path: Path) -> None:
    source = _file(tmp_path, "in.csv", "name,lat,y\nYukhary Ayrym,40,46\n")
    assert run("match", source).status == 0
    assert run("match", source, "--lat-column", "y").status == 2


def test_hints_of_a_row_reach_the_gazetteer(run: Run, tmp_path: Path) -> None:
    records = (
        '{"id": "my:1", "kind": "place", "lat": 40, "lon": 46, "names": [{"text": "Ayrım"}]}\n'
        '{"id": "my:2", "kind": "place", "lat": 50, "lon": 6, "names": [{"text": "Ayrım"}]}\n'
        '{"id": "my:3", "kind": "organization", "within": ["my:2"], "names": [{"text": "Ayrım"}]}\n'
    )
    assert run("build", f"records:{_file(tmp_path, 'r.jsonl', records)}", "-o", str(tmp_path / "own")).status == 0
    rows = "name,lat,lon,kind,within\nAyrım,40.1,46,place,\nAyrım,50,6.1,place,\nAyrım,,,organization,my:2\n"
    ran = run("match", _file(tmp_path, "in.csv", rows), "--gazetteer", str(tmp_path / "own"))
    assert [json.loads(line)["id"] for line in ran.out.splitlines()] == ["my:1", "my:2", "my:3"]


def test_a_row_of_its_own_hint(run: Run, small: SmallGazetteer, tmp_path: Path) -> None:
    source = _file(tmp_path, "in.csv", "place,cc\nYukhary Ayrym,AM\nYukhary Ayrym,\nYukhary Ayrym,QQ\n")
    ran = run("match", source, "--column", "place", "--country-column", "CC", "--country", "AZ")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert [row["decision"] for row in rows] == ["none", "match", None]
    assert "no ISO 3166-1 code" in rows[2]["error"]
    assert ran.status == 4
    assert "in.csv:4: country 'QQ'" in ran.err


def test_a_wrong_hint_for_all_rows_is_usage(run: Run, small: SmallGazetteer, tmp_path: Path) -> None:
    source = _file(tmp_path, "in.csv", "place\nx\n")
    assert run("match", source, "--country", "QQ").status == 2


def test_broken_rows_are_told_and_break_no_other(run: Run, small: SmallGazetteer, tmp_path: Path) -> None:
    source = _file(tmp_path, "in.csv", 'place,n\n"a"b,1\nYukhary Ayrym,2,3\nYukhary Ayrym,4\n')
    ran = run("match", source, "--column", "place", "--csv")
    assert ran.status == 4
    assert ran.out == (
        'place,n,id,name,score,decision\n"a"b,1\nYukhary Ayrym,2,3\nYukhary Ayrym,4,al:1,Yuxarı Ayrım,0.9712,match\n'
    )
    assert "in.csv:2: not CSV" in ran.err
    assert "in.csv:3: 3 cells under 2 columns" in ran.err
    assert "2 of 3 rows could not be answered" in ran.err

    source = _file(tmp_path, "in.jsonl", '{"name": "Yukhary Ayrym"}\n{"name": \n["x"]\n')
    ran = run("match", source)
    assert ran.status == 4
    assert [json.loads(line) for line in ran.out.splitlines()][2] == {
        "line": 3, "row": '["x"]', "error": "not a JSON object"
    }  # fmt: skip
    assert json.loads(ran.out.splitlines()[1])["row"] == '{"name": '


def test_nothing_of_a_row_that_cannot_be_read_is_lost(run: Run, small: SmallGazetteer, tmp_path: Path) -> None:
    source = _file(tmp_path, "in.csv", 'place,n\r\nx,2,"two\r\nlines"\r\nYukhary Ayrym,4\r\n')
    lines = run("match", source).out.splitlines()
    assert json.loads(lines[0]) == {
        "line": 2, "row": 'x,2,"two\r\nlines"', "error": "3 cells under 2 columns"
    }  # fmt: skip
    assert json.loads(lines[1])["id"] == "al:1"
    assert "x,2," in run("match", source, "--table").out
    source = _file(tmp_path, "in.jsonl", '{"name": "Yukhary Ayrym", "n": 1}\n{"name": \n')
    rows = [*csv.reader(io.StringIO(run("match", source, "--csv").out))]
    assert rows[2] == ['{"name": ', "", "", "", "", ""]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("in.json", '[{"name": "Yukhary Ayrym"}]'),
        ("in.json", '[\n {"name": "x"},\n {"name": "y"}\n]\n'),
        ("in.txt", '\ufeff [{"name": "Yukhary Ayrym"}, {"name": "x"}]'),
        ("in", '["Yukhary Ayrym", "x"]'),
        ("in.jsonl", "[]"),
    ],
)
def test_one_json_list_is_told(run: Run, small: SmallGazetteer, tmp_path: Path, name: str, text: str) -> None:
    source = _file(tmp_path, name, text)
    ran = run("match", source)
    assert (ran.status, ran.out) == (4, "")
    told = "this is one JSON list; write an object a line instead (jq -c '.[]')"
    assert ran.err == f"gazetteer: {source}: {told}\n"


def test_a_first_line_that_is_a_list_costs_itself_only(run: Run, small: SmallGazetteer, tmp_path: Path) -> None:
    ran = run("match", _file(tmp_path, "in.json", '["x"]\n{"name": "Yukhary Ayrym"}\n'))
    assert ran.status == 4
    assert [json.loads(line).get("id") for line in ran.out.splitlines()] == [None, "al:1"]


def test_a_header_in_brackets_is_csv(run: Run, small: SmallGazetteer, tmp_path: Path) -> None:
    ran = run("match", _file(tmp_path, "in.txt", "[name],[n]\nYukhary Ayrym,1\n"))
    assert (ran.status, json.loads(ran.out)["id"]) == (0, "al:1")


def test_strict_is_1_when_a_row_is_not_resolved(run: Run, small: SmallGazetteer, tmp_path: Path) -> None:
    source = _file(tmp_path, "in.csv", "place\nYukhary Ayrym\nnowhere\n")
    assert run("match", source).status == 0
    assert run("match", source, "--strict").status == 1


def test_a_name_that_comes_again_is_asked_once(run: Run, small: SmallGazetteer, tmp_path: Path) -> None:
    source = _file(tmp_path, "in.csv", "place\n" + "Yukhary Ayrym\n" * 500)
    assert len(run("match", source).out.splitlines()) == 500
    assert small.asked == ["Yukhary Ayrym"]


def test_without_header_columns_are_numbers(run: Run, small: SmallGazetteer, tmp_path: Path) -> None:
    source = _file(tmp_path, "in.csv", "1,Yukhary Ayrym\n")
    assert run("match", source, "--no-header", "--column", "2", "--csv").out == (
        "1,Yukhary Ayrym,al:1,Yuxarı Ayrım,0.9712,match\n"
    )


@pytest.mark.parametrize(
    ("text", "words", "status", "told"),
    [
        ("place,cc\nx,y\n", ("--column", "plaec"), 2, "did you mean place?; there are: place, cc"),
        ("place,cc\nx,y\n", ("--column", "3"), 2, "there are: place, cc"),
        ("place,cc\nx,y\n", ("--delimiter", "ab"), 2, "a delimiter is one character"),
        ("", (), 4, "the table is empty"),
        ("place\ncaf\xe9\n", (), 4, "is not utf-8; name its encoding"),
        ("place\nx\n", ("--encoding", "klingon"), 4, "no encoding called 'klingon'"),
        ("place\nx\n", ("-o", "/nowhere/at/all/out.csv"), 4, "cannot write /nowhere/at/all/out.csv"),
        ("place\nx\n", ("-o", "out.parquet"), 2, "Parquet comes out only when Parquet goes in"),
    ],
)
def test_what_cannot_be_done_is_told(
    run: Run, small: SmallGazetteer, tmp_path: Path, text: str, words: tuple[str, ...], status: int, told: str
) -> None:
    ran = run("match", _file(tmp_path, "in.csv", text, "latin-1"), *words)
    assert (ran.status, ran.out) == (status, "")
    assert told in ran.err


def test_an_output_that_fails_leaves_the_old_file_and_nothing_beside(
    run: Run, small: SmallGazetteer, tmp_path: Path
) -> None:
    source = _file(tmp_path, "in.csv", "place\n" + "Yukhary Ayrym\n" * 10_000 + "caf\xe9\n", "latin-1")
    out = tmp_path / "out.csv"
    out.write_text("old")
    assert run("match", source, "-o", str(out)).status == 4
    assert out.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "out.csv"]


def test_a_table_may_be_written_over_itself(run: Run, small: SmallGazetteer, tmp_path: Path) -> None:
    source = _file(tmp_path, "in.csv", "place\nYukhary Ayrym\n")
    assert run("match", source, "-o", source).status == 0
    assert Path(source).read_text(encoding="utf-8") == (
        "place,id,name,score,decision\nYukhary Ayrym,al:1,Yuxarı Ayrım,0.9712,match\n"
    )


def test_a_link_to_the_table_may_be_written_over_and_stays_a_link(
    run: Run, small: SmallGazetteer, tmp_path: Path
) -> None:
    source, link = Path(_file(tmp_path, "in.csv", "place\nYukhary Ayrym\n")), tmp_path / "link.csv"
    link.symlink_to(source)
    source.chmod(0o640)
    assert run("match", f"{tmp_path}/./in.csv", "-o", str(link)).status == 0
    assert link.is_symlink()
    assert source.read_text(encoding="utf-8").splitlines()[1] == "Yukhary Ayrym,al:1,Yuxarı Ayrım,0.9712,match"
    assert source.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "link.csv"]


def test_what_is_no_file_is_written_to_and_not_replaced(run: Run, small: SmallGazetteer, tmp_path: Path) -> None:
    source = _file(tmp_path, "in.csv", "place\nYukhary Ayrym\n")
    os.mkfifo(tmp_path / "out.csv")
    reader = os.open(tmp_path / "out.csv", os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert run("match", source, "-o", str(tmp_path / "out.csv")).status == 0
        assert b"al:1" in os.read(reader, 10_000)
    finally:
        os.close(reader)
    assert (tmp_path / "out.csv").is_fifo()
    ran = run("match", source, "-o", str(tmp_path))
    assert ran.status == 4
    assert ran.err.endswith(f"gazetteer: cannot write {tmp_path}: Is a directory\n")


def test_parquet_gains_columns(run: Run, small: SmallGazetteer, tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    table = pyarrow.table({"place": ["Yukhary Ayrym", None, "Ayrım"] * 3_000, "n": [1.5, float("nan"), 2.0] * 3_000})
    source, out = tmp_path / "in.parquet", tmp_path / "out.parquet"
    parquet.write_table(table, source)
    assert run("match", str(source), "--column", "place", "-o", str(out)).status == 0
    made = parquet.read_table(out)
    assert made.column_names == ["place", "n", "id", "name", "score", "decision"]
    assert made.select(["place"]).equals(table.select(["place"]))
    assert made["id"].to_pylist()[:3] == ["al:1", None, None]
    assert made["decision"].to_pylist()[-3:] == ["match", "none", "ambiguous"]
    lines = run("match", str(source), "--column", "place").out.splitlines()
    assert json.loads(lines[1]) == {
        "place": None, "n": None, "id": None, "name": None, "score": None, "decision": "none"
    }  # fmt: skip


def test_what_is_not_parquet_is_told(run: Run, small: SmallGazetteer, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    ran = run("match", _file(tmp_path, "in.parquet", "not at all"))
    assert ran.status == 4
    assert "is not Parquet" in ran.err
