"""Where the evaluation data and the documents are that belong to no release, and a clear word where they are absent."""

from __future__ import annotations

import os
import sys
from pathlib import Path

SHARED = Path(os.environ.get("ALLONYM_SHARED", Path(__file__).parents[2] / "shared"))
DOCUMENTS = SHARED / "documents"
EVALUATION = SHARED / "evaluation"


def skip_without(path: Path) -> None:
    """End the benchmark, successfully and saying so, where its data is not on this machine."""
    if not path.exists():
        print(f"skipped: {path} is not here (set ALLONYM_SHARED to the folder that holds it)")
        sys.exit(0)
