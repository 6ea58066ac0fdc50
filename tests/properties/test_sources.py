"""Laws of the readers of dumps: whatever the bytes, rows come out sound or are said to be bad, and no more."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gazetteer.errors import BadRecord, BadSource
from gazetteer.model import Entity
from gazetteer.sources.registry import find_source
from gazetteer.sources.validation import make_entity

FIXTURES = Path(__file__).parents[1] / "fixtures"
FILES = {
    "geonames": "geonames/allCountries.txt", "gns": "gns/aj.txt", "locode": "locode-datasets/code-list.csv",
    "wikidata": "wikidata/dump.json", "paranames": "paranames/paranames.tsv", "ftm": "ftm/entities.ftm.json",
    "lpf": "lpf/collection.json", "lp-tsv": "lpf/places.tsv", "ofac": "ofac-xml/sdn.xml",
    "unsc": "unsc/consolidated.xml",
}  # fmt: skip
TABLES = ("geonames/allCountries.txt", "geonames/alternateNamesV2.txt", "geonames/hierarchy.txt",
          "geonames/admin1CodesASCII.txt", "geonames/countryInfo.txt", "ofac/sdn.csv", "ofac/alt.csv")  # fmt: skip

Damage = tuple[float, float, bytes]
DAMAGES = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.floats(0, 0.05),
        st.binary(max_size=4)
        | st.sampled_from([b"\t", b"\n", b"\xff", b"\0", b'"', b"nan", b"1e999", b"9" * 30, b"{"]),
    ),
    min_size=1,
    max_size=5,
)


def damage(data: bytes, damages: list[Damage]) -> bytes:
    """Put other bytes in place of some, each at a share of the length."""
    for at, length, other in damages:
        start = int(at * len(data))
        data = data[:start] + other + data[start + int(length * len(data)) :]
    return data


def as_record(entity: Entity) -> dict[str, object]:
    """An entity in the form of a record."""
    names = [
        {"text": n.text, "lang": n.language, "script": n.script, "kind": n.kind, "from": n.since, "until": n.until,
         "by": list(n.users), "source": n.source}
        for n in entity.names
    ]  # fmt: skip
    return {"id": entity.id, "kind": entity.kind, "names": names, "country": entity.country, "lat": entity.latitude,
            "lon": entity.longitude, "feature": entity.feature, "population": entity.population,
            "within": list(entity.within), "same_as": list(entity.same_as)}  # fmt: skip


def check(specification: str) -> None:
    """Read a source: every row is bad, or an entity that passes for a record and comes out of it as it went in."""
    with suppress(BadSource):
        for row in find_source(specification).read():
            if isinstance(row, BadRecord):
                assert row.reason
                assert row.line > 0
            else:
                assert make_entity(as_record(row.entity), source="x") == row.entity


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all examples, each of which writes its files anew: making folders costs more than reading them."""
    return tmp_path_factory.mktemp("dumps")


@pytest.mark.parametrize("scheme", FILES)
@given(damages=DAMAGES)
@settings(max_examples=30)
def test_a_damaged_dump_gives_sound_rows_or_sentences(folder: Path, scheme: str, damages: list[Damage]) -> None:
    path = FIXTURES / FILES[scheme]
    copy = folder / path.name
    copy.write_bytes(damage(path.read_bytes(), damages))
    check(f"{scheme}:{copy}")


@pytest.mark.parametrize("table", TABLES)
@given(damages=DAMAGES)
@example(
    damages=[
        (0.0, 0.015625, b"\0"), (0.0, 0.02734375, b""), (0.75, 0.021484375, b""), (0.499609946804186, 0.02734375, b"\t")
    ]
)  # fmt: skip
@settings(max_examples=30)
def test_a_damaged_table_of_a_folder_gives_sound_rows_or_sentences(
    folder: Path, table: str, damages: list[Damage]
) -> None:
    path = FIXTURES / table
    for other in path.parent.iterdir():
        data = other.read_bytes()
        (folder / other.name).write_bytes(damage(data, damages) if other == path else data)
    check(f"{path.parent.name}:{folder}")


@pytest.mark.parametrize("scheme", FILES)
@given(data=st.binary(max_size=200))
@settings(max_examples=20)
def test_any_bytes_at_all(folder: Path, scheme: str, data: bytes) -> None:
    for ending in ("", ".gz", ".zip"):
        path = folder / f"{Path(FILES[scheme]).name}{ending}"
        path.write_bytes(data)
        check(f"{scheme}:{path}")
