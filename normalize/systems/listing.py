"""The compiled list of systems, one line each, and which of its lines are still true of their files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache

from normalize.systems.model import TransliterationSystem
from normalize.systems.parsing import parse_table, system_from_table
from normalize.systems.passes import key_of, split_passes
from normalize.tables import DATA

COMPILED = DATA / "systems.jsonl"
"""Made by ``python -m normalize.systems``: what is known of each system at a glance, the whole of its file, its passes.

Parsing TOML costs a hundred times what reading a line does, so the list is compiled; a line counts only while its
file's size and, for files younger than the list, its digest are the ones noted.
"""

DIGEST = DATA / "systems.digest"
"""Made with it: what :func:`digest_systems` says, for the fingerprint of the rules that keys are made by."""

_PARTS = 3
"""Of a line, a tab between them."""

_FIRST = b'{"file": "'
"""How every line begins."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What choosing among systems needs to know of one, and the whole of it (``body``, JSON) for later.

    ``passes`` are the keys of its passes, a space between them.
    """

    id: str
    authority: str
    status: str
    language: str
    source_script: str
    target_script: str
    reader: str
    reversible: bool
    requires: tuple[str, ...]
    alphabet: str
    aliases: tuple[str, ...]
    file: str
    size: int
    digest: str
    body: bytes
    passes: str


@cache
def list_systems() -> tuple[Listing, ...]:
    """Every system there is a file for, sorted by ID; raises BadTable for a file that breaks the format."""
    import json

    compiled, compiled_at = _compiled_lines()
    heads: list[bytes] = []
    rests: list[tuple[bytes, str]] = []
    for file, facts in _files():
        line = compiled.get(file.encode())
        if line is None or not _is_true(line, file, facts, compiled_at):
            line = _compile_line(file)
        head, body, passes = line.split(b"\t")
        heads.append(head)
        rests.append((body, str(passes, "utf-8")))
    tables = json.loads(b"[" + b",".join(heads) + b"]")
    tuples = ({"aliases": tuple(table["aliases"]), "requires": tuple(table["requires"])} for table in tables)
    listings = (
        Listing(**{**table, **own}, body=body, passes=passes)
        for table, own, (body, passes) in zip(tables, tuples, rests, strict=True)
    )
    return tuple(sorted(listings, key=lambda listing: listing.id))


def define(listing: Listing) -> TransliterationSystem:
    """The whole system behind a listing."""
    import json

    return system_from_table(json.loads(listing.body), path=listing.file)


def compile_listing() -> bytes:
    """The compiled list, made afresh from the TOML files; raises BadTable as :func:`list_systems` does."""
    return b"".join(sorted(_compile_line(file) + b"\n" for file, _ in _files()))


def digest_systems() -> str:
    """16 hexadecimal digits that change whenever what some system writes, or which is chosen, may."""
    from hashlib import blake2b

    digest = blake2b(digest_size=8)
    for one in list_systems():
        facts = (one.id, one.authority, one.status, one.language, one.source_script, one.target_script, one.reader)
        digest.update("\n".join((*facts, *one.requires, one.alphabet, one.passes)).encode())
        for table in (key for key in one.passes.split() if "/" in key):
            digest.update((DATA / table).read_bytes())
    return digest.hexdigest()


def _files() -> Iterator[tuple[str, os.stat_result]]:
    """The system files, as paths from the data folder, with their facts; ``scandir`` is twenty times glob's speed."""
    languages = DATA / "languages"
    for language in sorted(os.listdir(languages)):
        folder = f"{languages}/{language}/systems"
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except (FileNotFoundError, NotADirectoryError):
            continue
        for entry in entries:
            if entry.name.endswith(".toml"):
                yield f"languages/{language}/systems/{entry.name}", entry.stat()


def _compiled_lines() -> tuple[dict[bytes, bytes], int]:
    """The lines of the compiled list by file, and when it was written; nothing where there is no such list."""
    try:
        lines = COMPILED.read_bytes().splitlines()
        written = COMPILED.stat().st_mtime_ns
    except OSError:
        return {}, 0
    return {line[len(_FIRST) : line.index(b'"', len(_FIRST))]: line for line in lines}, written


def _is_true(line: bytes, file: str, facts: os.stat_result, compiled_at: int) -> bool:
    head = line[: line.index(b"\t")]
    if b'"size": %d,' % facts.st_size not in head or line.count(b"\t") != _PARTS - 1:
        return False
    return facts.st_mtime_ns <= compiled_at or b'"digest": "%s"' % _digest((DATA / file).read_bytes()) in head


def _digest(content: bytes) -> bytes:
    from hashlib import blake2b

    return blake2b(content, digest_size=8).hexdigest().encode()


def _compile_line(file: str) -> bytes:
    import json

    content = (DATA / file).read_bytes()
    table = parse_table(content.decode("utf-8", "replace"), path=file)
    system = system_from_table(table, path=file)
    head = {
        "file": file,
        "size": len(content),
        "digest": _digest(content).decode(),
        **{field.name: getattr(system, field.name) for field in fields(Listing) if hasattr(system, field.name)},
    }
    passes = " ".join(map(key_of, split_passes(system.id, system.rules, system.words)))
    return f"{json.dumps(head, ensure_ascii=False)}\t{json.dumps(table, ensure_ascii=False)}\t{passes}".encode()
