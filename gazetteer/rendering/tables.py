"""Answers as tables and sentences for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from gazetteer.rendering.shapes import system_shape

if TYPE_CHECKING:
    from rich.console import Console

    from gazetteer.building import BuildReport, CheckReport
    from gazetteer.changes import Change
    from gazetteer.model import Entity
    from gazetteer.resolution import Mention, Resolution
    from normalize.systems import TransliterationSystem
    from normalize.vocabulary import Comparison, Evidence, Variant

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
    best = resolution.candidates[:1]
    if resolution.decision == "match":
        verdict, style = f"is {best[0].name}, {resolution.id}", "bold green"
    elif resolution.decision == "ambiguous":
        verdict, style = "is ambiguous", "bold yellow"
    else:
        verdict, style = "is not in this gazetteer", "bold red"
    console.print(cell(f"{resolution.query} {verdict}"), style=style)
    # JSON keeps what a person would read as 0.00.
    rows = [
        (f"{candidate.score:.2f}", candidate.id, candidate.name, candidate.matched, candidate.kind, candidate.country)
        for candidate in resolution.candidates
        if round(candidate.score, 2) > 0
    ]
    if rows:
        print_table(console, ("score", "id", "name", "matched", "kind", "country"), rows)
        _print_reasons(console, best[0].evidence)
    console.print()


def _print_reasons(console: Console, evidence: Sequence[Evidence]) -> None:
    rows = [(reason.feature, f"{reason.value:.2f}", f"{reason.weight:+.2f}", reason.detail) for reason in evidence]
    print_table(console, ("why", "value", "weight", "detail"), rows)


def print_variants(console: Console, variants: Sequence[Variant]) -> None:
    """The spellings of a name, each with the shortest chain of systems that makes it."""
    rows = []
    for variant in variants:
        shortest = min(variant.systems, key=lambda chain: chain.count(" "), default="")
        others = len(variant.systems) - 1
        rows.append((variant.text, shortest + (f" and {others} more" if others > 0 else "")))
    print_table(console, ("spelling", "systems"), rows)


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


def print_build(console: Console, report: BuildReport) -> None:
    """What a build made, in numbers."""
    console.print(cell(f"built {report.path} in {report.seconds:.1f} s"), style="bold green")
    counts = ("entities", "names", "keys", "records", "merged")
    facts = [(count, f"{getattr(report, count):,}") for count in counts]
    _facts(console, [*facts, ("left out", f"{report.skipped_count:,}"), ("conflicts", "\n".join(report.conflicts))])


def print_check(console: Console, report: CheckReport) -> None:
    """Whether the gazetteer is as it was written, and what is not."""
    if report.ok:
        console.print(
            cell(f"{report.path} is sound: {report.entities:,} entities, {report.names:,} names"), style="bold green"
        )
        if report.merged:
            console.print(f"{report.merged:,} records were merged into others; --json lists the first of them, and why")
        return
    console.print(cell(f"{report.path} is damaged"), style="bold red")
    for problem in report.problems:
        console.print(cell(problem))


def print_changes(console: Console, changes: Iterable[Change]) -> None:
    """The first changes in a table, one a line, then how many there are."""
    counts = dict.fromkeys(("added", "removed", "changed"), 0)
    rows: list[tuple[object, ...]] = []
    for change in changes:
        counts[change.change] += 1
        if len(rows) < _MOST_CHANGES:
            rows.append((change.change, change.id, change.kind, change.name, _what_changed(change)))
    if rows:
        print_table(console, ("change", "id", "kind", "name", "what"), rows)
    more = " (the first are shown; --json has all)" if sum(counts.values()) > len(rows) else ""
    told = ", ".join(f"{count:,} {change}" for change, count in counts.items())
    console.print(cell(told + more if rows else "no difference"), style="bold")


_MOST_CHANGES = 1000


def _what_changed(change: Change) -> str:
    if change.change == "removed":
        return f"leads to {change.redirect}" if change.redirect else ""
    told = [f"{fact}: {_said(was)} is now {_said(now)}" for fact, was, now in change.facts]
    told += [f"+ {name.text}" for name in change.names_added]
    return "; ".join([*told, *(f"- {name.text}" for name in change.names_removed)])


def _said(value: object) -> str:
    if isinstance(value, tuple):
        return " ".join(map(str, value)) or "nothing"
    return "nothing" if value is None else str(value)


def print_system(console: Console, system: TransliterationSystem) -> None:
    """One transliteration system: its facts, then its samples."""
    console.print(cell(system.title), style="bold")
    facts = [(key, value) for key, value in system_shape(system).items() if key != "title"]
    _facts(console, ((key, ", ".join(value) if isinstance(value, list) else value) for key, value in facts))
    print_table(console, ("from", "to", "source"), [(s.text, s.expected, s.source) for s in system.samples])
