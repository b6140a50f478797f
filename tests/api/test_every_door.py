"""Every route of the API: who gets in, who does not, and that no route stands outside the table."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.conf import settings as portal_settings
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from pytest_django import DjangoDbBlocker

from benefits.providers.models import SCOPE
from benefits.settlement.models import PreSettlement, Reconciliation, Settlement, Stay, Withdrawal
from contributions.collection.models import Receipt
from contributions.declarations.models import Declaration
from contributions.platforms.models import OrderFile
from enrollment.registry.actions import end_delegate
from siadmin.letters.models import Issued
from siadmin.matters.models import Case
from tests import cities, database
from tests.api.doors import DOORS, PUBLIC, Place, call, refused, settle_in_with_a_hospital, token_for
from tests.factories import NOW, TODAY, a_member_of_staff

pytestmark = pytest.mark.django_db
API = "/api/"


@pytest.fixture(scope="module")
def settled(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Place]:
    with database.built_once(django_db_blocker):
        cities.plant()
        place = settle_in_with_a_hospital()
        database.checked()
        yield place


@pytest.fixture
def place(settled: Place, db: None) -> Place:
    return deepcopy(settled)


def _below_api(resolver: URLResolver, above: str = "/") -> set[str]:
    names = set()
    for pattern in resolver.url_patterns:
        path = above + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            names |= _below_api(pattern, path)
        elif path.startswith(API):
            names.add(str(pattern.name))
    return names


def test_every_route_of_the_api_is_in_the_table() -> None:
    assert _below_api(get_resolver()) == DOORS.keys() | PUBLIC


SENT_TO = [name for name, door in DOORS.items() if door.method == "post"]
KEYED = [name for name, door in DOORS.items() if door.is_keyed]
EFFECTS = (Receipt, Declaration, Case, Issued, OrderFile)  # what a call leaves behind


OF_A_HOSPITAL = {
    Stay: 2,
    PreSettlement: 2,
    Settlement: 1,
    Withdrawal: 0,
    Reconciliation: 0,
}  # as they stand before any call


def nothing_happened() -> bool:
    stands = {model: model.objects.count() for model in OF_A_HOSPITAL}
    return stands == OF_A_HOSPITAL and not any(model.objects.exists() for model in EFFECTS)


def knock(place: Place, name: str, **how: Any) -> Any:
    door = DOORS[name]
    return call(door.url(name, place), door.body(place), method=door.method, **how)


@pytest.mark.parametrize("name", DOORS)
def test_a_door_serves_the_programs_it_names_and_no_other(place: Place, name: str) -> None:
    for scope in place.tokens:
        answer = knock(place, name, token=place.tokens[scope], key=scope)
        admitted = answer.status_code in (
            200,
            201,
            409,
        )  # a bank of Beijing is told that Shenzhen is not its
        assert (admitted, answer.status_code == 403) == (scope in DOORS[name].scopes, scope not in DOORS[name].scopes)


@pytest.mark.parametrize("name", DOORS)
def test_without_a_token_that_opens_nobody_gets_in(place: Place, name: str) -> None:
    scope = min(DOORS[name].scopes - {"bank"})
    token, user = place.tokens[scope], place.users[scope]
    assert knock(place, name).status_code == 401
    assert knock(place, name, token="x" * 43).status_code == 401
    assert knock(place, name, token=token, scheme="Basic").status_code == 401
    assert knock(place, name, token=token[:-1]).status_code == 401
    browser = Client(raise_request_exception=False)
    browser.force_login(user, backend=portal_settings.AUTHENTICATION_BACKENDS[-1])
    assert knock(place, name, client=browser).status_code == 401
    clerk = Client(raise_request_exception=False)
    clerk.force_login(a_member_of_staff("clerk"), backend=portal_settings.AUTHENTICATION_BACKENDS[-1])
    assert knock(place, name, client=clerk).status_code == 401
    if scope == SCOPE:
        place.shut(scope)
    user.is_active = False
    user.save(update_fields=["is_active"])
    assert knock(place, name, token=token).status_code == 401
    assert nothing_happened()


@pytest.mark.parametrize("name", DOORS)
def test_a_revoked_token_opens_nothing(place: Place, name: str) -> None:
    scope = min(DOORS[name].scopes - {"bank"})
    place.shut(scope)
    assert knock(place, name, token=place.tokens[scope]).status_code == 401
    assert nothing_happened()


@pytest.mark.parametrize("name", DOORS)
def test_other_methods_are_not_served(place: Place, name: str) -> None:
    token = place.tokens[min(DOORS[name].scopes - {"bank"})]
    url = DOORS[name].url(name, place)
    others = {"get", "post", "put", "patch", "delete"} - {DOORS[name].method}
    assert {call(url, token=token, method=method).status_code for method in others} == {405}


@pytest.mark.parametrize("name", KEYED)
def test_without_a_key_of_ordinary_length_nothing_is_done(place: Place, name: str) -> None:
    token = place.tokens[min(DOORS[name].scopes - {"bank"})]
    assert refused(knock(place, name, token=token, key=None)) == "idempotency_key_missing"
    assert refused(knock(place, name, token=token, key="   ")) == "idempotency_key_missing"
    assert refused(knock(place, name, token=token, key="k" * 121)) == "idempotency_key_long"
    assert nothing_happened()
    assert knock(place, name, token=token, key="k" * 120).status_code == 201


@pytest.mark.parametrize("name", SENT_TO)
def test_what_is_no_json_object_is_refused_with_400(place: Place, name: str) -> None:
    token, url = place.tokens[min(DOORS[name].scopes - {"bank"})], DOORS[name].url(name, place)
    for body in (b"", b"{", b"[]", b'"x"', b"\xff\xfe", b'{"a": NaN}', b"9" * 5000, b"[" * 100_000):
        answer = call(url, body, token=token)
        assert answer.status_code in (400, 409), (body[:20], answer.status_code)
    assert nothing_happened()


@pytest.mark.parametrize("name", SENT_TO)
def test_a_body_that_is_too_large_or_no_json_by_name_is_refused(place: Place, name: str, settings: Any) -> None:
    token, url = place.tokens[min(DOORS[name].scopes - {"bank"})], DOORS[name].url(name, place)
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": "k"}
    told = DOORS[name].body(place)
    assert Client().post(url, str(told), content_type="text/plain", headers=headers).status_code == 415
    assert Client().post(url, {"amount": "1"}, headers=headers).status_code in (400, 409)  # a form is an empty body
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 20
    assert knock(place, name, token=token).status_code == 400
    assert nothing_happened()


@pytest.mark.parametrize("name", KEYED)
def test_the_same_call_again_has_one_answer_and_another_under_its_key_is_refused(place: Place, name: str) -> None:
    scope = min(DOORS[name].scopes - {"bank"})
    token, door = place.tokens[scope], DOORS[name]
    first, again = knock(place, name, token=token), knock(place, name, token=token)
    assert (first.status_code, again.status_code, again.json()) == (201, 200, first.json())
    other: dict[str, Any] = {"amount": "1.00", "accept": "good_rows", "facts": {"month": "2026-10"}, "language": "zh"}
    other |= {"reference": "yet another", "is_last": True, "accept_changes": False, "reason": "另一原因", "count": 1}
    changed = door.body(place) | other
    assert refused(call(door.url(name, place), changed, token=token)) == "idempotency_key_reused"
    assert sum(model.objects.count() for model in (*EFFECTS, *OF_A_HOSPITAL)) == sum(OF_A_HOSPITAL.values()) + 1


def test_keys_of_one_program_are_not_those_of_another(place: Place) -> None:
    other = token_for(place.users["tax_authority"], "tax_authority", "440300")
    assert knock(place, "api_receipts", token=place.tokens["tax_authority"]).status_code == 201
    changed = DOORS["api_receipts"].body(place) | {"external_id": "R-2"}
    assert call(reverse("api_receipts"), changed, token=other).status_code == 201


def test_who_no_longer_acts_for_an_employer_finds_nothing_by_token_either(place: Place) -> None:
    user = place.users["employer"]
    end_delegate(employer=place.employer, user=user, on=TODAY, by=None, at=NOW, reason="离职")
    assert knock(place, "api_declaration", token=place.tokens["employer"]).status_code == 404
    assert nothing_happened()


def test_the_description_is_public_and_names_every_door() -> None:
    answer = Client().get(reverse("api_schema"))
    assert answer.status_code == 200
    assert len(answer.json()["paths"]) == len(DOORS) + 1  # and where tokens are given
