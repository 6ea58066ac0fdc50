"""The rules of a system cut into its passes, each compiled once for all the systems that have the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from string import ascii_lowercase
from typing import Any

from normalize.errors import BadTable
from normalize.systems.words import replacing_words

Run = Callable[[str], str]
"""What is done to a text."""


@dataclass(frozen=True, slots=True)
class Pass:
    """One pass over a text: rules with the definitions of the variables they use, or a table of words put in."""

    rules: str
    variables: tuple[str, ...] = ()
    words: str = ""


NFC_AT_AN_END = re.compile(r"\A(?:\s*#[^\n]*\n)*\s*::\s*\(?NFC\)?\s*;|::\s*\(?NFC\)?\s*;\s*\Z")
"""The engine itself sees to NFC before and after, at a tenth of what ICU's pass costs."""

_BREAK = re.compile(r"^\s*::\s*(Null|Words)\s*;", re.MULTILINE)
_FILTER = re.compile(r"^\s*::\s*\[", re.MULTILINE)
"""A filter holds for all that follows it: such rules stay in one piece."""

_FLAT = r"\[(?:\\.|[^\[\]\\])*\]"
_SET = rf"\[(?>\\.|[^\[\]\\]|{_FLAT})*\]"
_WHOLE = rf"\[(?>\\.|[^\[\]\\]|{_SET})*\]|'[^'\n]*'|\\."
"""What may hold a sign without its meaning: a set (of sets of sets), a quotation, an escaped sign."""

_COMMENT = re.compile(rf"^((?>{_WHOLE}|[^#\n'\[\\]+|[^#\n])*)#.*", re.MULTILINE)
_VARIABLE = re.compile(rf"(\$[^\W\d]\w*)\s*=((?>{_WHOLE}|[^;'\[\\]+|[^;])*;)")
_PROPERTY = re.compile(r"\[:\^?\w+:\]")
_CAPITALS = re.compile(r"(\$\w+ \{ )\(\[:Ll:\]\) > &(Any|az)-Upper\(\$1\) ;")
_NAME = re.compile(r"\$[^\W\d]\w*")
_SPACE = re.compile(r"\s+")


def split_passes(name: str, rules: str, words: str) -> tuple[Pass, ...]:
    """The passes of a system's rules, in their order, the table of words among them where the rules say so.

    Raises BadTable where only one of the line ``:: Words ;`` and the table of words is there, or the line is there
    twice.
    """
    rules = NFC_AT_AN_END.sub("", rules)
    parts = _BREAK.split(rules)
    if parts[1::2].count("Words") != bool(words):
        raise BadTable(name, None, "a table of words needs one line ':: Words ;' in the rules, and that line a table")
    if len(parts) == 1 or (_FILTER.search(rules) and not words):
        return (Pass(rules),)
    passes: list[Pass] = []
    defined: dict[str, str] = {}
    for part, mark in zip(parts[::2], [*parts[1::2], ""], strict=True):
        bare = _without_comments(part)
        defined.update((found[1], found[0]) for found in _VARIABLE.finditer(bare))
        body = _SPACE.sub(" ", _VARIABLE.sub("", bare)).strip()
        if body:
            used = _used(body, defined)
            passes.append(Pass(body, tuple(text for variable, text in defined.items() if variable in used)))
        if mark == "Words":
            passes.append(Pass("", words=words))
    return tuple(passes)


def _without_comments(part: str) -> str:
    bare = "\n".join([line for line in part.split("\n") if not line.lstrip().startswith("#")])
    return _COMMENT.sub(r"\1", bare) if "#" in bare else bare


def _used(body: str, defined: dict[str, str]) -> set[str]:
    """The variables that a text names, and those that their definitions name."""
    used: set[str] = set()
    waiting = _NAME.findall(body)
    while waiting:
        variable = waiting.pop()
        if variable not in used and variable in defined:
            used.add(variable)
            waiting += _NAME.findall(defined[variable])
    return used


def compile_passes(name: str, passes: Iterable[Pass]) -> tuple[Run, ...]:
    """What does the passes one after another, in as few steps as ICU can do them; raises BadTable if it refuses one."""
    steps: list[Run] = []
    for words, together in groupby(passes, key=attrgetter("words")):
        if words:
            steps.append(replacing_words(words))
            continue
        group = list(together)
        variables = dict.fromkeys(definition for one in group for definition in one.variables)
        steps.append(compile_rules(name, "\n".join((*variables, "\n:: Null ;\n".join(one.rules for one in group)))))
    return tuple(steps)


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
