"""Rules of transliteration as machine code against ICU: the same text from every pass of every system."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.systems import TransliterationSystem, find_systems
from normalize.systems.coverage import _coverage, coverage, coverage_of_plain
from normalize.systems.engine import compile_system, engine_of
from normalize.systems.passes import Pass
from normalize.systems.programs import compile_program
from normalize.systems.sets import unicode_version
from normalize.systems.steps import COMPILED, DECOMPOSES, NEXT, _by_icu, _programs
from tests.properties.texts import texts

native = pytest.importorskip("normalize.systems.native", reason="nothing was compiled")
if json.loads(COMPILED.read_bytes().partition(b"\n")[0])[0] != unicode_version():
    pytest.skip("the programs were compiled with letters of another Unicode", allow_module_level=True)

SYSTEMS = find_systems()
PASSES = {one: system for system in SYSTEMS for one in compile_system(system).passes if not one.words}
PROGRAMS = {one: program for one in PASSES if (program := compile_program(one.rules, one.variables))}
SIGNS = " '-’ʻʼ()\u0301\u0300\u064e\u05b7.0\ue000\ue001\ue003AaZzéĀəßǅıİΣσẖ\uffff中ﬀ"


assert _programs()  # the letters are known from here on


class Unknown(Exception):
    """The machine code knows no answer, and says so."""


def _refuse(text: str) -> str:
    raise Unknown(text)


@cache
def _machine(one: Pass) -> Callable[[str], str]:
    """The program of a pass as it stands, with nothing behind it."""
    program = PROGRAMS[one]
    form = "NFD" if program.startswith(DECOMPOSES) else ""
    run = native.Transducer(tuple(map(native.Rules, program.removeprefix(DECOMPOSES).split(NEXT))), _refuse)
    return lambda text: run(unicodedata.normalize(form, text) if form else text)


@cache
def _letters(one: Pass) -> str:
    """What the rules of a pass are about: its own letters, those of its system, and what else occurs in names."""
    alphabet = PASSES[one].alphabet
    own = [sign for text in (one.rules, *one.variables) for sign in text if not sign.isascii()]
    return "".join(sorted({*own, *alphabet, *alphabet.upper(), *SIGNS} - {*map(chr, range(0xF000, 0xF900))}))


def test_nearly_all_rules_are_of_the_kind_that_machine_code_runs() -> None:
    assert len(PROGRAMS) >= 0.99 * len(PASSES)
    assert all(engine_of(system.id).passes for system in SYSTEMS)


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.id)
def test_samples_and_alphabet_are_written_as_icu_writes_them(system: TransliterationSystem) -> None:
    letters = [*system.alphabet, *system.alphabet.upper(), system.alphabet, system.alphabet[::-1]]
    for one in PROGRAMS.keys() & set(compile_system(system).passes):
        by_icu, by_machine = _by_icu(system.id, (one,)), _machine(one)
        for text in (*(part for sample in system.samples for part in (sample.text, sample.expected)), *letters):
            if max(text, default="") <= "\uffff":  # it gives others away, see below
                assert by_machine(text) == by_icu(text)


@settings(max_examples=1500)
@given(data=st.data(), one=st.sampled_from(sorted(PROGRAMS, key=lambda one: (one.rules, one.variables))))
def test_any_text_is_written_as_icu_writes_it(data: st.DataObject, one: Pass) -> None:
    text = data.draw(st.text(st.sampled_from(_letters(one)), max_size=14) | texts)
    try:
        made = _machine(one)(text)
    except Unknown:
        assert not text.isascii()
    else:
        assert made == _by_icu("x", (one,))(text)


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb", "\U00010400", "a" * 8193, "\U0001f600 \u0430"])
def test_what_machine_code_cannot_write_it_gives_away(text: str) -> None:
    for one in PROGRAMS:
        with pytest.raises(Unknown):
            _machine(one)(text)


@pytest.mark.parametrize(
    ("rules", "text", "expected"),
    [
        # expectations from the user guide of ICU transform rules: order, contexts, quantifiers, segments, functions
        ("ab > y ; a > x ;", "aba", "yx"),  # the first that matches
        ("x { a } y > b ; a > c ;", "xay ay xa", "xby cy xc"),
        ("b { a > c ; a > b ;", "aa", "bc"),  # what stands before was already changed
        ("[^x] { a > b ;", "a xa", "b xa"),  # a set that excludes holds where the text begins
        ("a } [^x] > b ;", "ax a", "ax b"),
        ("a+ b? > x ;", "aaab a ac b", "x x xc b"),
        ("a* a > x ;", "aaa", "aaa"),  # a repetition takes all there is and gives nothing back
        ("(a) (b) > $2 $1 ;", "ab", "ba"),
        ("((a) b) > $2 '-' $1 ;", "ab", "a-ab"),
        ("([ab]) > &Any-Upper($1) ;", "abc", "ABc"),
        ("'a b' > ''c'' ; \\u0064 > 'it''s' ;", "a bd", "'c'it's"),
        ("a > ;", "banana", "bnn"),
        ("a > \\u00e9 ; :: Any-Upper ;", "ab\u00df", "\u00c9BSS"),
        ("$v = [ae] ; $v { k } $v > g ;", "aka ak", "aga ak"),
        ("$v = [ae] ; [^$v x] { k > g ;", "ak xk bk k", "ak xk bg g"),
    ],
)
def test_rules_mean_what_icu_says(rules: str, text: str, expected: str) -> None:
    one = Pass(rules)
    program = compile_program(one.rules, one.variables)
    assert native.Transducer(tuple(map(native.Rules, program.split(NEXT))), _refuse)(text) == expected
    assert _by_icu("x", (one,))(text) == expected


@pytest.mark.parametrize(
    "rules",
    [
        *("a | b > c ;", "^ a > b ;", "a $ > b ;", ":: [a] ; a > b ;", "a > |b ;", "[{ab}] > c ;", "(ab)+ > c ;"),
        *("'ab'+ > c ;", "a > &Latin-Greek($0) ;", "(a) > &Latin-Greek($1) ;", "a . > b ;", "a > $1 ;", "$x > b ;"),
        *("a > b", "a < b ;", "", "\\N{DIGIT ONE} > a ;", "(a) { b > c ;", "a \U00010400 > b ;", "\uf000 > b ;"),
        *(":: Any-Lower ; a > b ;", "() a > $1 ;", "(a > b ;", f"{'a' * 65} > b ;", "a { } b > c ;"),
    ],
)
def test_rules_of_another_kind_have_no_program(rules: str) -> None:
    assert compile_program(rules, ()) == ""


@given(program=st.text(st.sampled_from("ab@\x7f\uf000\uf001\uf301\uf311\uf340\uf341\uf350\uf351\uf360\uf370\uf371")))
def test_a_damaged_program_is_an_error_or_does_something(program: str) -> None:
    try:
        rules = native.Rules(program)
    except ValueError:
        return
    assert isinstance(native.Transducer((rules,), str)("abab"), str)


@given(data=st.data(), at=st.integers(0, 10**6), one=st.sampled_from(sorted(PROGRAMS.values())))
def test_a_program_with_a_sign_changed_is_an_error_or_does_something(data: st.DataObject, at: int, one: str) -> None:
    at %= len(one)
    sign = data.draw(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]) | st.sampled_from(one))
    try:
        rules = native.Rules(one[:at] + sign + one[at + 1 :])
    except ValueError:
        return
    assert isinstance(native.Transducer((rules, rules), str)("abab"), str)


@given(text=texts | st.text(st.characters(), max_size=12))
def test_letters_are_looked_up_as_python_looks_them_up(text: str) -> None:
    assert coverage(text) == _coverage(text)
    if plain := coverage_of_plain(text):
        assert plain == _coverage(text)
        assert text == text.strip()
        assert unicodedata.is_normalized("NFC", text)
