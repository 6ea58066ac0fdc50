"""Names in the five documents, found and resolved, against hand-labelled gold.

Run it with ``python -m benchmarks.accuracy.documents``. A gold mention is found where a mention overlaps its bare
name and resolves to its entity. A mention is right where it overlaps a gold mention (nested and optional ones included)
of the same entity; nested and optional gold is no fault to miss.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from benchmarks.shared import DOCUMENTS, open_gazetteer, skip_without

GOLD = Path(__file__).parent / "gold"


def main() -> None:
    skip_without(DOCUMENTS)
    gold, optional = _load("documents.jsonl"), _load("optional.jsonl")
    gazetteer = open_gazetteer()
    wanted = found = given = right = 0
    for document in sorted(gold):
        text = (DOCUMENTS / document).read_text(encoding="utf-8")
        mentions = [mention for mention in gazetteer.annotate(text) if mention.resolution.decision != "none"]
        spans = [(mention.start, mention.end, mention.resolution.id) for mention in mentions]
        for row in gold[document]:
            assert text[row["start"] : row["end"]] == row["text"], row
            if row.get("nested"):
                continue
            wanted += 1
            start, end = row.get("core", (row["start"], row["start"] + len(row["text"].rstrip("*"))))
            if any(s <= start and e >= end and found_id == row["id"] for s, e, found_id in spans):
                found += 1
            else:
                near = [(text[s:e], found_id) for s, e, found_id in spans if s < row["end"] and row["start"] < e]
                print(f"missed  {document[:3]} {row['id']} {row['text']!r}: {near}")
        for start, end, found_id in spans:
            given += 1
            rows = [*gold[document], *optional.get(document, [])]
            if any(row["start"] < end and start < row["end"] and row["id"] == found_id for row in rows):
                right += 1
            else:
                print(f"wrong   {document[:3]} {found_id} {text[start:end]!r}")
    print(f"{'mentions in gold':24}{wanted:6}\n{'mentions given':24}{given:6}")
    print(f"{'recall':24}{found / wanted:6.3f}\n{'precision':24}{right / given:6.3f}")


def _load(name: str) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (GOLD / name).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows[row["document"]].append(row)
    return rows


if __name__ == "__main__":
    main()
