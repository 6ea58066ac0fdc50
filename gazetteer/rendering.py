"""Answers as JSON shapes, the same on the command line and over HTTP, and as tables for people on a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from gazetteer.model import Entity, Name
    from gazetteer.resolution import Candidate, Mention, Resolution
    from normalize.systems import TransliterationSystem
    from normalize.vocabulary import Comparison, Evidence, Transliteration, Variant

Shape = dict[str, object]
"""A JSON object: string keys, values that :mod:`json` can write."""


def to_json(value: object) -> str:
    """One line of JSON (RFC 8259) that UTF-8 can carry: letters as they are, lone surrogates as ``\\u`` escapes.

    Values JSON has no form for, such as dates from a Parquet file, are written as text.
    """
    text = json.dumps(value, ensure_ascii=False, default=str)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, default=str)
    return text


def evidence_shape(evidence: Iterable[Evidence]) -> list[Shape]:
    """Every reason behind a score, as objects with ``feature``, ``value``, ``weight`` and ``detail``."""
    return [
        {
            "feature": reason.feature,
            "value": round(reason.value, 4),
            "weight": round(reason.weight, 4),
            "detail": reason.detail,
        }
        for reason in evidence
    ]


def candidate_shape(candidate: Candidate) -> Shape:
    """A candidate as interface.md prints it; the score is in 0..1."""
    return {
        "id": candidate.id,
        "name": candidate.name,
        "matched": candidate.matched,
        "kind": candidate.kind,
        "country": candidate.country,
        "score": round(candidate.score, 4),
        "evidence": evidence_shape(candidate.evidence),
    }


def resolution_shape(resolution: Resolution) -> Shape:
    """A resolution as interface.md prints it; ``id`` is null unless the decision is ``match``."""
    return {
        "query": resolution.query,
        "decision": resolution.decision,
        "id": resolution.id,
        "candidates": [candidate_shape(candidate) for candidate in resolution.candidates],
    }


def mention_shape(mention: Mention) -> Shape:
    """A mention; ``start`` and ``end`` are code points of the text as given."""
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "resolution": resolution_shape(mention.resolution),
    }


def comparison_shape(a: str, b: str, comparison: Comparison) -> Shape:
    """The comparison of two names, with the names."""
    return {
        "a": a,
        "b": b,
        "score": round(comparison.score, 4),
        "same": comparison.same,
        "evidence": evidence_shape(comparison.evidence),
    }


def name_shape(name: Name) -> Shape:
    """A name in the keys of the record format; what is unknown is left out."""
    shape: Shape = {
        "text": name.text,
        "lang": name.language,
        "script": name.script,
        "kind": name.kind,
        "from": name.since,
        "until": name.until,
        "by": list(name.users),
        "source": name.source,
    }
    return {key: value for key, value in shape.items() if value not in (None, [])}


def entity_shape(entity: Entity) -> Shape:
    """An entity in the keys of the record format, with its canonical ``name`` and the IDs ``merged`` into it."""
    shape: Shape = {
        "id": entity.id,
        "kind": entity.kind,
        "name": entity.name,
        "country": entity.country,
        "lat": entity.latitude,
        "lon": entity.longitude,
        "feature": entity.feature,
        "population": entity.population,
        "within": list(entity.within),
        "same_as": list(entity.same_as),
        "merged": list(entity.merged),
        "names": [name_shape(name) for name in entity.names],
    }
    return {key: value for key, value in shape.items() if value not in (None, [])}


def transliteration_shape(source: str, result: Transliteration) -> Shape:
    """What a system made of ``source``; residue offsets are code points of the cleaned text."""
    return {
        "source": source,
        "text": result.text,
        "system": result.system,
        "residue": [{"text": left.text, "offset": left.offset} for left in result.residue],
        "needs_reading": result.needs_reading,
    }


def variant_shape(variant: Variant) -> Shape:
    """A spelling and the IDs of the systems, or chains of them, that make it."""
    return {"text": variant.text, "systems": list(variant.systems)}


def system_shape(system: TransliterationSystem, *, samples: bool = False) -> Shape:
    """A transliteration system in the keys of its data file, its samples only when asked for."""
    shape: Shape = {
        "id": system.id,
        "title": system.title,
        "authority": system.authority,
        "year": system.year,
        "status": system.status,
        "language": system.language,
        "from": system.source_script,
        "to": system.target_script,
        "reader": system.reader,
        "method": system.method,
        "reversible": system.reversible,
        "requires": list(system.requires),
        "alphabet": system.alphabet,
        "aliases": list(system.aliases),
        "source": system.source,
        "url": system.url,
        "licence": system.licence,
    }
    if samples:
        shape["samples"] = [
            {"in": sample.text, "out": sample.expected, "source": sample.source} for sample in system.samples
        ]
    return shape


# Control characters, line separators and bidirectional overrides would drive the terminal or turn the table around.
_UNSAFE = dict.fromkeys(
    (*range(0x20), *range(0x7F, 0xA0), *range(0x2028, 0x202F), *range(0x2066, 0x206A)), "\N{REPLACEMENT CHARACTER}"
)


def cell(value: object) -> str:
    """The text of a table cell: nothing for None, and no character that could drive a terminal."""
    return "" if value is None else str(value).translate(_UNSAFE)


def print_text(console: Console, text: str) -> None:
    """A text on a line of its own, never broken to the width of the terminal."""
    console.print(cell(text), soft_wrap=True)


def print_table(console: Console, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table without frames; the last column takes the room that is left."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        numeric = column in {"score", "value", "weight", "year"}
        table.add_column(column, justify="right" if numeric else "left", overflow="fold", no_wrap=column == "id")
    for row in rows:
        table.add_row(*(cell(value) for value in row))
    console.print(table)


def _facts(console: Console, facts: Iterable[tuple[str, object]]) -> None:
    from rich.table import Table

    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="dim")
    table.add_column(overflow="fold")
    for label, value in facts:
        if value not in (None, "", (), []):
            table.add_row(label, cell(value))
    console.print(table)


def print_resolution(console: Console, resolution: Resolution) -> None:
    """The decision in a line, the candidates in a table, and the reasons for the best of them."""
    candidates = resolution.candidates
    style = {"match": "bold green", "ambiguous": "bold yellow"}.get(resolution.decision, "bold red")
    said = {"match": f"is {resolution.id}", "ambiguous": "is ambiguous", "none": "is not in this gazetteer"}
    console.print(f"{cell(resolution.query)} {cell(said[resolution.decision])}", style=style)
    if not candidates:
        return
    rows = [(f"{c.score:.2f}", c.id, c.name, c.matched, c.kind, c.country) for c in candidates]
    print_table(console, ("score", "id", "name", "matched", "kind", "country"), rows)
    _print_reasons(console, candidates[0].evidence)


def _print_reasons(console: Console, evidence: Sequence[Evidence]) -> None:
    rows = [(reason.feature, f"{reason.value:.2f}", f"{reason.weight:+.2f}", reason.detail) for reason in evidence]
    print_table(console, ("why", "value", "weight", ""), rows)


def print_comparison(console: Console, a: str, b: str, comparison: Comparison) -> None:
    """The verdict on two names in a line, and the reasons."""
    verdict = "the same name" if comparison.same else "different names"
    style = "bold green" if comparison.same else "bold red"
    console.print(f"{cell(a)} | {cell(b)}: {verdict}, score {comparison.score:.2f}", style=style)
    _print_reasons(console, comparison.evidence)


def print_mentions(console: Console, mentions: Sequence[Mention]) -> None:
    """The names found in a document, in its order, with what each means."""
    rows = []
    for mention in mentions:
        best = mention.resolution.candidates[:1]
        name = best[0].name if best and mention.resolution.decision == "match" else None
        decision = mention.resolution.decision
        rows.append((f"{mention.start}-{mention.end}", mention.resolution.id, mention.text, name, decision))
    print_table(console, ("where", "id", "text", "name", "decision"), rows)


def print_entity(console: Console, entity: Entity) -> None:
    """What is known of an entity, then all its names with language, dates, users and source."""
    console.print(cell(entity.name), style="bold")
    placed = entity.latitude is not None and entity.longitude is not None
    facts = (
        ("id", entity.id),
        ("kind", entity.kind),
        ("country", entity.country),
        ("feature", entity.feature),
        ("where", f"{entity.latitude}, {entity.longitude}" if placed else None),
        ("population", entity.population),
        ("within", ", ".join(entity.within)),
        ("same as", ", ".join(entity.same_as)),
        ("merged", ", ".join(entity.merged)),
    )
    _facts(console, facts)
    rows = [
        (n.text, n.language, n.script, n.kind, n.since, n.until, ", ".join(n.users), n.source) for n in entity.names
    ]
    print_table(console, ("name", "language", "script", "kind", "from", "until", "used by", "source"), rows)


def print_system(console: Console, system: TransliterationSystem) -> None:
    """One transliteration system: its facts, then its samples."""
    console.print(cell(system.title), style="bold")
    facts = [(key, value) for key, value in system_shape(system).items() if key != "title"]
    _facts(console, ((key, ", ".join(value) if isinstance(value, list) else value) for key, value in facts))
    print_table(console, ("from", "to", "source"), [(s.text, s.expected, s.source) for s in system.samples])
