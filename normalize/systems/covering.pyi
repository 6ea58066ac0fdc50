"""Which systems cover a text, as machine code (covering.c); without it coverage.py looks letters up."""

from collections.abc import Callable
from typing import final

@final
class Cover:
    def __init__(self, describe: Callable[[str], tuple[int, bool]], /) -> None: ...
    def cover(self, text: str, /) -> int | None: ...
    def cover_plain(self, text: str, /) -> int | None: ...
