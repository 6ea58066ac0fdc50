"""The parts of a personal name: names, patronymic, initials, titles; and endings that tell a woman's family name."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from normalize.folding import fold
from normalize.lexicon import BEFORE, DESCENT, SERVANT, lexicon
from normalize.name_lists import is_given_name
from normalize.outlines import frame
from normalize.parts import NEEDS_STOP, Part, assign_roles, meanings_of, without_article, words_of
from normalize.prices import prices
from normalize.saints import saints_among
from normalize.scripts import SCRIPT_OF
from normalize.sounds import is_vowel, sound_of

_INITIALS: Final = ("name", "connector")
_COUNTED: Final = ("name", "patronymic", "initial", "number")

ROLES: Final = ("prefix", "son", "daughter", "generation", "title", "roman", "connector")

_RATHER_GIVEN: Final = ("connector", "son", "daughter")
"""Roles that a word does not have where it is a given name."""

MAX_INITIAL: Final = 8
"""Dotted initials together, or one initial of a digraph, have at most so many letters."""

MIN_ORDINAL: Final = 5
"""A number at the end of a name that is no name itself has at least so many letters."""

FATHER: Final = "father"
"""The value of a name that stands after a word for son or daughter: ibn Hussein."""

MIN_PATRONYMIC: Final = 5
"""A patronymic by ending has at least so many sounds."""


def parts_of_person(text: str) -> list[Part]:
    """Return the parts of a personal name.

    The name before a word for son or daughter ("Əziz oğlu") that no father's name follows, a middle name with a
    patronymic ending ("Viktorovich") and one in a genitive that is one have the role ``patronymic``, a father's name
    after its word ("bin Saif") the value ``father``; a letter, or a digraph with its full stop, is an ``initial``, with
    the value ``title`` where it comes first and may be one (M. for Monsieur). A title between names ("Reza Shah
    Pahlavi") or beside a single one ("Hacı Əliyev") is an ``honour``. Titles that are all there is are names; so is one
    before a word for son or after it ("Sultan bin Saif"). So is a small word, or what only sounds like a word for son,
    that is a given name in another language. A number at the end, in letters or in words, counts rulers. A word for who
    of one name is older ("Jr.") has the role ``generation`` after a name. A prefix ("Abu", "Ter") is one word with what
    follows it: it makes another name.
    """
    parts: list[Part] = []
    words = words_of(text)
    found = saints_among(assign_roles(words, ROLES), words, of_people=True)
    if any([part.role != "name" for part in found]):
        found = _names_among(found)
    for part in found:
        if part.role == "generation" and not parts:
            part = part.play("title" if "title" in _roles(part) else "name", value="")
        elif part.role == "generation" and _is_rather_a_name(part):
            part = part.play("name", value="")
        if part.role == "roman":
            parts.append(_numeral(part, first=not parts))
        elif len(part.fold) == 1 and part.role == "title" and part.fold.isalpha():
            parts.append(part.play("initial", value="" if parts else "title"))
        elif (len(part.fold) == 1 or "." in part.text) and len(part.fold) <= MAX_INITIAL and part.role in _INITIALS:
            parts.extend(_initials(part))
        else:
            parts.append(part)
    if len(parts) > 1 and parts[-1].role == "name":
        parts[-1] = _ordinal(parts[-1], parts[-2])
    if len(parts) > 1 and parts[-1].role == "connector" and "," not in text:
        parts[-1] = parts[-1].play("name")
    if len(parts) > 2:
        parts = _mark_honours(_mark_patronymics(parts))
    if len(parts) > 1 and sum([part.role in _COUNTED and part.value != SERVANT for part in parts]) == 1:
        parts = [part.play("honour") if part.role == "title" else part for part in parts]
    if not any([part.role in ("name", "patronymic", "initial") for part in parts]):
        return [part.play("name") if part.role != "initial" else part for part in parts]
    return [without_article(part) for part in parts]


def _names_among(parts: list[Part]) -> list[Part]:
    """Tell the names among the words of other roles: joined to a prefix, a given name, a title before a son of whom."""
    told: list[Part] = []
    for at, part in enumerate(parts):
        if part.role in _RATHER_GIVEN and is_given_name(part.fold):
            part = part.play("name", value="")
        if part.role in DESCENT:
            _name_a_title(told, part.value)
        if part.role == "title" and told and (told[-1].role == "connector" or _is_father_of(told[-1], parts[at:])):
            part = part.play("name")
        if told and told[-1].role == "prefix" and told[-1].value != SERVANT:
            told[-1] = _prefixed(told[-1], part) if part.role == "name" else told[-1].play("name")
            if told[-1].role == "name" and part.role == "name":
                continue
        told.append(part)
    return [part.play("name") if part.role == "prefix" else part for part in told]


def _is_father_of(before: Part, rest: list[Part]) -> bool:
    """Return whether a title is a father's name: after a word for son, with no given name behind it ("bin Sultan")."""
    if before.role not in DESCENT or before.value != BEFORE or not is_given_name(rest[0].fold):
        return False
    return len(rest) == 1 or rest[1].role != "name" or not is_given_name(rest[1].fold)


def _name_a_title(told: list[Part], position: str) -> None:
    """Make a given name of a title, whose father is told: "Sultan bin Saif", "Vəli Əli oğlu", with no other before."""
    at = len(told) - (1 if position == BEFORE else 2)
    if at < 0 or told[at].role != "title" or not is_given_name(told[at].fold):
        return
    if sum([part.role == "name" for part in told[:at]]) <= (position != BEFORE):
        told[at] = told[at].play("name")


def _prefixed(prefix: Part, name: Part) -> Part:
    text, folded = f"{prefix.text} {name.text}", f"{prefix.fold} {name.fold}"
    sound = prefix.sound + (name.sound[1:] if name.abjad and name.sound.startswith(prices().article) else name.sound)
    return Part(text, folded, sound, prefix.abjad or name.abjad, "name", "", frame(sound))


def _is_rather_a_name(part: Part) -> bool:
    """Return whether a word for who is older is one with its full stop alone: Sun Yat Sen is no senior."""
    return len(part.fold) == NEEDS_STOP + 1 and part.text[-1] != "." and any([is_vowel(one) for one in part.sound])


def _roles(part: Part) -> list[str]:
    return [meaning.role for meaning in meanings_of(part.text, part.fold)]


def _numeral(part: Part, *, first: bool) -> Part:
    """A Roman numeral after a name counts rulers; a single letter before one, or with a full stop, is an initial."""
    if part.text.isupper() and not (len(part.fold) == 1 and (first or "." in part.text)):
        return part.play("number")
    return part.play("initial" if len(part.fold) == 1 else "name", value="")


def _ordinal(part: Part, before: Part) -> Part:
    """A number spelled out at the end of a name counts rulers as a numeral does: Garegin the Second, ილია მეორე.

    In Latin letters it needs its article: Birinci and Secondo are family names.
    """
    if SCRIPT_OF[part.fold[0]] == "Latn" and before.role != "connector":
        return part
    if len(part.fold) < MIN_ORDINAL or part.fold.isdecimal() or is_given_name(part.fold):
        return part
    values = [meaning.value for meaning in meanings_of(part.text, part.fold) if meaning.role == "number"]
    return part.play("number", value=values[0]) if values else part


def _initials(part: Part) -> list[Part]:
    letters = part.text.rstrip(".").split(".")
    if len(letters) > 1 or (len(part.fold) == 1 and part.fold.isalpha()):
        return [_initial(letter, part.abjad) for letter in letters]
    if part.text.endswith(".") and len(part.sound) in (1, 2) and len(letters[0]) <= 2:
        return [part.play("initial", value="")]
    return [part]


def _initial(letter: str, abjad: bool) -> Part:
    sound = sound_of(letter).text
    return Part(letter, fold(letter), sound, abjad, "initial", "", frame(sound))


def _mark_honours(parts: list[Part]) -> list[Part]:
    named = [at for at, part in enumerate(parts) if part.role in ("name", "patronymic")]
    if not named:
        return parts
    first, last = named[0], named[-1]
    return [
        part.play("honour") if part.role == "title" and first < at < last else part for at, part in enumerate(parts)
    ]


def _mark_patronymics(parts: list[Part]) -> list[Part]:
    marked: list[Part] = []
    count = sum([part.role == "name" for part in parts])
    follows = False
    for at, part in enumerate(parts):
        if part.role in DESCENT and part.value != BEFORE and len(marked) > 1 and marked[-1].role in ("name", "title"):
            marked[-1] = marked[-1].play("patronymic")
        elif part.role == "name" and follows and part.value != SERVANT:
            part = part.play("name", value=FATHER)
        elif part.role == "name" and count > 2 and marked:
            base = (
                patronymic_stem(part.sound)
                or _whole_patronymic(part)
                or (_genitive_stem(part) if at < len(parts) - 1 else "")
            )
            if base:
                part = part.play("patronymic", stem=base)
        stays = part.role in ("connector", "title") or part.value == SERVANT
        follows = bool(marked) and (part.value == BEFORE or (follows and stays))
        marked.append(part)
    return marked


def is_father(part: Part) -> bool:
    """Return whether a name is a patronymic, or the father's name after a word for son or daughter."""
    return part.role == "patronymic" or part.value == FATHER


@lru_cache(maxsize=65536)
def patronymic_stem(sound: str) -> str:
    """Return the father's name in the sounds of a patronymic by ending, or the empty string."""
    endings = lexicon().patronymics
    if len(sound) < MIN_PATRONYMIC or not sound.endswith(endings):
        return ""
    for ending in endings:
        if sound.endswith(ending) and len(sound) > len(ending) + 1:
            return sound[: -len(ending)]
    return ""


def _whole_patronymic(part: Part) -> str:
    """Return the father's name in the sounds of a Russian patronymic that is listed whole (Ильич, Никитич), or ''.

    In Latin letters Savić is a family name.
    """
    whole = SCRIPT_OF[part.fold[0]] == "Cyrl" and part.sound in lexicon().patronymics
    return part.sound[:-1] if whole else ""


def _genitive_stem(part: Part) -> str:
    """Return the father's name in the sounds of a genitive that is a patronymic by its letters (Armenian), or ''."""
    for ending in lexicon().fathers:
        if part.fold.endswith(ending) and len(part.fold) > len(ending) + 2:
            return sound_of(part.fold[: -len(ending)]).text
    return ""


@lru_cache(maxsize=65536)
def family_gender(sound: str) -> str:
    """Return ``feminine`` or ``masculine`` for the sounds of a family name with an ending that shows it, else ''."""
    for masculine, feminine in lexicon().families:
        if sound.endswith(feminine) and len(sound) > len(feminine) + 1:
            return "feminine"
        if sound.endswith(masculine) and len(sound) > len(masculine) + 1:
            return "masculine"
    return ""
