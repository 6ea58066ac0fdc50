"""The command match: a table goes in, and comes out with the entity that each row's name means."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, BinaryIO, cast

from gazetteer.cli import sheets
from gazetteer.cli.arguments import UsageError
from gazetteer.cli.commands import open_gazetteer
from gazetteer.cli.hints import HintReader, Query
from gazetteer.cli.sheet_writing import NOTHING, Answered, Cells, write_sheet
from gazetteer.cli.sheets import BadRow, Record, Sheet
from gazetteer.cli.streams import (
    BadInput,
    binary_input,
    message,
    not_this_encoding,
    progress,
    replaced_file,
    standard_output,
    text_over,
)
from gazetteer.errors import BadQuery

if TYPE_CHECKING:
    from normalize.vocabulary import EntityKind

_SHOWN_PROBLEMS = 10
_REMEMBERED_NAMES = 100_000
_SUFFIX_FORMS = {
    "csv": "csv", "tsv": "csv", "tab": "csv", "json": "json", "jsonl": "json", "ndjson": "json", "parquet": "parquet",
}  # fmt: skip


@dataclass(slots=True)
class Tally:
    """What has gone through so far: rows, rows without a match, bad rows and sentences about the first of them."""

    rows: int = 0
    unresolved: int = 0
    bad: int = 0
    problems: list[str] = field(default_factory=list)

    def count(self, record: Record, decision: object) -> None:
        """Add one row."""
        self.rows += 1
        self.unresolved += decision in ("ambiguous", "none")
        if record.problem:
            self.bad += 1
            if self.bad <= _SHOWN_PROBLEMS:
                self.problems.append(f"{record.line}: {record.problem}")


def match(settings: Namespace) -> int:
    """0 when done, 1 with ``--strict`` when a row is not resolved, 4 when a row could not be read."""
    with binary_input(settings.file) as binary:
        try:
            tally = _match(settings, binary)
        except UnicodeDecodeError as error:
            raise not_this_encoding(settings.file, error) from None
    for problem in tally.problems:
        message(f"{settings.file}:{problem}")
    if tally.bad:
        message(f"{tally.bad} of {tally.rows} rows could not be answered")
        return 4
    return 1 if settings.strict and tally.unresolved else 0


def _match(settings: Namespace, binary: BinaryIO) -> Tally:
    # Peeking leaves standard input readable from its first byte.
    head = binary.peek(4096) if hasattr(binary, "peek") else b""
    form = settings.source_form or sheets.sniff_form(settings.file, head)
    tally = Tally()
    with _opened_sheet(settings, binary, form) as sheet, progress("match") as advance:
        answers = _counted(answered(settings, sheet), tally, advance)
        if settings.output in (None, "-"):
            output = standard_output(settings.form)
            write_sheet(sheet, answers, output.form, output.stream)
        else:
            _write_file(settings, sheet, answers)
    return tally


@contextmanager
def _opened_sheet(settings: Namespace, binary: BinaryIO, form: str) -> Iterator[Sheet]:
    if form == "parquet":
        from gazetteer.cli.columnar import parquet_sheet

        yield parquet_sheet(settings.file, binary)
        return
    with text_over(binary, settings.encoding) as text:
        try:
            if form == "jsonl":
                sheet = sheets.read_json_lines(text)
            else:
                sheet = sheets.read_csv(text, delimiter=_delimiter(settings), header=not settings.no_header)
        except BadInput as error:
            raise BadInput(f"{settings.file}: {error}") from None
        yield sheet


def _write_file(settings: Namespace, sheet: Sheet, answers: Answered) -> None:
    suffix = settings.output.lower().rpartition(".")[2]
    form = settings.form or _SUFFIX_FORMS.get(suffix) or {"jsonl": "json"}.get(sheet.form, sheet.form)
    with replaced_file(settings.output) as beside:
        if form == "parquet":
            from gazetteer.cli.columnar import write_parquet

            write_parquet(sheet, beside, answers)
            return
        with open(beside, "w", encoding="utf-8", errors="backslashreplace", newline="") as out:
            write_sheet(sheet, answers, form, out)


def _delimiter(settings: Namespace) -> str | None:
    given: str | None = settings.delimiter
    if given is None:
        return "\t" if settings.file.lower().endswith((".tsv", ".tab")) else None
    given = "\t" if given in ("tab", "\\t") else given
    if len(given) != 1 or given in '"\r\n':
        raise UsageError(f"a delimiter is one character or the word tab, not {given!r}", "match")
    return given


def answerer(settings: Namespace) -> Callable[[Query], Cells]:
    """A function from a query to the added cells; it asks the gazetteer once for what comes again."""
    gazetteer = open_gazetteer(settings.gazetteer)

    @lru_cache(maxsize=_REMEMBERED_NAMES)
    def ask(query: Query) -> Cells:
        # The gazetteer says itself that a kind is none.
        kind = cast("EntityKind | None", query.kind)
        resolution = gazetteer.resolve(
            query.name,
            kind=kind,
            country=query.country,
            language=query.language,
            near=query.near,
            within=query.within,
        )
        best = resolution.candidates[0] if resolution.candidates else None
        matched = best.name if best and resolution.decision == "match" else None
        return resolution.id, matched, round(best.score, 4) if best else None, resolution.decision

    return ask


def answered(settings: Namespace, sheet: Sheet) -> Answered:
    """Every row with its added cells, in order; one without a name or with a wrong hint of its own gets a problem."""
    hints, ask = HintReader(settings, sheet.columns), answerer(settings)
    for record in sheet.records:
        if record.problem or (sheet.form == "csv" and not record.values):
            yield record, NOTHING
            continue
        try:
            cells = hints.ask(record, ask)
        except (BadRow, BadQuery) as error:
            if isinstance(error, BadQuery) and not hints.is_asked(error.field):
                raise
            yield Record(record.line, record.values, record.raw, record.end, str(error)), NOTHING
        else:
            yield record, cells
    hints.tell_unread()


def _counted(answers: Answered, tally: Tally, advance: Callable[[int], None]) -> Iterator[tuple[Record, Cells]]:
    for record, cells in answers:
        advance(1)
        tally.count(record, cells[-1])
        yield record, cells
