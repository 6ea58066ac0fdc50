"""What the documentation shows is what happens: sessions are run and compared, links lead somewhere."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), ROOT / "seeds" / "README.md"]
FENCE = re.compile(r"^```(?P<language>\w*)(?: (?P<file>\S+))?\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|#)(?P<target>[^)#]+)(?:#[^)]*)?\)")
SHELL = 'gazetteer() { "$PYTHON" -m gazetteer "$@"; }\n'


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a page: ``console`` and ``pycon`` are run, one with a file name is written, others not."""

    language: str
    file: str | None
    body: str


def blocks(page: Path) -> list[Block]:
    """The fenced blocks of a page in order."""
    found = FENCE.finditer(page.read_text(encoding="utf-8"))
    return [Block(match["language"], match["file"], match["body"]) for match in found]


def ids(page: Path) -> str:
    """A page's path, for the names of tests."""
    return page.relative_to(ROOT).as_posix()


def expected_pattern(lines: list[str]) -> str:
    """A pattern for what a command prints, where … stands for anything in a line, and a line of it for any lines."""
    parts = [".*" if line == "…" else "[^\n]*".join(map(re.escape, line.split("…"))) for line in lines]
    return "\n".join(parts) + "\n" if parts else ""


def run_console(body: str, folder: Path) -> None:
    """Run the commands of a session, each after ``$``, and compare what each prints."""
    steps = re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]
    assert steps, "a console block without a command"
    for step in steps:
        command, *lines = step.rstrip("\n").split("\n")
        done = subprocess.run(
            ["sh", "-c", SHELL + command],
            cwd=folder,
            env={**os.environ, "PYTHON": sys.executable, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
            check=False,
        )
        assert re.fullmatch(expected_pattern(lines), done.stdout, re.DOTALL), f"$ {command}\n{done.stdout}"


def run_python(bodies: list[str], page: Path) -> None:
    """Run the interactive sessions of a page, one after the other in one interpreter."""
    options = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    test = doctest.DocTestParser().get_doctest("\n".join(bodies), {}, ids(page), str(page), 0)
    log: list[str] = []
    result = doctest.DocTestRunner(optionflags=options).run(test, out=log.append, clear_globs=False)
    opened = test.globs.get("gz")
    if opened is not None:
        opened.close()
    assert result.failed == 0, "".join(log)


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_sessions_happen_as_they_are_shown(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(doctest, "ELLIPSIS_MARKER", "\\u2026")  # how doctest writes … before it compares
    sessions = []
    for block in blocks(page):
        if block.file:
            (tmp_path / block.file).write_text(block.body, encoding="utf-8")
        elif block.language == "console":
            run_console(block.body, tmp_path)
        elif block.language == "pycon":
            sessions.append(block.body)
    if sessions:
        run_python(sessions, page)


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_links_lead_somewhere(page: Path) -> None:
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_page_is_reached_from_the_readme() -> None:
    reached = {ROOT / "README.md"}
    waiting = list(reached)
    while waiting:
        page = waiting.pop()
        for target in LINK.findall(page.read_text(encoding="utf-8")):
            path = (page.parent / target).resolve()
            if path.suffix == ".md" and path not in reached:
                reached.add(path)
                waiting.append(path)
    assert [ids(page) for page in PAGES if page.resolve() not in reached] == []


def test_the_readme_sets_up_and_tests_with_one_command_each() -> None:
    shown = [block.body.strip() for block in blocks(ROOT / "README.md") if block.language == "sh"]
    assert len(shown) == 2
    assert all("\n" not in command for command in shown)
    assert shown[0].endswith('gazetteer lookup "Yukhary Ayrym"')
    assert shown[1].endswith("-m pytest")


def test_the_reference_tells_every_limit_of_the_service() -> None:
    pytest.importorskip("starlette")
    from gazetteer.service.limits import Limits

    table = (ROOT / "docs" / "reference" / "http.md").read_text(encoding="utf-8").partition("| limit | |")[2]
    limits = Limits()
    for most in (limits.body, limits.batch, limits.text, limits.name, limits.candidates, limits.variants):
        assert f"| {most:,}" in table
