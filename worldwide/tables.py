"""The hand-kept tables that say what the packages do not: rules for languages, capitals, zones, former states."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).with_name("data")


@cache
def read_rules(name: str) -> dict[str, Any]:
    """Return a TOML table of ``worldwide/data``."""
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


@cache
def read_tagged(name: str) -> dict[str, list[tuple[str, str]]]:
    """Return a table of ``worldwide/data`` of names: by GeoNames ID, language and text of each."""
    found: dict[str, list[tuple[str, str]]] = {}
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            key, language, text = line.split("\t")
            found.setdefault(key, []).append((language, text))
    return found


@cache
def read_pairs(name: str) -> dict[str, str]:
    """Return a table of ``worldwide/data`` with two columns as a dict: first to second; ``#`` begins a comment."""
    rows = (line.split("\t") for line in (DATA / name).read_text(encoding="utf-8").splitlines())
    return {row[0]: row[1] for row in rows if len(row) > 1 and not row[0].startswith("#")}
