"""The command as a shell runs it: a process with pipes, signals, files and the gazetteer that is installed."""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    from tests.shells.conftest import Run

RECORDS = """\
{"id": "my:1", "kind": "place", "country": "AZ", "names": [{"text": "Yuxarı Ayrım", "lang": "az"}]}
{"id": "my:2", "kind": "place", "country": "AZ", "names": [{"text": "Aşağı Ayrım", "lang": "az"}]}
"""


@pytest.fixture(scope="module")
def own(process: Run, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The directory of a gazetteer built from two records."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "mine.jsonl").write_text(RECORDS, encoding="utf-8")
    ran = process("build", f"records:{folder / 'mine.jsonl'}", "-o", str(folder / "built"))
    assert (ran.status, ran.err) == (0, "")
    assert json.loads(ran.out)["entities"] == 2
    return str(folder / "built")


def test_the_installed_gazetteer_knows_the_village(process: Run) -> None:
    ran = process("lookup", "Yukhary Ayrym")
    assert (ran.status, ran.err) == (0, "")
    resolution = json.loads(ran.out)
    assert resolution["decision"] == "match"
    assert resolution["candidates"][0]["name"] == "Yuxarı Ayrım"
    assert resolution["candidates"][0]["evidence"]
    shown = process("show", resolution["id"])
    assert json.loads(shown.out)["country"] == "AZ"


def test_an_own_gazetteer_answers_with_its_own_ids(process: Run, own: str) -> None:
    before = process("--gazetteer", own, "lookup", "Yukhary Ayrym")
    after = process("lookup", "Yukhary Ayrym", f"--gazetteer={own}")
    assert (before.status, before.err) == (0, "")
    assert json.loads(before.out)["id"] == "my:1"
    assert before == after
    assert process("check", own).status == 0
    assert process("--gazetteer", own, "lookup", "Reykjavik").status == 1


def test_an_own_gazetteer_lies_over_the_installed_one(process: Run, own: str) -> None:
    layers = ("--gazetteer", own, "--gazetteer", "default")
    ran = process(*layers, "lookup", "Yuxarı Ayrım", "Ceyhun Bayramov")
    village, person = map(json.loads, ran.out.splitlines())
    below = json.loads(process("lookup", "Yuxarı Ayrım").out)["id"]
    assert {"my:1", below} <= {candidate["id"] for candidate in village["candidates"]}
    assert person["id"] == json.loads(process("lookup", "Ceyhun Bayramov").out)["id"]
    reports = [json.loads(line) for line in process("check", *layers).out.splitlines()]
    assert [report["ok"] for report in reports] == [True, True]
    assert process("lookup", "x", "--gazetteer", own, "--gazetteer", own + "-not").status == 3


@pytest.mark.parametrize("name", ["", " ", "...", "\u200b", "x" * 100_000, "İ" * 1_000, "\U0001f3d4"])
def test_no_name_is_too_strange(process: Run, own: str, name: str) -> None:
    ran = process("--gazetteer", own, "lookup", name)
    assert (ran.status, ran.err) == (1, "")
    assert json.loads(ran.out)["decision"] == "none"


@pytest.mark.parametrize("words", [("--country", "QQ"), ("--language", "not a tag"), ("--within", "")])
def test_a_hint_that_is_none_is_usage(process: Run, own: str, words: tuple[str, ...]) -> None:
    ran = process("--gazetteer", own, "lookup", "Yukhary Ayrym", *words)
    assert (ran.status, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1


def test_compare_answers_by_its_status(process: Run) -> None:
    same = process("compare", "Yuxarı Ayrım", "Юхары-Айрум")
    assert (same.status, json.loads(same.out)["same"]) == (0, True)
    other = process("compare", "Yuxarı Ayrım", "Aşağı Ayrım")
    assert (other.status, json.loads(other.out)["same"]) == (1, False)


def test_transliteration_tells_what_it_left(process: Run) -> None:
    system = "bgnpcgn-rus-Cyrl-Latn-1947"
    assert json.loads(process("transliterate", "Щёлково", "--system", system).out)["text"] == "Shchëlkovo"
    left = json.loads(process("transliterate", "Ўa", "--system", system).out)
    assert left["residue"] == [{"text": "Ў", "offset": 0}]
    assert process("transliterate", "Ўa", "--system", system, "--strict").status == 4
    assert process("transliterate", "Shchelkovo", "--system", system, "--reverse").status == 2
    unknown = process("transliterate", "x", "--system", "bgnpcgn-rus-Cyrl-Latn-1948")
    assert unknown.status == 2
    assert system in unknown.err


def test_systems_and_variants_are_lists(process: Run) -> None:
    listed = [json.loads(line) for line in process("systems", "--language", "ru").out.splitlines()]
    assert "bgnpcgn-rus-Cyrl-Latn-1947" in {system["id"] for system in listed}
    one = process("systems", "bgnpcgn-rus-Cyrl-Latn-1947")
    assert json.loads(one.out)["samples"]
    assert process("systems", "--language", "xx").status == 1
    spellings = [json.loads(line)["text"] for line in process("variants", "Yuxarı Ayrım").out.splitlines()]
    assert "Yukhary Ayrym" in spellings


def test_standard_input_is_a_file_like_any_other(process: Run, own: str) -> None:
    gazetteer = ("--gazetteer", own)
    lines = process(*gazetteer, "lookup", "-", given="Yukhary Ayrym\nAşağı Ayrım\n".encode()).out.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["my:1", "my:2"]
    table = process(*gazetteer, "match", "-", "--csv", given=b"place\nYukhary Ayrym\n")
    assert table.out.splitlines()[1].startswith("Yukhary Ayrym,my:1,Yuxarı Ayrım,")
    rows = process(*gazetteer, "match", "-", given=b'{"name": "Yukhary Ayrym"}\n')
    assert json.loads(rows.out)["id"] == "my:1"
    text = "İn \U0001f3d4 Yukhary Ayrym."
    mention = json.loads(process(*gazetteer, "annotate", "-", given=text.encode()).out)
    assert text[mention["start"] : mention["end"]] == mention["text"]
    assert mention["resolution"]["id"] == "my:1"
    assert process(*gazetteer, "lookup", "-", given=b"caf\xe9\n").status == 4


def test_rows_that_cannot_be_taken_are_told(process: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.jsonl").write_text(RECORDS + '{"id": "my:3"}\n', encoding="utf-8")
    source, target = f"records:{tmp_path / 'mine.jsonl'}", str(tmp_path / "built")
    ran = process("build", source, "-o", target)
    assert ran.status == 0
    assert json.loads(ran.out)["skipped"] == 1
    assert "mine.jsonl:3" in ran.err
    strict = process("build", source, "-o", target, "--strict")
    assert (strict.status, strict.out) == (4, "")
    assert "mine.jsonl:3" in strict.err


def test_a_build_that_cannot_be_is_told(process: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "mine.jsonl").write_text(RECORDS, encoding="utf-8")
    for words in (
        ("records:nowhere.jsonl", "-o", str(tmp_path / "built")),
        ("recrods:mine.jsonl", "-o", str(tmp_path / "built")),
        (f"records:{tmp_path / 'mine.jsonl'}", "-o", str(tmp_path / "file")),
    ):
        ran = process("build", *words)
        assert (ran.status, ran.out) == (4, "")
        assert len(ran.err.splitlines()) == 1
        assert "Traceback" not in ran.err


def test_a_missing_or_damaged_gazetteer_is_3(process: Run, own: str, tmp_path: Path) -> None:
    missing = process("--gazetteer", str(tmp_path), "lookup", "x")
    assert (missing.status, missing.out) == (3, "")
    (file,) = Path(own).iterdir()
    content = file.read_bytes()
    (tmp_path / file.name).write_bytes(content[: len(content) // 2])
    assert process("--gazetteer", str(tmp_path), "lookup", "x").status == 3
    middle = len(content) // 2
    (tmp_path / file.name).write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])
    checked = process("check", str(tmp_path))
    assert checked.status == 3
    assert json.loads(checked.out)["ok"] is False


def ask(running: subprocess.Popen[str]) -> None:
    """Give a name to a look-up that reads standard input and stays open."""
    assert running.stdin
    running.stdin.write("Yukhary Ayrym\n")
    running.stdin.flush()


def test_a_reader_that_goes_away_is_no_error(started: Callable[..., subprocess.Popen[str]], own: str) -> None:
    running = started("--gazetteer", own, "lookup", "-")
    assert running.stdin
    assert running.stdout
    assert running.stderr
    ask(running)
    assert json.loads(running.stdout.readline())["id"] == "my:1"
    running.stdout.close()
    running.stdin.write("Yukhary Ayrym\n" * 2)
    running.stdin.close()
    assert running.wait(60) == 141
    assert running.stderr.read() == ""


def test_an_interrupt_is_130_and_quiet(started: Callable[..., subprocess.Popen[str]], own: str) -> None:
    running = started("--gazetteer", own, "lookup", "-")
    assert running.stdin
    assert running.stdout
    assert running.stderr
    ask(running)
    assert running.stdout.readline()
    running.send_signal(signal.SIGINT)
    assert running.wait(60) == 130
    assert running.stderr.read() == ""


def test_a_full_disk_is_told(own: str) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    import subprocess

    with open("/dev/full", "w") as full:
        for words in (("lookup", "Yukhary Ayrym"), ("show", "my:1"), ("--version",)):
            command = [sys.executable, "-m", "gazetteer", "--gazetteer", own, *words]
            quiet = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
            done = subprocess.run(
                command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False, env=quiet
            )
            assert (done.returncode, done.stderr) == (4, "gazetteer: No space left on device\n")


def _with_closed(stream: str, *words: str) -> tuple[int, str, str]:
    """A run whose shell has closed one of its standard streams; its status, answers and messages."""
    import subprocess

    if os.name != "posix":
        pytest.skip("no shell here closes a stream")
    command = ["sh", "-c", f'exec "$0" "$@" {stream}', sys.executable, "-m", "gazetteer", *words]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("words", [("lookup", "Yukhary Ayrym"), ("show", "my:1"), ("export",), ("check",)])
def test_a_closed_standard_output_is_told(own: str, words: tuple[str, ...]) -> None:
    told = "gazetteer: standard output is closed, and the answers have nowhere to go\n"
    assert _with_closed(">&-", "--gazetteer", own, *words) == (4, "", told)


@pytest.mark.parametrize("command", ["lookup", "match", "annotate"])
def test_a_closed_standard_input_is_told(own: str, command: str) -> None:
    told = "gazetteer: standard input is closed, and there is nothing to read\n"
    assert _with_closed("<&-", "--gazetteer", own, command, "-") == (4, "", told)


def test_a_closed_standard_error_puts_no_message_among_the_answers(own: str, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("place,cc\nYukhary Ayrym,AZ\n")
    status, out, _ = _with_closed("2>&-", "--gazetteer", own, "match", str(tmp_path / "in.csv"))
    assert (status, json.loads(out)["id"]) == (0, "my:1")
    assert _with_closed("2>&-", "--gazetteer", own, "look") == (2, "", "")


def test_a_table_is_written_where_only_standard_output_is_closed(own: str, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("place\nYukhary Ayrym\n")
    out = tmp_path / "out.csv"
    ran = _with_closed(">&-", "--gazetteer", own, "match", str(tmp_path / "in.csv"), "-o", str(out))
    assert ran == (0, "", "")
    assert "my:1" in out.read_text()


def _on_a_terminal(words: tuple[str, ...], environment: dict[str, str]) -> str:
    pty = pytest.importorskip("pty")
    import subprocess

    here, there = pty.openpty()
    command = [sys.executable, "-m", "gazetteer", *words]
    running = subprocess.Popen(command, stdout=there, env={**os.environ, "COLUMNS": "120", **environment})
    os.close(there)
    parts = []
    while True:
        try:
            part = os.read(here, 65_536)
        except OSError:
            break
        if not part:
            break
        parts.append(part)
    os.close(here)
    assert running.wait(60) == 0
    return b"".join(parts).decode()


def test_a_terminal_gets_a_table_in_colour_unless_it_wants_none(own: str) -> None:
    words = ("--gazetteer", own, "lookup", "Yukhary Ayrym")
    coloured = _on_a_terminal(words, {"TERM": "xterm-256color"})
    plain = _on_a_terminal(words, {"TERM": "xterm-256color", "NO_COLOR": "1"})
    assert "\x1b[1;32m" in coloured
    assert "\x1b[1;32m" not in plain
    for shown in (coloured, plain):
        assert "Yukhary Ayrym is Yuxarı Ayrım, my:1" in shown
        assert "matched" in shown
        assert '{"query"' not in shown
