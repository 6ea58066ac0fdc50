"""What the features of two names weigh: policies read from data, and the probability of log-odds."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from normalize.parts import Part
from normalize.tables import read_toml


@dataclass(frozen=True, slots=True)
class Policy:
    """What features and parts weigh for one kind of name, and the score from which two names are the same."""

    same: float
    floor: float
    in_order_from: int
    in_order_floor: float
    closed_up_floor: float
    acronym_floor: float
    spelled_acronym: int
    given_names: bool
    spelled_out: bool
    parts: dict[str, float]
    concepts: dict[str, float]
    weights: dict[str, float]
    bias: float

    def weigh(self, part: Part) -> float:
        """Return what a part weighs beside the others; an initial that may be a title weighs nothing by itself."""
        if part.role == "initial" and part.value == "title":
            return 0.0
        if part.role == "body" and part.value in self.concepts:
            return self.concepts[part.value]
        return self.parts[part.role]


_LOADED: Final[dict[str, Policy]] = {}


def policy_for(kind: str) -> Policy:
    """Return the packaged policy of a kind of name; ``any`` is the one for names of unknown kind."""
    found = _LOADED.get(kind)
    if found is None:
        found = _LOADED[kind] = _load(kind)
    return found


def _load(kind: str) -> Policy:
    table = read_toml(f"policies/{kind}.toml")
    weights = dict(table["weights"])
    bias = weights.pop("bias")
    return Policy(
        table["same"],
        table["floor"],
        table["in_order_from"],
        table["in_order_floor"],
        table["closed_up_floor"],
        table["acronym_floor"],
        table["spelled_acronym"],
        table["given_names"],
        table["spelled_out"],
        table["parts"],
        table.get("concepts", {}),
        weights,
        bias,
    )


def logistic(logit: float) -> float:
    """Return the probability with these log-odds."""
    return 1 / (1 + math.exp(-logit)) if logit > 0 else 1 - 1 / (1 + math.exp(logit))
