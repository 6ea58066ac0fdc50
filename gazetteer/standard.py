"""Where the gazetteer is that comes with the package, and how a checkout makes it when it is missing or stale."""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from typing import cast

from gazetteer.errors import BadSource, GazetteerError
from gazetteer.index.layout import FILE_NAME
from gazetteer.index.reading import Index
from gazetteer.packaged import CHECKOUT, DEFAULT_FOLDER
from normalize.tables import fingerprint

WORLD = "worldwide"

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
    inputs = [*CHECKOUT.glob("**/*.jsonl"), CHECKOUT / "SOURCES.tsv", *(CHECKOUT.parent / WORLD).glob("**/*.t*")]
    return any(path.stat().st_mtime_ns > built for path in inputs)


def _compile() -> None:
    from gazetteer.building import build

    sources = _choose_sources()
    if not sources:
        _log.warning(
            "seeds or rules are newer than %s, and the packages that the world is compiled from are not installed; "
            "compile it anew with: pip install -e %s",
            DEFAULT_FOLDER / FILE_NAME,
            CHECKOUT.parent,
        )
        return
    _log.info("compiling %s into %s", " and ".join(sources), DEFAULT_FOLDER)
    try:
        build(sources, DEFAULT_FOLDER)
    except GazetteerError:
        if not (DEFAULT_FOLDER / FILE_NAME).is_file():
            raise
        _log.warning("the seeds could not be compiled; an older gazetteer answers", exc_info=True)


def _choose_sources() -> Sequence[str]:
    """Return what to compile: seeds and world where its packages are installed, else what one can have without them.

    Without them a compiled world is kept: as it is where its rules are the present ones (the answer is then nothing to
    compile), keyed anew from itself where they are not. The seeds alone are compiled where there is no world to keep.
    """
    from gazetteer.sources.registry import find_source

    try:
        find_source(WORLD)
        return ("seeds", WORLD)
    except BadSource:
        pass
    try:
        with Index.open(DEFAULT_FOLDER) as index:
            sources = cast("list[dict[str, str]]", index.manifest["sources"])
            holds_world = not {WORLD, f"gazetteer:{DEFAULT_FOLDER.name}"}.isdisjoint(one["source"] for one in sources)
            is_current = index.manifest["fingerprint"] == fingerprint()
    except (OSError, GazetteerError):
        return ("seeds",)
    if not holds_world:
        return ("seeds",)
    return () if is_current else (f"gazetteer:{DEFAULT_FOLDER}",)
