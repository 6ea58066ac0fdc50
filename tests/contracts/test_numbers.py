"""Numbers are policy: what weighs, decides or cuts off in scoring stands in a policy file, with the run behind it."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCORING = [
    ROOT / "normalize" / "comparison.py",
    ROOT / "normalize" / "likeness.py",
    ROOT / "normalize" / "policies.py",
    ROOT / "normalize" / "pairing.py",
    ROOT / "normalize" / "similarity.py",
    ROOT / "normalize" / "unpaired.py",
    ROOT / "normalize" / "word_likeness.py",
    *(
        ROOT / "gazetteer" / "matching" / f"{name}.py"
        for name in (
            "candidates",
            "crowd",
            "decision",
            "elsewhere",
            "features",
            "given_names",
            "profile",
            "scoring",
            "scripts",
        )
    ),
    *sorted((ROOT / "gazetteer" / "mentions").glob("*.py")),
]
HARMLESS = {0, 1, 2, 100}
"""Nothing, one, a pair; and a hundred, which turns hundredths into a share."""

POLICIES = sorted((ROOT / "normalize" / "data" / "policies").glob("*.toml")) + sorted(
    (ROOT / "gazetteer" / "data" / "policies").glob("*.toml")
)


def weighty_numbers(source: str) -> list[tuple[int, float]]:
    """Line and value of every number in code that could be a weight or a threshold.

    Free are harmless numbers, places in a sequence, digits that ``round`` keeps, sizes of caches and numbers that a
    module names as a constant with a docstring (limits on work, not on worth, and the docstring has to say so).
    """
    tree = ast.parse(source)
    free: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else ""
            given = node.args[1:] if name == "round" else []
            given = [keyword.value for keyword in node.keywords if keyword.arg == "maxsize"] + given
            free.update(id(value) for value in given)
        elif isinstance(node, ast.Subscript):
            free.update(id(place) for place in ast.walk(node.slice))
    free.update(map(id, documented_constants(tree)))
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, int | float)
        and not isinstance(node.value, bool)
        and id(node) not in free
        and node.value not in HARMLESS
    ]


def documented_constants(tree: ast.Module) -> list[ast.expr]:
    """The values assigned to capitals of a module that a docstring follows."""
    found = []
    for one, two in zip(tree.body, tree.body[1:], strict=False):
        target = (
            one.targets[0] if isinstance(one, ast.Assign) else one.target if isinstance(one, ast.AnnAssign) else None
        )
        value = one.value if isinstance(one, ast.Assign | ast.AnnAssign) else None
        documented = isinstance(two, ast.Expr) and isinstance(two.value, ast.Constant)
        if isinstance(target, ast.Name) and target.id.isupper() and value is not None and documented:
            found.append(value)
    return found


@pytest.mark.parametrize("path", SCORING, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_weight_stands_in_code(path: Path) -> None:
    assert weighty_numbers(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_policy_names_the_run_behind_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert tomllib.loads(text)
    assert "benchmarks" in text


def test_the_check_finds_weights() -> None:
    source = 'LIMIT = 40\n"""Words at most."""\n\n\ndef f(x: float) -> float:\n    return round(x[4] * 0.7, 4) - 3\n'
    assert weighty_numbers(source) == [(6, 3), (6, 0.7)]
