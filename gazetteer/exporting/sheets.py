"""Entities as rows of a spreadsheet (CSV, RFC 4180) that is read back as records, as far as cells can say it.

The columns are ``id``, ``kind``, ``name`` (the canonical one), ``lang`` (its language), ``country``, ``lat``, ``lon``,
``feature``, ``population``, ``within``, ``same_as``, ``merged``, ``aliases`` and ``aliases:LANG`` for every language of
the names; several IDs or names in a cell are parted by ``;``. Dates, users, sources and scripts of names are not said.
Weak aliases, machine romanizations, codes and names with a ``;`` are left out, which would come back as something else.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence

from gazetteer.exporting.selection import Selection
from gazetteer.model import Entity

COLUMNS = ("id", "kind", "name", "lang", "country", "lat", "lon", "feature", "population", "within", "same_as",
           "merged", "aliases")  # fmt: skip

_SEPARATOR = ";"
_UNSAID = ("weak", "machine", "code")


class _Line:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def write_lines(selection: Selection) -> Iterator[str]:
    """Yield the header line and a line for each entity."""
    languages = selection.languages()
    write = csv.writer(_Line()).writerow
    yield str(write([*COLUMNS, *(f"aliases:{language}" for language in languages)]))
    for entity in selection.entities():
        aliases = _aliases(entity, selection)
        yield str(write([*_facts(entity), *(_join(aliases.get(language, ())) for language in (None, *languages))]))


def _facts(entity: Entity) -> list[object]:
    shown = entity.canonical
    lists = (_join(entity.within), _join(entity.same_as), _join(entity.merged))
    return [entity.id, entity.kind, shown.text, shown.language, entity.country, entity.latitude, entity.longitude,
            entity.feature, entity.population, *lists]  # fmt: skip


def _aliases(entity: Entity, selection: Selection) -> dict[str | None, list[str]]:
    """Return the further names by language, each once."""
    shown = entity.canonical
    said = {(shown.text, shown.language)}
    aliases: dict[str | None, list[str]] = {}
    for name in entity.names:
        if (name.text, name.language) in said:
            continue
        if name.kind in _UNSAID or _SEPARATOR in name.text:
            selection.leave_name_out()
            continue
        said.add((name.text, name.language))
        aliases.setdefault(name.language, []).append(name.text)
    return aliases


def _join(values: Sequence[str]) -> str:
    return _SEPARATOR.join(value for value in values if _SEPARATOR not in value)
