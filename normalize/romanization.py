"""Latin readings of a text in any writing, by every system that covers its letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import groupby, islice
from operator import itemgetter
from string import capwords

from normalize.cleaning import clean
from normalize.scripts import COMMON, INHERITED, SCRIPT_OF, UNKNOWN
from normalize.systems.catalogue import languages_meant, matches_language
from normalize.systems.coverage import LATIN, coverage, from_latin, lacks_vowels, to_latin
from normalize.systems.engine import HAN, engine_of
from normalize.systems.listing import list_systems
from normalize.systems.preference import rank_systems
from normalize.tables import read_toml
from normalize.vocabulary import Reading

IDENTITY = "identity"
UNIDECODE = "unidecode"
PYPINYIN = "pypinyin"
SUDACHI = "sudachipy"
CHARACTERS = "characters"
CHAINED = " > "
"""Between the IDs of the systems of a chain."""

KANA = ("Hira", "Kana")
Route = tuple[str, str, Callable[[str], str]]
"""A system's ID, its language, and what it does with text of the script it reads."""


def readings(text: str, *, language: str | None = None) -> list[Reading]:
    """Distinct Latin readings of ``text``, likeliest first, at most two dozen.

    Every system to Latin script whose alphabet covers every letter reads it: those of ``language`` (BCP 47) first,
    then the likelier languages of the script, in each the current systems before the superseded. Latin text reads
    as itself (system ``identity``); text of several scripts is read run by run. Chinese characters are read by
    pypinyin and SudachiPy where these are installed (systems ``pypinyin``, ``sudachipy > …``), else as Japanese one by
    one (``characters``); other letters that no system covers by Unidecode (``unidecode``). Raises nothing.
    """
    return list(_remembering()(text, language))


@cache
def _remembering() -> Callable[[str, str | None], tuple[Reading, ...]]:
    """Reading, with the latest texts remembered: lists of names repeat themselves."""
    return lru_cache(maxsize=limits()["remembered"])(_readings)


def _readings(text: str, language: str | None) -> tuple[Reading, ...]:
    mask = coverage(text)
    if not mask or text != text.strip() or not unicodedata.is_normalized("NFC", text):
        text = clean(text)
        mask = coverage(text)
    if mask == -1 or text.isascii() or (mask & to_latin() & ~from_latin() == 0 and _is_latin(text)):
        return tuple(_read_latin(text, mask, language))
    routes = _routes(mask & to_latin(), language, lacks_vowels(text, mask))
    if routes:
        return tuple(_read(text, routes, {}))
    made = [*_read_by_word(text, language), *_read_in_runs(text, language)]
    if language is None:
        made.sort(key=lambda reading: reading.system == CHARACTERS)
    found = {reading.text: reading for reading in reversed(made)}
    texts = dict.fromkeys(reading.text for reading in made)
    return tuple(found[text] for text in islice(texts, limits()["readings"]))


def _is_latin(text: str) -> bool:
    return {SCRIPT_OF[letter] for letter in text} <= {LATIN, COMMON, INHERITED, UNKNOWN}


def _read(text: str, routes: tuple[Route, ...], found: dict[str, Reading]) -> list[Reading]:
    """Add what the routes make of a text to ``found``, until it is full."""
    most = limits()["readings"]
    for system, language, run in routes:
        read = run(text)
        if not read.isascii():
            read = unicodedata.normalize("NFC", read)
        if read in found or not read:
            continue
        found[read] = Reading(read, system, language)
        if len(found) == most:
            break
    return list(found.values())


def _read_latin(text: str, mask: int, language: str | None) -> list[Reading]:
    """Latin text as itself, and as the systems of its language write it: the hinted one, or one its letters tell."""
    if not text:
        return []
    found = {text: Reading(text, IDENTITY, language or "")}
    if mask == -1 or (language is None and text.isascii()):
        return list(found.values())
    routes = _routes(mask & to_latin() & from_latin(), language)
    if language is not None:
        routes = tuple(route for route in routes if _means(language, route[1]))
    return _read(text, routes, found)


@lru_cache(maxsize=4096)
def _means(hint: str, language: str) -> bool:
    return any(matches_language(language, tag) for tag in languages_meant(hint))


@lru_cache(maxsize=65536)
def _routes(mask: int, language: str | None, unvocalised: bool = False) -> tuple[Route, ...]:
    """The systems of a coverage mask, ready to run, the likeliest first."""
    bounds = limits()
    ranked = rank_systems(mask, language, unvocalised)
    hinted = sum(language is not None and _means(language, one.language) for one in ranked)
    many = len({one.language for one in ranked}) >= bounds["many"]
    tried = bounds["unvocalised"] if unvocalised else bounds["tried_of_many"] if many else bounds["tried"]
    return tuple((one.id, one.language, _Runner(one.id)) for one in ranked[: hinted + tried])


class _Runner:
    """Applies a system, compiled when it is first needed."""

    __slots__ = ("_system", "run")

    def __init__(self, system: str) -> None:
        self._system = system
        self.run: Callable[[str], str] = self._first

    def _first(self, text: str) -> str:
        self.run = engine_of(self._system).run
        return self.run(text)

    def __call__(self, text: str) -> str:
        return self.run(text)


@cache
def _letters() -> dict[str, str]:
    return dict(read_toml("romanization.toml")["letters"])


@cache
def limits() -> dict[str, int]:
    """``limits`` of romanization.toml, where each says what it bounds."""
    return dict(read_toml("romanization.toml")["limits"])


def _read_in_runs(text: str, language: str | None) -> list[Reading]:
    """Read text of several scripts, or with letters no system covers, one run of a script after another."""
    runs = _runs(text)
    routes: dict[str, tuple[Route, ...]] = {}
    for script in {script for script, _ in runs} - {LATIN, COMMON}:
        letters = "".join(run for name, run in runs if name == script)
        mask = coverage(letters) & to_latin()
        routes[script] = _routes(mask, language, lacks_vowels(letters, mask)) or _patched(
            "".join(sorted(set(letters))), language
        )
    found: dict[str, Reading] = {}
    for turn in range(min(limits()["turns"], max(map(len, routes.values()), default=0))):
        reading = _combine(runs, routes, turn)
        if reading.text:
            found.setdefault(reading.text, reading)
    return list(found.values())


def _read_by_word(text: str, language: str | None) -> Iterator[Reading]:
    """What readers of Chinese and Japanese, where installed, make of a text with Chinese characters."""
    scripts = {SCRIPT_OF[letter] for letter in text}
    if HAN not in scripts or len(text) > limits()["longest_name"]:
        return
    hinted = "" if language is None else languages_meant(language)[-1].partition("-")[0].lower()
    if hinted in ("", "zh") and scripts.isdisjoint(KANA):
        syllables = _chinese_reader()(text)
        for joined in ("".join(syllables).capitalize(), " ".join(map(str.capitalize, syllables))):
            if joined:
                yield Reading(joined, PYPINYIN, "zh")
    if hinted in ("", "ja"):
        for kana in _japanese_reader()(text):
            for reading in _read(kana, _routes(coverage(kana) & to_latin(), "ja"), {}):
                yield Reading(capwords(reading.text), SUDACHI + CHAINED + reading.system, "ja")
        if not _japanese_reader()(text):
            yield from (Reading(capwords(read), CHARACTERS, "ja") for read in _read_characters(text))


def _read_characters(text: str) -> list[str]:
    """A Japanese name by what its characters are read as in names, likeliest first; none where one is unknown."""
    table = _characters("readings")
    if any(SCRIPT_OF[letter] == HAN and letter not in table for letter in text):
        return []
    partials = [(0, "")]
    for at, letter in enumerate(text, 1):
        options = (
            (_characters("endings").get(letter) if 1 < at == len(text) else None)
            or table.get(letter)
            or [_spell(letter, coverage(letter) & to_latin(), "ja") or letter]
        )
        grown = [(cost + place, read + option) for cost, read in partials for place, option in enumerate(options)]
        partials = sorted(grown, key=itemgetter(0))[: limits()["characters"]]
    return [read for _, read in partials]


@cache
def _characters(part: str) -> dict[str, list[str]]:
    table: dict[str, str] = read_toml("languages/ja/kanji.toml")[part]
    return {character: read.split() for character, read in table.items()}


@cache
def _chinese_reader() -> Callable[[str], list[str]]:
    """Pinyin syllables of a text, the words' usual ones, without tone marks; none where pypinyin is not installed."""
    try:
        from pypinyin import lazy_pinyin  # type: ignore[import-not-found,unused-ignore]  # an extra
    except ImportError:
        return lambda text: []
    return lambda text: [syllable for syllable in lazy_pinyin(text, errors="ignore", v_to_u=True) if syllable]


@cache
def _japanese_reader() -> Callable[[str], list[str]]:
    """Kana of a text, likeliest first, closed up and in words; none where SudachiPy or its dictionary is missing."""
    try:
        from sudachipy import Dictionary, SplitMode  # type: ignore[import-not-found,unused-ignore]  # an extra

        tokenizer = Dictionary(dict="core").tokenizer()
    except (ImportError, AttributeError):
        return lambda text: []
    endings: dict[str, list[str]] = read_toml("romanization.toml")["readers"]["endings"]

    def read(text: str) -> list[str]:
        kana: dict[str, None] = {}
        for mode in (SplitMode.C, SplitMode.A):
            words = [word.reading_form() for word in tokenizer.tokenize(text, mode)]
            lasts = next((others for end, others in endings.items() if words[-1].endswith(end)), [])
            found = next((end for end in endings if words[-1].endswith(end)), "")
            for last in (found, *lasts):
                spelled = [*words[:-1], words[-1][: len(words[-1]) - len(found)] + last]
                kana.update(dict.fromkeys(("".join(spelled), " ".join(spelled))))
        return list(kana)

    return read


def _combine(runs: list[tuple[str, str]], routes: dict[str, tuple[Route, ...]], turn: int) -> Reading:
    """Each script's runs by the turn-th of its routes, or by the last it has; Latin runs as they are."""
    taken = {script: choices[min(turn, len(choices) - 1)] for script, choices in routes.items() if choices}
    read = "".join(taken[script][2](run) if script in taken else run for script, run in runs)
    names = "+".join(dict.fromkeys(taken[script][0] for script, _ in runs if script in taken))
    return Reading(" ".join(unicodedata.normalize("NFC", read).split()), names, next(iter(taken.values()))[1])


def _runs(text: str) -> list[tuple[str, str]]:
    """The text cut where its script changes; what belongs to no script goes with what stands before it."""
    scripts: list[str] = []
    for letter in text:
        script = SCRIPT_OF[letter]
        if script in (COMMON, INHERITED, UNKNOWN):
            script = scripts[-1] if scripts else COMMON  # type: ignore[assignment]
        scripts.append(script)
    pairs = groupby(zip(scripts, text, strict=True), key=lambda pair: pair[0])
    return [(script, "".join(letter for _, letter in run)) for script, run in pairs]


@lru_cache(maxsize=16384)
def _patched(letters: str, language: str | None) -> tuple[Route, ...]:
    """Routes for letters that no one system covers: the best system where there is one, other letters one by one."""
    distinct = [letter for letter in letters if coverage(letter) != -1]
    masks = [coverage(letter) & to_latin() for letter in distinct]
    counted = {at: sum(mask >> at & 1 for mask in masks) for at in range(len(list_systems())) if any(masks)}
    most = max(counted.values(), default=0)
    best = sum(1 << at for at, count in counted.items() if count == most) if most else 0
    leading = _routes(best, language)[:1]
    single = {letter: _spell(letter, mask, language) for letter, mask in zip(distinct, masks, strict=True)}

    def run(text: str) -> str:
        text = leading[0][2](text) if leading else text
        return "".join(single.get(letter, letter) for letter in text)

    def run_together(text: str) -> str:
        return " ".join(run(word).replace(" ", "").capitalize() for word in text.split())

    tag = leading[0][1] if leading else (language or "")
    whole = (UNIDECODE if 0 in masks or not leading else leading[0][0], tag, run)
    return (whole,) if leading else (whole, (UNIDECODE, tag, run_together))


@lru_cache(maxsize=65536)
def _spell(letter: str, mask: int, language: str | None) -> str:
    """One letter in Latin: by a system that covers it, by our own table, by Unidecode; "" where none knows it."""
    if mask:
        return _routes(mask, language)[0][2](letter)
    letters = _letters()
    bare = unicodedata.normalize("NFD", letter)[0]
    for form in (letter, bare):
        if form.lower() in letters:
            written = letters[form.lower()]
            return written.capitalize() if form.isupper() else written
    try:
        from unidecode import unidecode
    except ImportError:
        return ""
    return "".join(sign for sign in unidecode(letter) if sign.isalnum() or sign in " '")
