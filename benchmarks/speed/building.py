"""Building at scale: python -m benchmarks.speed.building [PLACES …].

For each number of places (62,500 and 625,000 if none is given: 150,000 and 1.5 million names) writes a dump like that
of GeoNames and builds it in a process of its own. Prints names, seconds, processor seconds and microseconds for a name,
and the peak memory of the building process and of its greatest helper; then, of a reader of the result, milliseconds to
open it and peak memory after 10,000 look-ups. 5,000,000 places are 12 million names.

Of several sizes each is built three times, in turn, so that what else the machine does in the meantime falls on all of
them. The last lines are the median of the processor time for a name by size, and the last size's against the first's.
"""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.speed.dump import SEED, write_dump
from gazetteer.index.reading import Index

SIZES = (62_500, 625_000)
LOOK_UPS = 10_000
ROUNDS = 3

_BUILD = """if True:
    import json, resource, sys, time
    from gazetteer.building import build
    started = time.monotonic()
    report = build(sys.argv[1:2], sys.argv[2])
    taken = time.monotonic() - started
    own, helpers = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    print(json.dumps({
        "names": report.names, "entities": report.entities, "seconds": taken, "bytes": report.path.stat().st_size,
        "processor": own.ru_utime + own.ru_stime + helpers.ru_utime + helpers.ru_stime,
        "peak": own.ru_maxrss / 1024, "helper": helpers.ru_maxrss / 1024,
    }))
"""

_READ = """if True:
    import json, resource, sys, time
    from gazetteer.api import Gazetteer
    names = json.load(sys.stdin)
    started = time.perf_counter()
    gazetteer = Gazetteer.open(sys.argv[1])
    opened = time.perf_counter() - started
    started = time.process_time()
    found = sum(gazetteer.resolve(name[:-1] if at % 2 else name).candidates != () for at, name in enumerate(names))
    print(json.dumps({
        "open": opened * 1000, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "found": found,
        "milliseconds": (time.process_time() - started) / len(names) * 1000,
    }))
"""


def main() -> None:
    sizes = [int(argument) for argument in sys.argv[1:]] or list(SIZES)
    print(
        f"{'names':>11}{'entities':>11}{'seconds':>9}{'processor':>11}{'µs a name':>11}{'peak MB':>9}{'helper MB':>11}"
        f"{'file MB':>9}{'open ms':>9}{'reader MB':>11}{'ms a look-up':>14}"
    )
    costs: dict[int, list[float]] = {size: [] for size in sizes}
    with tempfile.TemporaryDirectory() as name:
        for size in sizes:
            _dump_of(Path(name), size).mkdir()
            write_dump(_dump_of(Path(name), size), size)
        for _ in range(ROUNDS if len(sizes) > 1 else 1):
            for size in sizes:
                costs[size].append(_measure(_dump_of(Path(name), size)))
    medians = [statistics.median(costs[size]) for size in sizes]
    if len(sizes) > 1:
        for size, median in zip(sizes, medians, strict=True):
            print(f"{size:,} places, median of {ROUNDS}: {median * 1e6:.1f} µs a name")
        print(f"time for a name, the last against the first: {medians[-1] / medians[0]:.2f}")


def _dump_of(folder: Path, places: int) -> Path:
    return folder / f"dump-{places}"


def _measure(dump: Path) -> float:
    """Build a dump and read the result; return the processor time for a name."""
    with tempfile.TemporaryDirectory() as name:
        built = _run(_BUILD, f"geonames:{dump}", name)
        read = _run(_READ, name, given=json.dumps(_choose_names(Path(name))))
    cost = built["processor"] / built["names"]
    print(
        f"{built['names']:11,}{built['entities']:11,}{built['seconds']:9.1f}{built['processor']:11.1f}"
        f"{cost * 1e6:11.1f}{built['peak']:9.0f}{built['helper']:11.0f}{built['bytes'] / 1e6:9.1f}"
        f"{read['open']:9.2f}{read['peak']:11.0f}{read['milliseconds']:14.2f}",
        flush=True,
    )
    return cost


def _choose_names(place: Path) -> list[str]:
    chance = random.Random(SEED)
    with Index.open(place) as index:
        return [index.name_text(chance.randrange(index.name_count)) for _ in range(LOOK_UPS)]


def _run(program: str, *arguments: str, given: str = "") -> dict[str, float]:
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, input=given.encode())
    answer: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return answer


if __name__ == "__main__":
    main()
