"""The whole build in order: read, link, merge, key, write beside, check, and put in place."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from gazetteer.building.checking import check_file
from gazetteer.building.intake import Intake, digest_files, take_in
from gazetteer.building.keying import hash_keys
from gazetteer.building.linking import Linkage, link
from gazetteer.building.merging import list_merges
from gazetteer.building.report import MOST_LISTED, BuildReport, Merge, Progress
from gazetteer.building.workspace import open_workspace, publish
from gazetteer.errors import BadRecord, BadSource, GazetteerDamaged
from gazetteer.index.columns import Plain
from gazetteer.index.layout import FILE_NAME
from gazetteer.index.writing import IndexWriter
from gazetteer.model import NAME_KINDS
from gazetteer.sources.registry import find_source
from gazetteer.sources.rows import Source
from gazetteer.union import unite
from normalize.tables import fingerprint

_STEP = 1000


def compile_sources(sources: Sequence[str], path: Path, *, progress: Progress | None, strict: bool) -> BuildReport:
    """Do what :func:`gazetteer.build` promises."""
    started = time.monotonic()
    if not sources:
        raise BadSource("build", "no source is named; name one or more, such as seeds")
    found = [find_source(source) for source in sources]
    final = Path(path) / FILE_NAME
    with (
        open_workspace(Path(path)) as folder,
        closing(Intake(folder)) as intake,
        closing(IndexWriter(folder)) as writer,
    ):
        take_in(found, intake, strict=strict, progress=progress)
        linkage = _link(intake, strict=strict, progress=progress)
        merges = _write_entities(intake, linkage, writer, progress)
        _finish(folder / FILE_NAME, writer, found, merges, progress)
        publish(folder / FILE_NAME, final)
        return BuildReport(
            path=final,
            entities=writer.entity_count,
            names=writer.name_count,
            keys=writer.key_count,
            records=len(intake) - len(linkage.refused),
            merged=len(merges),
            merges=tuple(merges[:MOST_LISTED]),
            conflicts=linkage.conflicts[:MOST_LISTED],
            skipped=tuple(intake.skipped),
            skipped_count=intake.skipped_count,
            seconds=time.monotonic() - started,
        )


def _link(intake: Intake, *, strict: bool, progress: Progress | None) -> Linkage:
    if progress is not None:
        progress("link", 0, len(intake))
    linkage = link(intake)
    for number, reason in linkage.refused.items():
        record = intake[number]
        intake.skip(BadRecord(record.path, record.line, reason), strict=strict)
    if progress is not None:
        progress("link", len(intake), len(intake))
    return linkage


def _write_entities(intake: Intake, linkage: Linkage, writer: IndexWriter, progress: Progress | None) -> list[Merge]:
    """Write all entities in the order of their IDs, with the keys of their names; return what was merged."""
    merges = []
    order = _order_entities(intake, linkage)
    for done, members in enumerate(order):
        records = [intake[number].entity for number in members]
        entity = unite(records)
        names = writer.add_entity(entity)
        for digest, place in hash_keys(entity):
            writer.add_key(digest, names.start + place)
        merges += list_merges(records)
        if progress is not None and done % _STEP == 0:
            progress("write", done, len(order))
    if progress is not None:
        progress("write", len(order), len(order))
    return merges


def _order_entities(intake: Intake, linkage: Linkage) -> list[tuple[int, ...]]:
    grouped = {number for members in linkage.groups.values() for number in members} | linkage.refused.keys()
    alone = ((entity_id, (number,)) for number, entity_id in enumerate(intake.ids) if number not in grouped)
    return [members for _, members in sorted(chain(alone, linkage.groups.items()))]


def _finish(
    draft: Path, writer: IndexWriter, sources: Sequence[Source], merges: Sequence[Merge], progress: Progress | None
) -> None:
    citations = {key: asdict(work) for source in sources for key, work in source.citations.items()}
    extra = {
        "citations": Plain(json.dumps(citations, ensure_ascii=False, sort_keys=True).encode()),
        "merges": Plain("".join(f"{m.survivor}\t{m.merged}\t{' '.join(m.shared)}\n" for m in merges).encode()),
    }
    writer.write(draft, _describe(sources), extra)
    report = check_file(draft, progress=progress)
    if report.problems:
        raise GazetteerDamaged(str(draft), "what was just written", report.problems[0])


def _describe(sources: Sequence[Source]) -> dict[str, object]:
    """Make the manifest; the counts are added when the index is written."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    built = datetime.fromtimestamp(int(epoch), UTC).isoformat() if epoch and epoch.isdecimal() else None
    return {
        "built": built,
        "fingerprint": fingerprint(),
        "name_kinds": list(NAME_KINDS),
        "sources": [{"source": source.label, "sha256": digest_files(source)} for source in sources],
    }
