"""A folder beside the gazetteer for a build's unfinished files, gone afterwards even if an earlier build was killed."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

try:
    import fcntl
except ImportError:  # Windows has no such locks: there the folders of killed builds stay
    fcntl = None  # type: ignore[assignment]

_PREFIX = ".unfinished-"
_LOCK = "lock"


@contextmanager
def open_workspace(folder: Path) -> Iterator[Path]:
    """Make ``folder`` and, in it, an empty folder for the length of a build.

    Raises OSError with one clear sentence where ``folder`` cannot be a folder or the disk is full.
    """
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "a gazetteer is written into a folder, and this is a file", str(folder))
    folder.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    place = Path(mkdtemp(prefix=_PREFIX, dir=folder))
    lock = os.open(place / _LOCK, os.O_RDWR | os.O_CREAT)
    try:
        if fcntl is not None:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield place
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            sentence = "the disk is full; what was there before is untouched"
            raise OSError(error.errno, sentence, str(folder)) from None
        raise
    finally:
        os.close(lock)
        shutil.rmtree(place, ignore_errors=True)


def publish(draft: Path, final: Path) -> None:
    """Put a finished file in its place in one step that a crash leaves either undone or done."""
    draft.replace(final)
    with suppress(PermissionError):
        folder = os.open(final.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _sweep(folder: Path) -> None:
    """Remove what killed builds left: the folders whose lock nobody holds any more."""
    if fcntl is None:
        return
    for place in folder.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            lock = os.open(place / _LOCK, os.O_RDWR)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(place, ignore_errors=True)
            finally:
                os.close(lock)
