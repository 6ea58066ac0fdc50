"""The works behind dumps, as the names taken from them cite them."""

from __future__ import annotations

from functools import cache
from typing import Any

from gazetteer.packaged import read_toml
from gazetteer.sources.rows import Citation


def cite(work: str) -> dict[str, Citation]:
    """Return the citation of a work by its ID, in the form that a source takes; the ID is what names cite."""
    row = _table()[work]
    return {work: Citation(row["title"], row["url"], row["licence"], "")}


@cache
def _table() -> dict[str, Any]:
    return read_toml("citations.toml")
