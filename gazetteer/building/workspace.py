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
    if "\0" in str(folder):
        raise OSError(errno.EINVAL, "a path holds no null character", str(folder))
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "a gazetteer is written into a folder, and this is a file", str(folder))
    folder.mkdir(parents=True, exist_ok=True)
    place, lock = _claim(folder)
    try:
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


def _claim(folder: Path) -> tuple[Path, int]:
    """Make a folder that is locked for as long as its descriptor is open, and remove those that nobody holds.

    The outer folder is locked meanwhile, so that another build does not take ours for a dead one before it is locked.
    """
    guard = os.open(folder, os.O_RDONLY) if fcntl is not None else -1
    try:
        _lock(guard, wait=True)
        _sweep(folder)
        place = Path(mkdtemp(prefix=_PREFIX, dir=folder))
        lock = os.open(place / _LOCK, os.O_RDWR | os.O_CREAT)
        _lock(lock, wait=False)
        return place, lock
    finally:
        if guard >= 0:
            os.close(guard)


def _sweep(folder: Path) -> None:
    """Remove what killed builds left: the folders whose lock nobody holds any more."""
    for place in folder.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            lock = os.open(place / _LOCK, os.O_RDWR)
            try:
                if _lock(lock, wait=False):
                    shutil.rmtree(place, ignore_errors=True)
            finally:
                os.close(lock)


def _lock(descriptor: int, *, wait: bool) -> bool:
    """Lock an open file; False where another process holds it or the file system has no locks."""
    if fcntl is None:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
