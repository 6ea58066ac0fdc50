"""What a dump lists for a place, tidied: debris out, glued names parted, codes and machine romanizations told apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.model import NAME_KINDS
from gazetteer.sources.tidying import tidy_names, tidy_text


@pytest.mark.parametrize(
    "debris",
    [
        "", "  ", "?????", "-", "\u200e;", "kaլbajari", "askalڈs-angwrڈany", "Gүmүshkhane", "クランj", "ab\ue000c",
        "K\ufffdln", "https://en.wikipedia.org/wiki/Baku", "x" * 1001,
    ],
)  # fmt: skip
def test_debris_is_no_name(debris: str) -> None:
    assert tidy_text(debris) is None
    assert tidy_names([debris]) == []


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("Kəlbəcər", "Kəlbəcər"), ("1770", "1770"), ("JR東日本", "JR東日本"), ("KT위즈", "KT위즈"),
        ("Fairview區", "Fairview區"),
        ("\u202aBakı\u202c", "Bakı"), ("Ba\x07ku", "Baku"), ("نجف\u200cآباد", "نجف\u200cآباد"),
        ("Дзæуджыхъæу", "Дзӕуджыхъӕу"), ("Шупашкăр", "Шупашкӑр"), ("Мocквa", "Москва"), ("Ærøskøbing", "Ærøskøbing"),
    ],
)  # fmt: skip
def test_names_stay_and_letters_typed_in_another_script_are_mended(text: str, tidied: str) -> None:
    assert tidy_text(text) == tidied


def test_lower_case_latin_is_a_machine_romanization() -> None:
    found = dict(tidy_names(["Yerevan", "ye li wen", "ʼyrwʼn", "Ереван", "ереван", "'s-Gravenhage", "erevan"]))
    assert [text for text, kind in found.items() if kind == "machine"] == ["ye li wen", "ʼyrwʼn", "erevan"]


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (["BAK", "Bakı", "Баку"], "code"), (["EVN", "Yerevan"], "code"), (["OSH", "Ош"], "variant"),
        (["UFA", "Ufa"], "variant"), (["ROM", "Rom", "Roma"], "variant"), (["RIO", "Rio de Janeiro"], "variant"),
        (["NYC", "New York City"], "acronym"), (["BJS", "bei jing shi", "Beijing"], "code"),
    ],
)  # fmt: skip
def test_three_capitals_are_a_code_unless_a_name_resembles_them(texts: list[str], kind: str) -> None:
    assert tidy_names(texts)[0] == (texts[0], kind)
    assert dict(tidy_names(texts[:1], known=texts[1:])) == {texts[0]: kind}
    assert dict(tidy_names(texts, codes=False))[texts[0]] == "variant"


@pytest.mark.parametrize(
    ("text", "known", "parts"),
    [
        ("Ayrivan  Erivan  Erevan", "Yerevan", ["Ayrivan", "Erivan", "Erevan"]),
        ("Peking; Beijing", "Beijing", ["Peking", "Beijing"]),
        ("albany  nywywrk", "Albany", ["albany"]),
        ("Silver Spring  Md.", "Silver Spring", ["Silver Spring"]),
        ("Zubrzyca  Gorna", "Zubrzyca Górna", ["Zubrzyca Gorna"]),
        ("Paris  6e", "Paris", ["Paris 6e"]),
        ("Amsterdam (New York  USA)", "Amsterdam", ["Amsterdam (New York USA)"]),
    ],
)
def test_joined_names_are_parted_and_what_says_where_a_place_lies_is_none(
    text: str, known: str, parts: list[str]
) -> None:
    assert [part for part, _ in tidy_names([text], known=[known])] == parts


TEXTS = st.lists(st.text(max_size=20) | st.sampled_from(["BAK", "a  b", "A; B", "Մերի", "x\u200c", "Zulfa  Gyulfa"]))


@given(TEXTS)
def test_names_are_tidy_whatever_a_source_lists(texts: list[str]) -> None:
    found = tidy_names(texts)
    assert len({text for text, _ in found}) == len(found)
    for text, kind in found:
        assert kind in NAME_KINDS
        assert text == " ".join(text.split())
        assert tidy_text(text) == text
