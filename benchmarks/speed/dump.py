"""A dump like that of GeoNames, of any size: names put together from halves of words of the seeds, by language."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from gazetteer.packaged import CHECKOUT

SEED = 20261122
TAGGED = 0.45
"""Of the further names so many have a language."""

_WORDS = (0.62, 0.28, 0.10)
_COUNTRIES = ("AZ", "AM", "GE", "TR", "IR", "RU", "US", "CN", "IN", "BR", "FR", "DE", "EG", "ID", "MX", "NG")
_FEATURES = (("P", "PPL"), ("P", "PPL"), ("P", "PPL"), ("A", "ADM3"), ("T", "MT"), ("H", "STM"), ("S", "FRM"))


class Tongue(NamedTuple):
    """The words of a language, cut in two; ``weight`` is how many names of the seeds have it."""

    language: str
    heads: list[str]
    tails: list[str]
    weight: int


def write_dump(folder: Path, places: int) -> int:
    """Write ``allCountries.txt`` and ``alternateNamesV2.txt`` into ``folder``; return how many names there are."""
    chance = random.Random(SEED)
    tongues = _read_tongues()
    weights = [tongue.weight for tongue in tongues]
    plain = next(tongue for tongue in tongues if tongue.language == "en")
    count = 0
    with (
        (folder / "allCountries.txt").open("w", encoding="utf-8") as rows,
        (folder / "alternateNamesV2.txt").open("w", encoding="utf-8") as names,
    ):
        for number in range(1, places + 1):
            name = _make_name(chance, plain)
            rows.write(_row(chance, number, name))
            count += 1
            for tongue in chance.choices(tongues, weights, k=_further(chance)):
                count += 1
                tag = tongue.language if chance.random() < TAGGED else ""
                names.write(f"{count}\t{number}\t{tag}\t{_make_name(chance, tongue)}\t\t\t\t\t\t\n")
    return count


def _further(chance: random.Random) -> int:
    """Most places have a name or two, a few have dozens."""
    drawn = chance.random()
    if drawn < 0.55:
        return 0
    return chance.randint(1, 3) if drawn < 0.95 else chance.randint(4, 22)


def _row(chance: random.Random, number: int, name: str) -> str:
    letter, code = chance.choice(_FEATURES)
    latitude, longitude = chance.uniform(-60, 75), chance.uniform(-180, 180)
    head = f"{number}\t{name}\t{name}\t\t{latitude:.5f}\t{longitude:.5f}\t{letter}\t{code}\t{chance.choice(_COUNTRIES)}"
    return f"{head}\t\t00\t\t\t\t{chance.choice((0, 0, 0, 120, 4300))}\t\t5\tAsia/Baku\t2026-01-01\n"


def _make_name(chance: random.Random, tongue: Tongue) -> str:
    count = chance.choices((1, 2, 3), _WORDS)[0]
    return " ".join([chance.choice(tongue.heads) + chance.choice(tongue.tails) for _ in range(count)])


def _read_tongues() -> list[Tongue]:
    words: dict[str, dict[str, None]] = defaultdict(dict)
    weights: dict[str, int] = defaultdict(int)
    for path in sorted(CHECKOUT.glob("places/*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            for name in json.loads(line)["names"]:
                language = name.get("lang")
                if language and name.get("kind") not in ("code", "acronym"):
                    weights[language] += 1
                    words[language].update(dict.fromkeys(word for word in name["text"].split() if len(word) > 3))
    return [
        Tongue(
            language, [word[: len(word) // 2] for word in held], [word[len(word) // 2 :] for word in held],
            weights[language],
        )
        for language, held in sorted(words.items())
        if len(held) >= 40
    ]  # fmt: skip
