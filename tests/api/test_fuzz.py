"""Whatever is sent to the API's doors, no answer is 5xx, undocumented, or of another shape (schemathesis)."""

import json
import re
from typing import Any

import pytest
import schemathesis
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from requests import Request
from schemathesis.core.transport import Response

from tests import database
from tests.api.doors import DOORS, Place, settle_in_with_a_hospital

pytestmark = pytest.mark.usefixtures("five_cities")
EXAMPLES = 10  # of each door
TOKENS = reverse("api_token")


@pytest.fixture
def place(five_cities: None) -> Place:
    return settle_in_with_a_hospital()


@pytest.fixture
def document(five_cities: None) -> Any:
    told = Client().get(reverse("api_schema"), headers={"Accept": "application/json"}).json()
    return schemathesis.openapi.from_dict(told)


def test_no_answer_is_5xx_or_undocumented(place: Place, document: Any) -> None:
    doors = {each.path: each for each in (found.ok() for found in document.get_all_operations())}
    ours = {name: door.url(name, place) for name, door in DOORS.items()}
    known = {name: next(path for path in doors if _is(path, url)) for name, url in ours.items()}
    assert {*known.values(), TOKENS} == doors.keys()
    for name, path in known.items():
        _knocks(place, doors[path], ours[name], place.tokens[min(DOORS[name].scopes - {"bank"})])
    _knocks(place, doors[TOKENS], TOKENS, place.tokens["employer"])


def _is(path: str, url: str) -> bool:
    return re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", path), url) is not None


def _knocks(place: Place, door: Any, url: str, token: str) -> None:
    """At what is ours, and at what there is not."""
    tokens = [token, *place.tokens.values(), None]
    addresses = [url, re.sub(r"\{\w+\}", "nobody", door.path)]

    @settings(max_examples=EXAMPLES)
    @given(
        case=door.as_strategy(),
        at=st.sampled_from(addresses),
        by=st.sampled_from([token, token, token, *tokens]),
        key=st.integers(),
    )
    def knock(case: Any, at: str, by: str | None, key: int) -> None:
        with database.savepoint():
            answer = _sent(case, at, by, f"k{key}"[:100])
        assert answer.status_code < 500, (door.label, case.body)
        assert str(answer.status_code) in door.definition.raw["responses"], (door.label, answer.content[:200])
        door.validate_response(_as_answered(answer, case.method, at))

    knock()


def _sent(case: Any, at: str, token: str | None, key: str) -> Any:
    """As schemathesis made it, with a key and mostly a token."""
    headers = {"Idempotency-Key": key} | ({"Authorization": f"Bearer {token}"} if token else {})
    request = case.as_transport_kwargs(base_url="http://localhost")
    kind = case.media_type or "application/json"
    body = request.get("json", request.get("data", b""))
    client = Client(raise_request_exception=False)
    if kind == "application/json":
        return client.generic(case.method, at, _json(body), content_type=kind, headers=headers)
    return client.post(at, body if isinstance(body, dict) else {}, headers=headers)


def _json(body: Any) -> bytes:
    return body if isinstance(body, bytes) else json.dumps(body, default=str).encode()


def _as_answered(answer: Any, method: str, at: str) -> Response:
    headers = {name: [value] for name, value in answer.headers.items()}
    asked = Request(method, f"http://localhost{at}").prepare()
    return Response(answer.status_code, headers, answer.content, asked, elapsed=0.0, verify=True)
