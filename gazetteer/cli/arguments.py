"""The commands and their options: what each is called, what it takes, and what it answers to ``--help``."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import NoReturn

from normalize.suggesting import most_alike
from normalize.vocabulary import ENTITY_KINDS

USAGE_STATUS = 2
EXPORT_FORMATS = ("records", "csv", "lpf", "ftm")


class UsageError(Exception):
    """A command line that cannot be understood; ``command`` is the subcommand it was for, if one was named."""

    def __init__(self, message: str, command: str | None = None) -> None:
        self.command = command
        super().__init__(message)


class _Parser(argparse.ArgumentParser):
    """Reports by exception, so that one place prints every message and chooses every status."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(message)


def nearest(word: str, words: Sequence[str]) -> str:
    """``; did you mean …?`` when one of ``words`` is like ``word``, else nothing."""
    alike = most_alike(word, words)
    return f"; did you mean {alike[0]}?" if alike else ""


def _kind(text: str) -> str:
    if text in ENTITY_KINDS:
        return text
    raise argparse.ArgumentTypeError(f"{text!r} is not one of {', '.join(ENTITY_KINDS)}{nearest(text, ENTITY_KINDS)}")


def _near(text: str) -> tuple[float, float]:
    latitude, _, longitude = text.partition(",")
    try:
        point = float(latitude), float(longitude)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not LATITUDE,LONGITUDE in degrees, such as 40.1,46.0") from None
    if not (-90 <= point[0] <= 90 and -180 <= point[1] <= 180):
        raise argparse.ArgumentTypeError(f"{text!r} is not on the globe: latitude -90..90, longitude -180..180")
    return point


def _whole(lowest: int, highest: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if text.isascii() and text.isdigit() and lowest <= int(text) <= highest:
            return int(text)
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from {lowest} to {highest}")

    return read


def _add_everywhere(parser: argparse.ArgumentParser) -> None:
    everywhere = parser.add_argument_group("everywhere")
    suppress = argparse.SUPPRESS
    everywhere.add_argument("--gazetteer", metavar="DIR", action="append", default=suppress,
                            help="another gazetteer than the built-in; given again, one more below it: what the first "
                                 "named says wins, and the word default names the built-in")  # fmt: skip
    everywhere.add_argument("--json", dest="form", action="store_const", const="json", default=suppress,
                            help="JSON lines, which is also what a pipe gets")  # fmt: skip
    everywhere.add_argument("--table", dest="form", action="store_const", const="table", default=suppress,
                            help="a table, which is also what a terminal gets")  # fmt: skip


def _add_hints(parser: argparse.ArgumentParser) -> None:
    hints = parser.add_argument_group("what is known of the name")
    hints.add_argument("--kind", type=_kind, metavar="KIND", help="place, person or organization")
    hints.add_argument("--country", metavar="CC", help="ISO 3166-1 alpha-2 code: AZ")
    hints.add_argument("--language", metavar="TAG", help="BCP 47 tag of the language it is written in: ru")
    hints.add_argument("--near", type=_near, metavar="LAT,LON", help="degrees north and east: 40.1,46.0")
    hints.add_argument("--within", metavar="ID", help="the entity it lies in or belongs to")


def _lookup(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("names", nargs="+", metavar="NAME", help="a name in any spelling; - reads names, one a line")
    _add_hints(parser)
    parser.add_argument("--limit", type=_whole(1, 1000), default=5, metavar="N", help="candidates to show (5)")


def _compare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("a", metavar="A")
    parser.add_argument("b", metavar="B")
    parser.add_argument("--kind", type=_kind, metavar="KIND", help="place, person or organization")


def _show(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ids", nargs="+", metavar="ID", help="an ID of the gazetteer, or another's: geonames:586268")


def _annotate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a text file; - reads standard input")
    _add_hints(parser)
    parser.add_argument("--encoding", default="utf-8", metavar="NAME", help="of the file (utf-8)")


_HINT_COLUMNS = {
    "kind": "kinds: place, person or organization",
    "country": "country codes",
    "language": "language tags",
    "lat": "degrees north",
    "lon": "degrees east",
    "within": "IDs of what it lies in or belongs to",
}


def _match(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="CSV, TSV, JSON lines or Parquet; - reads standard input")
    parser.add_argument("--column", metavar="C", help="the column of names, by name or number from 1")
    columns = parser.add_argument_group("columns of hints, which are read by themselves if they are called so")
    for hint, what in _HINT_COLUMNS.items():
        columns.add_argument(f"--{hint}-column", metavar="C", help=what)
    columns.add_argument("--no-hint-columns", action="store_true", help="read no column that is not named here")
    _add_hints(parser)
    files = parser.add_argument_group("the files")
    files.add_argument("-o", "--output", metavar="OUT", help="write here, in the format of its name; appears when done")
    files.add_argument("--csv", dest="form", action="store_const", const="csv", default=argparse.SUPPRESS,
                       help="CSV instead of JSON lines")  # fmt: skip
    files.add_argument("--from", dest="source_form", choices=("csv", "jsonl", "parquet"), metavar="FORMAT",
                       help="csv, jsonl or parquet, where the name of the file does not say")  # fmt: skip
    files.add_argument("--delimiter", metavar="D", help="between CSV cells; found by itself otherwise")
    files.add_argument("--no-header", action="store_true", help="the first line of the CSV is a row")
    files.add_argument("--encoding", default="utf-8", metavar="NAME", help="of the file (utf-8)")
    files.add_argument("--strict", action="store_true", help="status 1 if any row is not resolved")


def _transliterate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("texts", nargs="+", metavar="TEXT", help="- reads texts, one a line")
    parser.add_argument("--system", required=True, metavar="ID", help="see: gazetteer systems")
    parser.add_argument("--reverse", action="store_true", help="from the result back to the text")
    parser.add_argument("--strict", action="store_true", help="stop at a letter that the system does not cover")


def _variants(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME")
    parser.add_argument("--language", metavar="TAG", help="BCP 47 tag of the language of the name: az")
    parser.add_argument("--limit", type=_whole(1, 1000), default=50, metavar="N", help="spellings to show (50)")


def _systems(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", nargs="?", metavar="ID", help="show this one, with its samples")
    parser.add_argument("--language", metavar="TAG", help="BCP 47 or ISO 639-3: az, aze")
    parser.add_argument("--authority", metavar="CODE", help="bgnpcgn, un, iso, alalc …")
    parser.add_argument("--script", metavar="CODE", help="ISO 15924 code of either side: Cyrl")


_SOURCES = (
    "one or more of: seeds, default, records:FILE, gazetteer:DIR, geonames:DIR, gns:FILE, locode:DIR, whosonfirst:DIR, "
    "wikidata:FILE, paranames:FILE, ftm:FILE, lpf:FILE, lp-tsv:FILE, ofac:DIR, unsc:FILE"
)


def _build(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sources", nargs="+", metavar="SOURCE", help=_SOURCES)
    parser.add_argument("-o", "--output", required=True, metavar="DIR", help="the directory of the new gazetteer")
    parser.add_argument("--previous", metavar="DIR", help="an earlier build, whose merged IDs go on leading somewhere")
    parser.add_argument("--strict", action="store_true", help="stop at the first bad row")


def _check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("directories", nargs="*", metavar="DIR", help="the built-in gazetteer if left out")


def _diff(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("before", metavar="A", help="the directory of a gazetteer; default is the built-in")
    parser.add_argument("after", metavar="B", help="that of another")


def _export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=EXPORT_FORMATS, default="records", metavar="FORMAT",
                        help="records (JSON lines to build from), csv, lpf (places), ftm (FollowTheMoney)")  # fmt: skip
    parser.add_argument("-o", "--output", metavar="OUT", help="write here, not to standard output; appears when done")
    parser.add_argument("--kind", type=_kind, metavar="KIND", help="only places, persons or organizations")
    parser.add_argument("--country", metavar="CC", help="only what is in it, ISO 3166-1 alpha-2: AZ")


def _serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help="to listen on (127.0.0.1)")
    parser.add_argument("--port", type=_whole(0, 65535), default=8000, metavar="PORT", help="(8000); 0: a free one")


_Adder = Callable[[argparse.ArgumentParser], None]
COMMANDS: dict[str, tuple[_Adder, str, str]] = {
    "lookup": (_lookup, "which place, person or organization a name means",
               'gazetteer lookup "Yukhary Ayrym"\n  gazetteer lookup "J. Bayramov" --kind person --country AZ'),
    "compare": (_compare, "whether two spellings are one name, and why", 'gazetteer compare Kalbajar "Kelbadjar"'),
    "show": (_show, "an entity with all its names", "gazetteer show geonames:586268"),
    "annotate": (_annotate, "the names in a text and what they mean", "gazetteer annotate report.txt --json"),
    "match": (_match, "a table with the entities its names mean added as columns",
              "gazetteer match places.csv --column place -o matched.csv"),
    "transliterate": (_transliterate, "a text by a named system",
                      "gazetteer transliterate Kelbadjar --system bgnpcgn-rus-Cyrl-Latn-1947 --reverse"),
    "variants": (_variants, "the spellings a name can take", "gazetteer variants Ceyhun --language az"),
    "systems": (_systems, "the transliteration systems", "gazetteer systems --language az"),
    "build": (_build, "a gazetteer from dumps and your own records",
              "gazetteer build seeds records:mine.jsonl -o mine\n  gazetteer build geonames:DIR ofac:DIR -o world"),
    "check": (_check, "whether a gazetteer is as it was written", "gazetteer check mine"),
    "diff": (_diff, "what changed from one gazetteer to another", "gazetteer diff old new"),
    "export": (_export, "everything a gazetteer holds, for another program",
               "gazetteer export --format csv --country AZ -o az.csv"),
    "serve": (_serve, "the same answers over HTTP", "gazetteer serve --port 8000"),
}  # fmt: skip


def program_parser() -> argparse.ArgumentParser:
    """The parser of what stands before the command."""
    commands = "\n".join(f"  {name:<14} {summary}" for name, (_, summary, _) in COMMANDS.items())
    parser = _Parser(
        prog="gazetteer",
        usage="gazetteer COMMAND …",
        description="Which place, person or organization does a name mean, however it is spelt?\n\n"
        f'  gazetteer lookup "Yukhary Ayrym"\n\ncommands (gazetteer COMMAND --help tells more):\n{commands}',
        epilog="exit status: 0 resolved or done, 1 not resolved or ambiguous, 2 usage,\n"
        "3 no gazetteer or a damaged one, 4 bad input",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="store_true", help="show the version and stop")
    _add_everywhere(parser)
    return parser


def command_parser(command: str) -> argparse.ArgumentParser:
    """The parser of what stands after ``command``."""
    add, summary, example = COMMANDS[command]
    parser = _Parser(
        prog=f"gazetteer {command}",
        description=f"{summary[0].upper()}{summary[1:]}.\n\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add(parser)
    _add_everywhere(parser)
    return parser


def _split(argv: Sequence[str]) -> tuple[Sequence[str], str | None, Sequence[str]]:
    """What stands before the command, the command, and what stands after it."""
    place = 0
    while place < len(argv) and argv[place].startswith("-"):
        place += 2 if argv[place] == "--gazetteer" else 1
    return argv[:place], argv[place] if place < len(argv) else None, argv[place + 1 :]


def _join_south(argv: Sequence[str]) -> list[str]:
    """``--near -33.9,151.2`` as one word, because argparse takes a leading minus for an option."""
    joined: list[str] = []
    for word in argv:
        if joined and joined[-1] == "--near" and word[:1] == "-" and word[1:2].isdigit():
            joined[-1] = f"--near={word}"
        else:
            joined.append(word)
    return joined


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The command and its options; ``command`` is None where only ``--version`` or nothing was asked.

    Raises UsageError for what cannot be understood; ``--help`` prints and raises SystemExit, as argparse does.
    """
    before, command, after = _split(argv)
    settings = argparse.Namespace(gazetteer=None, form=None)
    top = program_parser()
    top.parse_args(before, settings)
    settings.command = command
    if command is None:
        return settings
    if command not in COMMANDS:
        raise UsageError(f"{command!r} is not a command{nearest(command, tuple(COMMANDS))}")
    parser = command_parser(command)
    try:
        _, left = parser.parse_known_intermixed_args(_join_south(after), settings)
    except UsageError as error:
        raise UsageError(str(error), command) from None
    if left:
        raise UsageError(_unknown(left[0], parser), command)
    return settings


def _unknown(word: str, parser: argparse.ArgumentParser) -> str:
    if not word.startswith("-"):
        return f"{word!r} is one argument too many; put a name of several words in quotes"
    options = [option for action in parser._actions for option in action.option_strings]
    return f"there is no option {word}{nearest(word.partition('=')[0], options)}"
