"""The page of systems is what the system files say now."""

from __future__ import annotations

from pathlib import Path

from normalize.systems import find_systems
from normalize.systems.__main__ import describe_systems

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "systems.md"


def test_the_page_is_current() -> None:
    written = PAGE.read_text(encoding="utf-8")
    assert written == describe_systems(), "run: python -m normalize.systems --page > docs/reference/systems.md"


def test_every_system_has_its_row_with_a_sample_and_its_source() -> None:
    rows = {line.split("`")[1]: line for line in describe_systems().splitlines() if line.startswith("| `")}
    for system in find_systems():
        row = rows.pop(system.id)
        assert system.samples[0].expected.replace("|", "&#124;") in row
        assert " ".join(system.source.split()).replace("|", "&#124;") in row
    assert rows == {}
