"""The passes of systems made ready to run: as machine code where there is a program for their rules, else by ICU."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from itertools import groupby
from string import ascii_lowercase
from typing import Any

from normalize.errors import BadTable
from normalize.systems.passes import Pass, key_of
from normalize.systems.words import replacing_words
from normalize.tables import DATA

try:
    from normalize.systems.native import Rules, Transducer, know_letters

    NATIVE = True
except ImportError:
    NATIVE = False
"""Whether machine code (native.c) runs programs; without it ICU does the same from the rules."""

COMPILED = DATA / "programs.jsonl"
"""Made by ``python -m normalize.systems``: what Unicode says of letters, then of each pass its key, a tab, its program.

A key is a digest of the pass itself, so that no program is ever run for rules that have changed.
"""

DECOMPOSES = "\uf380"
"""At the very beginning of a program: the pass is over the letters taken apart (NFD)."""

NEXT = "\uf381"
"""Between the passes of a program that has two."""

Run = Callable[[str], str]
"""What is done to a text."""

_SPACE = re.compile(r"\s+")
_PROPERTY = re.compile(r"\[:\^?\w+:\]")
_CAPITALS = re.compile(r"(\$\w+ \{ )\(\[:Ll:\]\) > &(Any|az)-Upper\(\$1\) ;")


@cache
def _programs() -> dict[str, bytes]:
    """The compiled programs by the keys of their passes; none where there is no machine code to run them."""
    import json

    if not NATIVE or not COMPILED.is_file():
        return {}
    letters, *lines = COMPILED.read_bytes().split(b"\n")
    know_letters(*json.loads(letters)[1:])
    return {str(key, "ascii"): program for key, _, program in (line.partition(b"\t") for line in lines)}


def listed_passes(keys: str, whole: Callable[[], tuple[Pass, ...]]) -> tuple[Pass, ...] | None:
    """The passes of some keys, where machine code can run all of them; ``whole`` tells their rules if need be."""
    known = _programs()
    passes: list[Pass] = []
    for at, key in enumerate(keys.split()):
        if "/" in key:
            passes.append(Pass("", words=key))
        elif key in known:
            passes.append(Pass("", key=key, later=lambda at=at: whole()[at]))  # type: ignore[misc]
        else:
            return None
    return tuple(passes)


def compile_passes(name: str, passes: Iterable[Pass]) -> tuple[Run, ...]:
    """What does the passes one after another, in as few steps as can be; raises BadTable if ICU refuses one."""
    known = _programs()
    steps: list[Run] = []
    for (words, programmed), together in groupby(passes, lambda one: (one.words, bool(known) and key_of(one) in known)):
        if words:
            steps.append(replacing_words(words))
        elif programmed:
            steps += _transducers(tuple(together))
        else:
            steps.append(_by_icu(name, tuple(together)))
    return tuple(steps)


@lru_cache(maxsize=8192)
def _transducers(passes: tuple[Pass, ...]) -> tuple[Run, ...]:
    """What runs the programs of passes: where a pass is over the letters taken apart, this is a step of its own."""
    steps: list[Run] = []
    together: list[Pass] = []
    rules: list[Rules] = []
    for one in passes:
        first, *others = _rules(key_of(one))
        if first is None:
            if together:
                steps.append(Transducer(tuple(rules), _otherwise(tuple(together))))
            steps.append(_take_apart)
            together, rules = [], []
        else:
            rules.append(first)
        together.append(one)
        rules += filter(None, others)
    return (*steps, Transducer(tuple(rules), _otherwise(tuple(together))))


@lru_cache(maxsize=8192)
def _rules(key: str) -> tuple[Rules | None, ...]:
    """The rules of a program, ready to run; None for taking letters apart, which comes first."""
    import json

    program: str = json.loads(_programs()[key])
    made: list[Rules | None] = [None] if program.startswith(DECOMPOSES) else []
    return (*made, *map(Rules, program.removeprefix(DECOMPOSES).split(NEXT)))


def _take_apart(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFD", text)


def _otherwise(passes: tuple[Pass, ...]) -> Run:
    """What does passes by ICU, which is asked only if need be."""
    return lambda text: _by_icu("rules", passes)(text)


def _by_icu(name: str, passes: tuple[Pass, ...]) -> Run:
    """ICU's function for passes; raises BadTable."""
    group = [one if one.later is None else one.later() for one in passes]
    variables = dict.fromkeys(definition for one in group for definition in one.variables)
    return compile_rules(name, "\n".join((*variables, "\n:: Null ;\n".join(one.rules for one in group))))


def compile_rules(name: str, rules: str, *, backwards: bool = False) -> Run:
    """ICU's function for rules, the same for the same rules; raises BadTable with the name if ICU refuses them."""
    import icu  # type: ignore[import-untyped]  # PyICU ships no types

    try:
        return _transform(rules, icu.UTransDirection.REVERSE if backwards else icu.UTransDirection.FORWARD)
    except icu.ICUError as error:
        _, details = error.args if isinstance(error.args[-1], tuple) else (0, error.args)
        facts = (part.strip("\0 ") for part in details if isinstance(part, str))
        raise BadTable(name, None, f"ICU refuses the rules: {' | '.join(fact for fact in facts if fact)}") from error


@lru_cache(maxsize=8192)
def _transform(rules: str, direction: int) -> Run:
    import icu

    transform: Any = icu.Transliterator.createFromRules("rules", _name_properties(_spell_out(rules)), direction)
    return transform.transliterate  # type: ignore[no-any-return]


def _spell_out(rules: str) -> str:
    """The rules that make capitals of small letters preceded by the same for ASCII, one by one.

    ICU takes an eighth of the time for a letter that a rule names.
    """
    return _CAPITALS.sub(lambda found: _capitals(found[1], found[2]) + found[0], rules)


def _capitals(before: str, language: str) -> str:
    plain = (
        ascii_lowercase if language == "Any" else ascii_lowercase.replace("i", "")
    )  # a dotted capital in Azerbaijani
    return "".join(f"{before}{letter} > {letter.upper()} ; " for letter in plain)


def _name_properties(rules: str) -> str:
    """The rules with a variable for each class of letters: ICU keeps a table of thousands of letters per mention."""
    names: dict[str, str] = {}
    body = _PROPERTY.sub(lambda found: names.setdefault(found[0], f"$property{len(names)}") + " ", rules)
    return "\n".join([*(f"{name} = {letters} ;" for letters, name in names.items()), body])


def one_after_another(steps: tuple[Run, ...], *, longest: int) -> Run:
    """The steps in their order; a longer text is given them in stretches: ICU's time grows with its square."""

    def each(text: str) -> str:
        for step in steps:
            text = step(text)
        return text

    run: Run = steps[0] if len(steps) == 1 else each
    return lambda text: run(text) if len(text) <= longest else "".join(map(run, _stretches(text, longest)))


def _stretches(text: str, longest: int) -> Iterator[str]:
    """The text in stretches that end where a word does, or at twice the length where none ends."""
    at = 0
    while at < len(text):
        space = _SPACE.search(text, at + longest, at + 2 * longest)
        end = space.end() if space else at + 2 * longest
        yield text[at:end]
        at = end
