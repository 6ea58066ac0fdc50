"""ParaNames: a table of names of Wikidata's persons, places and organizations, gathered by entity."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from gazetteer.errors import BadRecord, BadSource
from gazetteer.sources.drafts import Name, draft_name, find_file, make_row
from gazetteer.sources.languages import language_tag
from gazetteer.sources.lines import LONGEST_LINE, decode, read_blocks
from gazetteer.sources.partitions import Partitions, count_parts
from gazetteer.sources.partitions import Row as Put
from gazetteer.sources.rows import Row, Source
from gazetteer.sources.works import cite

LABEL = "paranames"
HEADER = ("wikidata_id", "eng", "label", "language", "type")

_KINDS = {"PER": "person", "LOC": "place", "ORG": "organization"}
"""Kinds of entities by type; of an entity with several types the first of these decides."""


def open_paranames(place: str) -> Source:
    """Return the table of ParaNames as a source; raises BadSource where there is none."""
    path = find_file(place, LABEL)
    return Source(f"{LABEL}:{path.name}", (path,), lambda: read_paranames(path), cite(LABEL))


def read_paranames(path: Path) -> Iterator[Row]:
    """Yield an entity for every item of Wikidata, with its names in all languages."""
    with closing(Partitions(count_parts((path,)))) as rows:
        for first, lines in read_blocks(path, LABEL):
            if first == 1:
                _check_header(lines[0], path)
            yield from _put_by(first, lines, path.name, rows)
        for part in range(rows.count):
            for number, named in rows.gather(part).items():
                yield from _join(number, named, path.name)


def _check_header(raw: bytes, path: Path) -> None:
    if tuple(raw.decode("utf-8", "replace").rstrip("\r").split("\t")) != HEADER:
        raise BadSource(f"{LABEL}:{path.name}", f"the first line is not the header {' '.join(HEADER)}")


def _put_by(first: int, lines: list[bytes], shown: str, rows: Partitions) -> Iterator[BadRecord]:
    put: list[Put] = []
    for line, raw in enumerate(lines, first):
        if line == 1 or not raw.strip():
            continue
        cells = raw.split(b"\t")
        if len(raw) > LONGEST_LINE:
            yield BadRecord(shown, line, f"the line is longer than {LONGEST_LINE} bytes")
        elif len(cells) != len(HEADER):
            yield BadRecord(shown, line, f"the row has {len(cells)} columns, not {len(HEADER)}")
        elif cells[0][:1] != b"Q" or not cells[0][1:].isdigit() or len(cells[0]) > 18:
            yield BadRecord(shown, line, f"{cells[0][:40].decode(errors='replace')!r} is not an item of Wikidata")
        else:
            put.append((int(cells[0][1:]), line, raw))
    rows.add(put)


def _join(number: int, named: list[tuple[int, bytes]], shown: str) -> Iterator[Row]:
    """Yield the entity of an item, and the bad rows among those of its names."""
    types: set[str] = set()
    names: list[Name] = []
    for line, raw in named:
        try:
            _, english, text, language, code = decode(raw).rstrip("\r").split("\t")
            if code not in _KINDS:
                raise ValueError(f"the type {code[:20]!r} is not one of {', '.join(_KINDS)}")
        except ValueError as error:
            yield BadRecord(shown, line, str(error))
            continue
        names += () if types else draft_name(english, "preferred", "en")
        names += draft_name(text, "variant", language_tag(language))
        types.add(code)
    if types:
        kind = next(_KINDS[code] for code in _KINDS if code in types)
        yield make_row({"id": f"wikidata:Q{number}", "kind": kind, "names": names}, LABEL, shown, named[0][0])
