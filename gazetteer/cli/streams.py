"""Standard input, output and error: where text comes from, where answers and messages go, and in which form."""

from __future__ import annotations

import logging
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, TextIO, TypeVarTuple

from gazetteer.errors import GazetteerError
from gazetteer.rendering import to_json

if TYPE_CHECKING:
    from rich.console import Console

Form = Literal["json", "table", "csv"]
Shown = TypeVarTuple("Shown")


class BadInput(Exception):
    """A file or stream that cannot be read or written as asked; the message is one sentence for people."""


@dataclass(frozen=True, slots=True)
class Output:
    """Where answers go, and whether as JSON lines, tables or CSV."""

    form: Form
    stream: TextIO


def prepare_streams() -> None:
    """UTF-8 on every standard stream whatever the locale says; what UTF-8 cannot carry is written as an escape.

    Messages to a standard error that is closed go nowhere, or they would be printed among the answers.
    """
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115 - open as long as the program runs
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def show_log() -> None:
    """On a terminal, tell what takes long, such as compiling the seeds of a checkout; elsewhere only warnings."""
    level = logging.INFO if sys.stderr.isatty() else logging.WARNING
    logging.basicConfig(level=level, format="gazetteer: %(message)s", stream=sys.stderr)


def standard_output(form: Form | None) -> Output:
    """Standard output in the form asked for; otherwise a table on a terminal and JSON lines elsewhere."""
    if sys.stdout is None:
        raise BadInput("standard output is closed, and the answers have nowhere to go")
    return Output(form or ("table" if sys.stdout.isatty() else "json"), sys.stdout)


def standard_input() -> TextIO:
    """Standard input; BadInput where it is closed."""
    if sys.stdin is None:
        raise BadInput("standard input is closed, and there is nothing to read")
    return sys.stdin


def answer(output: Output, shape: object, show: Callable[[Console, *Shown], None], *shown: *Shown) -> None:
    """One answer: its JSON line, or on a terminal what ``show`` prints of the values ``shown``."""
    answer_list(output, (shape,), show, *shown)


def answer_list(
    output: Output, shapes: Iterable[object], show: Callable[[Console, *Shown], None], *shown: *Shown
) -> None:
    """A list of answers: a JSON line for each of ``shapes``, or on a terminal what ``show`` prints of all of them."""
    if output.form == "table":
        show(console(output.stream), *shown)
        return
    output.stream.writelines(to_json(shape) + "\n" for shape in shapes)


def console(stream: TextIO) -> Console:
    """A rich console that takes text as it is: no markup, no emoji names, no guessed colours."""
    from rich.console import Console

    return Console(file=stream, markup=False, emoji=False, highlight=False)


def message(text: str) -> None:
    """A line for people on standard error."""
    print(f"gazetteer: {text}", file=sys.stderr)


def binary_input(path: str) -> BinaryIO:
    """The bytes of a file, or of standard input for ``-``; BadInput says why there are none."""
    if path == "-":
        return standard_input().buffer
    try:
        return open(path, "rb")
    except OSError as error:
        raise BadInput(f"cannot read {path}: {error.strerror}") from error


def text_over(binary: BinaryIO, encoding: str) -> TextIO:
    """The text of a file, its line ends untouched, so that offsets in it are offsets in the file."""
    try:
        return TextIOWrapper(binary, encoding=encoding, newline="")
    except LookupError:
        raise BadInput(f"there is no encoding called {encoding!r}") from None


def not_this_encoding(path: str, error: UnicodeDecodeError) -> BadInput:
    """What to tell someone whose file is in another encoding than they said."""
    shown = "standard input" if path == "-" else path
    return BadInput(f"{shown} is not {error.encoding}; name its encoding with --encoding (cp1252, utf-16 …)")


def input_lines(words: list[str]) -> Iterator[str]:
    """The words of a command line, ``-`` among them replaced by the lines of standard input."""
    for word in words:
        if word == "-":
            yield from _standard_lines()
        else:
            yield word


def _standard_lines() -> Iterator[str]:
    given = standard_input()
    if given.isatty():
        message("reading names from the terminal, one a line; Ctrl-D ends")
    for number, line in enumerate(given.buffer, start=1):
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise BadInput(f"line {number} of standard input is not UTF-8") from None
        yield text.rstrip("\r\n")


@contextmanager
def replaced_file(path: str) -> Iterator[Path]:
    """A file to write beside ``path``; it takes the place of ``path`` when the block ends well, else it goes away.

    A link stays one, to the new file, which may be used by whom the old one could be; what is no file, such as
    ``/dev/null``, is written to as it is.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        with _told(path):
            yield target
        return
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with _told(path):
            yield beside
            if target.exists():
                shutil.copymode(target, beside)
            os.replace(beside, target)
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def _told(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if isinstance(error, GazetteerError):
            raise
        raise BadInput(f"cannot write {path}: {error.strerror or error}") from error


@contextmanager
def progress(title: str) -> Iterator[Callable[[int], None]]:
    """A count on standard error that the block advances by numbers of rows; silent unless that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = SpinnerColumn(), TextColumn("{task.description} {task.completed:,.0f} rows"), TimeElapsedColumn()
    with Progress(*columns, console=console(sys.stderr), transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda count: bar.advance(task, count)


@contextmanager
def stages() -> Iterator[Callable[[str, int, int | None], None] | None]:
    """A bar on standard error for work in named stages; None, which asks for no reports, unless that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    rate = TextColumn("{task.completed:,.0f} done, {task.fields[rate]}")
    columns = TextColumn("{task.description:<6}"), BarColumn(), rate, TimeElapsedColumn(), TimeRemainingColumn()
    with Progress(*columns, console=console(sys.stderr), transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def report(stage: str, done: int, total: int | None) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total, rate="")
            task = bar.tasks[tasks[stage]]
            speed = done / task.elapsed if task.elapsed else 0.0
            bar.update(task.id, completed=done, total=total, rate=f"{speed:,.0f} a second")

        yield report
