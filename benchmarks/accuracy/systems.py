"""Transliteration against published vectors and attested spellings: python -m benchmarks.accuracy.systems.

--rows lists each row of the vectors that comes out otherwise; --missed SET the names of a set that no reading meets.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypedDict

from benchmarks.shared import EVALUATION, skip_without
from normalize import find_systems, fold, readings, scripts_of, transliterate, variants
from normalize.errors import UnknownSystem
from normalize.systems import get_system

VECTORS = EVALUATION / "transliteration" / "vectors.jsonl"
NATIVE = EVALUATION / "native_to_latin" / "dev.jsonl"
AZERBAIJANI = EVALUATION / "azerbaijan_armenia" / "latin_variants_dev.jsonl"
ENOUGH = 3
"""Rows that a system needs for its share to count."""

VARIANTS = 200
BARS = {
    "alphabets": (0.92, ("by_bel", "bg_bul", "kg_kir", "kz_kaz", "rs_srp", "tm_tuk", "ua_ukr",
                         "am_hye", "hy_to_Latn", "ge_kat", "gr_ell", "et_amh", "kr_kor")),
    "Azerbaijani names in neighbours' alphabets": (0.92, ("ru_to_az-Latn", "ka_to_az-Latn")),
    "vowels or readings unwritten": (0.50, ("azb-Arab_to_az-Latn", "eg_ara", "iq_ara", "sy_ara", "ir_fas", "il_heb",
                                            "jp_jpn", "th_tha")),
    "beside the bars": (0.0, ("np_nep", "tr_tur")),
}  # fmt: skip


class Vector(TypedDict):
    """A text, what a system's published tests make of it, and whether it is a name."""

    system: str
    input: str
    expected: str
    names: bool


class Native(TypedDict):
    """A name in its own script and its known Latin spellings."""

    set: str
    native: str
    latin: list[str]


def main() -> None:
    for path in (VECTORS, NATIVE, AZERBAIJANI):
        skip_without(path)
    if "--missed" in sys.argv:
        return _show_missed(sys.argv[sys.argv.index("--missed") + 1])
    _print_vectors(show="--rows" in sys.argv)
    _print_native()
    _print_variants()


def _lines(path: Path) -> Iterable[Any]:
    return map(json.loads, path.read_text(encoding="utf-8").splitlines())


def _print_vectors(*, show: bool) -> None:
    by_system: dict[str, list[Vector]] = defaultdict(list)
    for row in _lines(VECTORS):
        by_system[row["system"]].append(row)
    shares: dict[str, tuple[int, int]] = {}
    ours: set[str] = set()
    for name, rows in by_system.items():
        try:
            system = get_system(name)
        except UnknownSystem:
            continue
        ours.add(system.id)
        results = [(row, transliterate(row["input"], system).text) for row in rows if row["names"]]
        right = [made == unicodedata.normalize("NFC", row["expected"]) for row, made in results]
        shares[name] = sum(right), len(right)
        for (row, made), good in zip(results, right, strict=True):
            if show and not good:
                print(f"{name}\t{row['input']}\texpected {row['expected']}\tmade {made}")
    enough = [right / count for right, count in shares.values() if count >= ENOUGH]
    few = [right / count for right, count in shares.values() if count]
    print(f"{'systems':44}{len(find_systems()):8}")
    print(f"{'systems with a counterpart in the vectors':44}{len(ours):8}")
    print(f"{f'exact, mean of {len(enough)} with {ENOUGH} or more names':44}{sum(enough) / len(enough):8.3f}")
    print(f"{f'exact, mean of {len(few)} with any name':44}{sum(few) / len(few):8.3f}")


def _hint(name: str) -> str:
    """The language of a set: ``am_hye`` is Armenian, ``azb-Arab_to_az-Latn`` what it is made from."""
    first, _, second = name.partition("_")
    return first.partition("-")[0] if second.startswith("to_") else second


def _hit(row: Native, language: str | None) -> bool:
    wanted = {fold(spelling) for spelling in row["latin"]}
    return any(fold(reading.text) in wanted for reading in readings(row["native"], language=language))


def _native_sets() -> dict[str, list[Native]]:
    sets: dict[str, list[Native]] = defaultdict(list)
    for row in _lines(NATIVE):
        sets[row["set"]].append(row)
    return sets


def _print_native() -> None:
    sets = _native_sets()
    print(f"\n{'a reading is a known spelling':44}{'names':>8}{'hinted':>8}{'bare':>8}{'bar':>8}")
    for title, (bar, names) in BARS.items():
        hits: list[tuple[bool, bool]] = []
        for name in names:
            rows = sets.pop(name, [])
            both = [(_hit(row, _hint(name)), _hit(row, None)) for row in rows]
            hits += both
            print(f"  {name:42}{_row(both)}")
        print(f"{title:44}{_row(hits)}{bar:8.2f}")
    assert not sets, f"sets of no group: {', '.join(sets)}"


def _row(hits: list[tuple[bool, bool]]) -> str:
    hinted, bare = (sum(column) / max(len(hits), 1) for column in zip(*hits, strict=True))
    return f"{len(hits):8}{hinted:8.3f}{bare:8.3f}"


def _print_variants() -> None:
    held: dict[bool, list[bool]] = {True: [], False: []}
    made: dict[str, set[str]] = {}
    for row in _lines(AZERBAIJANI):
        name, wanted = row["name"], row["variant"]
        if name not in made:
            made[name] = {fold(variant.text) for variant in variants(name, limit=VARIANTS)}
        held[scripts_of(wanted) == ("Latn",)].append(fold(wanted) in made[name])
    print(f"\n{f'Azerbaijani spellings among {VARIANTS} variants':44}{'rows':>8}{'held':>8}")
    for latin, title in ((True, "  in Latin script"), (False, "  in other scripts")):
        print(f"{title:44}{len(held[latin]):8}{sum(held[latin]) / len(held[latin]):8.3f}")


def _show_missed(name: str) -> None:
    for row in _native_sets()[name]:
        if not _hit(row, _hint(name)):
            read = dict.fromkeys(fold(reading.text) for reading in readings(row["native"], language=_hint(name)))
            print(f"{row['native']}\t{', '.join(sorted(map(fold, row['latin'])))}\tread {', '.join(read)}")


if __name__ == "__main__":
    main()
