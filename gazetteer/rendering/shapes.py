"""Answers as JSON objects, the same on the command line and over HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from normalize.vocabulary import Reasons

if TYPE_CHECKING:
    from gazetteer.building import BuildReport, CheckReport, Merge
    from gazetteer.changes import Change
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


def candidate_shape(candidate: Candidate, *, derived: bool = True) -> Shape:
    """A candidate as interface.md prints it; the score is in 0..1.

    Unless ``derived``, the systems that lead to the spelling are not looked for: what is right for answers by the
    thousand, which it would make several times slower.
    """
    evidence = candidate.evidence
    if not derived and isinstance(evidence, Reasons):
        evidence = evidence.plain()
    return {
        "id": candidate.id,
        "name": candidate.name,
        "matched": candidate.matched,
        "kind": candidate.kind,
        "country": candidate.country,
        "score": round(candidate.score, 4),
        "evidence": evidence_shape(evidence),
    }


def resolution_shape(resolution: Resolution, *, derived: bool = True) -> Shape:
    """A resolution as interface.md prints it; ``id`` is null unless the decision is ``match``.

    ``derived`` is that of :func:`candidate_shape`.
    """
    return {
        "query": resolution.query,
        "decision": resolution.decision,
        "id": resolution.id,
        "candidates": [candidate_shape(candidate, derived=derived) for candidate in resolution.candidates],
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
    return _known(shape)


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
    return _known(shape)


def change_shape(change: Change) -> Shape:
    """A change from one gazetteer to another; only a removed entity has a ``redirect``, only a changed one the rest.

    Facts have the keys of the record format, each with what was and what is.
    """
    shape: Shape = {"change": change.change, "id": change.id, "kind": change.kind, "name": change.name}
    if change.change == "removed":
        shape["redirect"] = change.redirect
    if change.change == "changed":
        shape["facts"] = {_KEYS.get(fact, fact): [was, now] for fact, was, now in change.facts}
        shape["names_added"] = [name_shape(name) for name in change.names_added]
        shape["names_removed"] = [name_shape(name) for name in change.names_removed]
    return shape


_KEYS = {"latitude": "lat", "longitude": "lon"}


def _known(shape: Shape) -> Shape:
    """A shape without the members that say nothing."""
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


def build_shape(report: BuildReport) -> Shape:
    """What a build made, with what it merged, kept apart and left out; ``seconds`` is wall-clock time."""
    return {
        "path": str(report.path),
        "entities": report.entities,
        "names": report.names,
        "keys": report.keys,
        "records": report.records,
        "merged": report.merged,
        "merges": [_merge_shape(merge) for merge in report.merges],
        "conflicts": list(report.conflicts),
        "skipped": report.skipped_count,
        "skipped_rows": [{"path": row.path, "line": row.line, "reason": row.reason} for row in report.skipped],
        "seconds": round(report.seconds, 3),
    }


def check_shape(report: CheckReport) -> Shape:
    """What a check found: whether all is well, counts, and problems in sentences."""
    return {
        "path": str(report.path),
        "ok": report.ok,
        "sections": report.sections,
        "entities": report.entities,
        "names": report.names,
        "problems": list(report.problems),
        "merged": report.merged,
        "merges": [_merge_shape(merge) for merge in report.merges],
    }


def _merge_shape(merge: Merge) -> Shape:
    """Which record leads where, by the IDs it shares or for another reason."""
    shape: Shape = {"survivor": merge.survivor, "merged": merge.merged, "shared": list(merge.shared)}
    return shape | {"reason": merge.reason} if merge.reason else shape
