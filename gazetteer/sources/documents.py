"""JSON of untrusted files: an object a line, or the members of one great document, one at a time and each bounded."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from gazetteer.errors import BadRecord, BadSource
from gazetteer.sources.archives import open_source
from gazetteer.sources.lines import read_lines

LONGEST_OBJECT = 1 << 26
"""Bytes that one object of a dump may have, which is several times the greatest item of Wikidata."""

_BLOCK = 1 << 20
_SPACE = " \t\r\n"


def load(text: str) -> object:
    """Return the value of a JSON text; raises ValueError in one clause where it is none or is nested too deeply."""
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise ValueError(f"the line is not JSON: {error.msg} at character {error.pos + 1}") from None
    except RecursionError:
        raise ValueError("the line is JSON nested too deeply") from None


def read_objects(path: Path, source: str, *, shown: str) -> Iterator[tuple[int, dict[str, object]] | BadRecord]:
    """Yield the number of every line and the JSON object on it; other lines are BadRecords.

    The brackets and commas that make one list of all lines, as in the dumps of Wikidata, are left out.
    """
    for line in read_lines(path, source, shown=shown, longest=LONGEST_OBJECT):
        if isinstance(line, BadRecord):
            yield line
            continue
        number, text = line
        text = text.strip().rstrip(",")
        if text in ("[", "]", ""):
            continue
        try:
            value = load(text)
        except ValueError as error:
            yield BadRecord(shown, number, str(error))
            continue
        if isinstance(value, dict):
            yield number, value
        else:
            yield BadRecord(shown, number, "the line is not a JSON object")


def read_members(path: Path, source: str, key: str) -> Iterator[tuple[int, object]]:
    """Yield the line and the value of every member of the list or object under ``key`` of a JSON document.

    Only one member is in memory at a time. Raises BadSource where the document is broken, where it has no such key, or
    where a value is longer than ``LONGEST_OBJECT``.
    """
    with open_source(path, source) as file:
        scanner = _Scanner(file, path.name, source)
        scanner.expect("{")
        while scanner.peek() == '"':
            name = scanner.value()
            scanner.expect(":")
            if name == key:
                yield from scanner.members()
                return
            scanner.value()
            if scanner.peek() == ",":
                scanner.expect(",")
    raise BadSource(source, f"{path.name} has no {key!r} in it")


def read_entries(
    path: Path, source: str, *, whole: re.Pattern[str], key: str
) -> Iterator[tuple[int, object] | BadRecord]:
    """Read the members of ``key`` of a file that begins as ``whole`` does, one document, else an object a line."""
    if whole.search(_first_text(path, source).partition("\n{")[0]):
        return read_members(path, source, key)
    return read_objects(path, source, shown=path.name)


def _first_text(path: Path, source: str) -> str:
    """Return the beginning of a file as text, some thousand characters, to tell one form from another."""
    with open_source(path, source) as file:
        return file.read(1 << 14).decode("utf-8", "replace").lstrip("\ufeff")


@dataclass(slots=True)
class _Scanner:
    """A JSON document that is read from the beginning, a value at a time."""

    file: IO[bytes]
    name: str
    source: str
    text: str = ""
    at: int = 0
    line: int = 1
    _decoder: codecs.IncrementalDecoder | None = None

    def members(self) -> Iterator[tuple[int, object]]:
        opened = self.peek()
        if opened not in ("[", "{"):
            raise self._fault("a list or an object was expected")
        self.expect(opened)
        closing = {"[": "]", "{": "}"}[opened]
        while self.peek() != closing:
            if opened == "{":
                self.value()
                self.expect(":")
            self.peek()
            yield self.line, self.value()
            if self.peek() == ",":
                self.expect(",")

    def peek(self) -> str:
        """Return the next character that is not white space, and stand before it."""
        while True:
            while self.at < len(self.text) and self.text[self.at] in _SPACE:
                self.line += self.text[self.at] == "\n"
                self.at += 1
            if self.at < len(self.text):
                return self.text[self.at]
            if not self._more():
                raise self._fault("the document ends too early")

    def expect(self, sign: str) -> None:
        if self.peek() != sign:
            raise self._fault(f"{sign!r} was expected")
        self.at += 1

    def value(self) -> object:
        """Return the next value and stand behind it."""
        self.peek()
        wanted = 0
        while True:
            try:
                value, end = _DECODER.raw_decode(self.text, self.at)
            except RecursionError:
                raise self._fault("it is nested too deeply") from None
            except json.JSONDecodeError as error:
                known = len(self.text) - self.at
                if known > LONGEST_OBJECT:
                    raise self._fault(f"a value is longer than {LONGEST_OBJECT} characters") from None
                wanted = max(2 * known, _BLOCK)
                if not self._more(wanted - known):
                    raise self._fault(f"{error.msg}") from None
                continue
            except ValueError as error:
                raise self._fault(str(error)) from None
            if end == len(self.text) and self._more():
                continue
            self.line += self.text.count("\n", self.at, end)
            self.at = end
            return value

    def _more(self, size: int = _BLOCK) -> bool:
        """Read on, and forget what is behind; False at the end of the file."""
        self._decoder = self._decoder or codecs.getincrementaldecoder("utf-8-sig")()
        block = self.file.read(size)
        try:
            read = self._decoder.decode(block, final=not block)
        except UnicodeDecodeError:
            raise self._fault("it is not UTF-8") from None
        self.text, self.at = self.text[self.at :] + read, 0
        return bool(block)

    def _fault(self, reason: str) -> BadSource:
        return BadSource(self.source, f"{self.name} is not read beyond line {self.line}: {reason}")


def _refuse_constant(constant: str) -> object:
    raise ValueError(f"{constant} is not a number that JSON knows")


_DECODER = json.JSONDecoder(parse_constant=_refuse_constant)
