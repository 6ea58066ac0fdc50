"""Languages inferred for GeoNames' names against GeoNames' own tags: python -m benchmarks.accuracy.tags FOLDER.

FOLDER holds ``LOCALE/LC_MESSAGES/geonames.mo`` as Debian's libgeonames-common 0.3.0 does under ``/usr/share/locale``:
one name of a place in each locale that has one, the places by GeoNames ID, names equal to the main one left out. A
name counts if it is tagged at all there, and agrees if the inferred language is among its tags.
"""

from __future__ import annotations

import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from gettext import GNUTranslations
from pathlib import Path

from gazetteer.errors import BadSource
from gazetteer.sources.rows import Record
from worldwide.source import make_source

SAME = {"gan": "zh", "hyw": "hy", "lzh": "zh", "sh": "sr", "wuu": "zh", "yue": "zh"}
"""Tags that mean the written language of another."""

Tags = Mapping[str, Mapping[str, set[str]]]


def main(arguments: Sequence[str]) -> None:
    """Read the world, compare, and print a line for each rule and language."""
    if not arguments or not any(Path(arguments[0]).glob("*/LC_MESSAGES/geonames.mo")):
        print("skipped: name a folder with LOCALE/LC_MESSAGES/geonames.mo")
        return
    try:
        source = make_source("")
    except BadSource as reason:
        print(f"skipped: {reason}")
        return
    tags = read_tags(Path(arguments[0]))
    counted: Counter[tuple[str, str]] = Counter()
    agreeing: Counter[tuple[str, str]] = Counter()
    for row in source.read():
        entity = row.entity if isinstance(row, Record) else None
        told = tags.get(entity.id.removeprefix("geonames:")) if entity else None
        for name in entity.names if entity and told else ():
            _, plus, rule = (name.source or "").partition("+")
            found = told.get(name.text) if told and plus and rule != "country" else None
            if not found or name.language is None:
                continue
            for key in ((rule, name.language), (rule, "all")):
                counted[key] += 1
                agreeing[key] += name.language in found
    for (rule, language), count in sorted(counted.items(), key=lambda item: (item[0][0], -item[1])):
        print(f"{rule:10}{language:6}{count:7}   agreeing {agreeing[rule, language] / count:.3f}")


def read_tags(folder: Path) -> Tags:
    """Return the languages of every tagged name, by place and text."""
    tags: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for path in sorted(folder.glob("*/LC_MESSAGES/geonames.mo")):
        language = path.parts[-3].split("_")[0].split("@")[0]
        with path.open("rb") as file:
            catalog: dict[object, object] = vars(GNUTranslations(file))["_catalog"]
        for key, text in catalog.items():
            if isinstance(key, str) and key.isdecimal() and isinstance(text, str) and text:
                tags[key][unicodedata.normalize("NFC", text)].add(SAME.get(language, language))
    return tags


if __name__ == "__main__":
    main(sys.argv[1:])
