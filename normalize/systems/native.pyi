"""Rules of transliteration as machine code (native.c); without it ICU applies them."""

from collections.abc import Callable
from typing import final

@final
class Rules:
    def __init__(self, program: str, /) -> None: ...

@final
class Transducer:
    def __init__(self, passes: tuple[Rules, ...], otherwise: Callable[[str], str], /) -> None: ...
    def __call__(self, text: str, /) -> str: ...

def know_letters(classes: str, capitals: str, smalls: str, /) -> None: ...
