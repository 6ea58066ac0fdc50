"""The inner loop of normalize.similarity as machine code (native.c); where it is not built, the Python there serves."""

from typing import final

@final
class Aligner:
    def __init__(self, symbols: str, pairs: list[int], /) -> None: ...
    def cost(self, first: str, dropped: bytes, second: str, inserted: bytes, limit: int, /) -> int: ...
