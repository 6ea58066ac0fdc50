"""Inner loops of folding, sounds and similarity as machine code (native.c); without it the Python there serves."""

from collections.abc import Callable
from typing import final

@final
class Aligner:
    def __init__(
        self,
        symbols: str,
        vowels: str,
        close: str,
        pairs: list[int],
        alone: list[list[int]],
        placed: list[list[int | None]],
        /,
    ) -> None: ...
    def cost(self, first: str, side: int, second: str, other_side: int, limit: int, /) -> int: ...

@final
class Ear:
    def __init__(self, groups: list[tuple[str, str]], letters: dict[int, str], /) -> None: ...
    def hear(self, word: str, /) -> str | None: ...

@final
class Folder:
    def __init__(self, describe: Callable[[int], tuple[str, int] | None], /) -> None: ...
    def fold(self, text: str, /) -> str | None: ...

@final
class Outliner:
    def __init__(
        self, ambiguous: dict[str, list[str]], steady: str, rough: bytes, bones: bytes, frames: bytes, most: int, /
    ) -> None: ...
    def rough(self, sounds: str, /) -> tuple[str, ...] | None: ...
    def skeletons(self, sounds: str, /) -> tuple[str, ...] | None: ...
    def frame(self, sounds: str, /) -> str | None: ...
