"""What an installed wheel costs: python -m benchmarks.speed.installing [WHEEL].

Without a wheel one is built from the checkout, the gazetteer included (``ALLONYM_GAZETTEER`` names a compiled one to
take over). It is installed into an empty environment; then the first look-up is a process of its own. Prints the size
of the wheel, of the file of the gazetteer, of all that was installed with it, and of the greatest packages; the
seconds that installing took, and those of the first look-up and of the median of nine more.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from gazetteer.packaged import CHECKOUT

MEGABYTE = 1_000_000
AGAIN = 9


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wheel = Path(sys.argv[1]) if len(sys.argv) > 1 else _build_wheel(folder / "dist")
        environment = folder / "environment"
        subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
        packages = next(environment.glob("lib/python*/site-packages"))
        before, known = _weigh(environment), {*packages.iterdir()}
        seconds = _time([str(environment / "bin" / "python"), "-m", "pip", "install", "--quiet", str(wheel.resolve())])
        installed = _weigh(environment) - before
        look_up = [str(environment / "bin" / "gazetteer"), "lookup", "Yukhary Ayrym"]
        times = [_time(look_up, folder) for _ in range(1 + AGAIN)]
        greatest = sorted([(_weigh(path), path.name) for path in {*packages.iterdir()} - known], reverse=True)[:8]
        print(f"{'wheel':24}{wheel.stat().st_size / MEGABYTE:8.1f} MB")
        print(f"{'installed':24}{installed / MEGABYTE:8.1f} MB")
        for size, package in greatest:
            print(f"{'  ' + package:24}{size / MEGABYTE:8.1f} MB")
        print(f"{'installing':24}{seconds:8.1f} s")
        print(f"{'first look-up':24}{times[0]:8.2f} s")
        print(f"{'further look-ups':24}{median(times[1:]):8.2f} s")


def _build_wheel(place: Path) -> Path:
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(place), "."]
    subprocess.run(command, check=True, cwd=CHECKOUT.parent)
    return next(place.glob("*.whl"))


def _weigh(place: Path) -> int:
    """Return the bytes of a file, or of all files under a folder."""
    if not place.is_dir():
        return place.stat().st_size
    return sum(path.stat().st_size for path in place.rglob("*") if path.is_file() and not path.is_symlink())


def _time(command: list[str], folder: Path | None = None) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, cwd=folder, stdout=subprocess.PIPE)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
