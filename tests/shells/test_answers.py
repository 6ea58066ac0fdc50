"""What the asking commands print, as JSON lines and as tables, and the status they end with."""

from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gazetteer.errors import GazetteerDamaged, GazetteerMissing, RulesMismatch

if TYPE_CHECKING:
    from tests.shells.conftest import Run, SmallGazetteer


RUSSIAN = '{"id": "my:1", "kind": "place", "names": [{"text": "Юхары-Айрум", "lang": "ru"}]}'


def test_a_resolution_has_the_promised_shape(run: Run, small: SmallGazetteer) -> None:
    ran = run("lookup", "Yukhary Ayrym")
    assert ran.status == 0
    assert json.loads(ran.out) == {
        "query": "Yukhary Ayrym",
        "decision": "match",
        "id": "al:1",
        "candidates": [
            {
                "id": "al:1",
                "name": "Yuxarı Ayrım",
                "matched": "Yuxarı Ayrım",
                "kind": "place",
                "country": "AZ",
                "score": 0.9712,
                "evidence": [
                    {"feature": "name", "value": 0.9712, "weight": 1.0, "detail": "Yuxarı Ayrım is a name of al:1"}
                ],
            }
        ],
    }


@pytest.mark.parametrize(
    ("names", "status"),
    [(("Yukhary Ayrym",), 0), (("Ayrım",), 1), (("nowhere",), 1), (("Yukhary Ayrym", "nowhere"), 1)],
)
def test_lookup_is_0_only_when_every_name_is_resolved(
    run: Run, small: SmallGazetteer, names: tuple[str, ...], status: int
) -> None:
    ran = run("lookup", *names)
    assert ran.status == status
    assert [json.loads(line)["query"] for line in ran.out.splitlines()] == list(names)


def test_lookup_answers_every_line_of_standard_input(
    run: Run, small: SmallGazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = io.TextIOWrapper(io.BytesIO("\ufeffYukhary Ayrym\r\n\nnowhere\n".encode()))
    monkeypatch.setattr(sys, "stdin", given)
    ran = run("lookup", "-")
    assert [json.loads(line)["query"] for line in ran.out.splitlines()] == ["Yukhary Ayrym", "", "nowhere"]


def test_hints_and_options_reach_the_gazetteer_wherever_they_stand(run: Run, small: SmallGazetteer) -> None:
    assert run("--json", "lookup", "--country", "AM", "Yukhary Ayrym").status == 1
    assert run("lookup", "Yukhary Ayrym", "--country", "AZ", "--json").status == 0
    assert run("lookup", "--near", "-33.9,151.2", "Yukhary Ayrym").status == 0


def test_a_table_names_the_candidate_and_says_why(run: Run, small: SmallGazetteer) -> None:
    ran = run("lookup", "Yukhary Ayrym", "--table")
    assert "Yukhary Ayrym is Yuxarı Ayrım, al:1" in ran.out
    assert "0.97" in ran.out
    assert "is a name of al:1" in " ".join(ran.out.split())
    assert "\x1b" not in ran.out


def test_a_table_does_not_let_a_name_drive_the_terminal(run: Run, small: SmallGazetteer) -> None:
    assert "\x1b" not in run("lookup", "x\x1b[31mred[bold]", "--table").out
    assert "[bold]" in run("lookup", "x[bold]", "--table").out


def test_lone_surrogates_are_answered_as_escapes(run: Run, small: SmallGazetteer) -> None:
    ran = run("lookup", "a\udcff")
    assert ran.status == 1
    assert "\\udcff" in ran.out
    assert json.loads(ran.out)["query"] == "a\udcff"


def test_show_prints_a_record_that_can_be_built_again(run: Run, small: SmallGazetteer) -> None:
    shown = json.loads(run("show", "geonames:584642").out)
    assert shown["id"] == "al:1"
    assert (shown["lat"], shown["lon"]) == (40.14513, 46.0007)
    assert shown["names"][1] == {
        "text": "Юхары-Айрум", "lang": "ru", "script": "Cyrl", "kind": "variant",
        "from": "1960", "until": "1991", "by": ["SU"],
    }  # fmt: skip


def test_show_says_that_an_id_was_merged(run: Run, small: SmallGazetteer) -> None:
    ran = run("show", "al:9", "--table")
    assert "al:9 was merged into al:1" in ran.err
    assert "Юхары-Айрум" in ran.out


def test_show_of_an_unknown_id_is_1_with_the_nearest(run: Run, small: SmallGazetteer) -> None:
    ran = run("show", "al:8")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == "gazetteer: no entity has the ID 'al:8'; nearest: al:1\n"


def test_annotate_counts_code_points_of_the_file_as_it_is(run: Run, small: SmallGazetteer, tmp_path: Path) -> None:
    text = "\ufeffİ🏔\r\nin Yukhary Ayrym\r\n"
    (tmp_path / "report.txt").write_bytes(text.encode())
    mention = json.loads(run("annotate", str(tmp_path / "report.txt")).out)
    assert text[mention["start"] : mention["end"]] == mention["text"] == "Yukhary Ayrym"
    assert mention["resolution"]["id"] == "al:1"


def test_annotate_refuses_what_is_not_text(run: Run, small: SmallGazetteer, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_bytes(b"caf\xe9")
    ran = run("annotate", str(tmp_path / "report.txt"))
    assert ran.status == 4
    assert "is not utf-8; name its encoding with --encoding" in ran.err
    assert run("annotate", str(tmp_path / "report.txt"), "--encoding", "cp1252").status == 0
    assert run("annotate", str(tmp_path / "missing.txt")).status == 4
    assert run("annotate", str(tmp_path / "report.txt"), "--encoding", "klingon").status == 4


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("lookpu", "x"), "'lookpu' is not a command; did you mean lookup?"),
        (("lookup", "x", "--countyr", "AZ"), "there is no option --countyr; did you mean --country?"),
        (("lookup", "x", "--kind", "plce"), "did you mean place?"),
        (("lookup", "x", "--near", "91,0"), "is not on the globe"),
        (("lookup", "x", "--near", "here"), "is not LATITUDE,LONGITUDE"),
        (("lookup", "x", "--near", "nan,0"), "is not on the globe"),
        (("lookup", "x", "--limit", "0"), "is not a whole number from 1 to 1000"),
        (("lookup",), "required: NAME"),
        (("lookup", "x", "--country", "QQ"), "is no ISO 3166-1 code; nearest: AZ"),
        (("systems", "nonesuch"), "no transliteration system is called 'nonesuch'; nearest: "),
        (("compare", "a", "b", "c"), "one argument too many"),
        (("--jsn", "lookup", "x"), "unrecognized arguments: --jsn"),
    ],
)
def test_usage_is_2_with_a_sentence(run: Run, small: SmallGazetteer, words: tuple[str, ...], told: str) -> None:
    ran = run(*words)
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err
    assert "Traceback" not in ran.err


def test_help_and_version_are_0(run: Run) -> None:
    assert "gazetteer COMMAND" in run("--help").out
    assert "--country" in run("lookup", "--help").out
    assert run("--version").out.startswith("gazetteer ")
    assert run().status == 2


@pytest.mark.parametrize(
    "error",
    [
        GazetteerMissing("nowhere"),
        GazetteerDamaged("g", "names", "its digest differs"),
        RulesMismatch("g", "1", "2"),
    ],
)
def test_no_gazetteer_is_3(run: Run, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail(path: str | None) -> None:
        raise error

    monkeypatch.setattr("gazetteer.cli.commands.open_gazetteer", fail)
    ran = run("lookup", "x")
    assert (ran.status, ran.out, ran.err) == (3, "", f"gazetteer: {error}\n")


def test_a_choice_without_systems_names_the_nearest(run: Run) -> None:
    ran = run("systems", "--language", "zz")
    assert (ran.status, ran.out) == (1, "")
    assert re.fullmatch("gazetteer: no system has the language 'zz'; nearest: .+\n", ran.err)
    assert "nearest: bgnpcgn" in run("systems", "--authority", "bgnpcgm").err
    assert "'az', 'Deva'" in run("systems", "--language", "az", "--script", "Deva").err


def test_what_was_made_by_a_system_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text(
        '{"id": "my:1", "kind": "place", "names": [{"text": "Юхары-Айрум", "lang": "ru"}]}'
    )
    assert run("build", f"records:{tmp_path / 'r.jsonl'}", "-o", str(tmp_path / "own")).status == 0
    ran = run("lookup", "Yukhary-Ayrum", "--gazetteer", str(tmp_path / "own"))
    (candidate,) = json.loads(ran.out)["candidates"]
    assert candidate["evidence"][-1]["feature"] == "derivation"
    assert json.loads(run("compare", "Yukhary-Ayrum", "Юхары-Айрум").out)["evidence"][-1]["feature"] == "derivation"


def test_names_by_the_thousand_go_without(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text(
        '{"id": "my:1", "kind": "place", "names": [{"text": "Юхары-Айрум", "lang": "ru"}]}'
    )
    assert run("build", f"records:{tmp_path / 'r.jsonl'}", "-o", str(tmp_path / "own")).status == 0
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Yukhary-Ayrum\n")))
    ran = run("lookup", "-", "--gazetteer", str(tmp_path / "own"))
    assert json.loads(ran.out)["id"] == "my:1"
    assert "derivation" not in ran.out
