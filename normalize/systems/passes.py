"""The rules of a system cut into its passes, and the key that each is known by."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from normalize.errors import BadTable


@dataclass(frozen=True, slots=True)
class Pass:
    """One pass over a text: rules with the definitions of the variables they use, or a table of words put in.

    One that is known by its ``key`` alone has its rules ``later``, if they are asked for.
    """

    rules: str
    variables: tuple[str, ...] = ()
    words: str = ""
    key: str = ""
    later: Callable[[], Pass] | None = field(default=None, compare=False)


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


def key_of(one: Pass) -> str:
    """What a pass is known by in the compiled lists: the path of its words, or a digest of all its text."""
    from hashlib import blake2b

    text = "\n".join((*one.variables, one.rules))
    return one.words or one.key or blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()
