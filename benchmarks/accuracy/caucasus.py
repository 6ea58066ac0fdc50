"""Places of Azerbaijan and Armenia by a name taken out of their records: python -m benchmarks.accuracy.caucasus.

Builds a gazetteer of the evaluation records, asks the names that were taken out, and prints R@1 and R@5 bare, with the
country and with the coordinates, the decisions, and how well scores are calibrated.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from pathlib import Path

from benchmarks.shared import EVALUATION, skip_without
from gazetteer import Gazetteer, build

FOLDER = EVALUATION / "azerbaijan_armenia"


def main() -> None:
    skip_without(FOLDER)
    queries = [json.loads(line) for line in (FOLDER / "queries_dev.jsonl").open(encoding="utf-8")]
    with tempfile.TemporaryDirectory() as folder:
        report = build([f"records:{FOLDER / 'gazetteer.jsonl'}"], folder)
        print(f"{report.entities} entities, {report.names} names, built in {report.seconds:.1f} s")
        gazetteer = Gazetteer.open(Path(folder))
        for label in ("bare", "country", "near"):
            _ask(gazetteer, queries, label)


def _ask(gazetteer: Gazetteer, queries: list[dict[str, object]], label: str) -> None:
    first = five = 0
    decisions: Counter[tuple[str, bool]] = Counter()
    bins: Counter[tuple[int, bool]] = Counter()
    for query in queries:
        gold = set(query["gold"])  # type: ignore[call-overload]
        hints: dict[str, object] = {}
        if label == "country":
            hints["country"] = query["country"]
        if label == "near":
            hints["near"] = (query["lat"], query["lon"])
        answer = gazetteer.resolve(str(query["query"]), kind="place", limit=5, **hints)  # type: ignore[arg-type]
        ids = [entry.id for entry in answer.candidates]
        right = bool(ids) and ids[0] in gold
        first += right
        five += any(found in gold for found in ids)
        decisions[answer.decision, right] += 1
        if answer.candidates:
            bins[min(9, int(answer.candidates[0].score * 10)), right] += 1
    total = len(queries)
    print(f"{label:10} R@1 {first / total:.3f}  R@5 {five / total:.3f}", end="  ")
    for decision in ("match", "ambiguous", "none"):
        good, bad = decisions[decision, True], decisions[decision, False]
        print(f"{decision} {good + bad} ({good / max(1, good + bad):.2f} right)", end="  ")
    print()
    shares = [(tenth, bins[tenth, True], bins[tenth, False]) for tenth in range(10)]
    print("  score: right of all  " + "  ".join(f".{t}: {g}/{g + b}" for t, g, b in shares if g + b))


if __name__ == "__main__":
    main()
