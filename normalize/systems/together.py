"""Applies several systems to one text at once: what they have in common is done once."""

from __future__ import annotations

from dataclasses import dataclass

from normalize.systems.engine import STRETCH, Engine, engine_of
from normalize.systems.passes import Pass


@dataclass(slots=True)
class _Tree:
    """The passes of systems as a tree: those that begin with the same passes have these in common.

    For each node the node before it, the number of its pass among the different ones, and the pass; node 0 is the
    text. ``ends`` has the last node of each system, ``different`` counts the passes.
    """

    before: list[int]
    numbers: list[int]
    passes: list[Pass]
    ends: list[int]
    different: int


class Together:
    """Systems in an order, compiled when they are first needed."""

    def __init__(self, systems: list[str]) -> None:
        self._systems = systems
        self._engines: list[Engine] = []
        self._covered: frozenset[str] = frozenset()
        self._trees: list[_Tree] = []

    def run(self, text: str) -> list[str]:
        """What each system makes of a text, in their order."""
        if not self._engines:
            self._compile()
        if len(text) > STRETCH:
            return [engine.run(text) for engine in self._engines]
        return _climb(self._trees[0 if self._covered.issuperset(text) else 1], text)

    def _compile(self) -> None:
        engines = [engine_of(system) for system in self._systems]
        self._covered = frozenset.intersection(*(engine.covered for engine in engines))
        whole = _plant([engine.passes for engine in engines])
        apart = any(engine.apart for engine in engines)
        self._trees = [whole, _plant([engine.apart + engine.passes for engine in engines]) if apart else whole]
        self._engines = engines


def _plant(systems: list[tuple[Pass, ...]]) -> _Tree:
    """The tree of the systems' passes, grown in an order that lets neighbours have the most in common."""
    numbers: dict[Pass, int] = {}
    rows = [[numbers.setdefault(one, len(numbers)) for one in passes] for passes in systems]
    tree = _Tree([0], [0], [str], [0] * len(systems), len(numbers))
    nodes: dict[tuple[int, int], int] = {}
    for at in sorted(range(len(rows)), key=rows.__getitem__):
        node = 0
        for number, one in zip(rows[at], systems[at], strict=True):
            step = node, number
            if step not in nodes:
                nodes[step] = len(tree.passes)
                tree.before.append(node)
                tree.numbers.append(number)
                tree.passes.append(one)
            node = nodes[step]
        tree.ends[at] = node
    return tree


def _climb(tree: _Tree, text: str) -> list[str]:
    """The text at the end of every system; a pass that has the same text before it as at last is not run again."""
    values = [text]
    lasts = [""] * tree.different
    results = [""] * tree.different
    for node in range(1, len(tree.passes)):
        before = values[tree.before[node]]
        number = tree.numbers[node]
        if lasts[number] != before:
            lasts[number] = before
            results[number] = tree.passes[node](before)
        values.append(results[number])
    return [values[end] for end in tree.ends]
