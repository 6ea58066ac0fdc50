"""Where a place is: degrees north and east, which a source gives together or not at all."""

from __future__ import annotations

Pair = tuple[float, float] | tuple[None, None]

Keys = tuple[str, str]
"""What a source calls latitude and longitude."""

RECORD: Keys = ("lat", "lon")
NAMED: Keys = ("latitude", "longitude")


def read_pair(latitude: object, longitude: object, keys: Keys = RECORD) -> Pair:
    """Return the degrees of a place, WGS 84, from the values of JSON, None where neither is given.

    Raises ValueError in one clause where one is no number, is not on the globe, or is given alone.
    """
    north, east = _check(latitude, 90, keys[0]), _check(longitude, 180, keys[1])
    if north is None or east is None:
        if north is not east:
            raise ValueError(f"{keys[0]} and {keys[1]} must be given together")
        return None, None
    return north, east


def parse_pair(latitude: str, longitude: str, keys: Keys = RECORD) -> Pair:
    """Return the degrees of a place from the cells of a table, empty ones being none; raises as read_pair does."""
    return read_pair(_parse(latitude, keys[0]), _parse(longitude, keys[1]), keys)


def _parse(text: str, key: str) -> float | None:
    if not text:
        return None
    try:
        return float(text)
    except ValueError:
        raise ValueError(f"{key} {text[:40]!r} is not a number") from None


def _check(value: object, limit: int, key: str) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not _is_number(value):
        raise ValueError(f"{key} must be a number, not {repr(value)[:40]}")
    degrees = float(str(value))
    if not abs(degrees) <= limit:
        raise ValueError(f"{key} {repr(value)[:40]} is outside -{limit}..{limit}")
    return degrees


def _is_number(value: object) -> bool:
    return isinstance(value, int | float)
