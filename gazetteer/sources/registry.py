"""Which reader a build's source names: ``seeds``, ``default``, ``records:FILE``, ``geonames:DIR`` and the others."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from gazetteer.errors import BadSource, GazetteerError
from gazetteer.index.layout import FILE_NAME
from gazetteer.index.mapping import locate
from gazetteer.index.reading import Index
from gazetteer.packaged import CHECKOUT, DEFAULT_FOLDER
from gazetteer.sources.drafts import find_file
from gazetteer.sources.followthemoney import open_followthemoney
from gazetteer.sources.geonames.reader import open_geonames
from gazetteer.sources.gns import open_gns
from gazetteer.sources.linked_places import open_linked_places
from gazetteer.sources.linked_tables import open_linked_table
from gazetteer.sources.locode import open_locode
from gazetteer.sources.ofac import open_ofac
from gazetteer.sources.paranames import open_paranames
from gazetteer.sources.records import read_records
from gazetteer.sources.rows import Record, Row, Source
from gazetteer.sources.security_council import open_security_council
from gazetteer.sources.seeds import LABEL, list_seeds, read_citations, read_seeds
from gazetteer.sources.whosonfirst import open_whosonfirst
from gazetteer.sources.wikidata import open_wikidata
from normalize.suggesting import most_alike

NEAREST = 3
"""Schemes that an error suggests for one that no reader has."""


def find_source(specification: str) -> Source:
    """Return the source that ``specification`` names; raises BadSource where no reader or no file answers to it."""
    scheme, colon, place = specification.partition(":")
    make = READERS.get(scheme)
    if make is None:
        raise BadSource(
            specification, "no reader has this name", most_alike(scheme, READERS, most=NEAREST) or tuple(READERS)
        )
    if colon and not place:
        raise BadSource(specification, "a path must follow the colon")
    if not place and scheme not in _PLACELESS:
        raise BadSource(specification, f"a path must be named: {scheme}:PATH")
    try:
        return make(place)
    except OSError as error:
        if isinstance(error, GazetteerError):
            raise
        raise BadSource(specification, f"it cannot be read: {error.strerror}") from None


def _seeds(place: str) -> Source:
    folder = Path(place) if place else CHECKOUT
    return Source(LABEL, list_seeds(folder), partial(read_seeds, folder), read_citations(folder))


def _worldwide(form: str) -> Source:
    """Return the source that lies beside the packages in a checkout, and in no installed package."""
    if importlib.util.find_spec("worldwide") is None:
        if not (CHECKOUT.parent / "worldwide").is_dir():
            raise BadSource("worldwide", "no installed package has this source, only a checkout")
        sys.path.append(str(CHECKOUT.parent))
    source: Source = importlib.import_module("worldwide.source").make_source(form)
    return source


def _records(place: str) -> Source:
    path = find_file(place, "records")
    label = f"records:{path.name}"
    return Source(label, (path,), partial(read_records, path, label))


def _gazetteer(place: str) -> Source:
    file = locate(place)
    return Source(f"gazetteer:{Path(place).name}", (file,), partial(_read_index, file))


def _default(place: str) -> Source:
    if place:
        raise BadSource(f"default:{place}", "the default gazetteer takes no path")
    compiled = (DEFAULT_FOLDER / FILE_NAME).is_file() or not CHECKOUT.is_dir()
    return _gazetteer(str(DEFAULT_FOLDER)) if compiled else _seeds("")


def _read_index(file: Path) -> Iterator[Row]:
    with Index.open(file) as index:
        for number in range(index.entity_count):
            yield Record(index.entity(number), str(file), number + 1)


_PLACELESS = ("seeds", "worldwide", "default")

READERS: Mapping[str, Callable[[str], Source]] = {
    "seeds": _seeds,
    "worldwide": _worldwide,
    "default": _default,
    "records": _records,
    "gazetteer": _gazetteer,
    "geonames": open_geonames,
    "gns": open_gns,
    "locode": open_locode,
    "whosonfirst": open_whosonfirst,
    "wikidata": open_wikidata,
    "paranames": open_paranames,
    "ftm": open_followthemoney,
    "lpf": open_linked_places,
    "lp-tsv": open_linked_table,
    "ofac": open_ofac,
    "unsc": open_security_council,
}
"""What makes a source of a path, by the scheme that stands before the colon."""
