"""What a look-up answers: a decision, the candidates behind it, and the reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, make_dataclass
from typing import Any, Literal, cast

from normalize.vocabulary import EntityKind, Evidence

Decision = Literal["match", "ambiguous", "none"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that a name may mean: canonical ``name``, the stored name that ``matched``, score in 0..1, why."""

    id: str
    name: str
    matched: str
    kind: EntityKind
    country: str | None
    score: float
    evidence: Sequence[Evidence]


@dataclass(frozen=True, slots=True)
class Resolution:
    """The answer to one name; ``id`` is set when ``decision`` is ``match``; candidates come best first."""

    query: str
    decision: Decision
    id: str | None
    candidates: tuple[Candidate, ...]


_IN_MAKING: Any = make_dataclass("_IN_MAKING", [field.name for field in fields(Candidate)], slots=True)
"""A candidate whose fields may still be set: a frozen one sets each by a call, six times as slowly."""


def make_candidate(*values: object) -> Candidate:
    """Return ``Candidate(*values)``."""
    made = _IN_MAKING(*values)
    made.__class__ = Candidate
    return cast("Candidate", made)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in a text: ``text[start:end]`` in code points of the text as given, and what it means."""

    start: int
    end: int
    text: str
    resolution: Resolution
