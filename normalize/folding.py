"""The one normal form that matching compares: case, marks, apostrophes and punctuation out of the way."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from normalize.cleaning import MIXABLE, Shapes, is_odd, is_plain, remove_invisible, repair_scripts, shapes_of
from normalize.errors import not_text
from normalize.memory import keep, make_memory
from normalize.scripts import INHERITED, SCRIPT_OF
from normalize.tables import DATA, read_rows, read_toml
from normalize.vocabulary import NormalForm

try:
    from normalize.native import Folder

    NATIVE = True
except ImportError:
    NATIVE = False
"""Whether machine code (native.c) folds plain letters; without it Python does the same."""

HAN: Final = "Hani"
"""The script that writes a word in traditional or in simplified characters."""

_ACRONYM: Final = re.compile(r"(?<![^\s.])\S(?:\.\S)+\.?(?![^\s])")


class _FoldByCharacter(dict[int, str]):
    """For ``str.translate``: the folded form of each character, decided once."""

    def __init__(self, letters: dict[str, str]) -> None:
        table = read_toml("letters/folding.toml")
        self.letters: dict[str, str] = {**table["letters"], **letters}
        self.vanish = frozenset(table["vanish"])
        self.kept_scripts = frozenset(table["marks_kept"])
        self.kept_common = frozenset(table["marks_kept_common"])
        self.characters: dict[str, str] | None = None

    def __missing__(self, codepoint: int) -> str:
        character = chr(codepoint)
        whole = character.casefold()
        if whole in self.letters:
            folded = self._close(self.letters[whole])
        else:
            folded = self._close(character)
        self[codepoint] = folded
        return folded

    def _close(self, text: str) -> str:
        """Fold until nothing changes, so that folding twice is folding once."""
        for _ in range(4):
            decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
            once = "".join(map(self._fold_one, decomposed))
            if once == text:
                break
            text = once
        return text

    def _simplify(self, character: str) -> str:
        """Return the simplified character for a traditional one, by a table read when the first is met."""
        if self.characters is None:
            self.characters = dict(read_rows("letters/han.tsv"))
        return self.characters.get(character, character)

    def _fold_one(self, character: str) -> str:
        if character in self.vanish:
            return ""
        if character in self.letters:
            return self.letters[character]
        category = unicodedata.category(character)
        if category[0] == "M":
            script = SCRIPT_OF[character]
            kept = character in self.kept_common or (script != INHERITED and script in self.kept_scripts)
            return character if kept else ""
        if category[0] == "L":
            return self._simplify(character) if SCRIPT_OF[character] == HAN else character
        if category[0] == "N":
            digit = unicodedata.digit(character, None)
            return character if digit is None else str(digit)
        return "." if character == "." else " "


@cache
def _table(language: str | None) -> _FoldByCharacter:
    letters: dict[str, str] = {}
    if language is not None:
        relative = f"languages/{language.partition('-')[0].lower()}/folding.toml"
        if (DATA / relative).is_file():
            letters = read_toml(relative)["letters"]
    return _FoldByCharacter(letters)


@cache
def _folded_shapes() -> Shapes:
    return shapes_of(lambda letter: letter.translate(_table(None)))


_FOLDED: Final[dict[str, NormalForm]] = make_memory({})


def fold(text: str, *, language: str | None = None) -> NormalForm:
    """Return the normal form of ``text``: words of small letters and digits with one space between.

    The text is cleaned, decomposed (NFKD), case-folded and freed of marks, except in scripts whose marks are letters;
    apostrophes vanish, other punctuation parts words, dotted acronyms close up ("U.N." is "un"). The script stays;
    Chinese characters are written simplified. ``language`` (BCP 47) applies that language's own rule for a letter where
    it has one (German ae for ä).
    Idempotent, and the same for every normalization form of a text and, but for invisible breaks (U+200B), every case.
    """
    if not isinstance(text, str):
        raise not_text(text)
    if language is not None:
        return _fold(text, language)
    found = _FOLDED.get(text)
    if found is None:
        found = keep(_FOLDED, text, _fold_at_once(text) or _fold(text, None))
    return found


def _fold(text: str, language: str | None) -> NormalForm:
    visible = text if is_plain(text) else remove_invisible(text)
    return _repair(_close_up(visible.translate(_table(language))))


def fold_cleaned(word: str) -> NormalForm:
    """Return the normal form of a word of an already cleaned text."""
    folded = _fold_at_once(word)
    return _repair(_close_up(word.translate(_table(None)))) if folded is None else folded


def _fold_at_once(text: str) -> NormalForm | None:
    """Return the normal form of a text of plain letters of one script; None where it takes more to see it."""
    if text.isascii() and text.replace(" ", "").isalnum():
        return NormalForm(" ".join(text.lower().split()))
    folder = _folder()
    folded = None if folder is None else folder.fold(text)
    return None if folded is None else NormalForm(folded)


_FOLDERS: Final[list[Folder]] = []


def _folder() -> Folder | None:
    """Return the machine code that folds, where it was built."""
    if NATIVE and not _FOLDERS:
        _FOLDERS.append(Folder(_describe))
    return _FOLDERS[0] if NATIVE else None


def _describe(codepoint: int) -> tuple[str, int] | None:
    """Return what a character becomes and its script by number, 0 for one that mixes with every other.

    None for what cannot be told letter by letter: marks, parts of syllables, full stops, letters that become those of
    another script, whatever cleaning changes.
    """
    character = chr(codepoint)
    folded = character.translate(_table(None))
    if is_odd(character) or "." in folded or any(map(is_odd, folded)):
        return None
    scripts = {script for script in map(SCRIPT_OF.__getitem__, (character, *folded)) if script in MIXABLE}
    if len(scripts) > 1:
        return None
    return folded, MIXABLE.index(scripts.pop()) + 1 if scripts else 0


def _close_up(folded: str) -> NormalForm:
    if "." in folded:
        folded = _ACRONYM.sub(lambda found: found.group().replace(".", ""), folded).replace(".", " ")
    if not folded.isascii():
        folded = unicodedata.normalize("NFC", folded)
    return NormalForm(" ".join(folded.split()))


def _repair(folded: NormalForm) -> NormalForm:
    """Write each word in one script; what is plain has but one already."""
    return folded if folded.isascii() else NormalForm(repair_scripts(folded, _folded_shapes()))
