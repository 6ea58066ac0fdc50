"""Pairs of names said to match or not, by kind of name: python -m benchmarks.accuracy.name_pairs.

Precision, recall and F1 of compare(...).same. --wrong lists each pair judged otherwise.
"""

from __future__ import annotations

import json
import sys
from collections import Counter

from benchmarks.shared import EVALUATION, skip_without
from normalize import compare

PAIRS = EVALUATION / "name_pairs" / "pairs_dev.jsonl"
KINDS = {"org": "organization"}
"""Kinds of the rows that normalize calls otherwise."""


def main() -> None:
    skip_without(PAIRS)
    judged: dict[str, Counter[tuple[bool, bool]]] = {}
    with PAIRS.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            kind = KINDS.get(row["kind"], row["kind"])
            known = kind if kind in ("person", "place", "organization") else None
            expected = row["expect"] == "match"
            same = compare(row["a"], row["b"], kind=known).same
            for group in (kind, "all"):
                judged.setdefault(group, Counter())[expected, same] += 1
            if same != expected and "--wrong" in sys.argv:
                print(f"{'missed' if expected else 'mixed'}  {kind}  {row['a']!r} / {row['b']!r}")
    print(f"{'kind':16}{'pairs':>7}{'precision':>11}{'recall':>8}{'F1':>7}")
    for group in sorted(judged, key=lambda group: (group == "all", group)):
        counts = judged[group]
        right, said, due = (
            counts[True, True],
            counts[True, True] + counts[False, True],
            sum(counts[True, same] for same in (True, False)),
        )
        precision, recall = right / said if said else 0.0, right / due if due else 0.0
        f1 = 2 * right / (said + due) if said + due else 0.0
        print(f"{group:16}{counts.total():7}{precision:11.3f}{recall:8.3f}{f1:7.3f}")


if __name__ == "__main__":
    main()
