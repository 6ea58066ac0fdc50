"""One run of the command: which function answers, and what every outcome is to the shell that waits for it."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence

from gazetteer.cli.arguments import USAGE_STATUS, UsageError, parse, program_parser
from gazetteer.cli.streams import BadInput, message, prepare_streams, show_log
from gazetteer.errors import BadQuery, GazetteerDamaged, GazetteerError, GazetteerMissing, RulesMismatch, UnknownEntity
from normalize.errors import BadHint, NormalizeError, NotReversible, UnknownSystem

UNRESOLVED, NO_GAZETTEER, BAD_INPUT, INTERRUPTED, BROKEN_PIPE = 1, 3, 4, 130, 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the return value is its exit status.

    0 resolved or done, 1 not resolved or ambiguous, 2 usage, 3 no gazetteer or a damaged one, 4 bad input, 130 on
    Ctrl-C, 141 when the reader of the output went away.
    """
    prepare_streams()
    show_log()
    try:
        status = _run(sys.argv[1:] if argv is None else argv)
    except BrokenPipeError:
        _silence_output()
        return BROKEN_PIPE
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


def _run(argv: Sequence[str]) -> int:
    try:
        status = _answer_or_stop(argv)
        if sys.stdout is not None:
            sys.stdout.flush()
        return status
    except UsageError as error:
        of = f" {error.command}" if error.command else ""
        print(f"gazetteer{of}: {error}\nsee: gazetteer{of} --help", file=sys.stderr)
        return USAGE_STATUS
    except (GazetteerError, NormalizeError, BadInput) as error:
        message(str(error))
        return status_of(error)
    except BrokenPipeError:
        raise
    except OSError as error:
        message(f"{error.filename}: {error.strerror}" if error.filename else str(error.strerror or error))
        _silence_unwritten()
        return BAD_INPUT


def status_of(error: Exception) -> int:
    """The exit status that an error stands for."""
    if isinstance(error, (BadQuery, BadHint, UnknownSystem, NotReversible)):
        return USAGE_STATUS
    if isinstance(error, (GazetteerMissing, GazetteerDamaged, RulesMismatch)):
        return NO_GAZETTEER
    return UNRESOLVED if isinstance(error, UnknownEntity) else BAD_INPUT


def _answer_or_stop(argv: Sequence[str]) -> int:
    """The status of a command, or of ``--help``, after which the parser stops the program."""
    try:
        return _answer(parse(argv))
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 0


def _answer(settings: Namespace) -> int:
    if getattr(settings, "version", False):
        print(f"gazetteer {version()}")
        return 0
    if settings.command is None:
        program_parser().print_help(sys.stderr)
        return USAGE_STATUS
    return _function(settings.command)(settings)


def _function(command: str) -> Callable[[Namespace], int]:
    """The function of a command; only the module that holds it is imported."""
    if command == "match":
        from gazetteer.cli.matching import match

        return match
    if command in {"build", "check", "serve"}:
        from gazetteer.cli import upkeep

        return {"build": upkeep.build, "check": upkeep.check, "serve": upkeep.serve}[command]
    if command in {"diff", "export"}:
        from gazetteer.cli import exchange

        return {"diff": exchange.diff, "export": exchange.export}[command]
    from gazetteer.cli.commands import COMMAND_FUNCTIONS

    return COMMAND_FUNCTIONS[command]


def version() -> str:
    """The version of the installed distribution, or ``unreleased`` in a checkout that was not installed."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("allonym")
    except PackageNotFoundError:
        return "unreleased"


def _silence_unwritten() -> None:
    """Silence standard output where what is left to write to it cannot be written."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        _silence_output()


def _silence_output() -> None:
    """Point standard output at nothing, or the interpreter would report once more at exit what could not be written."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
