"""Lines of untrusted text files, each bounded and decoded by itself, so that one bad line costs one line."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from gazetteer.errors import BadRecord
from gazetteer.sources.archives import open_source

LONGEST_LINE = 1 << 22
"""Bytes that a line may have."""

BLOCK = 1 << 20
"""Bytes that are read at once."""


def read_lines(
    path: Path, source: str, *, shown: str, encodings: Sequence[str] = ("utf-8",), longest: int | None = None
) -> Iterator[tuple[int, str] | BadRecord]:
    """Yield the number (from 1) and the text of every line that is not blank, without its end.

    A byte order mark is dropped. A line is read in the first of the encodings that fits; one that fits none, or is
    longer than ``longest`` bytes (``LONGEST_LINE`` if not given), becomes a BadRecord under the name ``shown``.
    """
    longest = longest or LONGEST_LINE
    with open_source(path, source) as file:
        number = 0
        while raw := _next_line(file, longest):
            number += 1
            if number == 1:
                raw = raw.removeprefix(codecs.BOM_UTF8)
            if len(raw) > longest:
                yield BadRecord(shown, number, f"the line is longer than {longest} bytes")
                continue
            try:
                text = decode(raw, encodings).rstrip("\r\n")
            except ValueError as error:
                yield BadRecord(shown, number, str(error))
                continue
            if text.strip():
                yield number, text


def decode(raw: bytes, encodings: Sequence[str] = ("utf-8",)) -> str:
    """Return a line as text in the first encoding that fits; raises ValueError with the reason where none does."""
    fault = 0
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError as error:
            fault = fault or error.start + 1
    names = " or ".join(name.upper() for name in encodings)
    raise ValueError(f"the line is not {names} at byte {fault}") from None


def read_blocks(path: Path, source: str) -> Iterator[tuple[int, list[bytes]]]:
    """Yield lines by the block: the number of the first (from 1) and the lines as bytes without ``\\n``.

    Blank lines are among them. Of a line that is longer than ``LONGEST_LINE`` only so much is kept that it still is.
    """
    number, rest = 1, b""
    with open_source(path, source) as file:
        while block := file.read(BLOCK):
            if number == 1 and not rest:
                block = block.removeprefix(codecs.BOM_UTF8)
            lines = (rest + block).split(b"\n")
            rest = lines.pop()[: LONGEST_LINE + 1]
            if lines:
                yield number, lines
                number += len(lines)
    if rest:
        yield number, [rest]


def _next_line(file: IO[bytes], longest: int) -> bytes:
    """Read a line; of one that is too long only the beginning is kept."""
    raw = file.readline(longest + 1)
    rest = raw
    while len(rest) > longest and not rest.endswith(b"\n"):
        rest = file.readline(longest + 1)
    return raw
