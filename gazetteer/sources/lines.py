"""Lines of untrusted text files, each bounded and decoded by itself, so that one bad line costs one line."""

from __future__ import annotations

import codecs
import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from gazetteer.errors import BadRecord, BadSource

LONGEST_LINE = 1 << 22
"""Bytes that a line may have."""


def open_source(path: Path, source: str) -> IO[bytes]:
    """Open a file of a source, uncompressing ``.gz``; raises BadSource where there is none to read."""
    try:
        return cast("IO[bytes]", gzip.open(path)) if path.suffix == ".gz" else path.open("rb")
    except FileNotFoundError:
        raise BadSource(source, f"there is no file {path}") from None
    except IsADirectoryError:
        raise BadSource(source, f"{path} is a folder, not a file") from None
    except OSError as error:
        raise BadSource(source, f"{path} cannot be read: {error.strerror}") from None
    except ValueError:
        raise BadSource(source, "the path holds a null character") from None


def read_lines(path: Path, source: str, *, shown: str) -> Iterator[tuple[int, str] | BadRecord]:
    """Yield the number (from 1) and the text of every line that is not blank, without its end.

    A byte order mark is dropped. A line that is too long or not UTF-8 becomes a BadRecord under the name ``shown``.
    """
    with open_source(path, source) as file:
        number = 0
        while raw := _next_line(file, source):
            number += 1
            if number == 1:
                raw = raw.removeprefix(codecs.BOM_UTF8)
            if len(raw) > LONGEST_LINE:
                yield BadRecord(shown, number, f"the line is longer than {LONGEST_LINE} bytes")
                continue
            try:
                text = raw.decode().rstrip("\r\n")
            except UnicodeDecodeError as error:
                yield BadRecord(shown, number, f"the line is not UTF-8 at byte {error.start + 1}")
                continue
            if text.strip():
                yield number, text


def _next_line(file: IO[bytes], source: str) -> bytes:
    """Read a line; of one that is too long only the beginning is kept."""
    try:
        raw = file.readline(LONGEST_LINE + 1)
        rest = raw
        while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            rest = file.readline(LONGEST_LINE + 1)
        return raw
    except (OSError, EOFError) as error:
        raise BadSource(source, f"reading failed: {error}") from None
