"""The parts of a toponym: the specific part, the generic term, and the words that tell places of one name apart."""

from __future__ import annotations

from normalize.parts import Part, adjective_stem, assign_roles, words_of

ROLES = ("contrast", "number", "roman", "generic", "connector")


def parts_of_place(text: str) -> list[Part]:
    """Return the parts of a place name.

    Where nothing but generic terms is left ("Yeni Kənd"), they are the name. A specific part beside a generic term
    may be an adjective ("Кельбаджарский район"): its stem is kept beside it.
    """
    parts = [
        part._replace(role="number" if part.text.isupper() else "name") if part.role == "roman" else part
        for part in assign_roles(words_of(text), ROLES)
    ]
    roles = {part.role for part in parts}
    if "name" not in roles:
        wanted = "generic" if "generic" in roles else "contrast" if "contrast" in roles else "number"
        spared = len(roles & {"generic", "contrast", "number"}) == 1
        return [part._replace(role="name") if part.role == wanted or (spared and part.role == "connector") else part for part in parts]
    if "generic" in roles:
        return [
            part._replace(stem=adjective_stem(part.sound)) if part.role == "name" and len(part.sound) > 4 else part
            for part in parts
        ]
    return parts
