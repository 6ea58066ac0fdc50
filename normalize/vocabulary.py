"""The project's words as types: what passes between the stages that answer a name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, NewType, overload

Script = NewType("Script", str)
"""ISO 15924 code: ``Latn``, ``Cyrl``, ``Armn`` …"""

LanguageTag = NewType("LanguageTag", str)
"""BCP 47 language tag: ``az``, ``az-Cyrl``, ``hyw`` …"""

NormalForm = NewType("NormalForm", str)
"""What :func:`normalize.fold` returns: the one form that matching compares."""

Key = NewType("Key", str)
"""A blocking key: a short string where the variants of one name meet."""

EntityKind = Literal["place", "person", "organization"]
ENTITY_KINDS: tuple[EntityKind, ...] = ("place", "person", "organization")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for a score: a feature, its value in 0..1, its weight in the policy, a sentence."""

    feature: str
    value: float
    weight: float
    detail: str


class Reasons(Sequence[Evidence]):
    """The evidence behind a score, put in words only when somebody looks."""

    __slots__ = ("_later", "_render", "_rows")

    def __init__(self, render: Callable[[], tuple[Evidence, ...]]) -> None:
        self._render = render
        self._later: Callable[[], tuple[Evidence, ...]] | None = None
        self._rows: tuple[Evidence, ...] | None = None

    def end_with(self, later: Callable[[], tuple[Evidence, ...]]) -> None:
        """Let the evidence end with more rows that take long to find: they are looked for when all are looked at."""
        self._later, self._rows = later, None

    def plain(self) -> tuple[Evidence, ...]:
        """Return the evidence without those rows, for answers by the thousand."""
        return self._render()

    def rows(self) -> tuple[Evidence, ...]:
        """Return the evidence as a tuple."""
        if self._rows is None:
            self._rows = self._render() if self._later is None else (*self._render(), *self._later())
        return self._rows

    @overload
    def __getitem__(self, at: int) -> Evidence: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Evidence, ...]: ...
    def __getitem__(self, at: int | slice) -> Evidence | tuple[Evidence, ...]:
        return self.rows()[at]

    def __len__(self) -> int:
        return len(self.rows())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(self.rows())

    def __repr__(self) -> str:
        return repr(self.rows())

    def __reduce__(self) -> tuple[type[tuple[Evidence, ...]], tuple[tuple[Evidence, ...]]]:
        return tuple, (self.rows(),)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two names are: a calibrated score in 0..1, the verdict, and why."""

    score: float
    same: bool
    evidence: Sequence[Evidence]


@dataclass(frozen=True, slots=True)
class Reading:
    """A Latin reading of a text: by which system, as which language."""

    text: str
    system: str
    language: str


@dataclass(frozen=True, slots=True)
class Variant:
    """A spelling that a name can take, with the IDs of the systems (or chains of them) that make it."""

    text: str
    systems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Derivation:
    """A chain of systems that leads from one spelling to another.

    ``systems`` are IDs in order of application; ``exact`` says whether the last step gives the spelling letter by
    letter or only the same normal form.
    """

    source: str
    target: str
    systems: tuple[str, ...]
    exact: bool


@dataclass(frozen=True, slots=True)
class Residue:
    """A character of the input that a system does not cover, with its code-point offset in the cleaned text."""

    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class Transliteration:
    """What a system made of a text, and what it did not cover.

    ``needs_reading`` is true where the writing does not hold what the system needs (unwritten vowels, kanji, Thai
    word bounds), so that the text is a guess by letters at best.
    """

    text: str
    system: str
    residue: tuple[Residue, ...]
    needs_reading: bool
