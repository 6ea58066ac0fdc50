"""The shape of the code: layers, sizes, docstrings, names of modules, and what an import may cost."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted(path for package in ("normalize", "gazetteer") for path in (ROOT / package).rglob("*.py"))
LONGEST_MODULE = 300
LONGEST_FUNCTION = 60
USUAL_FUNCTION = 30
"""Nine functions of ten are at most so long; lines from ``def`` to the last, docstring left out."""

VAGUE = {"utils", "util", "helpers", "common", "core", "base", "manager", "misc", "tools"}


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(tree: ast.Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring."""
    first = function.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    lines = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
    return (function.end_lineno or 0) - function.lineno + 1 - lines


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_is_short_and_says_what_it_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_MODULE
    assert path.stem not in VAGUE
    docstring = ast.get_docstring(ast.parse(text))
    assert docstring
    assert re.search(r"[.:]$", docstring.splitlines()[0] if "\n\n" in docstring else docstring.replace("\n", " "))


def test_functions_are_short() -> None:
    lengths = {
        f"{path.relative_to(ROOT).as_posix()}:{function.name}": length(function)
        for path in MODULES
        for function in functions(parsed(path))
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}
    assert sorted(lengths.values())[int(0.9 * len(lengths))] <= USUAL_FUNCTION


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_is_public_is_documented(path: Path) -> None:
    tree = parsed(path)
    public = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert public == []


def test_front_doors_hold_no_code_but_a_way_to_load_late() -> None:
    for path in ROOT.glob("*/**/__init__.py"):
        if path.parts[len(ROOT.parts)] not in ("normalize", "gazetteer"):
            continue
        kept = [node for node in parsed(path).body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
        assert {node.name for node in kept} <= {"__getattr__", "__dir__"}, path


def test_modules_keep_their_layers() -> None:
    pytest.importorskip("importlinter")
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout


def loaded_by(statement: str) -> set[str]:
    """The packages that are loaded in a fresh process after a statement."""
    program = f"{statement}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


HEAVY = {"icu", "numpy", "rich", "pycountry", "unidecode", "starlette", "uvicorn", "pyarrow"}


def test_importing_normalize_loads_nothing_heavy() -> None:
    assert loaded_by("import normalize") & {*HEAVY, "regex", "rapidfuzz", "tomllib", "gazetteer"} == set()


def test_a_look_up_loads_nothing_it_does_not_need() -> None:
    statement = "import gazetteer; gazetteer.Gazetteer.open().resolve('Yukhary Ayrym')"
    loaded_by("import gazetteer; gazetteer.Gazetteer.open()")  # compiles changed seeds, which may load what it likes
    assert loaded_by(statement) & HEAVY == set()
