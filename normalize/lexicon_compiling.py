"""The words of all languages made one file, which :mod:`normalize.lexicon` reads."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final

from normalize.cleaning import clean
from normalize.folding import fold
from normalize.lexicon import BEFORE, COMPILED, DESCENT, SERVANT, SHORT, TRAVELLING, Meaning, exact_form
from normalize.name_lists import COMPILED as NAMES
from normalize.outlines import frame, rough_forms
from normalize.romanization import readings
from normalize.scripts import SCRIPT_OF
from normalize.sounds import sound_of
from normalize.tables import DATA, languages_with, read_toml
from normalize.tokens import fold_word, split_words

MIN_HEARD: Final = {"contrast": 5, "son": 5, "daughter": 5, "number": 6, "body": 6, "generic": 6}
"""Words of these roles are known by their sound, too, since they are transliterated with the name; a rough form of
fewer letters is too common to tell a word."""

_BODIES: Final = ("body", "legal form")
"""Groups of concepts whose words show a name to be an organization's."""

_SPELLED_OUT: Final = ("body", "compound acronym")
"""Roles whose acronyms are known in their romanization, too."""

_TOLD_BY_MARKS: Final = ("Cyrl",)
"""Scripts whose short words are never written without their marks."""

MIN_ACRONYM: Final = 3
"""An acronym of so many letters is known in its romanization, too."""


def compile_lexicon() -> str:
    """Return the compiled lexicon as JSON text, the same bytes for the same words files."""
    words: dict[str, set[Meaning]] = defaultdict(set)
    exact: dict[str, set[Meaning]] = defaultdict(set)
    heard: dict[str, set[Meaning]] = defaultdict(set)
    endings: dict[str, set[str]] = defaultdict(set)
    frames: set[str] = set()
    families: set[tuple[str, str]] = set()
    tables = {tag: read_toml(f"languages/{tag}/words.toml") for tag in languages_with("words.toml")}
    listed = read_toml("saints.toml")
    saints = {tag: {"saints": {"words": forms}} for tag, forms in listed["words"].items()}
    also_names = {fold(form) for form in listed["names"]}
    before = set(read_toml("concepts.toml")["before_fathers"])
    for tag, table in (*tables.items(), *saints.items()):
        for form, meaning in _forms(table):
            if form.startswith("-"):
                endings[meaning.role].add(fold(form.lstrip("-")) if meaning.role == "father" else _ending(form))
                continue
            folded = fold(form)
            if meaning.role in DESCENT and form in before:
                meaning = Meaning(meaning.role, BEFORE)
            if meaning.role == "saint" and folded in also_names:
                meaning = Meaning("saint", "of places")
            if len(folded) <= SHORT:
                words[exact_form(form)].add(meaning)
            if not _is_told_by_marks(form, folded):
                words[folded].add(meaning)
                words[" ".join(filter(None, map(fold_word, split_words(clean(form)))))].add(meaning)
            exact[exact_form(form)].add(meaning)
            if meaning.role in _SPELLED_OUT and form.isupper() and len(form) >= MIN_ACRONYM and not form.isascii():
                words[fold(readings(form, language=tag)[0].text)].add(meaning)
            sounds = [sound_of(word).text for word in split_words(clean(form))]
            rough = " ".join(rough_forms(sound)[0] for sound in sounds)
            if meaning.role in MIN_HEARD and len(rough) >= MIN_HEARD[meaning.role]:
                heard[rough].add(meaning)
                if meaning.role in TRAVELLING:
                    frames.add(frame(sounds[0]))
        families.update((_ending(one), _ending(two)) for one, two in table.get("families", {}).items())
    for form, found in exact.items():
        if not form.isascii() and _is_one_of_many(words.get(fold(form), set())) and found < words[fold(form)]:
            words[form] = words.get(form, set()) | found
    for numeral, value in read_toml("numerals.toml")["roman"].items():
        words[fold(numeral)].add(Meaning("roman", str(value)))
    return _written(words, heard, frames, endings, {pair for pair in families if all(pair) and pair[0] != pair[1]})


def _is_told_by_marks(form: str, folded: str) -> bool:
    """Return whether a form is a short word with marks that nobody leaves out: Kazakh өз., Russian оз."""
    plain = exact_form(form)
    return plain.isalpha() and len(plain) <= SHORT and plain != folded and SCRIPT_OF[plain[0]] in _TOLD_BY_MARKS


def _is_one_of_many(meanings: set[Meaning]) -> bool:
    """Return whether a form without its marks stands for several kinds of places: Turkish köyü and koyu."""
    return sum([meaning.role == "generic" for meaning in meanings]) > 1


def _written(
    words: dict[str, set[Meaning]],
    heard: dict[str, set[Meaning]],
    frames: set[str],
    endings: dict[str, set[str]],
    families: set[tuple[str, str]],
) -> str:
    filed = {frozenset(found) for forms in (words, heard) for found in forms.values()}
    sets = sorted(sorted(found) for found in filed)
    number = {frozenset(found): at for at, found in enumerate(sets)}
    concepts = read_toml("concepts.toml")
    table = {
        "meanings": [[[meaning.role, meaning.value] for meaning in found] for found in sets],
        "words": {form: number[frozenset(found)] for form, found in sorted(words.items()) if form},
        "heard": {form: number[frozenset(found)] for form, found in sorted(heard.items())},
        "frames": sorted(frames),
        "heard_phrases": _lengths(heard),
        "phrases": _lengths(words),
        "axes": {value: entry["axis"] for value, entry in sorted(concepts["contrast"].items())},
        "legal_forms": {
            concept: entry.get("family", concept)
            for concept, entry in sorted(concepts["organizations"].items())
            if entry["group"] == "legal form"
        },
        "bodies": sorted(name for name, entry in concepts["organizations"].items() if entry["group"] in _BODIES),
        "kin": _kin(concepts),
        "whose": _forms_of(_marked(concepts, "whose"), words),
        "abroad": _marked(concepts, "abroad"),
        "sorts": _marked(concepts, "sort"),
        "qualities": sorted(name for name, entry in concepts["organizations"].items() if entry["group"] == "quality"),
        "forms": {name: entry["form"] for name, entry in sorted(concepts["generic"].items()) if "form" in entry},
        "also": {name: entry["also"] for name, entry in sorted(concepts["generic"].items()) if "also" in entry},
        "features": {concept: entry["features"] for concept, entry in concepts["generic"].items()},
        "fathers": sorted(endings["father"]),
        "families": sorted(map(list, families)),
        "patronymics": sorted((endings["son"] | endings["daughter"]) - {""}, key=lambda ending: (-len(ending), ending)),
        "adjectives": sorted(endings["adjective"] - {""}, key=lambda ending: (-len(ending), ending)),
        "servants": sorted(form for form, found in words.items() if Meaning("prefix", SERVANT) in found),
    }
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n"


def _marked(concepts: dict[str, Any], mark: str) -> list[str]:
    """Return the concepts in names of organizations that bear a mark."""
    return sorted(name for name, entry in concepts["organizations"].items() if entry.get(mark))


def _forms_of(marked: list[str], words: dict[str, set[Meaning]]) -> dict[str, list[str]]:
    """Return the forms that stand for each of some concepts, where they may stand for more of them for the first."""
    forms: dict[str, list[str]] = {concept: [] for concept in marked}
    for form, found in sorted(words.items()):
        value = next((meaning.value for meaning in sorted(found) if meaning.value in forms), None)
        if value is not None and form:
            forms[value].append(form)
    return forms


def _kin(concepts: dict[str, Any]) -> dict[str, str]:
    """Return the concept that may be said for another in names of organizations, by the other."""
    groups = [group for group in concepts.values() if isinstance(group, dict)]
    return {name: entry["kin"] for group in groups for name, entry in sorted(group.items()) if "kin" in entry}


def compile_names() -> str:
    """Return the given, family and place names that are known as JSON text: the number of the name of each form."""
    tables = {kind: read_toml(f"{kind}_names.toml") for kind in ("given", "family", "place")}
    known: dict[str, object] = {kind: dict(sorted(_numbered(table).items())) for kind, table in tables.items()}
    numbers = {name: number for number, name in enumerate(tables["given"]["names"])}
    known["syllables"] = {
        form: at for at, forms in enumerate(tables["family"]["syllables"]) for form in map(fold, forms)
    }
    known["compounding"] = sorted(numbers[name] for name in tables["given"]["compounding"])
    elsewhere = {*tables["given"]["unchained"]}
    chained = [name for name, forms in tables["given"]["names"].items() if name not in elsewhere and _is_chained(forms)]
    known["chained"] = sorted(numbers[name] for name in chained)
    known["taken"] = tables["given"]["taken"]
    known["together"] = [[numbers[name] for name in group] for group in tables["given"]["together"]]
    return json.dumps(known, ensure_ascii=False, separators=(",", ":")) + "\n"


def _is_chained(forms: list[str]) -> bool:
    """Return whether a given name has a spelling in Arabic script: it is one of the languages that tell the father."""
    return any(SCRIPT_OF[form[0]] == "Arab" for form in forms)


def _numbered(table: dict[str, Any]) -> dict[str, int]:
    """Return the number of the name that each form is one of, with and without an article of its script.

    Forms that begin with a word that is also written apart are known with a space behind it.
    """
    forms = [(form, number) for number, listed in enumerate(table["names"].values()) for form in listed]
    known: dict[str, int] = {fold(form): number for form, number in forms}
    for article in table.get("articles", []):
        script = SCRIPT_OF[article[0]]
        known.update({fold(article + form): number for form, number in forms if SCRIPT_OF[form[0]] == script})
    for first in table.get("apart", []):
        known.update(
            {fold(f"{first} {form[len(first) :]}"): number for form, number in forms if form.startswith(first)}
        )
    return known


def _lengths(forms: Iterable[str]) -> dict[str, list[int]]:
    """Return how many words the phrases have that begin with each word, longest first."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for form in forms:
        words = form.split()
        if len(words) > 1:
            lengths[words[0]].add(len(words))
    return {first: sorted(found, reverse=True) for first, found in sorted(lengths.items())}


def _is_acronym(form: str) -> bool:
    return form.isupper() and " " not in form


def _ending(form: str) -> str:
    return sound_of(form.lstrip("-")).text


def _forms(table: dict[str, Any]) -> Iterator[tuple[str, Meaning]]:
    for section, role in (
        ("generic", "generic"),
        ("contrast", "contrast"),
        ("numbers", "number"),
        ("organizations", "body"),
        ("generations", "generation"),
    ):
        for value, forms in table.get(section, {}).items():
            for form in forms:
                yield form, Meaning(role, value)
    for section, role in (("compounds", "compound"), ("areas", "area")):
        for value, forms in table.get(section, {}).items():
            for form in forms:
                yield form, Meaning(f"{role} acronym" if _is_acronym(form) else role, value)
    for role, forms in table.get("patronymics", {}).items():
        for form in forms:
            yield form, Meaning(role, "")
    for section, role in (
        ("titles", "title"),
        ("connectors", "connector"),
        ("prefixes", "prefix"),
        ("saints", "saint"),
        ("demonyms", "demonym"),
    ):
        for form in table.get(section, {}).get("words", []):
            yield form, Meaning(role, "")
    for form in table.get("prefixes", {}).get("servants", []):
        yield form, Meaning("prefix", SERVANT)
    for form in table.get("adjectives", {}).get("suffixes", []):
        yield form, Meaning("adjective", "")


if __name__ == "__main__":
    (DATA / COMPILED).write_text(compile_lexicon(), encoding="utf-8")
    (DATA / NAMES).write_text(compile_names(), encoding="utf-8")
