"""Names per second of compare and resolve on names not seen before, one thread: python -m benchmarks.speed.matching.

Seconds are those the processor worked for this process, so that other work on the machine counts less.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.accuracy.spellings import PARAPHRASES, load
from benchmarks.shared import EVALUATION, SEEDS, open_gazetteer, skip_without
from normalize import compare

Item = TypeVar("Item")

PAIRS = 4000
NAMES = 4000
ROUNDS = 3
FIRST_BODY = "al:7000"
"""The first of the IDs of organizations among the seeds."""


def main() -> None:
    persons = EVALUATION / "aliases" / "persons_dev.jsonl"
    places = EVALUATION / "azerbaijan_armenia" / "queries_dev.jsonl"
    skip_without(persons)
    names = [name["text"] for line in _lines(persons) for name in line["names"]]
    pairs = list(pairwise(names))[: PAIRS * ROUNDS]
    queries = [line["query"] for line in _lines(places)]
    gazetteer = open_gazetteer()
    compare("warm", "up")
    for name in ("warm up", "Yashar Alliyev", "Ministry of Warm Affairs of Azerbaijan"):
        gazetteer.resolve(name)
    print(f"{'':34}{'per second of processor, median':>34}")
    rate = _rate([pairs[at : at + PAIRS] for at in range(0, len(pairs), PAIRS)], lambda pair: compare(*pair))
    print(f"{'compare, persons, unseen pairs':34}{rate:34,.0f}")
    for title, asked in (
        ("resolve, people and places", _spellings(bodies=False)),
        ("resolve, bodies", _spellings(bodies=True)),
        ("resolve, paraphrases of bodies", _paraphrases()),
        ("resolve, places not in the seeds", queries),
    ):
        third = len(asked) // ROUNDS
        rate = _rate([asked[at : at + third] for at in range(0, third * ROUNDS, third)], gazetteer.resolve)
        print(f"{title:34}{rate:34,.0f}")


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _spellings(*, bodies: bool) -> list[str]:
    """Spellings of the benchmark lists that the gazetteer does not hold, of organizations or of all else, mixed."""
    held = _held()
    rows = [row for row in load("spellings") if row.category not in PARAPHRASES and row.spelling not in held]
    found = [row.spelling for row in rows if (row.id >= FIRST_BODY) == bodies]
    random.Random(0).shuffle(found)
    return found


def _paraphrases() -> list[str]:
    """Other words for organizations, of the same lists: longer names, with more to take apart and compare."""
    held = _held()
    return [row.spelling for row in load("spellings") if row.category in PARAPHRASES and row.spelling not in held]


@cache
def _held() -> set[str]:
    """The names of the seeds as they stand, read without the gazetteer, which shall not have seen them."""
    return {
        name["text"] for path in sorted(SEEDS.glob("*/*.jsonl")) for record in _lines(path) for name in record["names"]
    }


def _rate(rounds: list[list[Item]], run: Callable[[Item], object]) -> float:
    rates = []
    for items in rounds:
        start = time.process_time()
        for item in items:
            run(item)
        rates.append(len(items) / (time.process_time() - start))
    return sorted(rates)[len(rates) // 2]


if __name__ == "__main__":
    main()
