"""Where the packaged data lies: policies and tables, the compiled gazetteer, and the seeds beside a checkout."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent / "data"

DEFAULT_FOLDER = DATA / "default"
"""Folder of the compiled gazetteer inside the package."""

CHECKOUT = DATA.parents[1] / "seeds"
"""Where the seeds lie beside the packages in a checkout; an installed package has none."""


def read_toml(relative: str) -> dict[str, Any]:
    """Return a TOML file of the packaged data as a dict."""
    return tomllib.loads((DATA / relative).read_text(encoding="utf-8"))
