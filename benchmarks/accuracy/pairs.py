"""The 33 spellings of six names, every directed pair: python -m benchmarks.accuracy.pairs.

Pairs within a name are to be the same (158), pairs across names are not (898).
"""

from __future__ import annotations

from itertools import permutations

from normalize import compare

SPELLINGS = {
    "Yuxarı Ayrım": (
        "Yuxarı Ayrım", "Yukhary Ayrym", "Yukhari Ayrim", "Yuxari Ayrim", "Юхары Айрым", "Јухары Ајрым", "Upper Ayrim",
    ),
    "Kəlbəcər": ("Kəlbəcər", "Kalbajar", "Kelbajar", "Kelbadzhar", "Кельбаджар", "Kelbecer", "Քելբաջար"),
    "Laçın": ("Laçın", "Lachin", "Lacin", "Лачин", "Latchin"),
    "Ceyhun Bayramov": (
        "Ceyhun Bayramov", "Jeyhun Bayramov", "Джейхун Байрамов", "BAYRAMOV, Jeyhun", "Dzheykhun Bayramov",
        "Ceyhun Əziz oğlu Bayramov",
    ),
    "Səbinə Əliyeva": ("Səbinə Əliyeva", "Sabina Aliyeva", "Сабина Алиева", "Sabina Əliyeva"),
    "Yaşar Əliyev": ("Yaşar Əliyev", "Yashar Aliyev", "Яшар Алиев", "ALIYEV Yashar"),
}  # fmt: skip


def main() -> None:
    spelled = [(name, spelling) for name, spellings in SPELLINGS.items() for spelling in spellings]
    same = {True: 0, False: 0}
    total = {True: 0, False: 0}
    for (name, one), (other, two) in permutations(spelled, 2):
        within = name == other
        total[within] += 1
        verdict = compare(one, two).same
        same[within] += verdict
        if verdict != within:
            print(f"{'missed' if within else 'mixed'}  {one!r} / {two!r}")
    print(f"{'pairs within a name':24}{total[True]:5}   same {same[True]:5}")
    print(f"{'pairs across names':24}{total[False]:5}   same {same[False]:5}")


if __name__ == "__main__":
    main()
