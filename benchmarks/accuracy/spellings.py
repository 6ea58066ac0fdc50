"""Spellings that the seeds do not hold, resolved, and near misses kept apart: python -m benchmarks.accuracy.spellings.

The lists of ``data/held_out`` are held out: weights and tables are tuned on the rest only, and failures of those held
out are counted but not shown (--show-held-out shows them, for the day they are replaced by new ones).
A spelling that an entity of the seeds has for a name by now, as it stands, asks nothing and is left out.
A near miss is wrongly matched where ``compare`` calls the two names the same, or where the first is a stored name of
an entity and the second resolves to it.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from benchmarks.shared import open_gazetteer
from gazetteer import Gazetteer
from normalize import compare
from normalize.vocabulary import EntityKind

DATA = Path(__file__).parent / "data"
HELD_OUT = DATA / "held_out"
PARAPHRASES = ("words", "spelling", "acronym")
"""Categories of other words for an organization, which no change of letters explains; counted, and shown apart."""


Answers = dict[tuple[bool, str], list[bool]]
"""Which answers were right, by whether they are held out and by category."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list: a spelling with the entity it means, or two names with why they differ."""

    spelling: str
    id: str
    category: str
    held_out: bool


def load(name: str) -> list[Row]:
    """Return the rows of every list whose file name begins with ``name``; one that stands in two is of the first."""
    rows: dict[tuple[str, str], Row] = {}
    for path in (*sorted(DATA.glob(f"{name}*.tsv")), *sorted(HELD_OUT.glob(f"{name}*.tsv"))):
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            next(reader)
            for row in filter(None, reader):
                rows.setdefault((row[0], row[1]), Row(row[0], row[1], row[2], path.parent == HELD_OUT))
    return list(rows.values())


def main() -> None:
    show_held_out = "--show-held-out" in sys.argv
    gazetteer = open_gazetteer()
    right = _ask_spellings(gazetteer, show_held_out)
    apart = _ask_near_misses(gazetteer, show_held_out)
    _print_shares(right)
    print("\nnear misses (pairs, wrongly matched; tuned on and held out)")
    for category in sorted({category for _, category in apart}):
        _print_wrong(category, *(apart.get((side, category), []) for side in (False, True)))
    sides = (
        [kept for (held_out, _), pairs in apart.items() if held_out == side for kept in pairs] for side in (False, True)
    )
    _print_wrong("near misses", *sides)


def _ask_spellings(gazetteer: Gazetteer, show_held_out: bool) -> Answers:
    right: Answers = defaultdict(list)
    stored = {False: 0, True: 0}
    for row in load("spellings"):
        answer = gazetteer.resolve(row.spelling)
        if any(entry.id == row.id and entry.matched == row.spelling for entry in answer.candidates):
            stored[row.held_out] += 1
            continue
        hit = answer.id == row.id
        right[row.held_out, row.category].append(hit)
        if not hit and (show_held_out or not row.held_out):
            found = [(entry.id, entry.matched, round(entry.score, 2)) for entry in answer.candidates[:2]]
            print(f"missed  {row.category:16} {row.spelling!r} is {row.id}: {answer.decision} {found}")
    print(f"left out, as the seeds have them for names by now: {stored[False]} tuned on, {stored[True]} held out")
    return right


def _ask_near_misses(gazetteer: Gazetteer, show_held_out: bool) -> Answers:
    apart: Answers = defaultdict(list)
    kinds: dict[str, EntityKind | None] = {"places": "place", "organizations": "organization"}
    for name in ("places", "people", "second", "third", "fourth", "fifth", "organizations"):
        for row in load(f"near_misses_{name}"):
            same = compare(row.spelling, row.id, kind=kinds.get(name)).same
            one, two = gazetteer.resolve(row.spelling), gazetteer.resolve(row.id)
            stored = one.id is not None and one.candidates[0].matched == row.spelling
            mixed = same or (stored and one.id == two.id)
            apart[row.held_out, row.category].append(not mixed)
            if mixed and (show_held_out or not row.held_out):
                print(f"mixed   {row.spelling!r} / {row.id!r} ({row.category}): {'same' if same else one.id}")
    return apart


def _print_shares(right: Answers) -> None:
    for category in sorted({category for _, category in right}):
        hits = right.get((False, category), [])
        held = right.get((True, category), [])
        print(f"{category:24}{len(hits):5}{_share(hits):>7}{len(held):6}{_share(held):>7}")
    for label, left_out in (("all", ()), ("all but paraphrases", PARAPHRASES)):
        tuned, held = (
            [hit for (is_held, kind), hits in right.items() if is_held == side and kind not in left_out for hit in hits]
            for side in (False, True)
        )
        print(f"{label:24}{len(tuned):5}{_share(tuned):>7}{len(held):6}{_share(held):>7}   (tuned on / held out)")


def _print_wrong(label: str, tuned: list[bool], held: list[bool]) -> None:
    print(f"{label:32}{len(tuned):5}{tuned.count(False):6}{len(held):7}{held.count(False):6}")


def _share(hits: list[bool]) -> str:
    return f"{sum(hits) / len(hits):.3f}" if hits else "-"


if __name__ == "__main__":
    main()
