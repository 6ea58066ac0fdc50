"""What the build of the package is told by the environment, and what it says where that cannot be done."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytest.importorskip("setuptools", minversion="77")  # what pyproject.toml says: older ones cannot read it


def build(compiled: Path) -> tuple[int, str]:
    """The status and the last words of a build of the gazetteer that is to take a compiled one."""
    command = [sys.executable, "setup.py", "-q", "build_gazetteer"]
    environment = {**os.environ, "ALLONYM_GAZETTEER": str(compiled), "ALLONYM_COMPILE": "no"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)
    return done.returncode, done.stderr.splitlines()[-1]


def test_a_compiled_gazetteer_that_is_none_is_told_in_a_sentence(tmp_path: Path) -> None:
    missing = tmp_path / "missing"
    assert build(missing) == (1, f"error: ALLONYM_GAZETTEER names no file: {missing}; name a gazetteer.allonym")
    told = f"error: ALLONYM_GAZETTEER names a folder without a compiled gazetteer: {tmp_path}; name a gazetteer.allonym"
    assert build(tmp_path) == (1, told)
    inside = tmp_path / "gazetteer.allonym"
    inside.write_bytes(b"")
    told = f"error: ALLONYM_GAZETTEER names a folder, {tmp_path}; name the file in it: {inside}"
    assert build(tmp_path) == (1, told)
