"""Kills and damage: python -m benchmarks.faults [KILLS [FLIPS]].

A build of 12,000 places is killed at 50 random moments over an older gazetteer: each time that must answer and pass its
check, and after one build that is let be nothing but the gazetteer may be in the folder. Then a byte is flipped at 200
random places of what was built: each time ``check`` must report it, and readers must answer or say that it is damaged.
The exit status is 1 if anything of this fails.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.speed.dump import write_dump
from gazetteer.api import Gazetteer
from gazetteer.building import build, check
from gazetteer.errors import GazetteerDamaged, GazetteerError
from gazetteer.index.layout import FILE_NAME
from gazetteer.index.reading import Index

PLACES = 12_000
SEED = 20261122


def main() -> None:
    kills, flips = (int(argument) for argument in (*sys.argv[1:], *("50", "200")[len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "dump").mkdir()
        write_dump(folder / "dump", PLACES)
        failures = _kill_builds(folder, kills) + _flip_bytes(folder, flips)
    sys.exit(1 if failures else 0)


def _kill_builds(folder: Path, kills: int) -> int:
    """Kill builds; return how many times something was not as it must be."""
    chance = random.Random(SEED)
    record = '{"id": "my:1", "kind": "place", "names": [{"text": "Yuxarı Ayrım"}]}\n'
    (folder / "old.jsonl").write_text(record, encoding="utf-8")
    before = build([f"records:{folder / 'old.jsonl'}"], folder / "gz").path.read_bytes()
    length = _run_build(folder, folder / "whole", None)
    failures = killed = finished = most = 0
    while killed < kills:
        taken = _run_build(folder, folder / "gz", chance.uniform(0, length))
        most = max(most, len(os.listdir(folder / "gz")))
        if (folder / "gz" / FILE_NAME).read_bytes() != before:
            finished += 1
            length = min(length, taken)
            failures += not check(folder / "gz").ok
            (folder / "gz" / FILE_NAME).write_bytes(before)
            continue
        killed += 1
        failures += not _answers(folder / "gz")
    _run_build(folder, folder / "gz", None)
    left = [entry for entry in os.listdir(folder / "gz") if entry != FILE_NAME]
    print(f"builds killed{killed:27}   of up to {length:.1f} s; others were done before: {finished}")
    print(f"old gazetteer not answering{failures:13}")
    print(f"left in the folder{most - 1:22}   at most at a time; after the next build: {len(left)}")
    return failures + len(left)


def _run_build(folder: Path, into: Path, seconds: float | None) -> float:
    """Build, and kill it after so many seconds; return how long it took."""
    command = [sys.executable, "-m", "gazetteer", "build", f"geonames:{folder / 'dump'}", "-o", str(into)]
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
    return time.monotonic() - started


def _answers(place: Path) -> bool:
    with Gazetteer.open(place) as gazetteer:
        return gazetteer.resolve("Yukhary Ayrym").id == "my:1" and check(place).ok


def _flip_bytes(folder: Path, flips: int) -> int:
    """Flip bytes of a gazetteer; return how many were not reported or made a reader fail otherwise than it may."""
    chance = random.Random(SEED)
    whole = bytearray((folder / "whole" / FILE_NAME).read_bytes())
    (folder / "damaged").mkdir()
    unseen = crashed = told = 0
    for _ in range(flips):
        place = chance.randrange(len(whole))
        whole[place] ^= 1 << chance.randrange(8)
        (folder / "damaged" / FILE_NAME).write_bytes(whole)
        unseen += check(folder / "damaged").ok
        try:
            _read_everything(folder / "damaged")
        except GazetteerDamaged:
            told += 1
        except Exception as error:
            crashed += 1
            print(f"byte {place}: {error!r}")
        whole[:] = (folder / "whole" / FILE_NAME).read_bytes()
    print(f"bytes flipped{flips:27}   of {len(whole):,}")
    print(f"not reported by check{unseen:19}")
    print(f"readers that failed{crashed:21}   that said it is damaged: {told}")
    return unseen + crashed


def _read_everything(place: Path) -> None:
    with Index.open(place) as index:
        names = [index.name_text(number) for number in range(0, index.name_count, 97)]
        for number in range(index.entity_count):
            index.entity(number)
            list(index.entity_within(number))
    with Gazetteer.open(place) as gazetteer:
        for name in names[:20]:
            try:
                gazetteer.get(gazetteer.resolve(name[:-1]).id or "")
            except GazetteerError as error:
                if isinstance(error, GazetteerDamaged):
                    raise


if __name__ == "__main__":
    main()
