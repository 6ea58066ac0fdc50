"""Names per second of CPU of one system and of readings, and a first use: python -m benchmarks.speed.systems."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from itertools import cycle, islice

from benchmarks.shared import EVALUATION, skip_without
from normalize import find_systems, readings, readings_many, transliterate

NATIVE = EVALUATION / "native_to_latin" / "dev.jsonl"
PERSONS = EVALUATION / "aliases" / "persons_dev.jsonl"
PLACES = EVALUATION / "aliases" / "places_dev.jsonl"
NAMES = 50_000
ROUNDS = 3
SYSTEM = "bgnpcgn-rus-Cyrl-Latn-1947"

LOADING = """
import time
from normalize.systems import get_system, transliterate
get_system({first!r}); transliterate("a", {first!r})
start = time.perf_counter()
get_system({system!r})
middle = time.perf_counter()
transliterate("a", {system!r})
print((middle - start) * 1e3, (time.perf_counter() - start) * 1e3)
"""
"""A fresh process per system: its definition, then its first use; the list and ICU are there before."""


def main() -> None:
    for path in (NATIVE, PERSONS, PLACES):
        skip_without(path)
    rows = [json.loads(line) for line in NATIVE.read_text(encoding="utf-8").splitlines()]
    russian = [row["native"] for row in rows if row["set"] == "ru_to_az-Latn"]
    one = [f"{a}-{b}" for a in russian for b in russian[: NAMES // len(russian)]][:NAMES]
    _print_rate(f"one system, {len(one):,} names", one, _one_by_one(lambda name: transliterate(name, SYSTEM)))
    names = [row["native"] for row in rows]
    mixed = list(islice(cycle(names), NAMES))
    _print_rate(f"readings, {len(names):,} native names {NAMES:,} times", mixed, _one_by_one(readings))
    different = _different(names)
    _print_rate(f"readings_many, {len(different):,} different names", different, readings_many)
    _print_rate(f"readings, {len(different):,} different names", different, _one_by_one(readings))
    loading, first = zip(*(_loading(system.id) for system in find_systems()[::16]), strict=True)
    print(f"{'loading a system: median, worst':52}{statistics.median(loading):11.2f}{max(loading):8.2f} ms")
    print(f"{'and its first text: median, worst':52}{statistics.median(first):11.2f}{max(first):8.2f} ms")
    bare, ours = (statistics.median(_process(code) for _ in range(9)) for code in ("pass", "import normalize"))
    print(f"{'import normalize: whole process, of it ours':52}{ours * 1e3:11.0f}{(ours - bare) * 1e3:8.0f} ms")


def _different(names: list[str]) -> list[str]:
    """Up to 50,000 different names: the native ones, and those of the aliases, in the order of their mixing."""
    found = dict.fromkeys(names)
    for path in (PERSONS, PLACES):
        for line in path.read_text(encoding="utf-8").splitlines():
            found.update((name["text"], None) for name in json.loads(line)["names"])
    step = 7919  # a prime, so that neighbours are of different lists
    ordered = list(found)
    return [ordered[at * step % len(ordered)] for at in range(min(NAMES, len(ordered)))]


def _one_by_one(run: Callable[[str], object]) -> Callable[[list[str]], Iterable[object]]:
    return lambda names: map(run, names)


def _print_rate(title: str, names: list[str], run: Callable[[list[str]], Iterable[object]]) -> None:
    list(run(names[:1]))
    rates = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for _ in run(names):
            pass
        rates.append(len(names) / (time.process_time() - start))
    print(f"{title:52}{rates[0]:11,.0f} first round{statistics.median(rates):11,.0f} median, per second", flush=True)


def _loading(system: str) -> tuple[float, float]:
    """Milliseconds to the definition of a system, and to its first text, in a fresh process."""
    code = LOADING.format(first=SYSTEM, system=system)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    definition, text = map(float, done.stdout.split())
    return definition, text


def _process(code: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
