"""How a word sounds, written in one alphabet for all scripts."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from normalize.folding import fold
from normalize.scripts import COMMON, INHERITED, SCRIPT_OF
from normalize.tables import DATA, read_toml

try:
    from normalize.native import Ear

    NATIVE = True
except ImportError:
    NATIVE = False
"""Whether machine code (native.c) hears words; without it Python does the same."""

MIN_ENDED: Final = 4
"""A word of fewer sounds has no separable ending."""

BEGINNING: Final = 2
"""Letters of the beginnings that a script's table lists."""

UNKNOWN: Final = "?"
"""The sound of a letter that its script's table does not know: like no other sound."""

_PRIVATE: Final = 0xE000
"""First of the private characters that stand for groups of letters."""


class Sound(NamedTuple):
    """The sounds of one word; ``abjad`` where short vowels go unwritten; ``text`` is empty if rules cannot read it."""

    text: str
    abjad: bool


SILENT: Final = Sound("", False)

_NO_SCRIPT = frozenset((COMMON, INHERITED))


@dataclass(frozen=True, slots=True)
class _ScriptSounds:
    """The sounds of a script: groups of letters, each first replaced by a private character, and then all letters.

    ``ear`` does both as machine code, where that was built.
    """

    groups: re.Pattern[str]
    marks: dict[str, str]
    letters: _Letters
    beginnings: dict[str, str]
    endings: dict[str, str]
    unaccented: str
    abjad: bool
    ear: Ear | None


@dataclass(frozen=True, slots=True)
class Symbols:
    """The sound alphabet: what is a vowel, a glide or ambiguous, and what the coarser forms make of each sound."""

    vowels: frozenset[str]
    glides: frozenset[str]
    ambiguous: dict[str, list[str]]
    steady: str
    rough: dict[str, str]
    skeleton: dict[str, str]
    frame: dict[str, str]


_LOADED: Final[list[Symbols]] = []


def symbols() -> Symbols:
    """Return the sound alphabet."""
    if not _LOADED:
        _LOADED.append(_load())
    return _LOADED[0]


def _load() -> Symbols:
    table = read_toml("sounds/symbols.toml")
    vowels, glides = frozenset(table["vowels"]), frozenset(table["glides"])
    return Symbols(
        vowels, glides, table["ambiguous"], table["steady"], table["rough"], table["skeleton"], table["frame"]
    )


def sound_symbols() -> set[str]:
    """Return the symbols that sounds are written with, beside digits and UNKNOWN."""
    known = symbols()
    return {*known.rough, *known.ambiguous, *known.vowels, *known.glides}


def is_vowel(symbol: str) -> bool:
    """Return whether a sound symbol is a vowel."""
    return symbol in symbols().vowels


def is_glide(symbol: str) -> bool:
    """Return whether a sound symbol is a glide and nothing else."""
    known = symbols()
    return symbol in known.glides and symbol not in known.ambiguous


def is_vocalic(symbol: str) -> bool:
    """Return whether a sound symbol is a vowel or a glide and nothing else."""
    return is_vowel(symbol) or is_glide(symbol)


_SCRIPTS: Final[dict[str, _ScriptSounds | None]] = {}


def _script_sounds(script: str) -> _ScriptSounds | None:
    """The sounds of a script, where it has a table of them."""
    if script not in _SCRIPTS:
        _SCRIPTS[script] = _load_script(script)
    return _SCRIPTS[script]


def _load_script(script: str) -> _ScriptSounds | None:
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
    spelled = _Letters(single, {mark: letters[piece] for piece, mark in marks.items()})
    return _ScriptSounds(
        re.compile("|".join(branches) or "(?!)"),
        marks,
        spelled,
        table.get("beginnings", {}),
        table.get("endings", {}),
        table.get("unaccented", ""),
        table["abjad"],
        Ear(sorted([(piece, letters[piece]) for piece in several], key=_by_first), spelled) if NATIVE else None,
    )


def _by_first(group: tuple[str, str]) -> tuple[str, int]:
    """Orders groups as an ear wants them: together by first letter, the longest first."""
    return group[0][0], -len(group[0])


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

    A script that ``sounds/read.toml`` lists has those of its likeliest reading, or of the one named there; Chinese
    characters have none. Doubled sounds count once, except in scripts without short vowels, where one may stand
    between; signs without sound vanish, digits stand for themselves.
    """
    if word.isascii():
        lowered, script = word.lower(), "Latn"
    else:
        lowered = unicodedata.normalize("NFC", word.casefold())
        script = _script_of(lowered)
    table = _script_sounds(script)
    if table is None:
        return _sound_as_read(word, script) if script in _read_scripts() else SILENT
    if table.unaccented:
        lowered = _without(lowered, table.unaccented)
    begins = table.beginnings.get(lowered[:BEGINNING], "") if table.beginnings else ""
    if begins:
        lowered = lowered[BEGINNING:]
    text = None if table.ear is None else table.ear.hear(lowered)
    if text is None:
        text = _hear(lowered, table)
    text = begins + text
    if table.endings and len(text) >= MIN_ENDED and lowered[-1] in table.endings:
        text = text[:-1] + table.endings[lowered[-1]]
    return Sound(text if table.abjad else close_doubled(text), table.abjad)


def _hear(word: str, table: _ScriptSounds) -> str:
    """Return the sounds of a word's letters, as an ear does."""
    marks = table.marks
    return table.groups.sub(lambda found: marks[found.group()], word).translate(table.letters)


def _script_of(word: str) -> str:
    """Return the script of the first letter of a word, Latin where there is none; an apostrophe is of no script."""
    for letter in word:
        if letter.isalpha() and SCRIPT_OF[letter] not in _NO_SCRIPT:
            return SCRIPT_OF[letter]
    return "Latn"


def _sound_as_read(word: str, script: str) -> Sound:
    """Return the sounds of what a system makes of a word; none where some letter is not read by systems."""
    read = _read_scripts()
    if not {SCRIPT_OF[letter] for letter in word if letter.isalpha()} <= read | _NO_SCRIPT:
        return SILENT
    text = "".join(_read(word, script).split())
    if any([SCRIPT_OF[sign] in read for sign in text]):
        return SILENT
    sound = sound_of(text)
    return Sound(sound.text.translate(_steady()), sound.abjad)


def _read(word: str, script: str) -> str:
    """Return a word as the system of its script reads it, or else the likeliest one."""
    from normalize.reading import likeliest
    from normalize.systems.engine import transliterate

    system = _read_by().get(script)
    return transliterate(word, system).text if system else likeliest(word)


@cache
def _steady() -> dict[int, str]:
    return str.maketrans(dict(read_toml("sounds/read.toml")["steady"]))


@cache
def _read_by() -> dict[str, str]:
    return dict(read_toml("sounds/read.toml")["read_by"])


@cache
def _read_scripts() -> frozenset[str]:
    return frozenset(read_toml("sounds/read.toml")["scripts"])


def close_doubled(sound: str) -> str:
    """Write doubled sounds once; digits stay."""
    last = ""
    for symbol in sound:
        if symbol == last and not symbol.isdigit():
            return _close(sound)
        last = symbol
    return sound


def _close(sound: str) -> str:
    kept: list[str] = []
    for symbol in sound:
        if not kept or symbol != kept[-1] or symbol.isdigit():
            kept.append(symbol)
    return "".join(kept)


def _without(word: str, marks: str) -> str:
    bare = "".join([letter for letter in unicodedata.normalize("NFD", word) if letter not in marks])
    return unicodedata.normalize("NFC", bare)
