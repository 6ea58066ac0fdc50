"""Laws of comparing two names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize import compare
from normalize.vocabulary import ENTITY_KINDS, EntityKind
from tests.properties.texts import seed_texts, texts

kinds = st.sampled_from([None, *ENTITY_KINDS])


@given(a=texts, b=texts, kind=kinds)
def test_comparing_is_symmetric_and_a_score_is_a_probability(a: str, b: str, kind: EntityKind | None) -> None:
    comparison = compare(a, b, kind=kind)
    assert compare(b, a, kind=kind) == comparison
    assert 0 <= comparison.score <= 1
    assert [row for row in comparison.evidence if not row.feature or not row.detail] == []


@given(a=seed_texts, b=seed_texts, kind=kinds)
def test_comparing_names_is_symmetric(a: str, b: str, kind: EntityKind | None) -> None:
    comparison = compare(a, b, kind=kind)
    assert compare(b, a, kind=kind) == comparison
    assert 0 <= comparison.score <= 1


@given(text=texts, kind=kinds)
def test_a_name_is_itself_and_what_is_no_name_is_not(text: str, kind: EntityKind | None) -> None:
    comparison = compare(text, text, kind=kind)
    named = any(map(str.isalnum, text))
    assert (comparison.score, comparison.same) == (named, named)


@given(text=texts, empty=st.sampled_from(["", " ", "...", "\u200b", "\U0001f3d4", "\u0301"]))
def test_a_text_without_letters_is_no_name(text: str, empty: str) -> None:
    assert compare(text, empty).score == 0
    assert compare(empty, empty).score == 0


@pytest.mark.parametrize("kind", ["", "Place", "river", 1])
def test_a_kind_that_is_none_is_told(kind: object) -> None:
    with pytest.raises(ValueError, match="is not a kind; nearest: place, person, organization"):
        compare("a", "b", kind=kind)  # type: ignore[arg-type]  # what a caller without types can write
