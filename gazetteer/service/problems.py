"""What goes wrong with a request, as problem details (RFC 9457)."""

from __future__ import annotations

import logging
from http import HTTPStatus

from gazetteer.errors import BadQuery, GazetteerDamaged, UnknownEntity
from gazetteer.rendering import Shape
from normalize.errors import BadHint, NotReversible, UncoveredLetter, UnknownSystem

MEDIA_TYPE = "application/problem+json"

log = logging.getLogger("gazetteer.service")


class Problem(Exception):
    """A request that is refused: an HTTP status, one sentence, and the facts as members of the problem."""

    def __init__(self, status: int, detail: str, **facts: object) -> None:
        self.status = status
        self.detail = detail
        self.facts = facts
        super().__init__(detail)

    def shape(self) -> Shape:
        """The problem as JSON; the title is the phrase of the status, as RFC 9457 has it for ``about:blank``."""
        title = HTTPStatus(self.status).phrase
        return {"type": "about:blank", "title": title, "status": self.status, "detail": self.detail, **self.facts}


def problem_of(error: Exception) -> Problem:
    """The problem that an error of the library is to a client; what is not foreseen is logged, and told as a 500."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, BadQuery):
        return Problem(400, str(error), field=error.field, value=_plain(error.value), nearest=list(error.nearest))
    if isinstance(error, BadHint):
        return Problem(400, str(error), field=error.hint, value=_plain(error.value), nearest=list(error.nearest))
    if isinstance(error, UnknownSystem):
        return Problem(400, str(error), field="system", value=error.system, nearest=list(error.nearest))
    if isinstance(error, NotReversible):
        return Problem(400, str(error), field="reverse", value=True)
    if isinstance(error, UncoveredLetter):
        return Problem(400, str(error), field="text", value=error.letter, position=error.position)
    if isinstance(error, UnknownEntity):
        return Problem(404, str(error), field="id", value=error.id, nearest=list(error.nearest))
    log.error("a request failed", exc_info=error)
    if isinstance(error, GazetteerDamaged):
        return Problem(500, "the gazetteer of this service is damaged; run gazetteer check")
    return Problem(500, "this service failed on the request; its log says why")


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, (str, int, float, bool)) else str(value)
