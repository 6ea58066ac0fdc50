"""Where the gazetteer is that comes with the package, and how a checkout makes it when it is missing or stale."""

from __future__ import annotations

import logging
import os

from gazetteer.errors import GazetteerError
from gazetteer.index.layout import FILE_NAME
from gazetteer.index.reading import Index
from gazetteer.packaged import CHECKOUT, DEFAULT_FOLDER
from normalize.tables import fingerprint

_log = logging.getLogger(__name__)


def standard_path() -> str:
    """Return the folder of the embedded gazetteer; in a checkout it is compiled first if seeds or rules are newer."""
    if _is_checkout() and _is_stale():
        _compile()
    return os.fspath(DEFAULT_FOLDER)


def _is_checkout() -> bool:
    return (CHECKOUT / "SOURCES.tsv").is_file()


def _is_stale() -> bool:
    try:
        built = (DEFAULT_FOLDER / FILE_NAME).stat().st_mtime_ns
        with Index.open(DEFAULT_FOLDER, fingerprint=fingerprint()):
            pass
    except (OSError, GazetteerError):
        return True
    inputs = [*CHECKOUT.glob("**/*.jsonl"), CHECKOUT / "SOURCES.tsv"]
    return any(path.stat().st_mtime_ns > built for path in inputs)


def _compile() -> None:
    from gazetteer.building import build

    _log.info("compiling the seeds into %s", DEFAULT_FOLDER)
    try:
        build(["seeds"], DEFAULT_FOLDER)
    except GazetteerError:
        if not (DEFAULT_FOLDER / FILE_NAME).is_file():
            raise
        _log.warning("the seeds could not be compiled; an older gazetteer answers", exc_info=True)
