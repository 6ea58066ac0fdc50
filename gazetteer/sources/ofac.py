"""The sanctions lists of OFAC: the SDN list and the consolidated list, as XML or as the older tables in CSV."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from xml.etree.ElementTree import Element

from gazetteer.countries import find_country
from gazetteer.errors import BadRecord, BadSource
from gazetteer.sources.archives import text_name
from gazetteer.sources.drafts import draft_name, find_files, make_row
from gazetteer.sources.lines import read_lines
from gazetteer.sources.markup import read_elements, text_of
from gazetteer.sources.partitions import Partitions, count_parts
from gazetteer.sources.rows import Row, Source
from gazetteer.sources.validation import foreign_kinds
from gazetteer.sources.works import cite

LABEL = "ofac"

_MAIN, _OTHERS, _PLACES = 12, 5, 6
_TABLES = {"sdn": ("alt", "add"), "cons_prim": ("cons_alt", "cons_add")}
_LISTS = ("sdn", "consolidated", "cons_prim")
_ADVANCED = "advanced"
_KINDS = {"individual": "person", "entity": "organization", "": "organization"}
_NONE = "-0-"
_NATIONALITY = re.compile(r"(?:^|[;.]\s*|\s)(?:alt\. )?(?:nationality|citizen) ([^;.()]+)")
_WEAK = re.compile(r"a\.k\.a\. '([^']+)'")
_ENTRY = frozenset(("sdnEntry",))
_END = "\x1a"


def open_ofac(place: str) -> Source:
    """Return the lists of OFAC in a folder, or a single file, as a source; raises BadSource where there is none.

    Of a list that is there both as XML and in tables the XML is read, which tells weak aliases from strong ones.
    """
    found = {_stem(path): path for path in find_files(place, LABEL, (".xml", ".csv", ".xml.gz", ".csv.gz", ".zip"))}
    tables: list[tuple[Path | None, ...]] = []
    documents = [path for name, path in found.items() if name.endswith(".xml") and _ADVANCED not in name]
    for main, others in _TABLES.items():
        if f"{main}.csv" in found and not _has_document(main, documents):
            tables.append((found[f"{main}.csv"], *(found.get(f"{name}.csv") for name in others)))
    if not documents and not tables:
        raise BadSource(f"{LABEL}:{place}", "there is no sdn.xml, consolidated.xml, sdn.csv or cons_prim.csv")
    files = (*documents, *(path for paths in tables for path in paths if path is not None))
    return Source(f"{LABEL}:{Path(place).name}", files, lambda: read_ofac(documents, tables), cite(LABEL))


def read_ofac(documents: Sequence[Path], tables: Sequence[tuple[Path | None, ...]]) -> Iterator[Row]:
    """Yield the persons and organizations of lists; vessels and aircraft are left out."""
    for path in documents:
        for line, entry in read_elements(path, LABEL, _ENTRY):
            kind = _KINDS.get(text_of(entry, "sdnType").lower())
            if kind is not None:
                yield make_row(_draft_entry(entry, kind), LABEL, path.name, line)
    for paths in tables:
        yield from _read_tables(paths)


def _stem(path: Path) -> str:
    """Return the name by which a file is known, in lower case: ``sdn.xml`` of ``SDN_XML.ZIP``."""
    return text_name(path).lower().replace("_xml", ".xml")


def _has_document(main: str, documents: Sequence[Path]) -> bool:
    return any(_stem(path).startswith("sdn" if main == "sdn" else "cons") for path in documents)


def _draft_entry(entry: Element, kind: str) -> dict[str, object]:
    names = draft_name(_join_parts(entry), "preferred")
    for alias in entry.iterfind("akaList/aka"):
        names += draft_name(_join_parts(alias), _judge(text_of(alias, "type"), text_of(alias, "category")))
    paths = ("nationalityList/nationality", "citizenshipList/citizenship", "addressList/address")
    if kind == "organization":
        paths = paths[::-1]
    countries = (find_country(text_of(one, "country")) for path in paths for one in entry.iterfind(path))
    return {
        "id": f"{LABEL}:{text_of(entry, 'uid')}",
        "kind": kind,
        "names": names,
        "country": next((country for country in countries if country), None),
    }


def _join_parts(element: Element) -> str:
    return f"{text_of(element, 'firstName')} {text_of(element, 'lastName')}".strip()


def _judge(kind: str, category: str) -> str:
    """Return the kind of an alias by its type (a.k.a., f.k.a., n.k.a.) and category (weak, strong)."""
    kinds = foreign_kinds()["aliases"]
    by_type = kinds.get(kind.lower().replace(".", ""), "variant")
    return "weak" if kinds.get(category.lower()) == "weak" else by_type


def _read_tables(paths: tuple[Path | None, ...]) -> Iterator[Row]:
    """Join the table of a list with those of its aliases and addresses, which share a number."""
    main, *others = paths
    assert main is not None
    parts = count_parts([path for path in paths if path is not None])
    with closing(Partitions(parts)) as entries, closing(Partitions(parts)) as further:
        yield from _put_by(main, _MAIN, entries)
        for path, width in zip(others, (_OTHERS, _PLACES), strict=True):
            if path is not None:
                yield from _put_by(path, width, further)
        for part in range(parts):
            joined = further.gather(part)
            for number, line, raw in entries.read(part):
                cells = _split(raw.decode())
                kind = _KINDS.get(cells[2].lower())
                if kind is not None:
                    rows = [_split(other.decode()) for _, other in joined.get(number, ())]
                    yield make_row(_draft_row(cells, rows, kind), LABEL, main.name, line)


def _put_by(path: Path, width: int, rows: Partitions) -> Iterator[BadRecord]:
    for line in read_lines(path, LABEL, shown=path.name, encodings=("utf-8", "cp1252")):
        if isinstance(line, BadRecord):
            yield line
            continue
        number, text = line
        if text.strip() == _END:
            continue
        try:
            cells = _split(text)
            if len(cells) != width:
                raise ValueError(f"the row has {len(cells)} columns, not {width}")
            if not (cells[0].isascii() and cells[0].isdecimal()) or len(cells[0]) > 18:
                raise ValueError(f"{cells[0][:40]!r} is not the number of an entry")
        except (ValueError, csv.Error) as error:
            yield BadRecord(path.name, number, str(error))
            continue
        rows.add([(int(cells[0]), number, text.encode())])


def _split(text: str) -> list[str]:
    cells = (cell.strip() for cell in next(csv.reader([text], strict=True)))
    return ["" if cell == _NONE else cell for cell in cells]


def _draft_row(cells: Sequence[str], others: Sequence[Sequence[str]], kind: str) -> dict[str, object]:
    person = kind == "person"
    remarks = cells[11]
    names = draft_name(_turn(cells[1], person), "preferred")
    for other in others:
        if len(other) == _OTHERS:
            names += draft_name(_turn(other[3], person), _judge(other[2], ""))
    for alias in _WEAK.findall(remarks):
        names += draft_name(_turn(alias, person), "weak")
    nationalities, addresses = _NATIONALITY.findall(remarks), [one[4] for one in others if len(one) == _PLACES]
    countries = (*nationalities, *addresses) if person else (*addresses, *nationalities)
    known = map(find_country, countries)
    return {
        "id": f"{LABEL}:{cells[0]}",
        "kind": kind,
        "names": names,
        "country": next((country for country in known if country), None),
    }


def _turn(name: str, person: bool) -> str:
    """Return a name as it is said: ``Jeyhun BAYRAMOV`` of the person written ``BAYRAMOV, Jeyhun``."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if person and comma else name
