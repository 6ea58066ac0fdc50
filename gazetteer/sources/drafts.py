"""What readers of dumps share: names tidied as they are drafted, and a draft made a record or the reason it is none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from gazetteer.errors import BadRecord, BadSource
from gazetteer.sources.rows import Record, Row
from gazetteer.sources.tidying import tidy_text
from gazetteer.sources.validation import MOST_NAMES, make_entity

Name = dict[str, object]
"""A name in the form of a record: ``text``, ``lang``, ``kind`` …"""


def draft_name(text: str, kind: str = "variant", language: str | None = None, **facts: object) -> list[Name]:
    """Return a name in the form of a record, tidied, in a list; an empty one where the text is debris."""
    tidied = tidy_text(text)
    return [{"text": tidied, "kind": kind, "lang": language, **facts}] if tidied else []


def make_row(draft: Mapping[str, object], work: str, shown: str, line: int) -> Row:
    """Make a record of a draft in the form of the outside interface, each of its names once and citing ``work``."""
    names = draft["names"]
    assert isinstance(names, list)
    seen: dict[tuple[object, object], Name] = {}
    for name in names:
        seen.setdefault((name["text"], name.get("lang")), name)
    if not seen:
        return BadRecord(shown, line, "the row has no name")
    try:
        return Record(make_entity({**draft, "names": [*seen.values()][:MOST_NAMES]}, source=work), shown, line)
    except ValueError as error:
        return BadRecord(shown, line, str(error))


def find_files(place: str, scheme: str, endings: Iterable[str]) -> tuple[Path, ...]:
    """Return the file that ``place`` is, or the files with these endings in the folder; raises BadSource for none."""
    path = Path(place)
    endings = tuple(endings)
    if path.is_dir():
        found = tuple(one for one in sorted(path.iterdir()) if one.is_file() and one.name.lower().endswith(endings))
        if not found:
            raise BadSource(f"{scheme}:{place}", f"there is no file in it whose name ends in {' or '.join(endings)}")
        return found
    return (find_file(place, scheme),)


def find_file(place: str, scheme: str) -> Path:
    """Return the file that ``place`` is; raises BadSource where it is none that can be read twice."""
    path = Path(place)
    label = f"{scheme}:{place}"
    if path.is_dir():
        raise BadSource(label, "this is a folder, not a file")
    if not path.exists():
        raise BadSource(label, "there is no such file")
    if not path.is_file():
        raise BadSource(label, "this is not a regular file, and it must be read twice")
    return path
