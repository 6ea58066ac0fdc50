"""Latin readings of a text in any writing, by every system that covers its letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from itertools import groupby, islice
from string import capwords

from normalize.cleaning import clean
from normalize.errors import not_text
from normalize.letters import spell_letter
from normalize.readers import chinese_reader, japanese_reader, read_characters
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
_NEUTRAL = frozenset((COMMON, INHERITED, UNKNOWN))
_LATIN_OR_NEUTRAL = _NEUTRAL | {LATIN}
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
    if not isinstance(text, str):
        raise not_text(text)
    return list(_remembering()(text, language))


def readings_many(texts: Iterable[str], *, language: str | None = None) -> Iterator[list[Reading]]:
    """Yield for each text what :func:`readings` gives for it, several times as fast over a long list.

    Each system is applied to a batch of texts at a time, so texts are taken in some thousands ahead of what is yielded.
    """
    waiting = iter(texts)
    while batch := list(islice(waiting, limits()["batch"])):
        yield from _read_batch(batch, language)


def likeliest_reading(text: str) -> str:
    """Return what the likeliest system makes of ``text``, "" where no one system covers all of it."""
    text, own, routes = _plan(text, None)
    made = "" if own else next(filter(None, (run(text) for _, _, run in routes)), "")
    return unicodedata.normalize("NFC", made)


def _read_batch(batch: list[str], language: str | None) -> list[list[Reading]]:
    plans = {text: _plan(text, language) for text in dict.fromkeys(batch)}
    waiting: dict[str, tuple[Callable[[str], str], list[str]]] = {}
    for text, _, routes in plans.values():
        for system, _, run in routes:
            waiting.setdefault(system, (run, []))[1].append(text)
    made = {system: dict(zip(texts, map(run, texts), strict=True)) for system, (run, texts) in waiting.items()}
    read: dict[str, list[Reading]] = {}
    for asked, (text, own, routes) in plans.items():
        if own or routes:
            pieces = ((system, tag, made[system][text]) for system, tag, _ in routes)
            read[asked] = _gather(pieces, _own_reading(text, language) if own else {})
        else:
            read[asked] = _read_mixed(text, language)
    return [list(read[text]) for text in batch]


@cache
def _remembering() -> Callable[[str, str | None], tuple[Reading, ...]]:
    """Reading, with the latest texts remembered: lists of names repeat themselves."""
    return lru_cache(maxsize=limits()["remembered"])(_readings)


def _readings(text: str, language: str | None) -> tuple[Reading, ...]:
    text, own, routes = _plan(text, language)
    if own or routes:
        return tuple(_read(text, routes, _own_reading(text, language) if own else {}))
    return tuple(_read_mixed(text, language))


_Plan = tuple[str, bool, tuple[Route, ...]]
"""A text cleaned, whether it reads as itself, and the routes it is read by; by neither: run by run."""


def _plan(text: str, language: str | None) -> _Plan:
    if language is None and text.isascii() and text.isprintable() and text == text.strip():
        return text, True, ()
    mask = coverage(text)
    if not mask or text != text.strip() or not unicodedata.is_normalized("NFC", text):
        text = clean(text)
        mask = coverage(text)
    if mask == -1 or text.isascii() or (mask & to_latin() & ~from_latin() == 0 and _is_latin(text)):
        return text, True, _latin_routes(text, mask, language)
    return text, False, _routes(mask & to_latin(), language, lacks_vowels(text, mask))


def _is_latin(text: str) -> bool:
    return _LATIN_OR_NEUTRAL.issuperset(map(SCRIPT_OF.__getitem__, text))


def _own_reading(text: str, language: str | None) -> dict[str, Reading]:
    return {text: Reading(text, IDENTITY, language or "")} if text else {}


def _read(text: str, routes: tuple[Route, ...], found: dict[str, Reading]) -> list[Reading]:
    return _gather(((system, tag, run(text)) for system, tag, run in routes), found)


def _gather(pieces: Iterable[tuple[str, str, str]], found: dict[str, Reading]) -> list[Reading]:
    """Add what systems made of a text (their ID and language before it) to ``found``, until it is full."""
    most = limits()["readings"]
    for system, language, read in pieces:
        if read in found:
            continue
        if not read.isascii():
            read = unicodedata.normalize("NFC", read)
        if read in found or not read:
            continue
        found[read] = Reading(read, system, language)
        if len(found) == most:
            break
    return list(found.values())


def _read_mixed(text: str, language: str | None) -> list[Reading]:
    """Read by words of Chinese and Japanese, and run by run."""
    made = [*_read_by_word(text, language), *_read_in_runs(text, language)]
    if language is None:
        made.sort(key=lambda reading: reading.system == CHARACTERS)
    found = {reading.text: reading for reading in reversed(made)}
    texts = dict.fromkeys(reading.text for reading in made)
    return [found[text] for text in islice(texts, limits()["readings"])]


def _latin_routes(text: str, mask: int, language: str | None) -> tuple[Route, ...]:
    """By what Latin text is read besides as itself: the systems of the hinted language, or of one its letters tell."""
    if not text or mask == -1 or (language is None and text.isascii()):
        return ()
    routes = _routes(mask & to_latin() & from_latin(), language)
    return routes if language is None else tuple(route for route in routes if _means(language, route[1]))


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
def limits() -> dict[str, int]:
    """``limits`` of romanization.toml, where each says what it bounds."""
    return dict(read_toml("romanization.toml")["limits"])


def _read_in_runs(text: str, language: str | None) -> list[Reading]:
    """Read text of several scripts, or with letters no system covers, one run of a script after another."""
    runs = _runs(text)
    routes: dict[str, tuple[Route, ...]] = {}
    for script in dict.fromkeys(script for script, _ in runs if script not in (LATIN, COMMON)):
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
        syllables = chinese_reader()(text)
        for joined in ("".join(syllables).capitalize(), " ".join(map(str.capitalize, syllables))):
            if joined:
                yield Reading(joined, PYPINYIN, "zh")
    if hinted in ("", "ja"):
        for kana in japanese_reader()(text):
            for reading in _read(kana, _routes(coverage(kana) & to_latin(), "ja"), {}):
                yield Reading(capwords(reading.text), SUDACHI + CHAINED + reading.system, "ja")
        if not japanese_reader()(text):
            yield from (Reading(capwords(read), CHARACTERS, "ja") for read in _japanese_characters(text))


def _japanese_characters(text: str) -> list[str]:
    def spell(letter: str) -> str:
        return _spell(letter, coverage(letter) & to_latin(), "ja")

    return read_characters(text, spell, most=limits()["characters"])


def _combine(runs: list[tuple[str, str]], routes: dict[str, tuple[Route, ...]], turn: int) -> Reading:
    """Each script's runs by the turn-th of its routes, or by the last it has; Latin runs as they are."""
    taken = {script: choices[min(turn, len(choices) - 1)] for script, choices in routes.items() if choices}
    read = "".join(taken[script][2](run) if script in taken else run for script, run in runs)
    names = "+".join(dict.fromkeys(taken[script][0] for script, _ in runs if script in taken))
    return Reading(
        " ".join(unicodedata.normalize("NFC", read).split()),
        names,
        next((tag for _, tag, _ in taken.values() if tag), ""),
    )


def _runs(text: str) -> list[tuple[str, str]]:
    """The text cut where its script changes; what belongs to no script goes with what stands before it."""
    scripts: list[str] = list(map(SCRIPT_OF.__getitem__, text))
    if len(set(scripts) - _NEUTRAL) == 1 and scripts[0] not in _NEUTRAL:
        return [(scripts[0], text)]
    for at, script in enumerate(scripts):
        if script in _NEUTRAL:
            scripts[at] = scripts[at - 1] if at else COMMON
    pairs = groupby(zip(scripts, text, strict=True), key=lambda pair: pair[0])
    return [(script, "".join(letter for _, letter in run)) for script, run in pairs]


@lru_cache(maxsize=16384)
def _patched(letters: str, language: str | None) -> tuple[Route, ...]:
    """Routes for letters that no one system covers: the best system where there is one, other letters one by one."""
    distinct = [letter for letter in letters if coverage(letter) != -1]
    masks = [coverage(letter) & to_latin() for letter in distinct]
    systems = range(len(list_systems())) if any(masks) else ()
    counted = {at: sum(mask >> at & 1 for mask in masks) for at in systems}
    most = max(counted.values(), default=0)
    best = sum(1 << at for at, count in counted.items() if count == most) if most else 0
    leading = _routes(best, language)[:1]
    single = {ord(letter): _spell(letter, mask, language) for letter, mask in zip(distinct, masks, strict=True)}

    def run(text: str) -> str:
        return (leading[0][2](text) if leading else text).translate(single)

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
    return spell_letter(letter)
