"""Starting up, as whole processes: python -m benchmarks.speed.starting.

Prints seconds (median of five) and peak memory of a cold look-up and of ``import normalize``, and seconds from starting
the service to its first answer, with a batch of 200 names of which one is bad.
"""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
import time
import urllib.request
from statistics import median

RUNS = 5


def main() -> None:
    lookup = [sys.executable, "-m", "gazetteer", "lookup", "Yukhary Ayrym"]
    subprocess.run(lookup, check=True, capture_output=True)
    imported = [sys.executable, "-c", "import normalize"]
    print(f"{'cold gazetteer lookup':32}{_seconds(lookup):8.3f} s")
    print(
        f"{'peak memory of children so far':32}{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:8.0f} MB"
    )
    print(f"{'import normalize':32}{_seconds(imported):8.3f} s")
    _serve()


def _seconds(command: list[str]) -> float:
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        taken.append(time.perf_counter() - start)
    return median(taken)


def _serve() -> None:
    start = time.perf_counter()
    command = [sys.executable, "-m", "gazetteer", "serve", "--port", "0"]
    service = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert service.stderr is not None
        found = re.search(r"http://\S+", service.stderr.readline())
        assert found is not None
        with urllib.request.urlopen(f"{found[0]}/resolve?name=Yukhary%20Ayrym") as answer:
            first = json.load(answer)
        print(f"{'serve, start to first answer':32}{time.perf_counter() - start:8.3f} s   {first['id']}")
        names = ["Kelbadzhar", "Лачин", "Jeyhun Bayramov", "UN"] * 50
        batch: list[object] = [{"name": name} for name in names]
        batch[57] = {"name": 57}
        body = json.dumps(batch).encode()
        request = urllib.request.Request(f"{found[0]}/resolve", body, {"Content-Type": "application/json"})
        start = time.perf_counter()
        with urllib.request.urlopen(request) as answer:
            rows = json.load(answer)
        taken = time.perf_counter() - start
        ordered = all(row["query"] == name for row, name in zip(rows, names, strict=True) if "error" not in row)
        bad = [at for at, row in enumerate(rows) if "error" in row]
        print(f"{'a batch of 200':32}{taken:8.3f} s   in order: {ordered}, failed by themselves: {bad}")
    finally:
        service.terminate()
        service.wait()


if __name__ == "__main__":
    main()
