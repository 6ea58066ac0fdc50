"""What a row of a table says beside its name: which columns hold hints, and what their cells come to."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeVar

from gazetteer.cli.arguments import UsageError, nearest
from gazetteer.cli.sheets import BadRow, Record
from gazetteer.cli.streams import BadInput, message
from gazetteer.errors import BadQuery
from gazetteer.rendering import to_json

T = TypeVar("T")

HINTS = ("kind", "country", "language", "lat", "lon", "within")
"""What a column may be called that is read without being asked for."""

_FIELDS = {"lat": "near", "lon": "near"}
_MOST_REMEMBERED = 10_000
_SHOWN = 40

Near = tuple[float, float] | None


class Query(NamedTuple):
    """What is asked about a row: its name and hints."""

    name: str
    kind: str | None
    country: str | None
    language: str | None
    near: Near
    within: str | None


class _Column(NamedTuple):
    name: str
    asked: bool


def chosen_column(wanted: str | None, columns: tuple[str, ...]) -> str:
    """The column called ``wanted`` (its case may differ) or of that number; unasked, ``name`` or the first.

    Raises UsageError with the columns there are.
    """
    if not columns:
        raise BadInput("no row has a column to match")
    folded = {column.casefold(): column for column in reversed(columns)}
    if wanted is None:
        column = folded.get("name", columns[0])
        if len(columns) > 1:
            message(f"the names are taken from the column {column!r}; --column chooses another")
        return column
    if wanted in columns:
        return wanted
    if wanted.casefold() in folded:
        return folded[wanted.casefold()]
    if wanted.isascii() and wanted.isdigit() and 0 < int(wanted) <= len(columns):
        return columns[int(wanted) - 1]
    raise UsageError(f"no column is {wanted!r}{nearest(wanted, columns)}; there are: {', '.join(columns)}", "match")


class HintReader:
    """Asks about rows with the hints they hold; a row's own hint goes before the one for all rows.

    Columns are those named on the command line, and unless forbidden those called as a hint is. A cell of a column that
    was named must be a hint; in the others what is none is left unread, and ``unread`` counts it by column.
    """

    def __init__(self, settings: Namespace, columns: tuple[str, ...]) -> None:
        self._settings = settings
        self._name = chosen_column(settings.column, columns)
        self._columns = _hint_columns(settings, columns, self._name)
        self._refused: set[tuple[str, object]] = set()
        self.unread: Counter[str] = Counter()
        found = [column.name for column in self._columns.values() if not column.asked]
        if found:
            message(f"hints are taken from the columns {', '.join(found)}; --no-hint-columns leaves them unread")

    def ask(self, record: Record, resolve: Callable[[Query], T]) -> T:
        """Return what ``resolve`` answers to a row.

        Raises BadRow where the row has no name, and BadQuery for a hint that was asked for and is none.
        """
        name = self._read_name(record)
        own = self._own_hints(record)
        while True:
            try:
                return resolve(self._query(name, own))
            except BadQuery as error:
                if error.field not in own or self.is_asked(error.field):
                    raise
                self._refuse(error.field, own)

    def tell_unread(self) -> None:
        """Say how many cells of which columns were no hints."""
        for column, count in self.unread.items():
            message(f"{count:,} cells of the column {column!r} are no hint and were left unread")

    def _read_name(self, record: Record) -> str:
        """Return the name of a row, empty where its cell is; a number is the text that writes it."""
        if self._name not in record.values:
            raise BadRow(f"the row has no {self._name!r}")
        value = record.values[self._name]
        if value is None:
            return ""
        if isinstance(value, bool | list | dict):
            raise BadRow(f"{self._name!r} is a name, not {to_json(value)[:_SHOWN]}")
        return str(value)

    def _own_hints(self, record: Record) -> dict[str, object]:
        """Return the hints of a row by the field of a query, without those already known to be none."""
        cells = {
            hint: str(value).strip()
            for hint, column in self._columns.items()
            if (value := record.values.get(column.name)) is not None and str(value).strip()
        }
        own: dict[str, object] = {hint: cell for hint, cell in cells.items() if hint not in _FIELDS}
        if "lat" in cells or "lon" in cells:
            own["near"] = cells.get("lat", ""), cells.get("lon", "")
        for field in [field for field, value in own.items() if (field, value) in self._refused]:
            self._refuse(field, own)
        return own

    def _refuse(self, field: str, own: dict[str, object]) -> None:
        if len(self._refused) < _MOST_REMEMBERED:
            self._refused.add((field, own[field]))
        del own[field]
        self.unread.update(column.name for hint, column in self._columns.items() if _FIELDS.get(hint, hint) == field)

    def is_asked(self, field: str) -> bool:
        """Return whether a column was named for a field of a query."""
        return any(column.asked for hint, column in self._columns.items() if _FIELDS.get(hint, hint) == field)

    def _query(self, name: str, own: Mapping[str, object]) -> Query:
        texts = (own.get(field, getattr(self._settings, field)) for field in ("kind", "country", "language", "within"))
        kind, country, language, within = (None if text is None else str(text) for text in texts)
        near = _point(own["near"]) if "near" in own else self._settings.near
        return Query(name, kind, country, language, near, within)


def _hint_columns(settings: Namespace, columns: tuple[str, ...], name: str) -> dict[str, _Column]:
    folded = {column.casefold(): column for column in reversed(columns)}
    found: dict[str, _Column] = {}
    for hint in HINTS:
        wanted: str | None = getattr(settings, f"{hint}_column")
        if wanted is not None:
            found[hint] = _Column(chosen_column(wanted, columns), True)
        elif not settings.no_hint_columns and folded.get(hint, name) != name:
            found[hint] = _Column(folded[hint], False)
    if ("lat" in found) != ("lon" in found):
        lone = found.pop("lat", None) or found.pop("lon")
        if lone.asked:
            raise UsageError(f"the column {lone.name!r} is half a place; name --lat-column and --lon-column", "match")
    return found


def _point(cells: object) -> Near:
    assert isinstance(cells, tuple)
    try:
        latitude, longitude = map(float, cells)
    except ValueError:
        raise BadQuery("near", cells, "must be latitude and longitude in degrees") from None
    return latitude, longitude
