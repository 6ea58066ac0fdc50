"""Keying in processes of their own: chunks of names go out, hashes of keys come back in the same order."""

from __future__ import annotations

import gc
import marshal
import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from functools import lru_cache
from itertools import islice
from queue import SimpleQueue
from struct import Struct
from typing import IO

from gazetteer.building.keying import Chunk, hash_chunk
from normalize.memory import forget

MOST_PROCESSES = 4
WORTHWHILE = 10_000
"""Records from which starting processes takes less time than it saves."""

RARELY = (50_000, 20, 1000)
"""Thresholds of garbage collection for work that makes many objects and few cycles."""

_AHEAD = 3
_CACHED = type(lru_cache(abs))
_REMEMBERED = 24
"""Chunks after which a process forgets what it remembers of names: half of its memory, for a fiftieth of its time."""

_LENGTH = Struct("<Q")
_PROGRAM = "import sys; sys.path[:] = {path!r}; from gazetteer.building.workers import serve; serve()"

Keys = list[tuple[bytes, bytes]]


def hash_chunks(chunks: Iterable[Chunk], *, records: int) -> Iterator[Keys]:
    """Yield what ``hash_chunk`` returns for each chunk, in order; few ``records`` are keyed without processes.

    Chunks are taken a few ahead of what is yielded. Raises OSError where a process dies.
    """
    processes = count_processes()
    if records < WORTHWHILE or processes < 2 or not sys.executable:
        yield from map(hash_chunk, chunks)
        return
    with ExitStack() as stack:
        idle: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
        for _ in range(processes):
            idle.put(stack.enter_context(_start()))
        pool = stack.enter_context(ThreadPoolExecutor(processes))
        waiting: deque[Future[Keys]] = deque()
        coming = iter(chunks)
        while True:
            more = list(islice(coming, processes * _AHEAD - len(waiting)))
            waiting.extend([pool.submit(_ask, idle, chunk) for chunk in more])
            if not waiting:
                return
            yield waiting.popleft().result()


def count_processes() -> int:
    """Return how many processes may key at a time."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, MOST_PROCESSES)


def serve() -> None:
    """Key the chunks that come on standard input until it ends, silently if the build is killed or interrupted."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(*RARELY)
    source, answers = sys.stdin.buffer, sys.stdout.buffer
    done = 0
    try:
        while (data := _read(source)) is not None:
            _write(answers, marshal.dumps(hash_chunk(marshal.loads(data))))
            done += 1
            if done % _REMEMBERED == 0:
                _forget()
    except BrokenPipeError:
        os._exit(1)  # what is left to be written would fail once more on the way out
    os._exit(0)  # taking the compiled rules down would take a second


def _forget() -> None:
    """Empty what functions remember up to a number of results; what is common is soon there again."""
    forget()
    for thing in gc.get_objects():
        if isinstance(thing, _CACHED) and thing.cache_info().maxsize:
            thing.cache_clear()


def _start() -> subprocess.Popen[bytes]:
    """Start a process that keys; it ends when its standard input does, so it outlives no build that is killed."""
    program = _PROGRAM.format(path=[os.path.abspath(entry) for entry in sys.path])
    return subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def _ask(idle: SimpleQueue[subprocess.Popen[bytes]], chunk: Chunk) -> Keys:
    process = idle.get()
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        _write(process.stdin, marshal.dumps(chunk))
        data = _read(process.stdout)
    except BrokenPipeError:
        data = None
    finally:
        idle.put(process)
    if data is None:
        raise OSError(f"a process that keyed names ended with status {process.wait()}")
    keys: Keys = marshal.loads(data)
    return keys


def _write(file: IO[bytes], data: bytes) -> None:
    file.write(_LENGTH.pack(len(data)))
    file.write(data)
    file.flush()


def _read(file: IO[bytes]) -> bytes | None:
    """Read one message; None at the end of the file."""
    head = file.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = file.read(length)
    return data if len(data) == length else None
