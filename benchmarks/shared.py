"""What benchmarks measure on: data and documents that belong to no release, and the gazetteer of the seeds alone."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from pathlib import Path

from gazetteer import Gazetteer, build
from gazetteer.index.layout import FILE_NAME
from normalize.tables import fingerprint

SHARED = Path(os.environ.get("ALLONYM_SHARED", Path(__file__).parents[2] / "shared"))
DOCUMENTS = SHARED / "documents"
EVALUATION = SHARED / "evaluation"
SEEDS = Path(__file__).parents[1] / "seeds"


def skip_without(path: Path) -> None:
    """End the benchmark, successfully and saying so, where its data is not on this machine."""
    if not path.exists():
        print(f"skipped: {path} is not here (set ALLONYM_SHARED to the folder that holds it)")
        sys.exit(0)


def open_gazetteer() -> Gazetteer:
    """Open the gazetteer in the folder ``ALLONYM_GAZETTEER`` (``default``: the embedded one), else the seeds alone.

    The seeds are compiled into the folder for temporary files, anew when they, the rules or what builds have changed.
    """
    named = os.environ.get("ALLONYM_GAZETTEER")
    if named:
        return Gazetteer.open(named)
    digest = hashlib.sha256(fingerprint().encode())
    parts = ("gazetteer/index", "gazetteer/building", "normalize")
    programs = [path for part in parts for path in SEEDS.parent.glob(f"{part}/*.py")]
    for path in sorted([*programs, *(path for path in SEEDS.rglob("*") if path.is_file())]):
        digest.update(path.read_bytes())
    folder = Path(tempfile.gettempdir(), f"allonym-seeds-{digest.hexdigest()[:16]}")
    if not (folder / FILE_NAME).is_file():
        build([f"seeds:{SEEDS}"], folder)
    return Gazetteer.open(folder)
