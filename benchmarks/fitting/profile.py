"""Weights by which an organization is known from the words of all its names: python -m benchmarks.fitting.profile.

Every name of two words or more of every organization of the seeds is asked twice: with the names hidden that have the
same words, where it means its organization; and with all names of its organization hidden, where it means none. Such
strangers count more than once, since lists name more bodies than the seeds. What one name shows alone is left out.
Logistic regression with a small ridge (Newton's method).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from benchmarks.shared import open_gazetteer
from gazetteer.index.interface import NameIndex
from gazetteer.matching.policy import resolve_policy
from gazetteer.matching.profile import Profile, find_by_profile
from normalize.parsing import ParsedName, parse_name
from normalize.policies import policy_for

STRANGERS = 2.3
RIDGE = 1.0
STEPS = 30
SHOWN = 0.99
"""A name that one stored name fits so well is found by that."""

Matrix = NDArray[np.float64]


def main() -> None:
    weights = list(resolve_policy().profile.weights)
    rows, right, stranger = [], [], []
    asked = {True: 0, False: 0}
    for profile, is_right, is_stranger in _asked(open_gazetteer()._index):
        asked[is_stranger] += 1
        features = dict.fromkeys(weights, 0.0)
        for name, value in profile.features if profile is not None else ():
            features[name] += value
        if profile is not None and features["one_name"] < SHOWN:
            rows.append([1.0, *features.values()])
            right.append(is_right)
            stranger.append(is_stranger)
    table, answers, strangers = np.array(rows), np.array(right), np.array(stranger)
    fitted = _fit(table, answers.astype(float), np.where(strangers, STRANGERS, 1.0))
    print(f"bias = {fitted[0]:.1f}")
    for name, weight in zip(weights, fitted[1:], strict=True):
        print(f"{name} = {weight:.1f}")
    sure = table @ np.round(fitted, 1) > 0
    found, mixed = (sure & ~strangers & (answers == is_right) for is_right in (True, False))
    print(f"of {asked[False]} names {found.sum() / asked[False]:.4f} found, {mixed.sum() / asked[False]:.4f} mixed")
    print(f"of {asked[True]} strangers {(sure & strangers).sum() / asked[True]:.4f} mixed")


def _asked(index: NameIndex) -> Iterator[tuple[Profile | None, bool, bool]]:
    """Yield what is found for each name, whether it is right, and whether the name is a stranger's."""
    policy, weighing = resolve_policy().profile, policy_for("organization")
    for entity in index.numbers():
        if index.entity_kind(entity) != "organization":
            continue
        names = index.names_of(entity)
        words = {name: _words(parse_name(index.name_text(name), "organization")) for name in names}
        for name in names:
            if len(words[name]) < policy.fewest or index.name_kind(name) in ("acronym", "code"):
                continue
            asked = parse_name(index.name_text(name), "organization")
            alike = {other for other in names if words[other] == words[name]}
            for hidden, is_stranger in ((alike, False), (set(names), True)):
                found = find_by_profile(index, asked, policy, weighing, hidden)
                is_right = found is not None and found.entity == entity and not is_stranger
                yield found, is_right, is_stranger


def _words(name: ParsedName) -> frozenset[str]:
    return frozenset([part.value if part.role in ("body", "area", "generic") else part.fold for part in name.words])


def _fit(table: Matrix, answers: Matrix, counts: Matrix) -> Matrix:
    weights = np.zeros(table.shape[1])
    ridge = RIDGE * np.eye(table.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (counts * (answers - chance)) - ridge @ weights
        bend = (table * (counts * chance * (1 - chance))[:, None]).T @ table + ridge
        weights = weights + np.linalg.solve(bend, slope)
    return weights


if __name__ == "__main__":
    main()
