"""Which reader a build's source names: ``seeds``, ``seeds:DIR``, ``records:FILE``, ``gazetteer:DIR``, ``default``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from functools import partial
from pathlib import Path

from gazetteer.errors import BadSource, GazetteerError
from gazetteer.index.mapping import locate
from gazetteer.index.reading import Index
from gazetteer.packaged import CHECKOUT, DEFAULT_FOLDER
from gazetteer.sources.records import read_records
from gazetteer.sources.rows import Record, Row, Source
from gazetteer.sources.seeds import LABEL, list_seeds, read_citations, read_seeds


def find_source(specification: str) -> Source:
    """Return the source that ``specification`` names; raises BadSource where no reader or no file answers to it."""
    scheme, colon, place = specification.partition(":")
    make = READERS.get(scheme)
    if make is None:
        raise BadSource(specification, "no reader has this name", tuple(get_close_matches(scheme, READERS, 3)))
    if colon and not place:
        raise BadSource(specification, "a path must follow the colon")
    try:
        return make(place)
    except OSError as error:
        if isinstance(error, GazetteerError):
            raise
        raise BadSource(specification, f"it cannot be read: {error.strerror}") from None


def _seeds(place: str) -> Source:
    folder = Path(place) if place else CHECKOUT
    return Source(LABEL, list_seeds(folder), partial(read_seeds, folder), read_citations(folder))


def _records(place: str) -> Source:
    if not place:
        raise BadSource("records", "a file must be named: records:FILE")
    path = Path(place)
    label = f"records:{path.name}"
    if path.is_dir():
        raise BadSource(f"records:{place}", "this is a folder, not a file")
    if not path.exists():
        raise BadSource(f"records:{place}", "there is no such file")
    if not path.is_file():
        raise BadSource(f"records:{place}", "this is not a regular file, and it must be read twice")
    return Source(label, (path,), partial(read_records, path, label))


def _gazetteer(place: str) -> Source:
    if not place:
        raise BadSource("gazetteer", "a folder must be named: gazetteer:DIR")
    file = locate(place)
    return Source(f"gazetteer:{Path(place).name}", (file,), partial(_read_index, file))


def _default(place: str) -> Source:
    if place:
        raise BadSource(f"default:{place}", "the default gazetteer takes no path")
    return _seeds("") if CHECKOUT.is_dir() else _gazetteer(str(DEFAULT_FOLDER))


def _read_index(file: Path) -> Iterator[Row]:
    with Index.open(file) as index:
        for number in range(index.entity_count):
            yield Record(index.entity(number), str(file), number + 1)


READERS: Mapping[str, Callable[[str], Source]] = {
    "seeds": _seeds,
    "default": _default,
    "records": _records,
    "gazetteer": _gazetteer,
}
