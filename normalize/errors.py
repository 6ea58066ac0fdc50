"""The errors of ``normalize``, one small tree; each is also the built-in it resembles and keeps its facts.

::

    NormalizeError
    ├── UnknownSystem      (LookupError)  .system  .nearest
    ├── NotReversible      (ValueError)   .system
    ├── UncoveredLetter    (ValueError)   .system  .letter  .position
    ├── BadHint            (ValueError)   .hint    .value   .nearest
    └── BadTable           (ValueError)   .path    .line    .reason
"""

from __future__ import annotations


class NormalizeError(Exception):
    """Root of everything ``normalize`` raises on purpose."""


def not_text(value: object, what: str = "a name") -> TypeError:
    """Return the error for a name, or another thing said, that is no ``str``, such as the None of an empty cell."""
    return TypeError(f"{what} must be text (str), not {type(value).__name__}")


def check_language(language: object) -> None:
    """Raise the error for a language that is neither text nor None."""
    if language is not None and not isinstance(language, str):
        raise not_text(language, "a language")


def _nearest(nearest: tuple[str, ...]) -> str:
    return f"; nearest: {', '.join(nearest)}" if nearest else ""


class UnknownSystem(NormalizeError, LookupError):
    """No transliteration system has this ID."""

    def __init__(self, system: str, nearest: tuple[str, ...] = ()) -> None:
        self.system = system
        self.nearest = nearest
        super().__init__(f"no transliteration system is called {system!r}{_nearest(nearest)}")


class NotReversible(NormalizeError, ValueError):
    """The system loses letters, so nothing can undo it."""

    def __init__(self, system: str) -> None:
        self.system = system
        super().__init__(f"{system} is not reversible: two of its letters share a spelling")


class UncoveredLetter(NormalizeError, ValueError):
    """A strict transliteration met a letter outside the system's alphabet."""

    def __init__(self, system: str, letter: str, position: int) -> None:
        self.system = system
        self.letter = letter
        self.position = position
        super().__init__(f"{system} does not cover {letter!r} (U+{ord(letter[0]):04X}) at position {position}")


class BadHint(NormalizeError, ValueError):
    """A kind, country, language or script that does not exist."""

    def __init__(self, hint: str, value: object, nearest: tuple[str, ...] = ()) -> None:
        self.hint = hint
        self.value = value
        self.nearest = nearest
        super().__init__(f"{value!r} is not a {hint}{_nearest(nearest)}")


class BadTable(NormalizeError, ValueError):
    """A packaged data file breaks its own format."""

    def __init__(self, path: str, line: int | None, reason: str) -> None:
        self.path = path
        self.line = line
        self.reason = reason
        where = path if line is None else f"{path}:{line}"
        super().__init__(f"{where}: {reason}")
