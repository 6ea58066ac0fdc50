"""Reads a system's TOML file, key by key, and says which key is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from normalize.errors import BadTable
from normalize.systems.model import METHODS, REQUIREMENTS, STATUSES, Requirement, Sample, TransliterationSystem
from normalize.vocabulary import Script

_STRINGS = (
    "id", "title", "authority", "status", "language", "from", "to", "reader", "method", "alphabet", "source", "url",
    "licence", "words", "rules", "reverse_rules",
)  # fmt: skip
_LISTS = ("requires", "aliases")
_OPTIONAL = {"reader": "", "words": "", "reverse_rules": "", "url": "", "requires": [], "aliases": [], "samples": []}
_KEYS = frozenset((*_STRINGS, *_LISTS, "year", "reversible", "samples"))
_SAMPLE_KEYS = frozenset(("in", "out", "source"))


def parse_system(text: str, *, path: str) -> TransliterationSystem:
    """The system written in the TOML document ``text``; ``path`` is for messages, and its stem must be the ID.

    Raises BadTable with the path and the reason: TOML that does not parse, a key missing, unknown or of the wrong
    type, a value outside its list, an ID that is not the file's name.
    """
    return system_from_table(parse_table(text, path=path), path=path)


def parse_table(text: str, *, path: str) -> dict[str, object]:
    """The TOML document as a dict; raises BadTable where it does not parse."""
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadTable(path, None, str(error)) from error


def system_from_table(table: dict[str, object], *, path: str) -> TransliterationSystem:
    """The system whose TOML keys are in ``table``; raises BadTable as :func:`parse_system` does."""
    _check_keys(table, _KEYS, path)
    full = {**_OPTIONAL, **table}
    strings = {key: _string(full, key, path) for key in _STRINGS}
    year, reversible = full.get("year"), full.get("reversible")
    if not isinstance(year, int) or isinstance(year, bool):
        raise BadTable(path, None, "year must be a whole number")
    if not isinstance(reversible, bool):
        raise BadTable(path, None, "reversible must be true or false")
    if Path(path).stem != strings["id"]:
        raise BadTable(path, None, f"the file is not named after its id {strings['id']!r}")
    choices = {"status": STATUSES, "method": METHODS}
    for key, values in choices.items():
        if strings[key] not in values:
            raise BadTable(path, None, f"{key} must be one of {', '.join(values)}")
    requires = _strings(full, "requires", path)
    if unknown := set(requires) - set(REQUIREMENTS):
        raise BadTable(path, None, f"requires does not know {', '.join(sorted(unknown))}")
    named = {key: value for key, value in strings.items() if key not in ("from", "to")}
    return TransliterationSystem(
        **named,  # type: ignore[arg-type]  # the keys are the field names and the values were checked above
        source_script=Script(strings["from"]),
        target_script=Script(strings["to"]),
        year=year,
        reversible=reversible,
        requires=cast("tuple[Requirement, ...]", requires),
        aliases=_strings(full, "aliases", path),
        samples=_samples(full, path),
    )


def _check_keys(table: dict[str, object], known: frozenset[str], path: str) -> None:
    if unknown := sorted(set(table) - known):
        raise BadTable(path, None, f"unknown key {unknown[0]!r}; known are {', '.join(sorted(known))}")


def _string(table: dict[str, object], key: str, path: str) -> str:
    value = table.get(key)
    if not isinstance(value, str):
        raise BadTable(path, None, f"{key} must be a string" if key in table else f"the key {key!r} is missing")
    return value


def _strings(table: dict[str, object], key: str, path: str) -> tuple[str, ...]:
    value = table[key]
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise BadTable(path, None, f"{key} must be a list of strings")
    return tuple(value)


def _samples(table: dict[str, object], path: str) -> tuple[Sample, ...]:
    value = table["samples"]
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise BadTable(path, None, "samples must be tables: [[samples]]")
    for item in value:
        _check_keys(item, _SAMPLE_KEYS, path)
    return tuple(
        Sample(_string(item, "in", path), _string(item, "out", path), _string(item, "source", path))
        for item in cast("list[dict[str, object]]", value)
    )
