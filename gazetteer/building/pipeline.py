"""The whole build in order: read, link, merge, key, write beside, check, and put in place."""

from __future__ import annotations

import gc
import json
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from gazetteer.building.agreement import Agreement, join_pairs
from gazetteer.building.checking import check_file
from gazetteer.building.groups import Groups
from gazetteer.building.intake import Intake, digest_files, take_in
from gazetteer.building.keying import Chunk
from gazetteer.building.linking import link
from gazetteer.building.merging import list_merges
from gazetteer.building.redirects import add_redirects, read_redirects
from gazetteer.building.report import MOST_LISTED, BuildReport, Merge, Progress
from gazetteer.building.workers import RARELY, hash_chunks
from gazetteer.building.workspace import open_workspace, publish
from gazetteer.errors import BadRecord, BadSource, GazetteerDamaged
from gazetteer.index.columns import Blob, Plain
from gazetteer.index.layout import FILE_NAME
from gazetteer.index.writing import IndexWriter
from gazetteer.model import NAME_KINDS, Entity
from gazetteer.sources.registry import find_source
from gazetteer.sources.rows import Source
from gazetteer.union import unite
from normalize.tables import fingerprint

_CHUNK = 2000
"""Names that are keyed at a time."""


class _Merges:
    """What was merged: all of it on disk, counted, and the first thousand at hand."""

    def __init__(self, folder: Path) -> None:
        self.lines = Blob(folder)
        self.first: list[Merge] = []
        self.count = 0

    def add(self, merge: Merge) -> None:
        self.count += 1
        self.lines.append(f"{merge.survivor}\t{merge.merged}\t{' '.join(merge.shared)}\t{merge.reason}\n".encode())
        if len(self.first) < MOST_LISTED:
            self.first.append(merge)

    def close(self) -> None:
        self.lines.close()


def compile_sources(
    sources: Sequence[str],
    path: Path,
    *,
    previous: str | os.PathLike[str] | None,
    progress: Progress | None,
    strict: bool,
) -> BuildReport:
    """Do what :func:`gazetteer.build` promises."""
    started = time.monotonic()
    if not sources:
        raise BadSource("build", "no source is named; name one or more, such as seeds")
    found = [find_source(source) for source in sources]
    redirects = {} if previous is None else read_redirects(previous)
    with (
        _collect_rarely(),
        open_workspace(path) as folder,
        closing(Intake(folder, redirects=redirects)) as intake,
        closing(IndexWriter(folder)) as writer,
        closing(_Merges(folder)) as merges,
    ):
        groups, conflicts = _group(found, intake, folder, strict=strict, progress=progress)
        _write_entities(intake, groups, writer, merges, progress)
        if intake.skipped and not writer.entity_count:
            raise _nothing_left(found, intake)
        _finish(folder / FILE_NAME, writer, found, merges, progress)
        publish(folder / FILE_NAME, path / FILE_NAME)
        return BuildReport(
            path=path / FILE_NAME,
            entities=writer.entity_count,
            names=writer.name_count,
            keys=writer.key_count,
            records=writer.entity_count + merges.count,
            merged=merges.count,
            merges=tuple(merges.first),
            conflicts=conflicts,
            skipped=tuple(intake.skipped),
            skipped_count=intake.skipped_count,
            seconds=time.monotonic() - started,
        )


def _nothing_left(sources: Sequence[Source], intake: Intake) -> BadSource:
    """What to raise where no row could be taken: an empty gazetteer would stand where a good one may be."""
    first = intake.skipped[0]
    reason = f"no row can be taken, so nothing is built; the first of {intake.skipped_count:,} is {first}"
    return BadSource(", ".join(source.label for source in sources), reason)


@contextmanager
def _collect_rarely() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(*RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _group(
    sources: Sequence[Source], intake: Intake, folder: Path, *, strict: bool, progress: Progress | None
) -> tuple[Groups, tuple[str, ...]]:
    """Read all sources and find out which records are one entity; returns the first of the pairs kept apart, too."""
    with closing(Agreement(folder)) as agreement:
        for number, held in enumerate(take_in(sources, intake, strict=strict, progress=progress)):
            if len(sources) > 1:
                agreement.add(number, held.record.entity, held.source)
        if progress is not None:
            progress("link", 0, len(intake))
        groups = Groups(len(intake))
        conflicts: list[str] = []
        for finding in link(intake, groups):
            if finding.number is not None:
                record = intake[finding.number].record
                intake.skip(BadRecord(record.path, record.line, finding.reason), strict=strict)
            elif len(conflicts) < MOST_LISTED:
                conflicts.append(finding.reason)
        join_pairs(agreement.find_pairs(), intake, groups)
        if progress is not None:
            progress("link", len(intake), len(intake))
        return groups, tuple(conflicts)


def _write_entities(
    intake: Intake, groups: Groups, writer: IndexWriter, merges: _Merges, progress: Progress | None
) -> None:
    """Write all entities in the order of their IDs, with the keys of their names."""
    for keys in hash_chunks(_chunks(_merged_entities(intake, groups, merges, progress), writer), records=len(intake)):
        writer.add_keys(keys)


def _merged_entities(intake: Intake, groups: Groups, merges: _Merges, progress: Progress | None) -> Iterator[Entity]:
    """Yield the entities in the order of their IDs."""
    redirected = add_redirects(intake.redirects)
    for done, number in enumerate(intake.order.numbers()):
        if progress is not None and done % _CHUNK == 0:
            progress("key", done, len(intake))
        if not groups.leads(number):
            continue
        members = [*groups.members(number)]
        entities = [intake[member].record.entity for member in members]
        if len(entities) > 1:
            for row in list_merges(entities, [groups.reason(member) for member in members]):
                merges.add(row)
        yield redirected(unite(entities))
    if progress is not None:
        progress("key", len(intake), len(intake))


def _chunks(entities: Iterator[Entity], writer: IndexWriter) -> Iterator[Chunk]:
    """Write entities while yielding their names to be keyed."""
    chunk: Chunk = (0, [])
    for entity in entities:
        names = writer.add_entity(entity)
        chunk[1].append((entity.kind, [(name.text, name.language, name.kind) for name in entity.names]))
        if names.stop - chunk[0] >= _CHUNK:
            yield chunk
            chunk = (names.stop, [])
    if chunk[1]:
        yield chunk


def _finish(
    draft: Path, writer: IndexWriter, sources: Sequence[Source], merges: _Merges, progress: Progress | None
) -> None:
    citations = {key: asdict(work) for source in sources for key, work in source.citations.items()}
    body = json.dumps(citations, ensure_ascii=False, sort_keys=True).encode()
    writer.write(draft, _describe(sources), {"citations": Plain(body), "merges": merges.lines}, progress=progress)
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
