"""What was found out once, kept for the next time: plain dictionaries that are emptied when they are full.

A dictionary and not ``functools.lru_cache``: compiled code asks it without a call. What is common is soon there again.
"""

from __future__ import annotations

from typing import Any, Final, TypeVar

Kept = TypeVar("Kept")

MOST: Final = 1 << 16
"""So many results of one function are kept."""

LONGEST: Final = 1000
"""What was found out of texts of more code points is not kept: they are no names, and would fill the memory."""

_MEMORIES: Final[list[dict[Any, Any]]] = []


def make_memory(like: dict[str, Kept]) -> dict[str, Kept]:
    """Return the (empty) dictionary given, for :func:`keep` to fill and :func:`forget` to empty."""
    _MEMORIES.append(like)
    return like


def keep(memory: dict[str, Kept], asked: str, found: Kept) -> Kept:
    """Keep what was found for a text, and return it; a full memory is emptied first. Safe from several threads."""
    if len(asked) > LONGEST:
        return found
    if len(memory) >= MOST:
        memory.clear()
    memory[asked] = found
    return found


def forget() -> None:
    """Empty every memory."""
    for memory in _MEMORIES:
        memory.clear()
