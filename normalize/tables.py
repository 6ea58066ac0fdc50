"""Packaged data files of ``normalize``: found, read, checked and named by one fingerprint."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from normalize.errors import BadTable

DATA = Path(__file__).parent / "data"

RULE_FILES = (
    "letters/*.t*",
    "sounds/*.toml",
    "lexicon.json",
    "names.json",
    "languages/*/folding.toml",
    "romanization.toml",
    "systems.digest",
)
"""The files that decide normal forms and keys, and so belong to the fingerprint; a digest stands for all systems."""


def read_toml(relative: str) -> dict[str, Any]:
    """Return a packaged TOML file as a dict; raise :class:`BadTable` with file and line if it does not parse."""
    path = DATA / relative
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadTable(relative, None, f"cannot be read: {error.strerror}") from error
    except tomllib.TOMLDecodeError as error:
        raise BadTable(relative, None, str(error)) from error


def read_rows(relative: str) -> Iterator[list[str]]:
    """Yield the tab-separated rows of a packaged table, comments (``#``) and empty lines left out."""
    for line in (DATA / relative).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def languages_with(filename: str) -> tuple[str, ...]:
    """Return the BCP 47 tags of the languages whose folder holds ``filename``, sorted."""
    return tuple(sorted(path.parent.name for path in (DATA / "languages").glob(f"*/{filename}")))


@cache
def fingerprint() -> str:
    """Return 16 hexadecimal digits that change whenever a rule of the normal form or of the keys does."""
    digest = hashlib.blake2b(digest_size=8)
    for pattern in RULE_FILES:
        for path in sorted(DATA.glob(pattern)):
            digest.update(path.relative_to(DATA).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
