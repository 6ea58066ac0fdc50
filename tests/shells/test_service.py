"""The service as an ASGI application: answers, refusals, limits, and one bad query among good ones."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytest.importorskip("httpx")
pytest.importorskip("starlette")

if TYPE_CHECKING:
    import httpx

    from gazetteer.api import Gazetteer
    from tests.shells.conftest import SmallGazetteer

    Send = Callable[..., httpx.Response]


@pytest.fixture
def gazetteer(small: SmallGazetteer) -> SmallGazetteer:
    """The gazetteer behind the service."""
    return small


@pytest.fixture
def send(gazetteer: SmallGazetteer) -> Send:
    """Sends one request to a service with small limits."""
    import httpx

    from gazetteer.service import Limits, make_app

    app = make_app(cast("Gazetteer", gazetteer), limits=Limits(body=2_000, batch=5, text=100, name=50))

    def send(method: str, url: str, **options: Any) -> httpx.Response:  # noqa: ANN401 (httpx types them one by one)
        async def request() -> httpx.Response:
            transport = httpx.ASGITransport(app=app)
            async with httpx.AsyncClient(transport=transport, base_url="http://service") as client:
                return await client.request(method, url, **options)

        return asyncio.run(request())

    return send


def _problem(response: httpx.Response, status: int) -> dict[str, Any]:
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = response.json()
    assert problem["status"] == status
    assert problem["title"]
    assert problem["type"] == "about:blank"
    assert "\n" not in problem["detail"]
    return problem


def test_a_name_is_resolved(send: Send) -> None:
    response = send("GET", "/resolve", params={"name": "Yukhary Ayrym", "kind": "place", "near": "40.1,46.0"})
    assert response.headers["content-type"] == "application/json"
    assert response.json()["id"] == "al:1"
    assert list(response.json()) == ["query", "decision", "id", "candidates"]


def test_a_batch_is_answered_in_order_and_a_bad_query_fails_alone(send: Send) -> None:
    batch = ["Yukhary Ayrym", {"name": "Ayrım"}, {"name": "x", "country": "QQ"}, 7, {"name": "Yukhary Ayrym"}]
    response = send("POST", "/resolve", json=batch)
    assert response.status_code == 200
    answers = response.json()
    assert [answer.get("decision") for answer in answers] == ["match", "ambiguous", None, None, "match"]
    assert answers[2]["query"] == {"name": "x", "country": "QQ"}
    assert answers[2]["error"]["field"] == "country"
    assert answers[2]["error"]["nearest"] == ["AZ"]
    assert answers[3]["query"] == 7
    assert "not a number" in answers[3]["error"]["detail"]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({}, "name is missing"),
        ({"name": None}, "name is missing"),
        ({"name": ["x"]}, "name is text, not a list"),
        ({"name": "x", "kind": "plce"}, "kind is one of place, person, organization"),
        ({"name": "x", "near": [91, 0]}, "near is a latitude and a longitude"),
        ({"name": "x", "near": [True, 0]}, "near is a latitude and a longitude"),
        ({"name": "x", "near": "here"}, "near is a latitude and a longitude"),
        ({"name": "x", "near": 4}, "near is a latitude and a longitude"),
        ({"name": "x", "limit": 0}, "limit is a whole number from 1 to 100"),
        ({"name": "x", "limit": True}, "limit is a whole number from 1 to 100"),
        ({"name": "x", "limit": 1.5}, "limit is a whole number from 1 to 100"),
        ({"name": "x", "contry": "AZ"}, "did you mean country?"),
        ({"name": "x" * 51}, "name has 51 characters; 50 are allowed"),
        ({"name": "x", "country": 5}, "country is text, not a number"),
        (None, "a query is a name or an object with a name, not null"),
        (["x"], "a query is a name or an object with a name, not a list"),
    ],
)
def test_a_bad_query_of_a_batch_says_why(send: Send, query: object, told: str) -> None:
    answers = send("POST", "/resolve", json=["Yukhary Ayrym", query]).json()
    assert answers[0]["decision"] == "match"
    assert told in answers[1]["error"]["detail"]


def test_what_fails_inside_fails_alone_and_tells_nothing(send: Send, gazetteer: SmallGazetteer) -> None:
    gazetteer.failure = RuntimeError("secret")
    problem = _problem(send("GET", "/resolve", params={"name": "x"}), 500)
    assert "secret" not in json.dumps(problem)
    answers = send("POST", "/resolve", json=["x", {"name": "y", "limit": 0}])
    assert answers.status_code == 200
    assert [answer["error"]["status"] for answer in answers.json()] == [500, 400]


@pytest.mark.parametrize(
    ("method", "url", "options", "status", "told"),
    [
        ("GET", "/resolve", {}, 400, "name is missing"),
        ("GET", "/resolve?name=x&name=y", {}, 400, "name is given twice"),
        ("GET", "/resolve?name=x&contry=AZ", {}, 400, "did you mean country?"),
        ("GET", "/resolve?name=x&country=QQ", {}, 400, "no ISO 3166-1 code; nearest: AZ"),
        ("GET", "/resolve?name=x&limit=ten", {}, 400, "limit is a whole number"),
        ("GET", "/resolve?name=" + "x" * 51, {}, 413, "name has 51 characters"),
        ("POST", "/resolve", {"json": {"name": "x"}}, 400, "the body is a JSON list of queries"),
        ("POST", "/resolve", {"content": b"[1"}, 400, "the body is not JSON"),
        ("POST", "/resolve", {"content": b"[NaN]"}, 400, "NaN is no JSON number"),
        ("POST", "/resolve", {"content": b"\xff"}, 400, "the body is not UTF-8"),
        ("POST", "/resolve", {"content": b"[" * 1_999}, 400, "the body is"),
        ("POST", "/resolve", {"json": ["x"] * 6}, 413, "the batch has 6 queries; 5 are allowed"),
        ("POST", "/resolve", {"content": b" " * 2_001}, 413, "longer than 2,000 bytes"),
        ("POST", "/annotate", {"json": {"text": "x" * 101}}, 413, "text has 101 characters; 100 are allowed"),
        ("POST", "/annotate", {"json": ["x"]}, 400, "the body is an object with a text"),
        ("POST", "/annotate", {"json": {"txt": "x"}}, 400, "did you mean text?"),
        ("GET", "/entities/al:8", {}, 404, "no entity has the ID 'al:8'; nearest: al:1"),
        ("GET", "/resolv", {}, 404, "did you mean /resolve?"),
        ("DELETE", "/resolve", {}, 405, "/resolve does not answer DELETE"),
    ],
)
def test_a_refusal_is_a_problem_of_one_sentence(
    send: Send, method: str, url: str, options: dict[str, object], status: int, told: str
) -> None:
    assert told in str(_problem(send(method, url, **options), status)["detail"])


def test_a_body_that_does_not_say_its_length_is_bounded_too(send: Send) -> None:
    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b" " * 1_000

    _problem(send("POST", "/resolve", content=endless()), 413)


def test_a_text_is_annotated_as_json_and_as_plain_text(send: Send) -> None:
    text = "İ🏔 in Yukhary Ayrym"
    for options in ({"json": {"text": text}}, {"content": text.encode(), "headers": {"content-type": "text/plain"}}):
        (mention,) = send("POST", "/annotate", **options).json()
        assert text[mention["start"] : mention["end"]] == mention["text"]
        assert mention["resolution"]["id"] == "al:1"


def test_an_entity_by_any_of_its_ids(send: Send) -> None:
    assert send("GET", "/entities/al:1").json() == send("GET", "/entities/geonames:584642").json()
    assert send("GET", "/entities/al:9").json()["id"] == "al:1"


def test_lone_surrogates_are_answered(send: Send) -> None:
    response = send("POST", "/resolve", content=b'["a\\ud800"]')
    assert json.loads(response.content.decode("utf-8"))[0]["query"] == "a\ud800"


def test_health_readiness_and_counters(send: Send) -> None:
    assert send("GET", "/health").json() == {"status": "ok"}
    assert send("GET", "/ready").json() == {"status": "ready", "entities": 2, "names": 3}
    send("GET", "/resolve", params={"name": "Yukhary Ayrym"})
    send("GET", "/entities/al:8")
    send("GET", "/anything")
    counters = send("GET", "/metrics").text
    assert 'allonym_requests_total{route="/resolve",status="200"} 1' in counters
    assert 'allonym_requests_total{route="/entities/{id:path}",status="404"} 1' in counters
    assert 'allonym_requests_total{route="other",status="404"} 1' in counters
    assert 'allonym_decisions_total{decision="match"} 1' in counters


def test_every_path_is_described(send: Send, gazetteer: SmallGazetteer) -> None:
    from starlette.routing import Route

    from gazetteer.service import make_app

    description = send("GET", "/openapi.json").json()
    assert description["openapi"].startswith("3.1")
    described = {(path, method.upper()) for path, operations in description["paths"].items() for method in operations}
    routes = [route for route in make_app(cast("Gazetteer", gazetteer)).routes if isinstance(route, Route)]
    answered = {(route.path.replace(":path", ""), method) for route in routes for method in route.methods or ()}
    unlisted = {("/metrics", "GET"), ("/openapi.json", "GET"), ("/", "GET")}
    assert {(path, method) for path, method in answered if method != "HEAD"} == described | unlisted


def test_the_description_tells_how_much_may_be_asked_for(send: Send) -> None:
    description = send("GET", "/openapi.json").json()
    for path, most in (("/resolve", 100), ("/variants", 1_000)):
        parameters = {one["name"]: one["schema"] for one in description["paths"][path]["get"]["parameters"]}
        assert parameters["limit"] == {"type": "integer", "minimum": 1, "maximum": most}
        assert send("GET", f"{path}?name=x&limit={most}").status_code == 200
        assert send("GET", f"{path}?name=x&limit={most + 1}").status_code == 400
        assert "at most 100 candidates or 1,000 variants" in description["info"]["description"]
    assert description["components"]["schemas"]["Query"]["oneOf"][1]["properties"]["limit"]["maximum"] == 100


def test_references_of_the_description_lead_somewhere(send: Send) -> None:
    description = send("GET", "/openapi.json").json()
    schemas = description["components"]["schemas"]
    text = json.dumps(description)
    assert {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]} <= set(schemas)


def test_the_page_for_people_links_to_what_answers(send: Send) -> None:
    page = send("GET", "/").text
    assert 'href="/openapi.json"' in page


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["name", "kind", "near", "limit", "text", "x"]) | st.text(), inner, max_size=4
        )
    ),
    max_leaves=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(body=_JSON.map(json.dumps).map(str.encode) | st.binary(max_size=50))
def test_no_body_is_answered_by_a_failure(send: Send, body: bytes) -> None:
    for path in ("/resolve", "/annotate"):
        response = send("POST", path, content=body)
        assert response.status_code in (200, 400, 413)
        for answer in response.json() if response.status_code == 200 else ():
            assert answer.get("error", {}).get("status", 400) in (400, 413)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    path=st.sampled_from(["/resolve", "/compare", "/transliterate", "/variants", "/systems", "/entities/x", "/x"]),
    parameters=st.dictionaries(
        st.sampled_from(["name", "a", "b", "text", "system", "kind", "near", "limit", "reverse", "language"]),
        st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60),
    ),
)
def test_no_url_is_answered_by_a_failure(send: Send, path: str, parameters: dict[str, str]) -> None:
    assert send("GET", path, params=parameters).status_code in (200, 400, 404, 413)
