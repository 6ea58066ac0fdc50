"""Which files of a folder are the dump of GeoNames, and what each of them holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from gazetteer.errors import BadSource

_ENDINGS = (".txt", ".txt.gz", ".txt.bz2", ".txt.xz", ".zip")
_CITIES = re.compile(r"cities(\d+)")
_COUNTRY = re.compile(r"[A-Z]{2}|no-country")


@dataclass(frozen=True, slots=True)
class Dump:
    """The files of a dump: of places one or more, of the others one each or none."""

    places: tuple[Path, ...]
    names: Path | None = None
    first_divisions: Path | None = None
    second_divisions: Path | None = None
    hierarchy: Path | None = None
    countries: Path | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """All files, in the order in which they are read."""
        others = (self.countries, self.first_divisions, self.second_divisions, self.hierarchy, self.names)
        return (*self.places, *(path for path in others if path is not None))


def find_dump(place: Path) -> Dump:
    """Return the dump in a folder, or the one that a single file of places is; raises BadSource where there is none.

    Of a folder the most complete places are read: ``allCountries``, or else the files of single countries and the
    greatest of the files of cities. Each file may be packed (``.zip``, ``.gz``).
    """
    label = f"geonames:{place}"
    if not place.exists():
        raise BadSource(label, "there is no such file or folder")
    if not place.is_dir():
        return Dump((place,))
    found = {path.name.partition(".")[0]: path for path in sorted(place.iterdir()) if path.name.endswith(_ENDINGS)}
    places = _choose_places(found)
    if not places:
        raise BadSource(label, "there is no file of places in it: allCountries.txt, AZ.txt or cities500.txt")
    return Dump(
        places,
        names=found.get("alternateNamesV2") or found.get("alternateNames"),
        first_divisions=found.get("admin1CodesASCII"),
        second_divisions=found.get("admin2Codes"),
        hierarchy=found.get("hierarchy"),
        countries=found.get("countryInfo"),
    )


def _choose_places(found: dict[str, Path]) -> tuple[Path, ...]:
    if "allCountries" in found:
        return (found["allCountries"],)
    cities = [(int(match[1]), path) for name, path in found.items() if (match := _CITIES.fullmatch(name))]
    countries = [path for name, path in found.items() if _COUNTRY.fullmatch(name)]
    return (*countries, *(path for _, path in sorted(cities)[:1]))
