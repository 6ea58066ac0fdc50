"""Applies several systems to one text at once: what they have in common is done once."""

from __future__ import annotations

from normalize.systems.engine import STRETCH, Engine, engine_of
from normalize.systems.passes import Pass
from normalize.systems.steps import Run, compile_passes

Row = tuple[int, ...]
"""The passes of a system by their numbers."""


class Together:
    """Systems in an order, compiled when they are first needed."""

    def __init__(self, systems: list[str]) -> None:
        self._systems = systems
        self._engines: list[Engine] = []
        self._covered: frozenset[str] = frozenset()
        self._plain: Tree | None = None
        self._apart: Tree | None = None

    def run(self, text: str) -> list[str]:
        """What each system makes of a text, in their order."""
        if self._plain is None or self._apart is None:
            self._plain, self._apart = self._plant()
        if len(text) > STRETCH:
            return [engine.run(text) for engine in self._engines]
        if self._apart is self._plain or self._covered.issuperset(text):
            return self._plain.climb(text)
        return self._apart.climb(text)

    def _plant(self) -> tuple[Tree, Tree]:
        """The trees for text of covered letters and for any."""
        engines = self._engines = [engine_of(system) for system in self._systems]
        names = [engine.id for engine in engines]
        steps = _steps(names, [engine.passes for engine in engines])
        plain = Tree(steps)
        if not any(engine.apart for engine in engines):
            return plain, plain
        self._covered = frozenset.intersection(*(engine.covered for engine in engines))
        return plain, Tree([engine.apart + own for engine, own in zip(engines, steps, strict=True)])


class Tree:
    """The steps of systems as a tree: those that begin with the same steps have these in common.

    Of each node it knows the node before it, the number of its step among the different ones, and the step; node 0 is
    the text. The nodes are in an order that lets neighbours have the most in common.
    """

    def __init__(self, systems: list[tuple[Run, ...]]) -> None:
        numbers: dict[Run, int] = {}
        rows = [tuple([numbers.setdefault(step, len(numbers)) for step in steps]) for steps in systems]
        self._steps: list[Run] = [str]
        self._before = [0]
        self._numbers = [0]
        self._ends = [0] * len(rows)
        self._different = len(numbers)
        nodes: dict[tuple[int, int], int] = {}
        for at in sorted(range(len(rows)), key=rows.__getitem__):
            node = 0
            for number, step in zip(rows[at], systems[at], strict=True):
                if (node, number) not in nodes:
                    nodes[node, number] = len(self._steps)
                    self._before.append(node)
                    self._numbers.append(number)
                    self._steps.append(step)
                node = nodes[node, number]
            self._ends[at] = node

    def climb(self, text: str) -> list[str]:
        """The text at the end of every system; a step that has the same text before it as at last is not done again."""
        values = [text]
        lasts = [""] * self._different
        results = [""] * self._different
        for node in range(1, len(self._steps)):
            before = values[self._before[node]]
            number = self._numbers[node]
            if lasts[number] != before:
                lasts[number] = before
                results[number] = self._steps[node](before)
            values.append(results[number])
        return [values[end] for end in self._ends]


def _steps(names: list[str], systems: list[tuple[Pass, ...]]) -> list[tuple[Run, ...]]:
    """Compile the passes of each system, in one step those that always stand together."""
    numbers: dict[Pass, int] = {}
    rows = [tuple([numbers.setdefault(one, len(numbers)) for one in passes]) for passes in systems]
    after, before = _neighbours(rows)
    compiled: list[tuple[Run, ...]] = []
    for name, row, passes in zip(names, rows, systems, strict=True):
        groups: list[list[Pass]] = []
        for at, one in enumerate(passes):
            if at and len(after[row[at - 1]]) == 1 == len(before[row[at]]):
                groups[-1].append(one)
            else:
                groups.append([one])
        compiled.append(sum((compile_passes(name, group) for group in groups), ()))
    return compiled


def _neighbours(rows: list[Row]) -> tuple[list[set[int]], list[set[int]]]:
    """For each pass what stands after it and what before it in some system; -1 for nothing."""
    count = 1 + max((number for row in rows for number in row), default=-1)
    after: list[set[int]] = [set() for _ in range(count)]
    before: list[set[int]] = [set() for _ in range(count)]
    for row in rows:
        for at, number in enumerate(row):
            before[number].add(row[at - 1] if at else -1)
            after[number].add(row[at + 1] if at + 1 < len(row) else -1)
    return after, before
