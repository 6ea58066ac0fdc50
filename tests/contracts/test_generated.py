"""Files that a command writes are what the command would write now."""

from __future__ import annotations

import filecmp
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

from gazetteer import build
from normalize.lexicon import COMPILED as LEXICON
from normalize.lexicon import compile_lexicon
from normalize.systems.listing import COMPILED as SYSTEMS
from normalize.systems.listing import compile_listing
from normalize.tables import DATA

ROOT = Path(__file__).parents[2]


def test_the_lexicon_is_current() -> None:
    written = (DATA / LEXICON).read_text(encoding="utf-8")
    assert written == compile_lexicon(), "run: python -m normalize.lexicon"


def test_the_list_of_systems_is_current() -> None:
    assert SYSTEMS.read_text(encoding="utf-8") == compile_listing(), "run: python -m normalize.systems"


def test_the_seeds_compile_to_the_same_bytes_twice_and_leave_nothing_out(tmp_path: Path) -> None:
    first, second = (build(["seeds"], tmp_path / name) for name in ("one", "two"))
    assert first.skipped_count == 0
    assert filecmp.cmp(first.path, second.path, shallow=False)


def test_a_build_imports_only_what_building_the_package_may(tmp_path: Path) -> None:
    program = (
        "import sys; from gazetteer.building import build; build(['seeds'], sys.argv[1]);"
        "print(*{name.partition('.')[0] for name in sys.modules} - set(sys.stdlib_module_names))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, tmp_path], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    required = {re.split(r"[^\w-]", entry)[0].lower() for entry in table["build-system"]["requires"]}
    homes = packages_distributions()
    loaded = {name: {home.lower() for home in homes.get(name, ())} for name in done.stdout.split()}
    foreign = {name for name, found in loaded.items() if found and not name.startswith(("_", "normalize", "gazetteer"))}
    assert {name for name in foreign if not loaded[name] & required} == set()
