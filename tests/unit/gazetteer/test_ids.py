"""What may be an entity ID, and which of two survives."""

from __future__ import annotations

import pytest

from gazetteer.ids import EntityId, find_cross_fault, find_fault, parse_id, quote_id, rank_id, unquote_id


@pytest.mark.parametrize(
    "text",
    ["al:1000", "geonames:586268", "wikidata:Q227", "iso3166-1:AZ", "iso3166-2:AZ-KAL", "wof:1310456847", "17",
     "un:A/HRC/47/G/12", "http://example.org/x#y", "ə-7"],
)  # fmt: skip
def test_ids_of_sources_and_users_are_taken(text: str) -> None:
    assert find_fault(text) is None
    assert str(parse_id(text)) == text
    assert unquote_id(quote_id(text)) == text


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("", "empty"),
        ("a b", "white space"),
        ("a\tb", "white space"),
        ("a\u200bb", "unprintable"),
        ("\ud800", "unprintable"),
        ("x" * 201, "longer than 200"),
        ("al:kalbajar", "'al'"),
        ("al:0", "'al'"),
        ("geonames:Q1", "'geonames'"),
        ("wikidata:227", "'wikidata'"),
        ("iso3166-1:az", "'iso3166-1'"),
        ("iso3166-2:AZ", "'iso3166-2'"),
    ],
)
def test_what_cannot_be_an_id_is_said_why(text: str, clause: str) -> None:
    fault = find_fault(text)
    assert fault is not None
    assert clause in fault
    with pytest.raises(ValueError, match=clause):
        parse_id(text)


def test_an_id_elsewhere_must_say_where() -> None:
    assert find_cross_fault("geonames:1") is None
    assert "scheme:value" in str(find_cross_fault("17"))
    assert "scheme:value" in str(find_cross_fault("geonames:")) or "geonames" in str(find_cross_fault("geonames:"))
    assert "white space" in str(find_cross_fault("wof:1 2"))


def test_parts() -> None:
    assert parse_id("iso3166-2:AZ-KAL") == EntityId("iso3166-2", "AZ-KAL")
    assert parse_id("17") == EntityId("", "17")


def test_a_segment_of_a_url_holds_no_slash_and_keeps_its_colon() -> None:
    assert quote_id("un:A/HRC/47") == "un:A%2FHRC%2F47"


def test_our_ids_survive_before_those_of_others_and_the_lower_number_before_the_higher() -> None:
    ids = ["zz:1", "wikidata:Q10", "geonames:586268", "al:1001", "wikidata:Q9", "al:999", "aa:1", "17"]
    expected = ["al:999", "al:1001", "geonames:586268", "wikidata:Q9", "wikidata:Q10"]
    assert sorted(ids, key=rank_id)[:5] == expected
