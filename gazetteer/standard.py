"""Where the gazetteer is that comes with the package, and how a checkout makes it when it is missing or stale."""

from __future__ import annotations

import logging
import os
from pathlib import Path

from gazetteer.errors import GazetteerError
from gazetteer.index.layout import FILE_NAME
from gazetteer.index.reading import Index
from normalize.tables import fingerprint

PACKAGED = Path(__file__).parent / "data" / "default"
"""Folder of the compiled gazetteer inside the package."""

SEEDS = Path(__file__).parent.parent / "seeds"
"""The seeds beside the packages: there in a checkout only."""

_log = logging.getLogger(__name__)


def standard_path() -> str:
    """Return the folder of the embedded gazetteer; in a checkout it is compiled first if seeds or rules are newer."""
    if _is_checkout() and _is_stale():
        _compile()
    return os.fspath(PACKAGED)


def _is_checkout() -> bool:
    return (SEEDS / "SOURCES.tsv").is_file()


def _is_stale() -> bool:
    try:
        built = (PACKAGED / FILE_NAME).stat().st_mtime_ns
        with Index.open(PACKAGED, fingerprint=fingerprint()):
            pass
    except (OSError, GazetteerError):
        return True
    inputs = [*SEEDS.glob("**/*.jsonl"), SEEDS / "SOURCES.tsv"]
    return any(path.stat().st_mtime_ns > built for path in inputs)


def _compile() -> None:
    from gazetteer.building import build

    _log.info("compiling the seeds into %s", PACKAGED)
    try:
        build(["seeds"], PACKAGED)
    except GazetteerError:
        if not (PACKAGED / FILE_NAME).is_file():
            raise
        _log.warning("the seeds could not be compiled; an older gazetteer answers", exc_info=True)
