"""What was found out is kept, but neither too much nor of texts too long."""

from __future__ import annotations

from normalize.memory import LONGEST, MOST, forget, keep, make_memory


def test_what_is_kept_is_there_until_it_is_forgotten() -> None:
    memory = make_memory(dict[str, int]())
    assert keep(memory, "Baku", 1) == 1
    assert memory == {"Baku": 1}
    forget()
    assert memory == {}


def test_a_full_memory_is_emptied_first() -> None:
    memory = make_memory({str(at): at for at in range(MOST)})
    assert keep(memory, "Baku", 1) == 1
    assert memory == {"Baku": 1}


def test_long_texts_are_not_kept() -> None:
    memory = make_memory(dict[str, int]())
    assert keep(memory, "a" * (LONGEST + 1), 1) == 1
    assert memory == {}
