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
    for profile, is_right, is_stranger in _asked(open_gazetteer()._index):
        features = dict.fromkeys(weights, 0.0)
        for name, value in profile.features:
            features[name] += value
        if features["one_name"] < SHOWN or features["no_rival"] < 1:
            rows.append([1.0, *features.values()])
            right.append(is_right)
            stranger.append(is_stranger)
    table, answers, counts = np.array(rows), np.array(right, float), np.where(stranger, STRANGERS, 1.0)
    fitted = _fit(table, answers, counts)
    print(f"bias = {fitted[0]:.1f}")
    for name, weight in zip(weights, fitted[1:], strict=True):
        print(f"{name} = {weight:.1f}")
    sure = table @ np.round(fitted, 1) > 0
    known = ~np.array(stranger)
    print(
        f"of {known.sum()} names {_share(sure & (answers > 0), known)} found, {_share(sure & (answers == 0), known)} mixed"
    )
    print(f"of {(~known).sum()} strangers {_share(sure, ~known)} mixed")


def _share(found: NDArray[np.bool_], among: NDArray[np.bool_]) -> str:
    return f"{(found & among).sum() / among.sum():.4f}"


def _asked(index: NameIndex) -> Iterator[tuple[Profile, bool, bool]]:
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
                if found is not None:
                    yield found, found.entity == entity and not is_stranger, is_stranger


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
