"""How a word sounds, written in one alphabet for all scripts, and the coarser forms that keys are made of."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice, product
from typing import NamedTuple

from normalize.folding import fold
from normalize.scripts import COMMON, INHERITED, SCRIPT_OF
from normalize.tables import DATA, read_toml

MAX_ALTERNATIVES = 12
"""At most so many readings of the ambiguous letters of one word become keys."""

MIN_ENDED = 4
"""A word of fewer sounds has no separable ending."""

_GLIDES = {"i": "1", "u": "2"}
_LONE_GLIDES = {ord(digit): vowel for vowel, digit in _GLIDES.items()}
_VOWEL_RUN = re.compile(r"[aui12]{2,}")

UNKNOWN = "?"
"""The sound of a letter that its script's table does not know: like no other sound."""

_PRIVATE = 0xE000
"""First of the private characters that stand for groups of letters."""

_DOUBLED = re.compile(r"(\D)\1+")


class Sound(NamedTuple):
    """The sounds of one word; ``abjad`` where short vowels go unwritten; ``text`` is empty if rules cannot read it."""

    text: str
    abjad: bool


SILENT = Sound("", False)


@dataclass(frozen=True, slots=True)
class _ScriptSounds:
    """The sounds of a script: groups of letters, each first replaced by a private character, and then all letters."""

    groups: re.Pattern[str]
    marks: dict[str, str]
    letters: _Letters
    endings: dict[str, str]
    unaccented: str
    abjad: bool


@dataclass(frozen=True, slots=True)
class _Symbols:
    vowels: frozenset[str]
    glides: frozenset[str]
    ambiguous: dict[str, list[str]]
    rough: dict[str, str]
    skeleton: dict[str, str]
    frame: dict[str, str]


@cache
def _symbols() -> _Symbols:
    table = read_toml("sounds/symbols.toml")
    vowels, glides = frozenset(table["vowels"]), frozenset(table["glides"])
    return _Symbols(vowels, glides, table["ambiguous"], table["rough"], table["skeleton"], table["frame"])


def frame(sound: str) -> str:
    """Return the coarsest form of a word's sounds: its consonants in seven groups, what comes and goes left out."""
    return sound.translate(_frames())


@cache
def _frames() -> dict[int, str]:
    symbols = _symbols()
    known = {*symbols.rough, *symbols.ambiguous, *symbols.vowels, *symbols.glides}
    return {ord(symbol): symbols.frame.get(symbol, "") for symbol in known}


def is_vowel(symbol: str) -> bool:
    """Return whether a sound symbol is a vowel."""
    return symbol in _symbols().vowels


def is_glide(symbol: str) -> bool:
    """Return whether a sound symbol is a glide and nothing else."""
    symbols = _symbols()
    return symbol in symbols.glides and symbol not in symbols.ambiguous


def is_vocalic(symbol: str) -> bool:
    """Return whether a sound symbol is a vowel or a glide and nothing else."""
    return is_vowel(symbol) or is_glide(symbol)


@cache
def _script_sounds(script: str) -> _ScriptSounds | None:
    relative = f"sounds/{script}.toml"
    if not (DATA / relative).is_file():
        return None
    table = read_toml(relative)
    letters: dict[str, str] = {unicodedata.normalize("NFC", piece): value for piece, value in table["letters"].items()}
    several = sorted((piece for piece in letters if len(piece) > 1), key=lambda piece: (-len(piece), piece))
    marks = {piece: chr(_PRIVATE + at) for at, piece in enumerate(several)}
    groups: dict[str, list[str]] = {}
    for piece in several:
        groups.setdefault(piece[0], []).append(re.escape(piece[1:]))
    branches = [f"{re.escape(first)}(?:{'|'.join(rests)})" for first, rests in groups.items()]
    single = {piece: sound for piece, sound in letters.items() if len(piece) == 1}
    return _ScriptSounds(
        re.compile("|".join(branches) or "(?!)"),
        marks,
        _Letters(single, {mark: letters[piece] for piece, mark in marks.items()}),
        table.get("endings", {}),
        table.get("unaccented", ""),
        table["abjad"],
    )


class _Letters(dict[int, str]):
    """For ``str.translate``; a letter not listed sounds like its unmarked or folded form, a digit like itself."""

    def __init__(self, single: dict[str, str], groups: dict[str, str]) -> None:
        super().__init__({ord(letter): sound for letter, sound in {**single, **groups}.items()})
        self.single = single

    def __missing__(self, codepoint: int) -> str:
        letter = chr(codepoint)
        bare = unicodedata.normalize("NFD", letter)[0]
        if bare in self.single and bare != letter:
            sound = self.single[bare]
        elif letter.isdigit():
            sound = fold(letter)
        elif (other := _script_sounds(SCRIPT_OF[letter])) is not None and other.letters is not self:
            sound = other.letters[codepoint]
        else:
            folded = fold(letter)
            sound = "".join([self.single.get(piece, "") for piece in str(folded)]) if folded != letter else ""
            if not sound and letter.isalpha() and folded:
                sound = UNKNOWN
        self[codepoint] = sound
        return sound


def sound_of(word: str) -> Sound:
    """Return the sounds of a cleaned word in any case; ``SILENT`` where its script has no table and is not read.

    A script that ``sounds/read.toml`` lists has those of its likeliest reading; Chinese characters have none. Doubled
    sounds count once, except in scripts without short vowels, where one may stand between; signs without sound vanish,
    digits stand for themselves.
    """
    if word.isascii():
        lowered, script = word.lower(), "Latn"
    else:
        lowered = unicodedata.normalize("NFC", word.casefold())
        script = next((SCRIPT_OF[letter] for letter in lowered if letter.isalpha()), "Latn")
    table = _script_sounds(script)
    if table is None:
        return _sound_as_read(word) if script in _read_scripts() else SILENT
    if table.unaccented:
        lowered = _without(lowered, table.unaccented)
    marks = table.marks
    text = table.groups.sub(lambda found: marks[found.group()], lowered).translate(table.letters)
    if table.endings and len(text) >= MIN_ENDED and lowered[-1] in table.endings:
        text = text[:-1] + table.endings[lowered[-1]]
    return Sound(text if table.abjad else _single(text), table.abjad)


def _sound_as_read(word: str) -> Sound:
    """Return the sounds of what the likeliest system makes of a word; none where some letter is not read by systems."""
    from normalize.romanization import likeliest_reading

    read = _read_scripts()
    if not {SCRIPT_OF[letter] for letter in word if letter.isalpha()} <= read | {COMMON, INHERITED}:
        return SILENT
    text = "".join(likeliest_reading(word).split())
    return SILENT if any([SCRIPT_OF[sign] in read for sign in text]) else sound_of(text)


@cache
def _read_scripts() -> frozenset[str]:
    return frozenset(read_toml("sounds/read.toml")["scripts"])


def _single(sound: str) -> str:
    """Write doubled sounds once; digits stay."""
    last = ""
    for symbol in sound:
        if symbol == last and not symbol.isdigit():
            return _DOUBLED.sub(r"\1", sound)
        last = symbol
    return sound


def _without(word: str, marks: str) -> str:
    bare = "".join([letter for letter in unicodedata.normalize("NFD", word) if letter not in marks])
    return unicodedata.normalize("NFC", bare)


@lru_cache(maxsize=131072)
def rough_forms(sound: str) -> tuple[str, ...]:
    """Return the rough forms of a word's sounds, likeliest first: vowels in three groups, runs of them once."""
    roughen = _roughening()
    forms = [
        _VOWEL_RUN.sub(_strongest, definite.translate(roughen)).translate(_LONE_GLIDES)
        for definite in _readings(sound, _symbols())
    ]
    return tuple(forms) if len(forms) == 1 else tuple(dict.fromkeys(forms))


@cache
def _roughening() -> dict[int, str]:
    """Rough letters of all sounds; a glide is a digit until it is known to stand alone."""
    symbols = _symbols()
    glides = {ord(glide): _GLIDES[symbols.rough[glide]] for glide in symbols.glides if glide in symbols.rough}
    return {**{ord(symbol): group for symbol, group in symbols.rough.items()}, **glides}


def _strongest(run: re.Match[str]) -> str:
    """The strongest vowel of a run, a before u before i; of a run of glides alone the same by their groups."""
    found = run.group()
    for vowel in "aui":
        if vowel in found:
            return vowel
    return "u" if _GLIDES["u"] in found else "i"


@lru_cache(maxsize=131072)
def skeletons(sound: str) -> tuple[str, ...]:
    """Return the consonant skeletons of a word's sounds, likeliest first; a t or d before a sibilant is part of it."""
    symbols = _symbols()
    bones = _bones()
    forms = [_single(definite.translate(bones).replace("TS", "S")) for definite in _readings(sound, symbols)]
    return tuple(forms) if len(forms) == 1 else tuple(dict.fromkeys(forms))


class _Bones(dict[int, str]):
    """For ``str.translate``: the consonant of the skeleton that a sound gives; digits stay, all else goes."""

    def __missing__(self, codepoint: int) -> str:
        symbol = chr(codepoint)
        bone = _symbols().skeleton.get(symbol, symbol if symbol.isdigit() else "")
        self[codepoint] = bone
        return bone


@cache
def _bones() -> _Bones:
    return _Bones()


def _readings(sound: str, symbols: _Symbols) -> tuple[str, ...]:
    if symbols.ambiguous.keys().isdisjoint(sound):
        return (sound,)
    choices = [symbols.ambiguous.get(symbol, [symbol]) for symbol in sound]
    return tuple("".join(choice) for choice in islice(product(*choices), MAX_ALTERNATIVES))
