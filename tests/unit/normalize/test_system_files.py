"""A system's file: every breach of the format is named, and the compiled list never outlives a change."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.errors import BadTable
from normalize.systems import listing
from normalize.systems.parsing import parse_system

GOOD = """
id = "own-rus-Cyrl-Latn-2000"
title = "Own table"
authority = "own"
year = 2000
status = "current"
language = "ru"
from = "Cyrl"
to = "Latn"
method = "transliteration"
reversible = false
alphabet = "а"
source = "a test"
licence = "facts"
rules = '''
а > a ;
'''
[[samples]]
in = "а"
out = "a"
source = "a test"
"""
PATH = "languages/ru/systems/own-rus-Cyrl-Latn-2000.toml"


def test_a_good_file_gives_every_key() -> None:
    system = parse_system(GOOD, path=PATH)
    assert (system.id, system.source_script, system.target_script, system.reader) == (
        "own-rus-Cyrl-Latn-2000",
        "Cyrl",
        "Latn",
        "",
    )
    assert [(one.text, one.expected) for one in system.samples] == [("а", "a")]
    assert (system.requires, system.aliases, system.reverse_rules) == ((), (), "")


@pytest.mark.parametrize(
    ("good", "bad", "said"),
    [
        ('title = "Own table"', "", "title"),
        ("year = 2000", 'year = "2000"', "year"),
        ("year = 2000", "year = true", "year"),
        ("reversible = false", 'reversible = "no"', "reversible"),
        ('status = "current"', 'status = "new"', "status"),
        ('method = "transliteration"', 'method = "magic"', "method"),
        ('method = "transliteration"', 'method = "transliteration"\nrequires = ["luck"]', "luck"),
        ('method = "transliteration"', 'method = "transliteration"\naliases = "one"', "aliases"),
        ('method = "transliteration"', 'method = "transliteration"\nmethods = 1', "methods"),
        ('id = "own-rus-Cyrl-Latn-2000"', 'id = "other"', "other"),
        ('out = "a"', "", "out"),
        ('out = "a"', 'out = "a"\nnote = "b"', "note"),
        ("[[samples]]", "[samples]", "samples"),
        ('alphabet = "а"', 'alphabet = "а', "line"),
    ],
)
def test_a_breach_of_the_format_is_named_with_its_file(good: str, bad: str, said: str) -> None:
    with pytest.raises(BadTable) as raised:
        parse_system(GOOD.replace(good, bad), path=PATH)
    assert raised.value.path == PATH
    assert said in raised.value.reason


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / PATH
    path.parent.mkdir(parents=True)
    path.write_text(GOOD, encoding="utf-8")
    monkeypatch.setattr(listing, "DATA", tmp_path)
    monkeypatch.setattr(listing, "COMPILED", tmp_path / "systems.jsonl")
    return tmp_path


def _listed() -> tuple[listing.Listing, ...]:
    return listing.list_systems.__wrapped__()


@pytest.mark.usefixtures("data")
def test_the_list_is_the_same_compiled_or_not() -> None:
    before = _listed()
    listing.COMPILED.write_bytes(listing.compile_listing())
    assert _listed() == before
    assert listing.define(before[0]) == parse_system(GOOD, path=PATH)


def test_a_changed_file_is_believed_over_the_compiled_list(data: Path) -> None:
    import os

    listing.COMPILED.write_bytes(listing.compile_listing())
    path = data / PATH
    path.write_text(GOOD.replace('"current"', '"practice"'), encoding="utf-8")
    assert _listed()[0].status == "practice"
    same_size = GOOD.replace('authority = "own"', 'authority = "mine"').replace('"Own table"', '"Own tabl"')
    path.write_text(same_size, encoding="utf-8")
    os.utime(path, ns=(0, listing.COMPILED.stat().st_mtime_ns + 10**9))
    assert _listed()[0].authority == "mine"


def test_a_removed_file_is_no_longer_listed(data: Path) -> None:
    listing.COMPILED.write_bytes(listing.compile_listing())
    (data / PATH).unlink()
    assert _listed() == ()


def test_the_compiled_list_is_current() -> None:
    assert listing.COMPILED.read_bytes() == listing.compile_listing(), (
        "run `python -m normalize.systems` after adding or changing a system"
    )
