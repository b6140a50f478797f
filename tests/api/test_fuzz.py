"""Whatever is sent to the doors of institutions, no answer is 5xx and none is undocumented (schemathesis)."""

import json
from typing import Any

import pytest
import schemathesis
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import database
from tests.api.doors import Place, settle_in_with_a_hospital

pytestmark = pytest.mark.usefixtures("five_cities")
EXAMPLES = 10  # of each door
OURS = ("/api/v1/provider/", "/api/v1/oauth/")


@pytest.fixture
def place(five_cities: None) -> Place:
    return settle_in_with_a_hospital()


@pytest.fixture
def document(five_cities: None) -> Any:
    told = Client().get(reverse("api_schema"), headers={"Accept": "application/json"}).json()
    return schemathesis.openapi.from_dict(told)


def test_no_answer_is_5xx_or_undocumented(place: Place, document: Any) -> None:
    doors = [each.ok() for each in document.get_all_operations()]
    ours = [each for each in doors if each.path.startswith(OURS)]
    assert len(ours) == 10
    for door in ours:
        _knocks(place, door)


def _knocks(place: Place, door: Any) -> None:
    known = {str(code) for code in door.definition.raw["responses"]}
    numbers = [place.care.stay, place.care.visit, place.care.settled, "nobody"]

    @settings(max_examples=EXAMPLES)
    @given(case=door.as_strategy(), number=st.sampled_from(numbers), has_token=st.booleans(), key=st.integers())
    def knock(case: Any, number: str, has_token: bool, key: int) -> None:
        with database.savepoint():
            answer = _sent(place, case, number, f"k{key}"[:100], has_token=has_token)
        assert answer.status_code < 500, (door.label, case.body)
        assert str(answer.status_code) in known, (door.label, answer.status_code, answer.content[:200])

    knock()


def _sent(place: Place, case: Any, number: str, key: str, *, has_token: bool) -> Any:
    """As schemathesis made it, to one of our objects or to none, with a key and mostly a token."""
    path = case.operation.path.replace("{number}", number)
    headers = {"Idempotency-Key": key} | ({"Authorization": f"Bearer {place.tokens['provider']}"} if has_token else {})
    request = case.as_transport_kwargs(base_url="http://localhost")
    kind = case.media_type or "application/json"
    body = request.get("json", request.get("data", b""))
    client = Client(raise_request_exception=False)
    if kind == "application/json":
        return client.generic(case.method, path, _json(body), content_type=kind, headers=headers)
    return client.post(path, body if isinstance(body, dict) else {}, headers=headers)


def _json(body: Any) -> bytes:
    return body if isinstance(body, bytes) else json.dumps(body, default=str).encode()
