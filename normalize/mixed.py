"""Latin readings of text that no one system covers: by words of Chinese and Japanese, and run by run of a script."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from string import capwords

from normalize.gathering import Packed, make_reading, pack, unpack
from normalize.letters import spell_letter
from normalize.readers import chinese_reader, japanese_reader, read_characters
from normalize.routes import Route, limits, routes_of
from normalize.scripts import COMMON, INHERITED, SCRIPT_OF, UNKNOWN
from normalize.systems.catalogue import languages_meant
from normalize.systems.coverage import LATIN, coverage, lacks_vowels, to_latin
from normalize.systems.engine import HAN
from normalize.vocabulary import Reading

UNIDECODE = "unidecode"
PYPINYIN = "pypinyin"
SUDACHI = "sudachipy"
CHARACTERS = "characters"
CHAINED = " > "
"""Between the IDs of the systems of a chain."""

_KANA = frozenset(("Hira", "Kana"))
_NEUTRAL = frozenset((COMMON, INHERITED, UNKNOWN))


def read_mixed(text: str, language: str | None) -> Packed:
    """Read by words of Chinese and Japanese, and run by run."""
    scripts: list[str] = [SCRIPT_OF[letter] for letter in text]
    made = _read_by_word(text, set(scripts), language) if HAN in scripts else []
    made += _read_in_runs(_runs(text, scripts), language)
    if language is None:
        made.sort(key=lambda reading: reading.system == CHARACTERS)
    return pack(made, limits()["readings"])


def _read_by_word(text: str, scripts: set[str], language: str | None) -> list[Reading]:
    """What readers of Chinese and Japanese, where installed, make of a text with Chinese characters."""
    if len(text) > limits()["longest_name"]:
        return []
    made: list[Reading] = []
    hinted = "" if language is None else languages_meant(language)[-1].partition("-")[0].lower()
    if hinted in ("", "zh") and scripts.isdisjoint(_KANA):
        syllables = chinese_reader()(text)
        joined = "".join(syllables).capitalize(), " ".join(map(str.capitalize, syllables))
        made += [make_reading(read, PYPINYIN, "zh") for read in joined if read]
    if hinted in ("", "ja"):
        written = japanese_reader()(text)
        for kana in written:
            routes = routes_of(coverage(kana) & to_latin(), "ja")
            for reading in unpack(routes.read(kana)) if routes else []:
                made.append(make_reading(capwords(reading.text), SUDACHI + CHAINED + reading.system, "ja"))
        if not written:
            most = limits()["characters"]
            made += [
                make_reading(capwords(read), CHARACTERS, "ja") for read in read_characters(text, _as_kana, most=most)
            ]
    return made


def _as_kana(letter: str) -> str:
    return _spell(letter, coverage(letter) & to_latin(), "ja")


def _runs(text: str, scripts: list[str]) -> list[tuple[str, str]]:
    """The text cut where its script changes; what belongs to no script goes with what stands before it."""
    runs: list[tuple[str, str]] = []
    start = 0
    script: str = COMMON
    for at, own in enumerate(scripts):
        if own != script and own not in _NEUTRAL:
            if at:
                runs.append((script, text[start:at]))
            script, start = own, at
    if text:
        runs.append((script, text[start:]))
    return runs


def _read_in_runs(runs: list[tuple[str, str]], language: str | None) -> list[Reading]:
    """Read text of several scripts, or with letters no system covers, one run of a script after another."""
    routes: dict[str, list[Route]] = {}
    for script, run in runs:
        if script not in routes and script != LATIN and script != COMMON:
            routes[script] = _routes_of_script(run if len(runs) == 1 else _letters_of(script, runs), language)
    turns = min(limits()["turns"], max(map(len, routes.values()), default=0))
    found: dict[str, Reading] = {}
    for turn in range(turns):
        reading = _combine(runs, routes, turn)
        if reading.text:
            found.setdefault(reading.text, reading)
    return list(found.values())


def _letters_of(script: str, runs: list[tuple[str, str]]) -> str:
    return "".join(run for name, run in runs if name == script)


def _routes_of_script(letters: str, language: str | None) -> list[Route]:
    mask = coverage(letters) & to_latin()
    routes = routes_of(mask, language, lacks_vowels(letters, mask)) if mask else None
    return routes.one_by_one() if routes else _patched("".join(sorted(set(letters))), language)


def _combine(runs: list[tuple[str, str]], routes: dict[str, list[Route]], turn: int) -> Reading:
    """Each script's runs by the turn-th of its routes, or by the last it has; Latin runs as they are."""
    read = ""
    names: list[str] = []
    for script, run in runs:
        choices = routes.get(script)
        if choices:
            name, _, write = choices[min(turn, len(choices) - 1)]
            read += write(run)
            if name not in names:
                names.append(name)
        else:
            read += run
    tags = [choices[min(turn, len(choices) - 1)][1] for choices in routes.values() if choices]
    if not read.isascii():
        read = unicodedata.normalize("NFC", read)
    return make_reading(" ".join(read.split()), "+".join(names), next(filter(None, tags), ""))


@lru_cache(maxsize=16384)
def _patched(letters: str, language: str | None) -> list[Route]:
    """Routes for letters that no one system covers: the best system where there is one, other letters one by one."""
    single: dict[int, str] = {}
    masks: list[int] = []
    for letter in letters:
        mask = coverage(letter)
        if mask != -1:
            masks.append(mask & to_latin())
            single[ord(letter)] = _spell(letter, masks[-1], language)
    best = _covering_most(masks)
    routes = routes_of(best, language) if best else None
    system, tag, lead = routes.one_by_one()[0] if routes else (UNIDECODE, language or "", None)

    def run(text: str) -> str:
        return (lead(text) if lead else text).translate(single)

    def run_together(text: str) -> str:
        return " ".join([run(word).replace(" ", "").capitalize() for word in text.split()])

    whole: Route = UNIDECODE if 0 in masks else system, tag, run
    return [whole] if lead else [whole, (UNIDECODE, tag, run_together)]


def _covering_most(masks: list[int]) -> int:
    """The systems that most of the masks hold, bit by bit."""
    held: list[int] = []  # what so many masks hold at least
    for mask in masks:
        carried = mask
        for at, bits in enumerate(held):
            held[at] = bits | carried
            carried &= bits
        if carried:
            held.append(carried)
    return held[-1] if held else 0


@lru_cache(maxsize=65536)
def _spell(letter: str, mask: int, language: str | None) -> str:
    """One letter in Latin: by a system that covers it, by our own table, by Unidecode; "" where none knows it."""
    routes = routes_of(mask, language) if mask else None
    return routes.one_by_one()[0][2](letter) if routes else spell_letter(letter)
