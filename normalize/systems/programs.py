"""Compiles the rules of a pass to a program for native.c, where they are of a plain kind; others are left to ICU.

A program is one text. Its signs are of two kinds: letters stand for themselves, and characters of the private block
from U+F000 on are what is said below. Sets of letters come first, then the rules, each
``before`` ENDS ``key`` ENDS ``after`` ENDS ``output`` ENDS. A set is a sign whose six lowest bits say which classes of
letters are in it (`letters_by_class`), and pairs of letters: ranges for which the opposite is true.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from normalize.systems.passes import Pass, key_of
from normalize.systems.sets import (
    CLASS_BIAS,
    NotPlain,
    encode_set,
    is_plain,
    letters_by_class,
    letters_in_case,
    unicode_version,
)
from normalize.systems.steps import DECOMPOSES, NEXT

SET = 0xF000
"""From here on: a letter of the set of that number."""

SEGMENT, UPPER, LOWER, AZERBAIJANI_UPPER = 0xF300, 0xF310, 0xF320, 0xF330
"""From here on, in an output: what the part of the key in brackets of that number is, and its capitals or smalls."""

TIMES = {"?": "\uf340", "*": "\uf341", "+": "\uf342"}
"""How often what stands before may come."""

OPENS, CLOSES = "\uf350", "\uf351"
"""Around a part of the key in brackets."""

ENDS, BEGINS_SET, ENDS_SETS = "\uf360", "\uf370", "\uf371"

_MOST_SETS = 0x300
_MOST_SEGMENTS = 9
_LONGEST = 64
_FUNCTIONS = {"Any-Upper": UPPER, "Any-Lower": LOWER, "az-Upper": AZERBAIJANI_UPPER}

_ANY_LETTER = chr(CLASS_BIAS + 63)
_CAPITALS = (
    f"{NEXT}{BEGINS_SET}{_ANY_LETTER}{ENDS_SETS}{ENDS}{OPENS}{chr(SET)}{CLOSES}{ENDS}{ENDS}{chr(UPPER + 1)}{ENDS}"
)
"""The pass that makes capitals of all letters."""

_SPACE = "\t-\r \x85\u200e\u200f\u2028\u2029"
_FLAT = r"\[(?:\\.|[^\[\]\\])*\]"
_INNER = rf"\[(?>\\.|[^\[\]\\]|{_FLAT})*\]"
_TOKEN = re.compile(
    rf"""(?P<space>[{_SPACE}]+|\#[^\n]*)
    |(?P<set>\[(?>\\.|[^\[\]\\]|{_INNER})*\])
    |(?P<quoted>''|'(?:[^']|'')*')
    |\\u(?P<number>[0-9A-Fa-f]{{4}})|\\(?P<escaped>[^0-9A-Za-z])
    |\$(?P<segment>[1-9])(?![0-9])|\$(?P<variable>[^\W\d]\w*)
    |&(?P<function>[\w-]+)[{_SPACE}]*\([{_SPACE}]*\$(?P<argument>[1-9])[{_SPACE}]*\)
    |::[{_SPACE}]*(?P<transform>[\w-]+)[{_SPACE}]*(?=;)
    |(?P<sign><>|[{{}}()?*+>;=])
    |(?P<letter>[0-9A-Za-z]|[^\x00-\x7f])""",
    re.VERBOSE,
)
_IN_SET = re.compile(r"\$(\w*)")

_ARROWS = (("sign", ">"), ("sign", "<>"))


def compile_program(rules: str, variables: tuple[str, ...]) -> str:
    """The program of a pass; nothing where its rules are not of the plain kind.

    Plain is what has letters, sets and variables, some of them optional or repeated, before, in and after the key,
    parts of the key in brackets that the output takes up, letters taken apart first, capitals made of all at last.
    """
    try:
        return _Compiler().compile(" ".join((*variables, rules)))
    except NotPlain:
        return ""


def compile_programs(passes: Iterable[Pass]) -> bytes:
    """The compiled list of the programs of passes, each once."""
    import json

    programs = {key_of(one): compile_program(one.rules, one.variables) for one in passes if not one.words}
    letters = [unicode_version(), letters_by_class(), letters_in_case("Any-Upper"), letters_in_case("Any-Lower")]
    lines = [(key, json.dumps(program, ensure_ascii=False)) for key, program in sorted(programs.items()) if program]
    return "\n".join((json.dumps(letters, ensure_ascii=False), *map("\t".join, lines))).encode()


class _Compiler:
    """Reads rules into a program; variables are filled in as they come."""

    def __init__(self) -> None:
        self.sets: dict[str, int] = {}
        self.variables: dict[str, list[str]] = {}
        self.texts: dict[str, str] = {}

    def compile(self, rules: str) -> str:
        made: list[str] = []
        statement: list[tuple[str, str]] = []
        for kind, token in _tokens(rules):
            if (kind, token) != ("sign", ";"):
                statement.append((kind, token))
                continue
            made.append(self._statement(statement))
            statement = []
        if statement:
            raise NotPlain
        body = "".join(made)
        first = DECOMPOSES if body.startswith(DECOMPOSES) else ""
        last = _CAPITALS if body.endswith(_CAPITALS) else ""
        body = body.removeprefix(first).removesuffix(last)
        if not body or DECOMPOSES in body or NEXT in body:
            raise NotPlain
        return first + "".join([BEGINS_SET + encoded for encoded in self.sets]) + ENDS_SETS + body + last

    def _statement(self, tokens: list[tuple[str, str]]) -> str:
        signs = [token for kind, token in tokens if kind == "sign"]
        if len(tokens) > 2 and tokens[1] == ("sign", "=") and tokens[0][0] == "variable":
            name = tokens[0][1]
            self.texts[name] = tokens[2][1] if len(tokens) == 3 and tokens[2][0] == "set" else ""
            self.variables[name] = self._elements(tokens[2:])
            return ""
        if tokens == [("transform", "NFD")]:
            return DECOMPOSES
        if tokens == [("transform", "Any-Upper")]:
            return _CAPITALS
        arrows = [at for at, token in enumerate(tokens) if token in _ARROWS]
        if len(arrows) != 1 or "=" in signs:
            raise NotPlain
        left, right = tokens[: arrows[0]], tokens[arrows[0] + 1 :]
        before, key, after = _parts(left)
        if any(token in (("sign", "("), ("sign", ")")) for token in before + after) or not key:
            raise NotPlain
        sides = ["".join(self._elements(part)) for part in (before, key, after)]
        written = "".join(map(self._written, right))
        _check_segments(sides[1], written)
        if max(map(len, (*sides, written))) > _LONGEST:
            raise NotPlain
        return "".join(side + ENDS for side in (*sides, written))

    def _elements(self, tokens: list[tuple[str, str]]) -> list[str]:
        """The elements of a pattern, one by one; what may repeat must be one alone."""
        made: list[str] = []
        last = 0
        for kind, token in tokens:
            if (kind, token) in (("sign", "("), ("sign", ")")):
                made.append(OPENS if token == "(" else CLOSES)
                last = 0
            elif kind == "sign" and token in TIMES:
                if last != 1:
                    raise NotPlain
                made.append(TIMES[token])
                last = 0
            else:
                pieces = self._pieces(kind, token)
                last = len(pieces)
                made += pieces
        return made

    def _pieces(self, kind: str, token: str) -> list[str]:
        if kind == "text":
            return list(token)
        if kind == "set":
            return [chr(SET + self._number(token))]
        if kind == "variable" and token in self.variables:
            return self.variables[token]
        raise NotPlain

    def _written(self, piece: tuple[str, str]) -> str:
        kind, token = piece
        if kind in ("text", "taken"):
            return token
        if kind == "variable" and token in self.variables and is_plain("".join(self.variables[token])):
            return "".join(self.variables[token])
        raise NotPlain

    def _number(self, text: str) -> int:
        encoded = encode_set(_IN_SET.sub(self._set_of_variable, text))
        number = self.sets.setdefault(encoded, len(self.sets))
        if number >= _MOST_SETS:
            raise NotPlain
        return number

    def _set_of_variable(self, found: re.Match[str]) -> str:
        text = self.texts.get(found[1])
        if not text:
            raise NotPlain
        return _IN_SET.sub(self._set_of_variable, text)


def _check_segments(key: str, written: str) -> None:
    """Raise NotPlain where an output takes up what the key does not bracket, or brackets hold nothing."""
    opened = key.count(OPENS)
    taken = max(
        [0, *(ord(sign) & 0xF for sign in written if SEGMENT < ord(sign) <= AZERBAIJANI_UPPER + _MOST_SEGMENTS)]
    )
    if taken > opened or opened > _MOST_SEGMENTS or opened != key.count(CLOSES) or OPENS + CLOSES in key or not key:
        raise NotPlain


def _tokens(rules: str) -> Iterator[tuple[str, str]]:
    """Letters with their escapes resolved, sets, variables and signs; raises NotPlain at anything else."""
    at = 0
    while at < len(rules):
        found = _TOKEN.match(rules, at)
        if not found:
            raise NotPlain
        at = found.end()
        kind = found.lastgroup or ""
        token = found[kind]
        if kind == "quoted":
            yield "text", "'" if token == "''" else _safe(token[1:-1].replace("''", "'"))
        elif kind == "number":
            yield "text", _safe(chr(int(token, 16)))
        elif kind in ("escaped", "letter"):
            yield "text", _safe(token)
        elif kind == "segment":
            yield "taken", chr(SEGMENT + int(token))
        elif kind == "argument":
            if found["function"] not in _FUNCTIONS:
                raise NotPlain
            yield "taken", chr(_FUNCTIONS[found["function"]] + int(token))
        elif kind != "space":
            yield kind, token


def _safe(text: str) -> str:
    if not is_plain(text):
        raise NotPlain
    return text


def _parts(tokens: list[tuple[str, str]]) -> tuple[list[tuple[str, str]], ...]:
    """What stands before the key, the key, and what stands after it."""
    opened = [at for at, token in enumerate(tokens) if token == ("sign", "{")]
    closed = [at for at, token in enumerate(tokens) if token == ("sign", "}")]
    if len(opened) > 1 or len(closed) > 1:
        raise NotPlain
    start, end = opened[0] + 1 if opened else 0, closed[0] if closed else len(tokens)
    return tokens[: max(start - 1, 0)], tokens[start:end], tokens[end + 1 :]
