"""The errors of ``gazetteer``, one small tree; each is also the built-in it resembles and keeps its facts.

::

    GazetteerError
    ├── GazetteerMissing   (OSError)      .path
    ├── GazetteerDamaged   (ValueError)   .path  .section  .reason
    ├── RulesMismatch      (ValueError)   .path  .built_with  .current
    ├── UnknownEntity      (LookupError)  .id    .nearest
    ├── BadSource          (ValueError)   .source  .reason  .nearest
    ├── BadRecord          (ValueError)   .path  .line  .reason
    └── BadQuery           (ValueError)   .field  .value  .reason  .nearest
"""

from __future__ import annotations


class GazetteerError(Exception):
    """Root of everything ``gazetteer`` raises on purpose."""


def _nearest(nearest: tuple[str, ...]) -> str:
    return f"; nearest: {', '.join(nearest)}" if nearest else ""


class GazetteerMissing(GazetteerError, OSError):
    """There is no gazetteer at this path."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(f"no gazetteer at {path}; make one with: gazetteer build seeds -o {path}")


class GazetteerDamaged(GazetteerError, ValueError):
    """The file is not what was written."""

    def __init__(self, path: str, section: str, reason: str) -> None:
        self.path = path
        self.section = section
        self.reason = reason
        super().__init__(f"{path} is damaged in {section}: {reason}; rebuild it with: gazetteer build")


class RulesMismatch(GazetteerError, ValueError):
    """The gazetteer was keyed by other normal-form rules than the ones installed."""

    def __init__(self, path: str, built_with: str, current: str) -> None:
        self.path = path
        self.built_with = built_with
        self.current = current
        super().__init__(
            f"{path} was built with rules {built_with}, installed are {current}; rebuild it with: gazetteer build"
        )


class UnknownEntity(GazetteerError, LookupError):
    """No entity has this ID."""

    def __init__(self, entity_id: str, nearest: tuple[str, ...] = ()) -> None:
        self.id = entity_id
        self.nearest = nearest
        super().__init__(f"no entity has the ID {entity_id!r}{_nearest(nearest)}")


class BadSource(GazetteerError, ValueError):
    """A build source that does not exist or cannot be read."""

    def __init__(self, source: str, reason: str, nearest: tuple[str, ...] = ()) -> None:
        self.source = source
        self.reason = reason
        self.nearest = nearest
        super().__init__(f"{source}: {reason}{_nearest(nearest)}")


class BadRecord(GazetteerError, ValueError):
    """A row of a source that breaks its format."""

    def __init__(self, path: str, line: int, reason: str) -> None:
        self.path = path
        self.line = line
        self.reason = reason
        super().__init__(f"{path}:{line}: {reason}")


class BadQuery(GazetteerError, ValueError):
    """A query that cannot be asked: a wrong kind, country, coordinate, limit or shape."""

    def __init__(self, field: str, value: object, reason: str, nearest: tuple[str, ...] = ()) -> None:
        self.field = field
        self.value = value
        self.reason = reason
        self.nearest = nearest
        super().__init__(f"{field} {value!r}: {reason}{_nearest(nearest)}")
