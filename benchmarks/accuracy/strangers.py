"""Names of places that a gazetteer mostly lacks: how many are matched to a place that is not theirs.

``python -m benchmarks.accuracy.strangers [DIR]``; DIR is a gazetteer with the world in it (default: the package's own).
One name in each script of each place of ``aliases/places_dev.jsonl`` is asked bare. A match is right where it lies
within 60 km of the place, or is an area of its country; a match by a name of the same normal form is counted apart,
since a namesake elsewhere is a name's ambiguity and no error of spelling.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from benchmarks.shared import EVALUATION, skip_without
from gazetteer import Gazetteer
from gazetteer.matching.features import great_circle_km
from normalize import fold

NEAR_KM = 60
COLUMNS = ("right, same form", "wrong, same form", "right, respelled", "wrong, respelled", "ambiguous", "none")


def main(arguments: Sequence[str]) -> None:
    """Ask everything and print a line for each script; with --wrong, each respelled name of another place as well."""
    path = EVALUATION / "aliases" / "places_dev.jsonl"
    skip_without(path)
    show = "--wrong" in arguments
    named = [argument for argument in arguments if not argument.startswith("--")]
    gazetteer = Gazetteer.open(named[0] if named else None)
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for place, script, text in _questions(path.read_text(encoding="utf-8").splitlines()):
        found = _judge(gazetteer, place, text)
        rows[script][found] += 1
        rows["all"][found] += 1
        if show and found == "wrong, respelled":
            print(f"wrong\t{script}\t{text}\t{place['country']}\t{gazetteer.resolve(text, kind='place').candidates[0]}")
    print(f"{'':10}" + "".join(f"{column:>18}" for column in COLUMNS))
    for script, row in sorted(rows.items(), key=lambda entry: -entry[1].total())[:20]:
        print(f"{script:10}" + "".join(f"{row[column]:18}" for column in COLUMNS))


def _questions(lines: Sequence[str]) -> Iterator[tuple[dict[str, object], str, str]]:
    """Yield each place with a script and one of its names in it, chosen once for all."""
    chance = random.Random(5)
    for line in lines:
        place = json.loads(line)
        names: dict[str, list[str]] = {}
        for name in place["names"]:
            names.setdefault(name["script"], []).append(name["text"])
        for script, texts in names.items():
            yield place, script, chance.choice(texts)


def _judge(gazetteer: Gazetteer, place: dict[str, object], text: str) -> str:
    answer = gazetteer.resolve(text, kind="place")
    if answer.id is None:
        return answer.decision
    entity, best = gazetteer.get(answer.id), answer.candidates[0]
    here, there = (entity.latitude, entity.longitude), (place["lat"], place["lon"])
    near = None not in (*here, *there) and great_circle_km(here, there) < NEAR_KM  # type: ignore[arg-type]  # not None
    area = entity.country == place["country"] and (entity.feature or "").startswith(("ADM", "PCL"))
    form = "same form" if fold(best.matched) == fold(text) else "respelled"
    return f"{'right' if near or area else 'wrong'}, {form}"


if __name__ == "__main__":
    main(sys.argv[1:])
