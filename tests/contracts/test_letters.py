"""Letters are data: package code holds no letter outside ASCII except in docstrings and comments."""

from __future__ import annotations

import ast
import unicodedata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted(path for package in ("normalize", "gazetteer") for path in (ROOT / package).rglob("*.py"))


def docstrings(tree: ast.Module) -> set[int]:
    """The identities of the constants that document: strings that stand alone as a statement."""
    statements = (node for node in ast.walk(tree) if isinstance(node, ast.Expr))
    return {id(node.value) for node in statements if isinstance(node.value, ast.Constant)}


def foreign_letters(text: str) -> str:
    """The letters of a text outside ASCII; marks and modifier letters, which are punctuation in names, do not count."""
    return "".join(
        sign for sign in text if not sign.isascii() and unicodedata.category(sign) in ("Lu", "Ll", "Lt", "Lo")
    )


def texts_in(node: ast.AST, documented: set[int]) -> str:
    """What a node of a module says in letters: a string that documents nothing, or a name."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) and id(node) not in documented else ""
    for attribute in ("id", "attr", "arg", "name"):
        text = getattr(node, attribute, None)
        if isinstance(text, str):
            return text
    return ""


def letters_in_code(source: str) -> list[tuple[int, str]]:
    """Line and letters of every literal and name in the source that holds some; an escape counts as its letter."""
    tree = ast.parse(source)
    documented = docstrings(tree)
    found = [(getattr(node, "lineno", 0), foreign_letters(texts_in(node, documented))) for node in ast.walk(tree)]
    return sorted((line, letters) for line, letters in found if letters)


ALLOWED = {
    "normalize/systems/engine.py": {"\u0130", "\u0131", "\u1100", "\u11ff"},
    "gazetteer/matching/features.py": {"\u0131"},
}
"""Where Unicode itself singles letters out: the two i of SpecialCasing.txt, the bounds of the block of Hangul jamo."""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_letter_stands_in_code(path: Path) -> None:
    allowed = ALLOWED.get(path.relative_to(ROOT).as_posix(), set())
    found = letters_in_code(path.read_text(encoding="utf-8"))
    assert [(line, letters) for line, letters in found if letters not in allowed] == []


def test_the_check_finds_letters() -> None:
    source = (  # a docstring, a comment, a name, an f-string, an escape
        '"""Əla."""\nNAME = "Kəlbəcər"  # ə\nö = f"{NAME} ş\u02bc"\n\n\n'
        'def f() -> str:\n    "ü"\n    return "\\u0259"\n'
    )
    assert letters_in_code(source) == [(2, "əəə"), (3, "ö"), (3, "ş"), (8, "ə")]
