"""Compiles what the system files say: ``python -m normalize.systems`` after one was added or changed.

The list that the package reads is written in its place; with ``--page`` the page of systems for readers goes to
standard output (``python -m normalize.systems --page > docs/reference/systems.md``).
"""

from __future__ import annotations

import sys
from collections import Counter
from itertools import groupby

from normalize.systems.catalogue import find_systems
from normalize.systems.listing import COMPILED, DIGEST, compile_listing, digest_systems
from normalize.systems.model import TransliterationSystem
from normalize.systems.passes import Pass, split_passes
from normalize.systems.programs import compile_programs
from normalize.systems.steps import COMPILED as PROGRAMS

SAMPLES = 4
"""So many samples of a system stand on the page."""

INTRODUCTION = """# Transliteration systems

Made by `python -m normalize.systems --page`; do not edit. Every system is one file under
`normalize/data/languages/<language>/systems/`; see [how to add one](../how-to/add-a-system.md). The names where
published tests and the standards disagree are in the [conformance notes](conformance-notes.md). `gazetteer systems ID`
shows one system with all its samples.

{systems} systems of {languages} languages: {current} current, {superseded} superseded, {practice} of practice (no
authority's text: what maps, the press or another language's spelling make of names); {reversible} can be reversed
without loss."""


def describe_systems() -> str:
    """The page of systems, Markdown: counts, then for each language a table with samples and provenance."""
    systems = sorted(find_systems(), key=lambda system: (system.language, system.source_script, system.id))
    counts: dict[str, int] = {
        "systems": len(systems),
        "languages": len({system.language for system in systems}),
        "reversible": sum(system.reversible for system in systems),
        **Counter[str](system.status for system in systems),
    }
    lines = [INTRODUCTION.format(**counts)]
    for language, group in groupby(systems, key=lambda system: system.language):
        lines += ["", f"## {language}", "", "| system | scripts | status | samples | source |", "|---|---|---|---|---|"]
        lines += [_row(system) for system in group]
    return "\n".join(lines) + "\n"


def list_passes() -> list[Pass]:
    """The passes of all systems."""
    return [one for system in find_systems() for one in split_passes(system.id, system.rules, system.words)]


def _row(system: TransliterationSystem) -> str:
    scripts = f"{system.source_script} {'↔' if system.reversible else '→'} {system.target_script}"
    needs = "".join(f", needs {what}" for what in system.requires)
    samples = "; ".join(f"{sample.text} → {sample.expected}" for sample in system.samples[:SAMPLES])
    source = f"[{system.source}]({system.url})" if system.url else system.source
    cells = (f"`{system.id}`: {system.title}", scripts, system.status + needs, samples, source)
    return f"| {' | '.join(' '.join(cell.split()).replace('|', '&#124;') for cell in cells)} |"


if __name__ == "__main__":
    if "--page" in sys.argv:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # standard output is a text stream
        sys.stdout.write(describe_systems())
    else:
        COMPILED.write_bytes(compile_listing())
        DIGEST.write_text(digest_systems() + "\n", encoding="ascii")
        PROGRAMS.write_bytes(compile_programs(list_passes()))
