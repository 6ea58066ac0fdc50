"""The Starlette application: which path answers what, in one thread at a time, and never with a traceback."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

import anyio
from anyio.to_thread import run_sync
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from gazetteer.rendering import to_json
from gazetteer.service import answers
from gazetteer.service.counters import Counters
from gazetteer.service.limits import Limits, read_body
from gazetteer.service.openapi import description
from gazetteer.service.page import PAGE
from gazetteer.service.problems import MEDIA_TYPE, Problem, problem_of
from gazetteer.service.queries import HINTS, parse_json, url_parameters
from normalize.suggesting import most_alike

if TYPE_CHECKING:
    from gazetteer.api import Gazetteer

T = TypeVar("T")
Endpoint = Callable[[Request], Awaitable[Response]]


def make_app(gazetteer: Gazetteer, *, limits: Limits | None = None) -> Starlette:
    """An ASGI application that answers from ``gazetteer``, which stays open as long as the application is used."""
    endpoints: list[tuple[str, str, Endpoint]] = [
        ("/", "GET", _page),
        ("/resolve", "GET", _resolve),
        ("/resolve", "POST", _resolve_batch),
        ("/annotate", "POST", _annotate),
        ("/entities/{id:path}", "GET", _entity),
        ("/transliterate", "GET", _transliterate),
        ("/variants", "GET", _variants),
        ("/compare", "GET", _compare),
        ("/systems", "GET", _systems),
        ("/systems/{id:path}", "GET", _system),
        ("/health", "GET", _health),
        ("/ready", "GET", _ready),
        ("/metrics", "GET", _metrics),
        ("/openapi.json", "GET", _openapi),
    ]
    app = Starlette(
        routes=[Route(path, _guarded(path, endpoint), methods=[method]) for path, method, endpoint in endpoints],
        exception_handlers={HTTPException: _no_route},
    )
    app.state.gazetteer = gazetteer
    app.state.limits = limits or Limits()
    app.state.counters = Counters()
    # Answers are computed one at a time: more threads would only wait for each other, and ICU is not asked to share.
    app.state.turn = anyio.CapacityLimiter(1)
    return app


def _guarded(route: str, endpoint: Endpoint) -> Endpoint:
    async def answer(request: Request) -> Response:
        began = time.perf_counter()
        try:
            response = await endpoint(request)
        except Exception as error:
            response = _problem_response(problem_of(error))
        request.app.state.counters.count_request(route, response.status_code, time.perf_counter() - began)
        return response

    return answer


def _problem_response(problem: Problem, headers: dict[str, str] | None = None) -> Response:
    return Response(to_json(problem.shape()), problem.status, headers, media_type=MEDIA_TYPE)


async def _no_route(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    path = request.url.path
    paths = [route.path for route in request.app.routes if isinstance(route, Route)]
    if status == 404:
        alike = most_alike(path, paths)
        hint = f"did you mean {alike[0]}?" if alike else "see /openapi.json"
        problem = Problem(404, f"there is nothing at {path}; {hint}", nearest=list(alike))
    else:
        problem = Problem(status, f"{path} does not answer {request.method}; see /openapi.json")
    request.app.state.counters.count_request("other", status, 0.0)
    return _problem_response(problem, dict(error.headers or {}) if isinstance(error, HTTPException) else None)


def _json(shape: object) -> Response:
    return Response(to_json(shape), media_type="application/json")


async def _in_turn(request: Request, work: Callable[[], T]) -> T:
    return await run_sync(work, limiter=request.app.state.turn)


async def _resolve(request: Request) -> Response:
    state = request.app.state
    values = url_parameters(request.query_params, ("name", *HINTS, "limit"))
    return _json(
        await _in_turn(request, lambda: answers.resolve(state.gazetteer, values, state.limits, state.counters))
    )


async def _resolve_batch(request: Request) -> Response:
    state = request.app.state
    batch = parse_json(await read_body(request, state.limits))
    return _json(
        await _in_turn(request, lambda: answers.resolve_batch(state.gazetteer, batch, state.limits, state.counters))
    )


async def _annotate(request: Request) -> Response:
    state = request.app.state
    body = await read_body(request, state.limits)
    plain = request.headers.get("content-type", "").startswith("text/plain")
    values = answers.plain_text(body, request.query_params) if plain else parse_json(body)
    return _json(await _in_turn(request, lambda: answers.annotate(state.gazetteer, values, state.limits)))


async def _entity(request: Request) -> Response:
    state = request.app.state
    url_parameters(request.query_params, ())
    return _json(await _in_turn(request, lambda: answers.entity(state.gazetteer, request.path_params["id"])))


async def _transliterate(request: Request) -> Response:
    values = url_parameters(request.query_params, ("text", "system", "reverse", "strict"))
    return _json(await _in_turn(request, lambda: answers.transliterate(values, request.app.state.limits)))


async def _variants(request: Request) -> Response:
    values = url_parameters(request.query_params, ("name", "language", "limit"))
    return _json(await _in_turn(request, lambda: answers.variants(values, request.app.state.limits)))


async def _compare(request: Request) -> Response:
    values = url_parameters(request.query_params, ("a", "b", "kind"))
    return _json(await _in_turn(request, lambda: answers.compare(values, request.app.state.limits)))


async def _systems(request: Request) -> Response:
    values = url_parameters(request.query_params, ("language", "authority", "script"))
    return _json(await _in_turn(request, lambda: answers.systems(values)))


async def _system(request: Request) -> Response:
    url_parameters(request.query_params, ())
    return _json(await _in_turn(request, lambda: answers.system(request.path_params["id"])))


async def _health(request: Request) -> Response:
    return _json({"status": "ok"})


async def _ready(request: Request) -> Response:
    manifest = request.app.state.gazetteer.manifest
    return _json({"status": "ready", "entities": manifest["entities"], "names": manifest["names"]})


async def _metrics(request: Request) -> Response:
    return PlainTextResponse(request.app.state.counters.text(), media_type="text/plain; version=0.0.4")


async def _openapi(request: Request) -> Response:
    return _json(description(request.app.state.limits))


async def _page(request: Request) -> Response:
    return HTMLResponse(PAGE)
