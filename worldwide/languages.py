"""Which language a name is in that has none in its source: told by its script, its letters, its place or its sound."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from normalize import transliterate
from normalize.scripts import scripts_of
from worldwide.tables import read_rules


class Tag(NamedTuple):
    """The language of a name (BCP 47), its script (ISO 15924), and by which rule the language is known, or Nones."""

    language: str | None
    script: str | None
    rule: str | None


class Setting(NamedTuple):
    """What is known of the place that a name belongs to: ISO 3166-1 code, GeoNames' first-order code, its main name."""

    country: str | None
    province: str
    main: str
    population: int


UNKNOWN = Tag(None, None, None)
LATIN = Tag(None, "Latn", None)


def infer_tag(text: str, setting: Setting) -> Tag:
    """Tell script and language of one of a place's names, by the rules of ``data/inference.toml``, the surest first."""
    if text.isascii():
        return LATIN
    scripts = scripts_of(text)
    if not scripts:
        return UNKNOWN
    script = scripts[0] if len(scripts) == 1 else _joint_script(scripts)
    if script is None or script == "Latn":
        return UNKNOWN if script is None else LATIN
    alone = _by_script(script, setting.country)
    if alone is not None:
        exception = _by_letters(text, script)
        return Tag(exception or alone, script, "letters" if exception else "script")
    if script == "Hani":
        return _tag_han(text, setting.country)
    lettered = _by_letters(text, script)
    if lettered is not None:
        return Tag(lettered, script, "letters")
    sounded = _by_sound(text, script, setting)
    return Tag(sounded, script, "sound" if sounded else None)


def infer_main(text: str, setting: Setting) -> Tag:
    """Tell script and language of the name under which GeoNames lists a city, which is the one used where it lies."""
    tag = infer_tag(text, setting)
    rules = _rules()["main"]
    spoken: str | None = rules["languages"].get(setting.country)
    if tag.script != "Latn" or spoken is None:
        return tag
    if setting.province in rules["elsewhere"].get(setting.country, ()):
        return tag
    if spoken != "en" and setting.population >= rules["known_abroad"]:
        return tag
    return Tag(spoken, "Latn", "country")


def _joint_script(scripts: tuple[str, ...]) -> str | None:
    for joint, members in _rules()["joint"].items():
        if set(scripts) <= set(members):
            return str(joint)
    return None


def _by_script(script: str, country: str | None) -> str | None:
    rules = _rules()
    local: str | None = rules["script_in"].get(country, {}).get(script)
    return local or rules["script"].get(script)


def _by_letters(text: str, script: str) -> str | None:
    letters = frozenset(text)
    for language, has, lacks in _letter_rules().get(script, ()):
        if letters & has and not letters & lacks:
            return language
    return None


def _tag_han(text: str, country: str | None) -> Tag:
    """Tell Chinese from Japanese by the national character sets that hold all of a text, and by where the place is."""
    rules = _rules()["han"]
    simplified, traditional, japanese = (_is_encodable(text, rules[name]) for name in ("Hans", "Hant", "Jpan"))
    alone = japanese and not (simplified or traditional)
    if japanese and country in rules["chinese" if alone else "japanese"]:
        return Tag("ja", "Hani", "letters")
    if alone or country in rules["uncertain"]:
        return Tag(None, "Hani", None)
    if simplified != traditional:
        return Tag("zh", "Hans" if simplified else "Hant", "letters")
    return Tag("zh", "Hani", "letters")


def _is_encodable(text: str, charset: str) -> bool:
    try:
        text.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def _by_sound(text: str, script: str, setting: Setting) -> str | None:
    """Return the language of the country if its romanization turns the text into the place's main name."""
    rule = _rules()["sound"].get(setting.country)
    if rule is None or rule["script"] != script or not _signs(rule["lacks"]).isdisjoint(text):
        return None
    if rule["never"] and _pattern(rule["never"]).search(text):
        return None
    main = _skeleton(setting.main)
    return rule["language"] if any(_romanize(text, system) == main for system in rule["systems"]) else None


@lru_cache(maxsize=4096)
def _romanize(text: str, system: str) -> str:
    return _skeleton(transliterate(text, system).text)


@lru_cache(maxsize=4096)
def _skeleton(text: str) -> str:
    """Return the bare letters of a romanized name: no accents, no apostrophes, no spaces."""
    return "".join(sign for sign in unicodedata.normalize("NFD", text.casefold()) if unicodedata.category(sign) == "Ll")


@cache
def _signs(letters: str) -> frozenset[str]:
    return frozenset(letters)


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text)


@cache
def _letter_rules() -> Mapping[str, tuple[tuple[str, frozenset[str], frozenset[str]], ...]]:
    found: dict[str, tuple[tuple[str, frozenset[str], frozenset[str]], ...]] = {}
    for rule in _rules()["letters"]:
        entry = (rule["language"], frozenset(rule["has"]), frozenset(rule.get("lacks", "")))
        found[rule["script"]] = (*found.get(rule["script"], ()), entry)
    return found


@cache
def _rules() -> dict[str, Any]:
    return read_rules("inference.toml")
