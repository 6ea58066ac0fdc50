"""How much one HTTP request may ask for, and the refusal when it asks for more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gazetteer.service.problems import Problem

if TYPE_CHECKING:
    from starlette.requests import Request


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes of a body, queries of a batch, code points of a text and a name, candidates and variants in an answer."""

    body: int = 2_000_000
    batch: int = 1_000
    text: int = 200_000
    name: int = 1_000
    candidates: int = 100
    variants: int = 1_000


async def read_body(request: Request, limits: Limits) -> bytes:
    """The body of a request; Problem 413 as soon as it is known to be too long."""
    declared = request.headers.get("content-length", "0")
    if not (declared.isascii() and declared.isdigit()):
        raise Problem(400, "the Content-Length header is not a number", field="content-length", value=declared)
    length = int(declared)
    parts = []
    if length <= limits.body:
        length = 0
        async for part in request.stream():
            parts.append(part)
            length += len(part)
            if length > limits.body:
                break
    if length > limits.body:
        raise Problem(413, f"the body is longer than {limits.body:,} bytes", limit=limits.body)
    return b"".join(parts)


def check_length(field: str, text: str, longest: int) -> str:
    """``text`` itself; Problem 413 when it has more than ``longest`` code points."""
    if len(text) > longest:
        raise Problem(413, f"{field} has {len(text):,} characters; {longest:,} are allowed", field=field, limit=longest)
    return text
