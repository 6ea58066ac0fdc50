"""The two orders one gives, to build and to check; a look-up loads them, so they import nothing until given."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gazetteer.building.report import BuildReport, CheckReport, Progress


def build(
    sources: Sequence[str],
    path: str | os.PathLike[str],
    *,
    previous: str | os.PathLike[str] | None = None,
    progress: Progress | None = None,
    strict: bool = False,
) -> BuildReport:
    """Compile ``sources`` (``seeds``, ``records:FILE`` …) into the gazetteer of the folder ``path``.

    The same input gives the same bytes, whatever the machine, the folder and the hour: the manifest holds a date only
    where ``SOURCE_DATE_EPOCH`` fixes one. The file is written beside the one that is there, checked, and takes its
    place in one step, so that a build that fails or is killed changes nothing. Rows that cannot be taken are listed in
    the report, or raised as BadRecord where ``strict``. ``previous`` is the folder of an earlier build: IDs that were
    merged away in it, and that no record bears now, go on leading to what they led to.

    Raises BadSource, GazetteerMissing or GazetteerDamaged for a source that cannot be read, BadSource where rows were
    read and none can be taken, and OSError where the folder cannot be written.
    """
    from gazetteer.building.pipeline import compile_sources

    return compile_sources(sources, Path(path), previous=previous, progress=progress, strict=strict)


def check(path: str | os.PathLike[str], *, progress: Progress | None = None) -> CheckReport:
    """Check the gazetteer in the folder ``path`` completely; raises GazetteerMissing where there is none.

    Any byte that is not what was written is reported, and so are keys made with other rules than those installed.
    """
    from gazetteer.building.checking import check_file

    return check_file(path, progress=progress)
