"""A hospital of Beijing with its agreement, catalogue and program: it talks to the agency by the public API alone.

hospital = Hospital()
stay = hospital.admitted(person)
shown = hospital.presettled(stay, [line("XA0001", 10, "120")])
settled = hospital.settled(stay, shown)
"""

import base64
import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from itertools import count
from typing import Any
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse

from benefits.providers.actions import (
    issue_client,
    prepare_agreement,
    put_in_force,
    read_catalogue,
    register_institution,
    sign_agreement,
)
from benefits.providers.models import CatalogueFile, Institution, ProviderClient
from benefits.providers.rules.reading import COLUMNS
from enrollment.registry.models import Employer, Person
from siadmin.agency.insurances import Insurance, Line, ResidentScheme
from siadmin.agency.models import Region, User
from siadmin.agency.posts import Post
from tests.cities import BEIJING, COUNTY_OF, OCTOBER, SEPTEMBER, tick
from tests.claims.desk import a_worker
from tests.factories import TODAY, a_member_of_staff, an_employer, identity_number_of

YEAR_START = dt.date(2026, 1, 1)
HEAD = ",".join(COLUMNS)
CATALOGUE = (
    "SV0001,service,床位费,Bed,日,,A,,150,,,,1",
    "XA0001,drug,阿莫西林胶囊,Amoxicillin,盒,0.25g*24,A,,20.5,,,,10",
    "XB0001,drug,阿托伐他汀钙片,Atorvastatin,盒,20mg*7,B,10,,,,,",
    "XC0001,drug,人参,Ginseng,克,,C,,,,,,",
    "SV0002,service,妇科检查,Gynaecological examination,次,,A,,,female,,,",
    "SV0003,service,新生儿护理,Care of the newborn,日,,A,,,,,12,",
    "DV0001,device,冠脉支架,Coronary stent,个,,B,20,8000,,,,",
)
_keys, _lines, _references = count(1), count(1), count(1)
Send = Callable[[str, str, bytes, dict[str, str]], tuple[int, Any]]


def desk(*posts: str, at: str = BEIJING) -> User:
    return a_member_of_staff(*posts, at=at, line=Line.HS)


def catalogue(
    rows: Sequence[str] = CATALOGUE, *, starts_on: dt.date = YEAR_START, pool: str = BEIJING
) -> CatalogueFile:
    """Read by a clerk, put in force by a reviewer."""
    content = "\n".join([HEAD, *rows]).encode()
    read = read_catalogue(
        region=Region.objects.get(pk=pool), starts_on=starts_on, name="catalogue.csv", content=content,
        by=desk(Post.CLERK, at=pool), at=tick(),
    )  # fmt: skip
    return put_in_force(file_id=read.pk, by=desk(Post.REVIEWER, at=pool), at=tick())


def an_institution(
    *, kind: str = "hospital", level: int | None = 3, at: str = COUNTY_OF[BEIJING], employer: Employer | None = None
) -> Institution:
    employer = employer or an_employer(at=at)
    return register_institution(
        employer=employer, kind=kind, level=level, bank_name="中国工商银行", account=f"62{employer.pk:014d}",
        by=desk(Post.CLERK, at=employer.pooling_region_id), at=tick(),
    )  # fmt: skip


def agreed(
    institution: Institution,
    *,
    insurances: Sequence[str] = (Insurance.MEDICAL, ResidentScheme.MEDICAL),
    starts_on: dt.date = YEAR_START,
    ends_before: dt.date = dt.date(2027, 1, 1),
) -> None:
    pool = institution.region_id
    agreement = prepare_agreement(
        institution=institution, insurances=insurances, starts_on=starts_on, ends_before=ends_before, terms="",
        by=desk(Post.CLERK, at=pool), at=tick(),
    )  # fmt: skip
    sign_agreement(agreement_id=agreement.pk, by=desk(Post.APPROVER, at=pool), at=tick())


def patient(wage: int = 8_000) -> Person:
    """Insured in Beijing since September, both months paid."""
    return a_worker(months=(SEPTEMBER, OCTOBER), wage=wage)[1]


def line(code: str, quantity: str | int, price: str, *, on: dt.date = TODAY, **other: Any) -> dict[str, Any]:
    told = {"line": f"L{next(_lines)}", "code": code, "on": str(on), "quantity": str(quantity), "unit_price": price}
    return told | other


def by_test_client(client: Client) -> Send:
    def send(method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, Any]:
        kind = headers.pop("Content-Type", "application/json")
        answer = client.generic(method, path, body, content_type=kind, headers=headers)
        return answer.status_code, json.loads(answer.content or b"null")

    return send


class Refused(Exception):
    def __init__(self, status: int, told: Any) -> None:
        super().__init__(f"{status} {told}")
        self.status, self.told = status, told

    @property
    def code(self) -> str:
        return str(self.told["refused"]["code"])

    @property
    def problems(self) -> list[str]:
        return [each["code"] for each in self.told["problems"]]


class Program:
    """What a hospital's system does: gets its token, then asks."""

    def __init__(self, client_id: str, secret: str, send: Send | None = None) -> None:
        self.credentials, self.send = (client_id, secret), send or by_test_client(Client(raise_request_exception=True))
        self.token = self.signed_in()

    def signed_in(self) -> str:
        basic = base64.b64encode(":".join(self.credentials).encode()).decode()
        headers = {"Authorization": f"Basic {basic}", "Content-Type": "application/x-www-form-urlencoded"}
        body = urlencode({"grant_type": "client_credentials", "scope": "provider"}).encode()
        status, told = self.send("POST", reverse("api_token"), body, headers)
        if status != 200:
            raise Refused(status, told)
        return str(told["access_token"])

    def ask(self, name: str, body: Any = None, *, key: str = "", method: str = "POST", **where: str) -> Any:
        """The answer; raises Refused for any other than 200 and 201."""
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": key or f"key-{next(_keys)}"}
        content = b"" if body is None else json.dumps(body).encode()
        status, told = self.send(method, reverse(name, kwargs=where), content, headers)
        if status not in (200, 201):
            raise Refused(status, told)
        return told

    def eligible(self, person: Person, **other: Any) -> Any:
        told = {"scheme": "medical", "id_number": identity_number_of(person)} | other
        return self.ask("api_eligibility", told)

    def admitted(
        self, person: Person, *, care: str = "inpatient", on: dt.date = TODAY, key: str = "", **other: Any
    ) -> Any:
        told = {
            "scheme": "medical", "id_number": identity_number_of(person), "care": care, "admitted_on": str(on),
            "reference": f"A-{next(_references)}",
        } | other  # fmt: skip
        return self.ask("api_stays", told, key=key)["stay"]

    def presettled(
        self,
        stay: str,
        lines: Sequence[Mapping[str, Any]],
        *,
        until: dt.date = TODAY,
        is_last: bool = True,
        key: str = "",
    ) -> Any:
        told = {"until": str(until), "is_last": is_last, "lines": lines}
        return self.ask("api_presettlements", told, key=key, number=stay)

    def settled(self, stay: str, shown: Any, *, key: str = "", **other: Any) -> Any:
        told = {"presettlement": shown["presettlement"]} | other
        return self.ask("api_settlements", told, key=key, number=stay)

    def reversed(self, settlement: Any, *, key: str = "", reason: str = "收费有误") -> Any:
        return self.ask("api_reversal", {"reason": reason}, key=key, number=settlement["settlement"])


class Hospital(Program):
    """Designated in Beijing, level 3, with a catalogue in force."""

    def __init__(
        self,
        *,
        level: int | None = 3,
        kind: str = "hospital",
        with_catalogue: bool = True,
        employer: Employer | None = None,
    ) -> None:
        self.institution = an_institution(kind=kind, level=level, employer=employer)
        agreed(self.institution)
        if with_catalogue:
            catalogue()
        self.client, secret = issue_client(
            institution=self.institution, name="HIS", by=desk(Post.ADMINISTRATOR), at=tick()
        )
        super().__init__(self.client.application.client_id, secret)

    institution: Institution
    client: ProviderClient
