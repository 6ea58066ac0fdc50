"""Seed spellings attested in the five documents, each to its own ID: python -m benchmarks.accuracy.seeds.

A spelling is attested where a name's source is a document (``doc:…``). The decision must be "match"; a name that two
seeds share is right with the one that the documented default means.
"""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.shared import open_gazetteer

SEEDS = Path(__file__).parents[2] / "seeds"


def main() -> None:
    gazetteer = open_gazetteer()
    asked = right = 0
    for path in sorted(SEEDS.glob("*/*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            for name in row["names"]:
                if not str(name.get("source", "")).startswith("doc:"):
                    continue
                asked += 1
                answer = gazetteer.resolve(name["text"])
                if answer.decision == "match" and answer.id == row["id"]:
                    right += 1
                else:
                    found = [(entry.id, round(entry.score, 2)) for entry in answer.candidates[:2]]
                    print(f"missed  {name['text']!r} is {row['id']}: {answer.decision} {found}")
    print(f"{'attested spellings':24}{asked:5}   resolved {right:5}")


if __name__ == "__main__":
    main()
