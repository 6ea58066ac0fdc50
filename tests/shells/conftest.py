"""Runs of the command in this process and as one of its own, and a gazetteer small enough to know by heart."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import MappingProxyType

import pytest

from gazetteer.cli import main
from gazetteer.errors import BadQuery, UnknownEntity
from gazetteer.model import Entity, Name
from gazetteer.resolution import Candidate, Mention, Resolution
from normalize.vocabulary import Evidence

VILLAGE = Entity(
    id="al:1",
    kind="place",
    names=(
        Name("Yuxarı Ayrım", "az", "Latn", "preferred", source="records"),
        Name("Юхары-Айрум", "ru", "Cyrl", since="1960", until="1991", users=("SU",)),
    ),
    country="AZ",
    latitude=40.14513,
    longitude=46.0007,
    feature="PPL",
    within=("al:2",),
    same_as=("geonames:584642",),
    merged=("al:9",),
)
SECOND = Entity(id="al:3", kind="place", names=(Name("Ayrım", "az", "Latn", "preferred"),), country="AZ")


def _candidate(entity: Entity, matched: str, score: float) -> Candidate:
    reason = Evidence("name", score, 1.0, f"{matched} is a name of {entity.id}")
    return Candidate(entity.id, entity.name, matched, entity.kind, entity.country, score, (reason,))


class SmallGazetteer:
    """The facade's methods over two entities; it counts what it was asked."""

    manifest = MappingProxyType({"entities": 2, "names": 3})

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.failure: Exception | None = None

    def resolve(self, name: str, **hints: object) -> Resolution:
        """Yuxarı Ayrım and what folds to it is the village, Ayrım is either, the rest is none."""
        self.asked.append(name)
        if self.failure:
            raise self.failure
        country = hints.get("country")
        if country not in (None, "AZ", "AM"):
            raise BadQuery("country", country, "is no ISO 3166-1 code", ("AZ",))
        if country == "AM":
            return Resolution(name, "none", None, ())
        if name.casefold() in ("yuxarı ayrım", "yukhary ayrym"):
            return Resolution(name, "match", VILLAGE.id, (_candidate(VILLAGE, "Yuxarı Ayrım", 0.97123),))
        if name == "Ayrım":
            both = _candidate(SECOND, "Ayrım", 0.6), _candidate(VILLAGE, "Yuxarı Ayrım", 0.55)
            return Resolution(name, "ambiguous", None, both)
        return Resolution(name, "none", None, ())

    def annotate(self, text: str, **hints: object) -> list[Mention]:
        """Every literal ``Yukhary Ayrym``."""
        name = "Yukhary Ayrym"
        start = text.find(name)
        return [] if start < 0 else [Mention(start, start + len(name), name, self.resolve(name, **hints))]

    def get(self, entity_id: str) -> Entity:
        """The village by any of its three IDs."""
        if entity_id in (VILLAGE.id, "al:9", "geonames:584642"):
            return VILLAGE
        raise UnknownEntity(entity_id, ("al:1",))


@dataclass(frozen=True)
class Ran:
    """What a run left behind."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> SmallGazetteer:
    """A small gazetteer that every command of this process opens."""
    gazetteer = SmallGazetteer()
    # The one that imports the other first, or it would import what stands in for it, and keep that.
    monkeypatch.setattr("gazetteer.cli.matching.open_gazetteer", lambda path: gazetteer)
    monkeypatch.setattr("gazetteer.cli.commands.open_gazetteer", lambda path: gazetteer)
    return gazetteer


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in this process."""

    def run(*words: str) -> Ran:
        status = main(list(words))
        captured = capsys.readouterr()
        return Ran(status, captured.out, captured.err)

    return run


@pytest.fixture(scope="session")
def process() -> Run:
    """Runs the command as a process of its own, with what it reads on standard input."""

    def run(*words: str, given: bytes = b"", env: dict[str, str] | None = None) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "gazetteer", *words],
            input=given,
            capture_output=True,
            timeout=120,
            env={**os.environ, **(env or {})},
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


def _heed_interrupts() -> None:
    """What runs in the background of a shell ignores Ctrl-C, and so would what it starts."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def started() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts the command without waiting for it; whatever still runs at the end is stopped."""
    running: list[subprocess.Popen[str]] = []

    def start(*words: str, env: dict[str, str] | None = None) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "gazetteer", *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **(env or {})},
            preexec_fn=_heed_interrupts,
        )
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe:
                pipe.close()
