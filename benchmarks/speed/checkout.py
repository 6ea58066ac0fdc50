"""From a fresh checkout to the first answer: python -m benchmarks.speed.checkout.

Copies what is committed at HEAD into an empty folder and runs the README's first command there, word by word. Prints
its wall-clock and processor seconds, and the answer's decision. What it shows meanwhile goes to the terminal.
"""

from __future__ import annotations

import json
import re
import resource
import subprocess
import tempfile
import time
from pathlib import Path

from gazetteer.packaged import CHECKOUT


def main() -> None:
    root = CHECKOUT.parent
    with tempfile.TemporaryDirectory() as name:
        copied = subprocess.run(["git", "-C", str(root), "archive", "HEAD"], check=True, stdout=subprocess.PIPE)
        subprocess.run(["tar", "-x", "-C", name], check=True, input=copied.stdout)
        match = re.search(r"^```sh\n(.+? lookup .+?)\n```$", Path(name, "README.md").read_text("utf-8"), re.M)
        assert match is not None
        started = time.perf_counter()
        done = subprocess.run(["sh", "-c", match[1]], check=True, cwd=name, stdout=subprocess.PIPE)
        wall = time.perf_counter() - started
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
    answer = json.loads(done.stdout.splitlines()[-1])
    print(f"{'wall seconds':>14}{'processor':>11}{'decision':>10}")
    print(f"{wall:14.0f}{used.ru_utime + used.ru_stime:11.0f}{answer['decision']:>10}")


if __name__ == "__main__":
    main()
