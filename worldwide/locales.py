"""Babel's copy of CLDR: the names of territories and of the exemplar cities of time zones, by language."""

from __future__ import annotations

import io
import pickle
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from gazetteer.sources.tidying import tidy_text
from worldwide.tables import read_rules

_MARKUP = re.compile(r"</?\w+>")
_NOTE = re.compile(r"\s*\([^()]*\)\s*")
_INNER = re.compile(r"\(([^()]*)\)")


class LocalName(NamedTuple):
    """A name and its language (BCP 47)."""

    text: str
    language: str


@dataclass(frozen=True)
class Supplement:
    """CLDR's facts that are no names: the country of each zone, languages of countries, short language codes."""

    data: Mapping[str, Any]

    @cached_property
    def zones(self) -> Mapping[str, str]:
        """ISO 3166-1 codes by CLDR's zone ID."""
        return dict(self.data["zone_territories"])

    def spoken_in(self, country: str) -> frozenset[str]:
        """Return the languages (without script or region) that have speakers in a country, as CLDR counts them."""
        return frozenset(tag.split("_")[0] for tag in self.data["territory_languages"].get(country, ()))

    @cached_property
    def short_languages(self) -> Mapping[str, str]:
        """Two-letter language codes by those of ISO 639-3 (``eng`` to ``en``)."""
        aliases: Mapping[str, Any] = self.data["language_aliases"]
        return {code: str(short).replace("_", "-") for code, short in aliases.items() if len(code) == 3}


def read_supplement(path: Path) -> Supplement:
    """Read Babel's ``global.dat``."""
    return Supplement(_load(path))


def read_local_names(paths: Sequence[Path]) -> tuple[dict[str, list[LocalName]], dict[str, list[LocalName]]]:
    """Return the names of territories by their code and those of exemplar cities by zone, each once a language."""
    territories: dict[str, dict[LocalName, None]] = {}
    cities: dict[str, dict[LocalName, None]] = {}
    for path in paths:
        language = tag_of(path.stem)
        if language is None:
            continue
        data = _load(path)
        for code, text in (data.get("territories") or {}).items():
            names = territories.setdefault(code, {})
            names.update((LocalName(one, language), None) for one in split_territory(code, text, language))
        for zone, forms in (data.get("time_zones") or {}).items():
            names = cities.setdefault(zone, {})
            names.update((LocalName(one, language), None) for one in split_city(zone, forms.get("city"), language))
    return {code: [*names] for code, names in territories.items()}, {zone: [*names] for zone, names in cities.items()}


def tag_of(locale: str) -> str | None:
    """Return the BCP 47 tag of a locale as CLDR writes it (``az_Cyrl``); None where it is no language's."""
    if locale in read_rules("cldr.toml")["skipped_locales"]:
        return None
    return locale.replace("_", "-")


def split_territory(code: str, text: str, language: str) -> Iterator[str]:
    """Yield the names that CLDR writes for a territory: whole, without an article, and both of two joined ones."""
    rules = read_rules("cldr.toml")
    whole = _tidy(text)
    if whole is None:
        return
    if code in rules["two_names"]:
        inner = _INNER.findall(whole)
        if inner:
            yield from _all_tidy([_NOTE.sub(" ", whole), *inner])
            return
    yield whole
    for article in rules["articles"].get(language.split("-")[0], ()):
        if whole.startswith(article):
            yield from _all_tidy([whole.removeprefix(article)])
            return


def split_city(zone: str, text: str | None, language: str) -> Iterator[str]:
    """Yield the names that CLDR writes for the city of a zone, without notes on where it lies or which it is."""
    if not text:
        return
    rules = read_rules("cldr.toml")
    plain = _MARKUP.sub("", text)
    if plain in rules["not_the_city"].get(zone, ()):
        return
    head, comma, tail = plain.partition(",")
    if comma and tail.strip() in rules["articles_behind"]:
        head = f"{tail.strip()} {head}"
    for name in _NOTE.sub(" ", head).split("/"):
        yield from (one for one in _all_tidy([name.strip(" ;_")]) if one not in rules["not_the_city"].get(zone, ()))


def _all_tidy(texts: Iterable[str]) -> Iterator[str]:
    return filter(None, map(_tidy, texts))


def _tidy(text: str) -> str | None:
    return tidy_text(_MARKUP.sub("", text).strip(" ,;"))


class _Reader(pickle.Unpickler):
    """Reads Babel's pickles without running anything of theirs: what is not plain data becomes an empty stand-in."""

    def find_class(self, module: str, name: str) -> type[object]:
        return _StandIn


class _StandIn:
    def __init__(self, *_: object) -> None: ...

    def __setstate__(self, _: object) -> None: ...


def _load(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = _Reader(io.BytesIO(path.read_bytes())).load()
    return data
