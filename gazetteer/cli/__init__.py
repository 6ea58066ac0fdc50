"""The command ``gazetteer``: arguments in, answers on standard output, a status for scripts."""

from __future__ import annotations

from gazetteer.cli.program import main

__all__ = ["main"]
