"""Names in the model's terms out of bare texts: tidied, each once, with the language and script it shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gazetteer.model import Name
from gazetteer.sources.tidying import tidy_names
from normalize.scripts import scripts_of
from worldwide.languages import LATIN, Setting, Tag, infer_main, infer_tag
from worldwide.locales import LocalName
from worldwide.tables import read_tagged

GEONAMES = "geonames"
CLDR = "cldr"
TAGGED = "geonames-tagged"


def list_names(
    main: str, local: Sequence[LocalName], others: Iterable[str], setting: Setting, *, used_there: bool = True
) -> tuple[Name, ...]:
    """Return the names of a place that GeoNames lists: its main one, those of CLDR by language, then all others.

    ``used_there`` says that the main name is the one of the language spoken there, as it is of towns. A text that is
    among the main and CLDR's names is not repeated without a language.
    """
    first = infer_main(main, setting) if used_there else infer_tag(main, setting)
    found = [_named(main, first, "preferred")]
    found += list_local(local)
    told = {name.text for name in found}
    for text, kind in tidy_names(others, known=told):
        if text in told:
            continue
        tag = infer_tag(text, setting) if kind == "variant" else LATIN
        found.append(_named(text, tag, kind))
    return tuple(found)


def list_local(names: Iterable[LocalName]) -> list[Name]:
    """Return names that CLDR gives, each in its language."""
    return [Name(name.text, name.language, script_of(name.text), "variant", source=CLDR) for name in names]


def list_tagged(key: str) -> list[Name]:
    """Return what GeoNames itself calls a subdivision or country in each language, by the table of provinces."""
    names = read_tagged("provinces.tsv").get(key, ())
    return [Name(text, language, script_of(text), "variant", source=TAGGED) for language, text in names]


def script_of(text: str) -> str | None:
    """Return the script of a text if it has one alone."""
    scripts = scripts_of(text)
    return scripts[0] if len(scripts) == 1 else None


def _named(text: str, tag: Tag, kind: str) -> Name:
    return Name(text, tag.language, tag.script, kind, source=f"{GEONAMES}+{tag.rule}" if tag.rule else GEONAMES)
