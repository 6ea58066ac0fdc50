"""The compiled list of systems, one line each, and which of its lines are still true of their files."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from normalize.systems.model import TransliterationSystem
from normalize.systems.parsing import parse_table, system_from_table
from normalize.tables import DATA

COMPILED = DATA / "systems.jsonl"
"""Made by ``python -m normalize.systems``: what is known of each system at a glance, a tab, the whole of its file.

Parsing TOML costs a hundred times what reading a line does, so the list is compiled; a line counts only while its
file's size and, for files younger than the list, its digest are the ones noted.
"""


@dataclass(frozen=True, slots=True)
class Listing:
    """What choosing among systems needs to know of one, and the whole of it (``body``, JSON) for later."""

    id: str
    authority: str
    status: str
    language: str
    source_script: str
    target_script: str
    reader: str
    reversible: bool
    alphabet: str
    aliases: tuple[str, ...]
    file: str
    size: int
    digest: str
    body: str


@cache
def list_systems() -> tuple[Listing, ...]:
    """Every system there is a file for, sorted by ID; raises BadTable for a file that breaks the format."""
    compiled = _compiled_lines()
    compiled_at = COMPILED.stat().st_mtime_ns if compiled else 0
    listings = (
        _listing(compiled.get(file) if _is_true(compiled.get(file), path, compiled_at) else None, path, file)
        for path, file in _files()
    )
    return tuple(sorted(listings, key=lambda listing: listing.id))


def define(listing: Listing) -> TransliterationSystem:
    """The whole system behind a listing."""
    import json

    return system_from_table(json.loads(listing.body), path=listing.file)


def compile_listing() -> str:
    """The text of the compiled list, made afresh from the TOML files; raises BadTable as :func:`list_systems` does."""
    return "".join(sorted(_compile_line(path, file) + "\n" for path, file in _files()))


def _files() -> list[tuple[Path, str]]:
    paths = sorted(DATA.glob("languages/*/systems/*.toml"))
    return [(path, path.relative_to(DATA).as_posix()) for path in paths]


def _compiled_lines() -> dict[str, str]:
    try:
        lines = COMPILED.read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    return {line.partition('"file": "')[2].partition('"')[0]: line for line in lines}


def _is_true(line: str | None, path: Path, compiled_at: int) -> bool:
    if line is None:
        return False
    facts = os.stat(path)
    if f'"size": {facts.st_size},' not in line[: line.index("\t")]:
        return False
    return facts.st_mtime_ns <= compiled_at or f'"digest": "{_digest(path.read_bytes())}"' in line[: line.index("\t")]


def _digest(content: bytes) -> str:
    from hashlib import blake2b

    return blake2b(content, digest_size=8).hexdigest()


def _listing(line: str | None, path: Path, file: str) -> Listing:
    import json

    head, _, body = (line or _compile_line(path, file)).partition("\t")
    facts = json.loads(head)
    return Listing(**{**facts, "aliases": tuple(facts["aliases"])}, body=body)


def _compile_line(path: Path, file: str) -> str:
    import json

    content = path.read_bytes()
    table = parse_table(content.decode("utf-8", "replace"), path=file)
    system = system_from_table(table, path=file)
    head = {
        "id": system.id,
        "authority": system.authority,
        "status": system.status,
        "language": system.language,
        "source_script": system.source_script,
        "target_script": system.target_script,
        "reader": system.reader,
        "reversible": system.reversible,
        "alphabet": system.alphabet,
        "aliases": system.aliases,
        "file": file,
        "size": len(content),
        "digest": _digest(content),
    }
    return f"{json.dumps(head, ensure_ascii=False)}\t{json.dumps(table, ensure_ascii=False)}"
