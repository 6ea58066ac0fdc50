"""What changed from one gazetteer to another: entities that came, went or are said something else of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from gazetteer.model import Entity, Name
from gazetteer.opening import Place, open_index
from normalize.vocabulary import EntityKind

if TYPE_CHECKING:
    from gazetteer.index.interface import NameIndex

FACTS = ("kind", "name", "country", "latitude", "longitude", "feature", "population", "within", "same_as", "merged")
"""What an entity says beside its names; ``name`` is its canonical name."""

Fact = str | float | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Change:
    """An entity that was added, removed or changed from one gazetteer to another.

    ``name`` is its canonical name, the later one where it has two. Of a removed entity ``redirect`` is the ID that its
    own now leads to, None where it leads nowhere. Of a changed one ``facts`` has what was and what is, by the names of
    :class:`gazetteer.Entity`; a name of which anything is different counts as removed and added.
    """

    change: Literal["added", "removed", "changed"]
    id: str
    kind: EntityKind
    name: str
    redirect: str | None = None
    facts: tuple[tuple[str, Fact, Fact], ...] = ()
    names_added: tuple[Name, ...] = ()
    names_removed: tuple[Name, ...] = ()


def diff(a: Place | Sequence[Place], b: Place | Sequence[Place]) -> Iterator[Change]:
    """Yield what changed from the gazetteer ``a`` to the gazetteer ``b``, in the order of the IDs.

    Each is a folder, ``"default"``, or a list of them read as layers. Both are read once from end to end, and an entity
    of each is in memory at a time. What is told is what they hold, and not with which rules their keys were made.
    The order of names is no difference unless the canonical name is another. Raises GazetteerMissing or
    GazetteerDamaged.
    """
    before, after = open_index(a, fingerprint=None), open_index(b, fingerprint=None)
    return _compare(before, after)


def _compare(before: NameIndex, after: NameIndex) -> Iterator[Change]:
    try:
        sides = merge(_list_ids(before, 0), _list_ids(after, 1))
        for entity_id, places in groupby(sides, key=lambda place: place[0]):
            numbers = {side: number for _, side, number in places}
            old = before.entity(numbers[0]) if 0 in numbers else None
            new = after.entity(numbers[1]) if 1 in numbers else None
            if old is None and new is not None:
                yield Change("added", entity_id, new.kind, new.name)
            elif new is None and old is not None:
                yield Change("removed", entity_id, old.kind, old.name, _redirect(after, entity_id))
            elif old is not None and new is not None and old != new:
                yield from _tell(old, new)
    finally:
        before.close()
        after.close()


def _list_ids(index: NameIndex, side: int) -> Iterator[tuple[str, int, int]]:
    for number in index.numbers():
        yield index.entity_id(number), side, number


def _redirect(after: NameIndex, entity_id: str) -> str | None:
    number = after.entity_number(entity_id)
    if number is None:
        return None
    found = after.entity(number)
    return found.id if entity_id in found.merged else None


def _tell(old: Entity, new: Entity) -> Iterator[Change]:
    facts = tuple((fact, was, now) for fact in FACTS if (was := _fact(old, fact)) != (now := _fact(new, fact)))
    held, wanted = set(old.names), set(new.names)
    added = tuple(name for name in new.names if name not in held)
    removed = tuple(name for name in old.names if name not in wanted)
    if facts or added or removed:
        yield Change("changed", new.id, new.kind, new.name, None, facts, added, removed)


def _fact(entity: Entity, fact: str) -> Fact:
    value: Fact = getattr(entity, fact)
    # What an entity lies within stands nearest first; its IDs elsewhere stand in no order.
    return tuple(sorted(value)) if fact in ("same_as", "merged") and isinstance(value, tuple) else value
