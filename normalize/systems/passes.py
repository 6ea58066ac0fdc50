"""The rules of a system cut into its passes, each compiled once for all the systems that have the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from normalize.errors import BadTable
from normalize.systems.words import replacing_words

Pass = Callable[[str], str]
"""What one pass makes of a text; systems with the same pass have the same object."""

NFC_AT_AN_END = re.compile(r"\A(?:\s*#[^\n]*\n)*\s*::\s*\(?NFC\)?\s*;|::\s*\(?NFC\)?\s*;\s*\Z")
"""The engine itself sees to NFC before and after, at a tenth of what ICU's pass costs."""

_BREAK = re.compile(r"^\s*::\s*(Null|Words)\s*;", re.MULTILINE)
_FILTER = re.compile(r"^\s*::\s*\[", re.MULTILINE)
"""A filter holds for all that follows it: such rules stay in one piece."""

_FLAT = r"\[(?:\\.|[^\[\]\\])*\]"
_SET = rf"\[(?>\\.|[^\[\]\\]|{_FLAT})*\]"
_WHOLE = rf"\[(?>\\.|[^\[\]\\]|{_SET})*\]|'[^'\n]*'|\\."
"""What may hold a sign without its meaning: a set (of sets of sets), a quotation, an escaped sign."""

_COMMENT = re.compile(rf"^((?>{_WHOLE}|[^#\n])*)#.*", re.MULTILINE)
_VARIABLE = re.compile(rf"(\$[^\W\d]\w*)\s*=((?>{_WHOLE}|[^;])*;)")
_PROPERTY = re.compile(r"\[:\^?\w+:\]")
_NAME = re.compile(r"\$[^\W\d]\w*")
_SPACE = re.compile(r"\s+")


def compile_passes(name: str, rules: str, words: str) -> tuple[Pass, ...]:
    """The passes of a system's rules, in their order, the table of words among them where the rules say so.

    Raises BadTable where ICU refuses the rules, where only one of the line ``:: Words ;`` and the table of words is
    there, or the line is there twice.
    """
    return tuple(
        replacing_words(words) if part is None else compile_rules(name, part)
        for part in split_passes(name, NFC_AT_AN_END.sub("", rules), words)
    )


def split_passes(name: str, rules: str, words: str) -> list[str | None]:
    """The rules of each pass with the variables they use, defined there or earlier; None stands for the words."""
    parts = _BREAK.split(rules)
    if parts[1::2].count("Words") != bool(words):
        raise BadTable(name, None, "a table of words needs one line ':: Words ;' in the rules, and that line a table")
    if len(parts) == 1 or (_FILTER.search(rules) and not words):
        return [rules]
    passes: list[str | None] = []
    defined: dict[str, str] = {}
    for part, mark in zip(parts[::2], [*parts[1::2], ""], strict=True):
        bare = _COMMENT.sub(r"\1", part)
        defined.update((found[1], found[0]) for found in _VARIABLE.finditer(bare))
        body = _SPACE.sub(" ", _VARIABLE.sub("", bare)).strip()
        if body:
            used = _used(body, defined)
            passes.append("\n".join((*(text for variable, text in defined.items() if variable in used), body)))
        if mark == "Words":
            passes.append(None)
    return passes


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


def compile_rules(name: str, rules: str, *, backwards: bool = False) -> Pass:
    """ICU's function for rules, one for the same rules whatever system asks; raises BadTable if ICU refuses them."""
    import icu  # type: ignore[import-untyped]  # PyICU ships no types

    try:
        return _transform(rules, icu.UTransDirection.REVERSE if backwards else icu.UTransDirection.FORWARD)
    except icu.ICUError as error:
        _, details = error.args if isinstance(error.args[-1], tuple) else (0, error.args)
        facts = (part.strip("\0 ") for part in details if isinstance(part, str))
        raise BadTable(name, None, f"ICU refuses the rules: {' | '.join(fact for fact in facts if fact)}") from error


@lru_cache(maxsize=8192)
def _transform(rules: str, direction: int) -> Pass:
    import icu

    transform: Any = icu.Transliterator.createFromRules("rules", _name_properties(rules), direction)
    return transform.transliterate  # type: ignore[no-any-return]


def _name_properties(rules: str) -> str:
    """The rules with a variable for each class of letters: ICU keeps a table of thousands of letters per mention."""
    names: dict[str, str] = {}
    body = _PROPERTY.sub(lambda found: names.setdefault(found[0], f"$property{len(names)}") + " ", rules)
    return "\n".join([*(f"{name} = {letters} ;" for letters, name in names.items()), body])


def in_stretches(run: Pass, *, longest: int) -> Pass:
    """The same, given a longer text in stretches: ICU's time grows with the square of the length."""
    return lambda text: run(text) if len(text) <= longest else "".join(map(run, _stretches(text, longest)))


def _stretches(text: str, longest: int) -> Iterator[str]:
    """The text in stretches that end where a word does, or at twice the length where none ends."""
    at = 0
    while at < len(text):
        space = _SPACE.search(text, at + longest, at + 2 * longest)
        end = space.end() if space else at + 2 * longest
        yield text[at:end]
        at = end
