"""Files that a command writes are what the command would write now."""

from __future__ import annotations

import filecmp
import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from gazetteer import build
from gazetteer.index.layout import FILE_NAME
from normalize.lexicon import COMPILED as LEXICON
from normalize.lexicon_compiling import compile_lexicon, compile_names
from normalize.name_lists import COMPILED as NAMES
from normalize.systems.__main__ import list_passes
from normalize.systems.listing import COMPILED as SYSTEMS
from normalize.systems.listing import DIGEST, compile_listing, digest_systems
from normalize.systems.programs import compile_programs
from normalize.systems.steps import COMPILED as PROGRAMS
from normalize.tables import DATA

ROOT = Path(__file__).parents[2]


def test_the_lexicon_is_current() -> None:
    written = (DATA / LEXICON).read_text(encoding="utf-8")
    assert written == compile_lexicon(), "run: python -m normalize.lexicon_compiling"


def test_the_lists_of_names_are_current() -> None:
    written = (DATA / NAMES).read_text(encoding="utf-8")
    assert written == compile_names(), "run: python -m normalize.lexicon_compiling"


def test_the_list_of_systems_is_current() -> None:
    assert SYSTEMS.read_bytes() == compile_listing(), "run: python -m normalize.systems"


def test_the_digest_of_systems_is_current() -> None:
    assert DIGEST.read_text(encoding="ascii").strip() == digest_systems(), "run: python -m normalize.systems"


def test_the_programs_are_current() -> None:
    compiled, current = PROGRAMS.read_bytes().split(b"\n"), compile_programs(list_passes()).split(b"\n")
    assert [line[:16] for line in compiled[1:]] == [line[:16] for line in current[1:]], (
        "run: python -m normalize.systems"
    )
    if json.loads(compiled[0])[0] == json.loads(current[0])[0]:  # else another Unicode knows more letters
        assert compiled == current, "run: python -m normalize.systems"


@pytest.fixture(scope="module")
def built_elsewhere(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, set[str]]:
    """The seeds compiled by a process of its own, and the packages that it loaded."""
    folder = tmp_path_factory.mktemp("elsewhere")
    program = (
        "import sys; from gazetteer.building import build; build(['seeds'], sys.argv[1]);"
        "print(*{name.partition('.')[0] for name in sys.modules} - set(sys.stdlib_module_names))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, folder], cwd=ROOT, capture_output=True, text=True, check=True, timeout=300
    )
    return folder / FILE_NAME, set(done.stdout.split())


def test_the_seeds_compile_to_the_same_bytes_anywhere_and_nothing_is_left_out(
    built_elsewhere: tuple[Path, set[str]], tmp_path: Path
) -> None:
    report = build(["seeds"], tmp_path)
    assert report.skipped == ()
    assert filecmp.cmp(report.path, built_elsewhere[0], shallow=False)


def test_a_build_imports_only_what_building_the_package_may(built_elsewhere: tuple[Path, set[str]]) -> None:
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    required = {re.split(r"[^\w-]", entry)[0].lower() for entry in table["build-system"]["requires"]}
    homes = packages_distributions()
    loaded = {name: {home.lower() for home in homes.get(name, ())} for name in built_elsewhere[1]}
    foreign = {name for name, found in loaded.items() if found and not name.startswith(("_", "normalize", "gazetteer"))}
    assert {name for name in foreign if not loaded[name] & required} == set()
