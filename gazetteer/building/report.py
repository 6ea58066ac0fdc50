"""What a build and a check tell: while they run, and of what they made or found when they are done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gazetteer.errors import BadRecord

Progress = Callable[[str, int, int | None], None]
"""Called now and then with the stage (``read``, ``link``, ``key``, ``write``, ``check``), how much is done and of how
much (None where that is not known): records while reading, linking and keying, then sections, then bytes."""

MOST_LISTED = 1000
"""Skipped rows and merges that a report lists one by one; it counts all."""


@dataclass(frozen=True, slots=True)
class Merge:
    """Records taken for one entity: the ID that survives, the one that now leads there, and the IDs they share.

    ``reason`` says in one clause what they have in common where that is no ID, else it is empty. Both are empty for a
    record that only hangs together with the survivor by others of the entity.
    """

    survivor: str
    merged: str
    shared: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build made: counts of what the gazetteer holds, what was left out and what was merged, and the time.

    ``skipped``, ``merges`` and ``conflicts`` (records that share an ID elsewhere yet were kept apart) list the first
    thousand; ``skipped_count`` and ``merged`` count all. ``seconds`` is wall-clock time and ``path`` the file that was
    written.
    """

    path: Path
    entities: int
    names: int
    keys: int
    records: int
    merged: int
    merges: tuple[Merge, ...]
    conflicts: tuple[str, ...]
    skipped: tuple[BadRecord, ...]
    skipped_count: int
    seconds: float


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found: the file, how many sections, entities and names it has, and what is wrong, in sentences.

    ``merges`` lists the first thousand of the records that were merged when it was built, ``merged`` counts all.
    """

    path: Path
    sections: int
    entities: int
    names: int
    problems: tuple[str, ...]
    merged: int = 0
    merges: tuple[Merge, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems
