"""The coarser forms of a word's sounds, which keys and quick tests are made of: frame, rough form, skeleton."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import islice, product
from typing import Final

from normalize.sounds import close_doubled, sound_symbols, symbols

try:
    from normalize.native import Outliner

    NATIVE = True
except ImportError:
    NATIVE = False
"""Whether machine code (native.c) outlines sounds; without it Python does the same."""

MAX_ALTERNATIVES: Final = 12
"""At most so many readings of the ambiguous letters of one word become keys."""

_GLIDES: Final = {"i": "1", "u": "2"}
_LONE_GLIDES: Final = {ord(digit): vowel for vowel, digit in _GLIDES.items()}
_VOWEL_RUN: Final = re.compile(r"[aui12]{2,}")


def frame(sound: str) -> str:
    """Return the coarsest form of a word's sounds: its consonants in seven groups, what comes and goes left out."""
    outliner = _outliner()
    outline = None if outliner is None else outliner.frame(sound)
    return sound.translate(_frames()) if outline is None else outline


_OUTLINERS: Final[list[Outliner]] = []


def _outliner() -> Outliner | None:
    """Return the machine code of the coarser forms, where it was built."""
    if NATIVE and not _OUTLINERS:
        _OUTLINERS.append(_make_outliner())
    return _OUTLINERS[0] if NATIVE else None


def _make_outliner() -> Outliner:
    rough, bones, frames = _roughening(), _bones(), _frames()
    ascii_symbols = [(at, chr(at)) for at in range(128)]
    tables = [bytes([ord(table.get(at, symbol) or "\0") for at, symbol in ascii_symbols]) for table in (rough, frames)]
    skeleton = bytes([ord(bones[at] or "\0") for at, _ in ascii_symbols])
    return Outliner(symbols().ambiguous, symbols().steady, tables[0], skeleton, tables[1], MAX_ALTERNATIVES)


@cache
def _frames() -> dict[int, str]:
    frames = symbols().frame
    return {ord(symbol): frames.get(symbol, "") for symbol in sound_symbols()}


def rough_forms(sound: str) -> tuple[str, ...]:
    """Return the rough forms of a word's sounds, likeliest first: vowels in three groups, runs of them once."""
    outliner = _outliner()
    forms = None if outliner is None else outliner.rough(sound)
    return _rough_forms(sound) if forms is None else forms


@lru_cache(maxsize=131072)
def _rough_forms(sound: str) -> tuple[str, ...]:
    roughen = _roughening()
    forms = [
        _VOWEL_RUN.sub(_strongest, definite.translate(roughen)).translate(_LONE_GLIDES) for definite in _readings(sound)
    ]
    return tuple(forms) if len(forms) == 1 else tuple(dict.fromkeys(forms))


@cache
def _roughening() -> dict[int, str]:
    """Rough letters of all sounds; a glide is a digit until it is known to stand alone."""
    known = symbols()
    glides = {ord(glide): _GLIDES[known.rough[glide]] for glide in known.glides if glide in known.rough}
    return {**{ord(symbol): group for symbol, group in known.rough.items()}, **glides}


def _strongest(run: re.Match[str]) -> str:
    """The strongest vowel of a run, a before u before i; of a run of glides alone the same by their groups."""
    found = run.group()
    for vowel in "aui":
        if vowel in found:
            return vowel
    return "u" if _GLIDES["u"] in found else "i"


def skeletons(sound: str) -> tuple[str, ...]:
    """Return the consonant skeletons of a word's sounds, likeliest first; a t or d before a sibilant is part of it."""
    outliner = _outliner()
    forms = None if outliner is None else outliner.skeletons(sound)
    return _skeletons(sound) if forms is None else forms


@lru_cache(maxsize=131072)
def _skeletons(sound: str) -> tuple[str, ...]:
    bones = _bones()
    forms = [close_doubled(definite.translate(bones).replace("TS", "S")) for definite in _readings(sound)]
    return tuple(forms) if len(forms) == 1 else tuple(dict.fromkeys(forms))


class _Bones(dict[int, str]):
    """For ``str.translate``: the consonant of the skeleton that a sound gives; digits stay, all else goes."""

    def __missing__(self, codepoint: int) -> str:
        symbol = chr(codepoint)
        bone = symbols().skeleton.get(symbol, symbol if symbol.isdigit() else "")
        self[codepoint] = bone
        return bone


@cache
def _bones() -> _Bones:
    return _Bones()


def _readings(sound: str) -> tuple[str, ...]:
    ambiguous = symbols().ambiguous
    if ambiguous.keys().isdisjoint(sound):
        return (sound,)
    steady = symbols().steady
    first = [sound.index(symbol) if symbol in steady else at for at, symbol in enumerate(sound)]
    choices = [ambiguous.get(symbol, [symbol]) if first[at] == at else [""] for at, symbol in enumerate(sound)]
    found = islice(product(*choices), MAX_ALTERNATIVES)
    return tuple("".join([choice[at] for at in first]) for choice in found)
