"""The views of an index as machine code (native.c); where that is not built, gazetteer.index.views serves."""

from typing import final

def hash_text(text: str, /) -> int: ...

@final
class Strings:
    def __init__(
        self, path: str, section: str, bases: memoryview[int], bounds: memoryview[int], data: memoryview[int], /
    ) -> None: ...
    def __len__(self) -> int: ...
    def __getitem__(self, number: int, /) -> str: ...
    def place(self, text: str, /) -> int: ...
    def nearest(self, numbers: list[int], written: str, sorts: bytes, sort: int, most: int, /) -> list[int]: ...
    def release(self) -> None: ...
    @property
    def count(self) -> int: ...

@final
class Table:
    def __init__(
        self,
        path: str,
        section: str,
        hashes: memoryview[int],
        tails: memoryview[int],
        slots: memoryview[int],
        lists: memoryview[int],
        start: memoryview[int],
        shift: int,
        bits: int,
        /,
    ) -> None: ...
    def find(self, digest: int, /) -> list[int]: ...
    def count(self, digest: int, /) -> int: ...
    def gather(self, owners: Owners, keys: tuple[str, ...], /) -> dict[int, list[int]]: ...
    def rank(
        self,
        texts: Strings,
        owners: Owners,
        keys: list[str],
        values: list[float],
        listed: str,
        discounted: str,
        rarity_bits: float,
        most: int,
        ranked: int,
        keep: int,
        plain: bool,
        spaces: int,
        sorts: bytes,
        sort: int,
        /,
    ) -> list[tuple[int, float]]: ...
    def release(self) -> None: ...

@final
class Owners:
    def __init__(self, path: str, blocks: memoryview[int], offsets: memoryview[int], /) -> None: ...
    def __getitem__(self, name: int, /) -> int: ...
    def release(self) -> None: ...
