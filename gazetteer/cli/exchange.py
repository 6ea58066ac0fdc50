"""The commands that tell what a gazetteer holds: what changed since another, and everything for another program."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from gazetteer import rendering
from gazetteer.cli.streams import answer_list, message, replaced_file, standard_output

if TYPE_CHECKING:
    from gazetteer.changes import Change


def diff(settings: Namespace) -> int:
    """0 when two gazetteers hold the same, 1 when they do not."""
    from gazetteer.changes import diff as compare

    found = False

    def noted() -> Iterator[Change]:
        nonlocal found
        for change in compare(settings.before, settings.after):
            found = True
            yield change

    changes = noted()
    shapes = map(rendering.change_shape, changes)
    answer_list(standard_output(settings.form), shapes, rendering.print_changes, changes)
    return 1 if found else 0


def export(settings: Namespace) -> int:
    """0 when done; what the format has no place for is counted in a message."""
    from gazetteer.exporting import export as export_gazetteer

    only = {"kind": settings.kind, "country": settings.country}
    if settings.output in (None, "-"):
        report = export_gazetteer(settings.gazetteer, settings.format, standard_output(None).stream, **only)
    else:
        with replaced_file(settings.output) as beside, open(beside, "w", encoding="utf-8", newline="") as out:
            report = export_gazetteer(settings.gazetteer, settings.format, out, **only)
    for count, what in ((report.left_out, "entities"), (report.names_left_out, "names")):
        if count:
            message(f"{count:,} {what} are left out, for which {settings.format} has no place")
    return 0
