"""Names that a dump lists without a word on each, tidied: debris out, glued ones parted, codes told from names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from gazetteer.packaged import read_toml
from normalize.cleaning import clean
from normalize.scripts import COMMON, INHERITED, SCRIPT_OF, UNKNOWN
from normalize.vocabulary import Script

LONGEST_NAME = 1000
"""Characters that a name may have; a longer one is debris."""

_NEUTRAL = frozenset((COMMON, INHERITED, UNKNOWN))
_CODE = re.compile(r"[A-Z]{3}")
_WORD = re.compile(r"[^\W\d_]+")
_GLUE = re.compile(r"[ \t\u00a0]{2,}")
_ADDRESS = re.compile(r"https?://|www\.")
_ADDRESS_BEGINS = ("h", "w")
_LOST = ("Co", "Cn", "Cs")
_MENDABLE = frozenset(("Latn", "Cyrl"))
_SHORT = 4


@dataclass(frozen=True, slots=True)
class _Rules:
    unspaced: frozenset[str]
    alike: float
    cyrillic: dict[str, str]


@cache
def _rules() -> _Rules:
    table = read_toml("tidying.toml")
    return _Rules(frozenset(table["unspaced"]), table["alike"], table["cyrillic"])


def tidy_names(texts: Iterable[str], *, known: Iterable[str] = (), codes: bool = True) -> list[tuple[str, str]]:
    """Return the names among ``texts``, each once and in their order, with the kind that their form betrays.

    ``texts`` are what a source lists for one entity without a language; ``known`` are names of it that are surely its
    own (its canonical name, names with a language) and are not returned unless ``texts`` hold them. A text is parted
    at ``;`` and where two spaces glue names together; one that :func:`tidy_text` finds to be debris is left out.

    The kind is ``machine`` for Latin letters without one capital; ``code`` for three ASCII capitals that no other name
    of the entity resembles (``acronym`` if they are the initials of one), unless ``codes`` is false: organizations and
    persons have no airports; ``variant`` for all others. Raises nothing for any ``str``.
    """
    named = [*known]
    found: dict[str, str] = {}
    texts = [*texts]
    for text in texts:
        if text.isascii() and text.isalpha() and len(text) <= LONGEST_NAME:
            found[text] = "machine" if text.islower() else "variant"
            continue
        for part in _part(text, named, texts) if ";" in text or "  " in text else (text,):
            tidied = tidy_text(part)
            if tidied:
                found[tidied] = "machine" if _is_machine(tidied) else "variant"
    if codes:
        for text in [text for text in found if len(text) == 3 and _CODE.fullmatch(text)]:
            found[text] = _judge_code(text, [*named, *found])
    return [*found.items()]


def tidy_text(text: str) -> str | None:
    """Return a name as :func:`normalize.clean` writes it, or None where it is debris.

    Debris is what has neither letter nor digit, holds characters lost in an earlier conversion (U+FFFD, private use),
    is a URL, is longer than 1000 characters, or has a word that mixes scripts which are never mixed in a word: Latin
    with Arabic, as in ``kaլbajari`` with Armenian. Ossetian, Chuvash and Bashkir letters typed in Latin are mended.
    """
    if len(text) > LONGEST_NAME:
        return None
    if text.isascii():
        tidied = " ".join(text.split()) if text.isprintable() else clean(text)
        if tidied[:1].isalpha() and tidied[0] not in _ADDRESS_BEGINS:
            return tidied
    else:
        tidied = _tidy_letters(text)
    return None if not any(map(str.isalnum, tidied)) or _ADDRESS.match(tidied) else tidied


def _tidy_letters(text: str) -> str:
    """Return a text that is not all ASCII as one reads it, or nothing where it is debris."""
    scripts = _scripts(text)
    tidied = clean(_mend(text) if scripts >= _MENDABLE else text)
    if "\ufffd" in tidied or (not tidied.isprintable() and any(unicodedata.category(sign) in _LOST for sign in tidied)):
        return ""
    return "" if len(scripts) > 1 and any(map(_is_hybrid, _WORD.findall(tidied))) else tidied


def _part(text: str, named: Sequence[str], texts: Sequence[str]) -> list[str]:
    """Part what is joined by ``;``, and by two spaces where those do not stand inside one name."""
    others = (*named, *texts)
    return [name for part in text.split(";") for name in (_unglue(part.strip(), others) if "  " in part else [part])]


def _unglue(text: str, others: Iterable[str]) -> list[str]:
    parts = _GLUE.split(text)
    whole = " ".join(parts)
    if not all(part[:1].isalpha() for part in parts) or parts[0].count("(") != parts[0].count(")"):
        return [whole]
    bare = {_bare(other) for other in others if other != text}
    if _bare(whole) in bare:
        return [whole]
    if _is_machine(whole):
        return parts[:1]
    alike = [part for part in parts[1:] if any(_is_alike(part, other) for other in (*parts, *bare) if other != part)]
    return [parts[0], *alike]


def _is_alike(part: str, other: str) -> bool:
    """Whether two names have so many letters in common, in order, that they are likely names of one place."""
    matcher = SequenceMatcher(None, _bare(part), _bare(other), autojunk=False)
    limit = _rules().alike
    return matcher.real_quick_ratio() >= limit and matcher.ratio() >= limit


def _bare(text: str) -> str:
    """Return a text in lower case without accents."""
    if text.isascii():
        return text.lower()
    return "".join(sign for sign in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(sign))


def _is_machine(text: str) -> bool:
    """Whether a text has Latin letters, no others and no capital."""
    if text.isascii():
        return text.islower()
    return text == text.lower() and _scripts(text) == {"Latn"}


def _scripts(text: str) -> set[Script]:
    return set(map(SCRIPT_OF.__getitem__, text)) - _NEUTRAL


def _mend(text: str) -> str:
    """Write Cyrillic words in Cyrillic that borrow Latin letters of the same look."""
    table = _rules().cyrillic

    def write(match: re.Match[str]) -> str:
        word = match.group()
        latin = {letter for letter in word if SCRIPT_OF[letter] == "Latn"}
        if not latin or not latin <= table.keys() or "Cyrl" not in _scripts(word):
            return word
        return "".join(table.get(letter, letter) for letter in word)

    return _WORD.sub(write, unicodedata.normalize("NFC", text))


def _is_hybrid(word: str) -> bool:
    """Whether a word holds letters of scripts that are never mixed in one."""
    scripts = _scripts(word)
    if len(scripts) < 2:
        return False
    others = scripts - {"Latn"}
    if not others <= _rules().unspaced:
        return True
    runs = "".join(sign if SCRIPT_OF[sign] == "Latn" else " " for sign in word).split()
    return not all(run[0].isupper() for run in runs)


def _judge_code(code: str, names: Iterable[str]) -> str:
    """Tell three capitals that a name of the entity resembles from an acronym of one and from a code."""
    names = [name for name in names if _CODE.fullmatch(name) is None and not _is_machine(name)]
    if any("".join(word[0] for word in name.split()).upper() == code for name in names):
        return "acronym"
    words = {word for name in names for word in _WORD.findall(_bare(name))}
    return "variant" if code.lower() in words or code.lower() in _read_latin(names) else "code"


def _read_latin(names: Iterable[str]) -> set[str]:
    """Return in Latin letters those names in another script that are short enough to be read in three."""
    short = [name for name in names if len(name) <= _SHORT and not name.isascii() and "Latn" not in _scripts(name)]
    if not short:
        return set()
    from unidecode import unidecode

    return {unidecode(name).lower().strip() for name in short}
