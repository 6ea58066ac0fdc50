"""Files that a command writes are what the command would write now."""

from __future__ import annotations

import filecmp
from pathlib import Path

from gazetteer import build
from normalize.lexicon import COMPILED as LEXICON
from normalize.lexicon import compile_lexicon
from normalize.systems.listing import COMPILED as SYSTEMS
from normalize.systems.listing import compile_listing
from normalize.tables import DATA


def test_the_lexicon_is_current() -> None:
    written = (DATA / LEXICON).read_text(encoding="utf-8")
    assert written == compile_lexicon(), "run: python -m normalize.lexicon"


def test_the_list_of_systems_is_current() -> None:
    assert SYSTEMS.read_text(encoding="utf-8") == compile_listing(), "run: python -m normalize.systems"


def test_the_seeds_compile_to_the_same_bytes_twice_and_leave_nothing_out(tmp_path: Path) -> None:
    first, second = (build(["seeds"], tmp_path / name) for name in ("one", "two"))
    assert first.skipped_count == 0
    assert filecmp.cmp(first.path, second.path, shallow=False)
