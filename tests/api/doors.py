"""The table of the API's doors: route name → method, whose programs it serves, and what an ordinary call says."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.test import Client
from django.urls import reverse

from benefits.providers.models import SCOPE
from contributions.platforms.actions import register_platform
from enrollment.registry.actions import issue_token, revoke_token
from enrollment.registry.models import ApiToken, Employer, Person, TokenScope
from siadmin.agency.insurances import Fund
from siadmin.agency.models import User
from tests.cities import BEIJING, COUNTY_OF, SEPTEMBER, SHENZHEN
from tests.declarations.desk import staffed
from tests.factories import NOW, TODAY, a_delegate, a_user, an_office, citizen_number, identity_number_of, region
from tests.settlement.hospital import Hospital, line

NANSHAN = COUNTY_OF[SHENZHEN]


@dataclass
class Care:
    """The stay of a person in a hospital: something of it was settled, and something only shown."""

    hospital: Hospital
    stay: str
    visit: str
    shown: str
    settled: str


@dataclass
class Place:
    """An employer with one person where employers declare to us, one where they declare to tax; programs' tokens.

    The first is a hospital too (`care`), once somebody asks for it.
    """

    employer: Employer
    person: Person
    taxed: Employer
    taxed_person: Person
    users: dict[str, User]
    tokens: dict[str, str]

    @cached_property
    def care(self) -> Care:
        hospital = Hospital(employer=self.employer)
        stay, visit = hospital.admitted(self.person), hospital.admitted(self.person, care="outpatient")
        settled = hospital.settled(stay, hospital.presettled(stay, [line("XA0001", 1, "20")], is_last=False))
        shown = hospital.presettled(stay, [line("XA0001", 1, "30")])
        return Care(hospital, stay, visit, shown["presettlement"], settled["settlement"])

    def shut(self, scope: str) -> None:
        """The program of this scope is let in no more."""
        if scope == SCOPE:
            self.care.hospital.client.revoked_at = NOW
            self.care.hospital.client.save(update_fields=["revoked_at"])
        else:
            revoke_token(token=ApiToken.objects.get(user=self.users[scope]), by=None, at=NOW, reason="丢失")


def settle_in() -> Place:
    """Of each scope a user with a token: the bureau of `employer`, Shenzhen's tax authority, a bank of Beijing."""
    employer, (person,) = staffed(at=COUNTY_OF[BEIJING])
    an_office()
    register_platform(employer=employer, industry="instant_delivery", from_month=SEPTEMBER, by=None, at=NOW)
    taxed, (taxed_person,) = staffed(at=NANSHAN)
    users: dict[str, User] = {
        TokenScope.EMPLOYER: a_delegate(employer),
        TokenScope.TAX: a_user(name="深圳市税务局"),
        TokenScope.BANK: a_user(name="某银行"),
    }
    regions: dict[str, str | None] = {TokenScope.EMPLOYER: None, TokenScope.TAX: SHENZHEN, TokenScope.BANK: BEIJING}
    tokens = {str(scope): token_for(user, scope, regions[scope]) for scope, user in users.items()}
    return Place(employer, person, taxed, taxed_person, {str(k): user for k, user in users.items()}, tokens)


def settle_in_with_a_hospital() -> Place:
    """Its program has a token, too."""
    place = settle_in()
    place.users[SCOPE] = place.users[TokenScope.EMPLOYER]
    place.tokens[SCOPE] = place.care.hospital.token
    return place


def token_for(user: User, scope: str, at: str | None = None) -> str:
    return issue_token(user=user, scope=scope, name="test", region=region(at) if at else None, by=None, at=NOW)


def receipt(**other: Any) -> dict[str, Any]:
    """What a tax authority or bank tells of a receipt of Shenzhen's pension fund."""
    told = {
        "external_id": "R-1",
        "received_on": str(TODAY),
        "region": SHENZHEN,
        "fund": str(Fund.PENSION),
        "amount": "1920.00",
    }
    return told | other


def row(person: Person, wage: object = "8000", **other: Any) -> dict[str, Any]:
    return {"name": person.name, "id_number": identity_number_of(person), "wage": wage} | other


def suspension(person: Person, **other: str) -> dict[str, str]:
    """The answers that ask for somebody's insurance to be suspended."""
    told = {"number": identity_number_of(person), "month": str(SEPTEMBER), "cause": "unpaid_leave", "note": ""}
    return told | other


@dataclass(frozen=True)
class Door:
    method: str
    scopes: frozenset[str]
    arguments: Callable[[Place], dict[str, Any]] = lambda place: {}
    body: Callable[[Place], dict[str, Any]] = lambda place: {}
    is_keyed: bool = True

    def url(self, name: str, place: Place) -> str:
        return reverse(name, kwargs=self.arguments(place))


DOORS: dict[str, Door] = {
    "api_receipts": Door("post", frozenset({"tax_authority", "bank"}), body=lambda place: receipt()),
    "api_declaration": Door(
        "post",
        frozenset({"employer"}),
        lambda place: {"number": place.employer.number, "month": str(SEPTEMBER)},
        lambda place: {"rows": [row(place.person)]},
    ),
    "api_matter": Door(
        "post",
        frozenset({"employer"}),
        lambda place: {"number": place.employer.number, "code": "employee_suspension"},
        lambda place: {"facts": suspension(place.person)},
    ),
    "api_certificate": Door(
        "post",
        frozenset({"employer"}),
        lambda place: {"number": place.employer.number},
        lambda place: {"id_number": identity_number_of(place.person), "language": "en"},
    ),
    "api_orders": Door(
        "post",
        frozenset({"employer"}),
        lambda place: {"number": place.employer.number, "month": str(SEPTEMBER)},
        lambda place: {"rows": [{"name": "骑手", "id_number": citizen_number(order=79), "orders": "12"}]},
    ),
    "api_tax_declaration": Door(
        "post",
        frozenset({"tax_authority"}),
        lambda place: {"number": place.taxed.credit_code, "month": str(SEPTEMBER)},
        lambda place: {"rows": [row(place.taxed_person)]},
    ),
    "api_eligibility": Door(
        "post",
        frozenset({SCOPE}),
        body=lambda place: {"scheme": "medical", "id_number": identity_number_of(place.person)},
        is_keyed=False,
    ),
    "api_stays": Door(
        "post",
        frozenset({SCOPE}),
        body=lambda place: {
            "scheme": "medical", "id_number": identity_number_of(place.person), "care": "outpatient",
            "admitted_on": str(TODAY), "reference": "another",
        },
    ),
    "api_stay_withdrawal": Door(
        "post", frozenset({SCOPE}), lambda place: {"number": place.care.visit}, lambda place: {"reason": "登记有误"}
    ),
    "api_presettlements": Door(
        "post",
        frozenset({SCOPE}),
        lambda place: {"number": place.care.stay},
        lambda place: {"until": str(TODAY), "lines": [line("XA0001", 1, "20", line="one")]},
    ),
    "api_settlements": Door(
        "post",
        frozenset({SCOPE}),
        lambda place: {"number": place.care.stay},
        lambda place: {"presettlement": place.care.shown, "accept_changes": True},
    ),
    "api_days": Door(
        "post",
        frozenset({SCOPE}),
        body=lambda place: {"day": "2026-11-01", "count": 0, "charged_fen": 0, "fund_fen": 0, "self_pay_fen": 0},
    ),
    "api_clearings": Door("get", frozenset({SCOPE}), is_keyed=False),
    "api_settlement": Door("get", frozenset({SCOPE}), lambda place: {"number": place.care.settled}, is_keyed=False),
    "api_reversal": Door(
        "post", frozenset({SCOPE}), lambda place: {"number": place.care.settled}, lambda place: {"reason": "收费有误"}
    ),
}  # fmt: skip
PUBLIC = {"api_schema", "api_token"}


def call(
    url: str,
    body: object = None,
    *,
    token: str | None = None,
    key: str | None = "k",
    method: str = "post",
    client: Client | None = None,
    scheme: str = "Bearer",
) -> Any:
    """One request as a program makes it; `body` that is bytes goes as it is."""
    headers = ({"Authorization": f"{scheme} {token}"} if token else {}) | ({"Idempotency-Key": key} if key else {})
    data = body if isinstance(body, bytes) else json.dumps({} if body is None else body).encode()
    client = client or Client(raise_request_exception=False)
    return client.generic(method.upper(), url, data, content_type="application/json", headers=headers)


def refused(answer: Any) -> str:
    """The code of a refusal in words, in both languages and with a remedy."""
    assert answer.status_code == 409, answer.content
    told = answer.json()["refused"]
    assert all(told[name] for name in ("zh", "en", "remedy_zh", "remedy_en"))
    return str(told["code"])
