"""The hand-kept truth of ``seeds/``: records by kind in folders, and the table of the works they cite."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

from gazetteer.errors import BadRecord, BadSource
from gazetteer.sources.lines import read_lines
from gazetteer.sources.records import read_records
from gazetteer.sources.rows import Citation, Record, Row
from normalize.vocabulary import EntityKind

LABEL = "seeds"
CITATIONS_FILE = "SOURCES.tsv"
FOLDERS: Mapping[str, EntityKind] = {"places": "place", "persons": "person", "organizations": "organization"}


def list_seeds(folder: Path) -> tuple[Path, ...]:
    """Return the files of a tree of seeds in the order they are read; raises BadSource where there is no tree."""
    if not folder.is_dir():
        raise BadSource(
            LABEL, f"there is no folder {folder}; an installed package has no seeds, name theirs: seeds:DIR"
        )
    files = [path for name in sorted(FOLDERS) for path in sorted((folder / name).glob("*.jsonl"))]
    if not files:
        raise BadSource(LABEL, f"there are no seeds in {folder}")
    citations = folder / CITATIONS_FILE
    return (*files, citations) if citations.is_file() else tuple(files)


def read_seeds(folder: Path) -> Iterator[Row]:
    """Yield the rows of all seeds; one of another kind than its folder is a BadRecord."""
    files = [path for path in list_seeds(folder) if path.suffix == ".jsonl"]
    return chain.from_iterable(_read_file(folder, path) for path in files)


def read_citations(folder: Path) -> dict[str, Citation]:
    """Return the works that names may cite, by their IDs."""
    path = folder / CITATIONS_FILE
    if not path.is_file():
        return {}
    citations = {}
    for line in read_lines(path, LABEL, shown=CITATIONS_FILE):
        if isinstance(line, BadRecord):
            raise line
        cells = line[1].split("\t")
        if line[0] == 1 or len(cells) < 2:
            continue
        title, url, licence, accessed = [*cells[1:], "", "", ""][:4]
        citations[cells[0]] = Citation(title, url, licence, accessed)
    return citations


def _read_file(folder: Path, path: Path) -> Iterator[Row]:
    shown = f"{LABEL}/{path.relative_to(folder).as_posix()}"
    kind = FOLDERS[path.parent.name]
    for row in read_records(path, LABEL, shown=shown):
        if isinstance(row, Record) and row.entity.kind != kind:
            yield BadRecord(row.path, row.line, f"a {row.entity.kind} does not belong in {path.parent.name}/")
        else:
            yield row
