"""Readings gathered from what systems make of a text, packed small to be remembered, and made for who asks."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import partial
from typing import Any

from normalize.vocabulary import Reading

try:
    from normalize.making import Maker

    NATIVE = True
except ImportError:
    NATIVE = False
"""Whether machine code (making.c) does this; without it Python does the same."""

Packed = tuple[Any, ...]
"""Readings: their texts, in one with a line each or as a tuple, and then system and language of each."""

_compose = partial(unicodedata.normalize, "NFC")


def _gather(texts: list[str], systems: list[tuple[str, str]], most: int) -> Packed:
    """Pack the different texts, composed (NFC), each with the first system that makes it; at most so many."""
    found: dict[str, tuple[str, str]] = {}
    for text, system in zip(texts, systems, strict=True):
        if len(found) == most:
            break
        if text:
            found.setdefault(_compose(text), system)
    return (tuple(found), *(part for system in found.values() for part in system))


def _unpack(packed: Packed) -> list[Reading]:
    """Make the readings that were packed."""
    texts = packed[0].split("\n") if isinstance(packed[0], str) else packed[0]
    return [Reading(*one) for one in zip(texts, packed[1::2], packed[2::2], strict=False)]


make_reading: Callable[[str, str, str], Reading] = Reading
gather: Callable[[list[str], list[tuple[str, str]], int], Packed] = _gather
unpack: Callable[[Packed], list[Reading]] = _unpack
if NATIVE:
    _maker = Maker(Reading, ("text", "system", "language"), _compose)
    make_reading, gather, unpack = _maker.make, _maker.gather, _maker.unpack


def pack(readings: list[Reading], most: int) -> Packed:
    """Pack readings, each text once."""
    return gather([one.text for one in readings], [(one.system, one.language) for one in readings], most)
