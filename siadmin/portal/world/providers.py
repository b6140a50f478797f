"""Six institutions of Beijing that settle over the API: a catalogue, a month of bills, a clearing, a measure."""

import base64
import csv
import datetime as dt
import io
import json
import random
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from benefits.medical.selectors import standing_of
from benefits.providers import actions as providers
from benefits.providers.models import Institution
from benefits.providers.rules import Kind
from benefits.providers.rules.measures import MeasureKind
from benefits.providers.rules.reading import COLUMNS
from benefits.settlement import actions as settling
from benefits.settlement.models import ClearingRun, Flag
from enrollment.participation.models import InsuredPeriod
from enrollment.registry.actions import EmployerFacts, register_employer
from enrollment.registry.models import Authority, EmployerKind, Person
from funds.ledger.models import Book
from siadmin.agency.insurances import Fund, Insurance, Line, ResidentScheme
from siadmin.agency.models import Office
from siadmin.kernel.months import Month
from siadmin.portal.world.build import Builder
from siadmin.portal.world.chance import stream
from siadmin.portal.world.finishing import work_out
from siadmin.portal.world.items import synthetic_items
from siadmin.portal.world.numbers import bank_account, credit_code_of, phone
from siadmin.portal.world.planning import granted
from siadmin.portal.world.staff import appoint

POOL, CREW, DISTRICT = "110000", "bj.hs", "110105"
INSTITUTIONS = (
    ("北京市朝阳第一医院", "Chaoyang First Hospital", Kind.HOSPITAL, 3),
    ("北京市安和医院", "Anhe Hospital", Kind.HOSPITAL, 3),
    ("北京市平安里医院", "Ping'anli Hospital", Kind.HOSPITAL, 2),
    ("望京社区卫生服务中心", "Wangjing Community Health Centre", Kind.COMMUNITY, None),
    ("双井社区卫生服务中心", "Shuangjing Community Health Centre", Kind.COMMUNITY, None),
    ("同康大药房", "Tongkang Pharmacy", Kind.PHARMACY, None),
)
PATIENTS = 24
_LINES, _OF_A_STAY = 6, 60
_LONGEST_STAY = 5
_DAYS_TO_STATE = 5


class _Program:
    """An institution's program: it knows the public API and nothing else."""

    def __init__(self, client_id: str, secret: str) -> None:
        self.client, self.asked = Client(SERVER_NAME="localhost"), 0
        basic = base64.b64encode(f"{client_id}:{secret}".encode()).decode()
        answer = self.client.generic(
            "POST", reverse("api_token"), urlencode({"grant_type": "client_credentials"}).encode(),
            content_type="application/x-www-form-urlencoded", headers={"Authorization": f"Basic {basic}"},
        )  # fmt: skip
        self.name, self.token = client_id, answer.json()["access_token"]

    def ask(self, door: str, body: dict[str, Any], **where: str) -> dict[str, Any] | None:
        """The answer; none where it is refused."""
        self.asked += 1
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": f"{self.name}-{self.asked}"}
        answer = self.client.generic(
            "POST", reverse(door, kwargs=where), json.dumps(body).encode(), content_type="application/json",
            headers=headers,
        )  # fmt: skip
        told: dict[str, Any] = answer.json()
        return told if answer.status_code in (200, 201) else None


def tell_providers(builder: Builder, now: dt.datetime) -> None:
    """Registered and agreed with, a catalogue in force; bills of a few people, some taken back; cleared and paid."""
    draw, today = stream(builder.world.seed, "institutions"), timezone.localdate(now)
    items = synthetic_items(builder.world.seed)
    _catalogue(builder, items, today, now)
    opened = [_institution(builder, each, draw, today, now) for each in INSTITUTIONS]
    programs = [_program(builder, each, now) for each in opened]
    good = [each for each in items if each["kind"] == "drug"]
    for place, (person, number) in enumerate(islice(_insured(today), PATIENTS)):
        around, at = divmod(place, len(programs))
        care = "inpatient" if around % 2 == 0 and opened[at].kind != Kind.PHARMACY else "outpatient"
        _settled(programs[at], place, person, number, care, good, draw, today, is_reversed=place % 9 == 8)
    for flag in Flag.objects.filter(disallowed_fen__isnull=True).select_related("settlement").order_by("pk")[:2]:
        settling.decide_flag(
            flag_id=flag.pk, disallowed_fen=min(flag.settlement.fund_fen, 5_000), reason="重复收费，核减",
            by=builder.staff[f"{CREW}.reviewer"], at=now,
        )  # fmt: skip
    _cleared(builder, today, now)
    providers.propose_measure(
        institution=opened[2], kind=MeasureKind.SUSPEND_PAYMENT, facts="抽查病历发现重复收费", department=None,
        effective_on=today + dt.timedelta(_DAYS_TO_STATE + 1), ends_before=None,
        state_until=today + dt.timedelta(_DAYS_TO_STATE), office=Office.objects.get(region_id=POOL, line=Line.HS),
        by=builder.staff[f"{CREW}.clerk"], at=now,
    )  # fmt: skip


def _catalogue(builder: Builder, items: list[dict[str, str]], today: dt.date, now: dt.datetime) -> None:
    """Read with two rows that are rejected, and put in force by another person."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    writer.writerows([*items, items[0], items[1] | {"code": "X000001", "class": "D"}])
    read = providers.read_catalogue(
        region=builder.regions[POOL], starts_on=today.replace(month=1, day=1), name="目录.csv",
        content=text.getvalue().encode(), by=builder.staff[f"{CREW}.clerk"], at=now,
    )  # fmt: skip
    providers.put_in_force(file_id=read.pk, by=builder.staff[f"{CREW}.reviewer"], at=now)


def _institution(
    builder: Builder, told: tuple[str, str, Kind, int | None], draw: random.Random, today: dt.date, now: dt.datetime
) -> Institution:
    name, name_en, kind, level = told
    account, clerk = bank_account(draw), builder.staff[f"{CREW}.clerk"]
    employer = register_employer(
        facts=EmployerFacts(
            credit_code=credit_code_of("12", DISTRICT, draw), name=name, name_en=name_en, kind=EmployerKind.INSTITUTION,
            authority=Authority.ESTABLISHMENT, address="北京市朝阳区", legal_representative="王安",
            contact_phone=phone(draw), bank_name="中国工商银行", bank_account=account, region=builder.regions[DISTRICT],
            pooling_region=builder.regions[POOL], risk_class=1, factor=Decimal("1.00"),
        ),
        on=builder.world.span.opened.first_day, by=None, at=now,
    )  # fmt: skip
    appoint(employer, builder.delegates[f"bureau.{POOL}"], today, now)
    made = providers.register_institution(
        employer=employer, kind=kind, level=level, bank_name="中国工商银行", account=account, by=clerk, at=now
    )
    agreement = providers.prepare_agreement(
        institution=made, insurances=(Insurance.MEDICAL, ResidentScheme.MEDICAL),
        starts_on=today.replace(month=1, day=1), ends_before=today.replace(year=today.year + 1, month=1, day=1),
        terms="按项目付费", by=clerk, at=now,
    )  # fmt: skip
    providers.sign_agreement(agreement_id=agreement.pk, by=builder.staff[f"{CREW}.approver"], at=now)
    return made


def _program(builder: Builder, institution: Institution, now: dt.datetime) -> _Program:
    client, secret = providers.issue_client(
        institution=institution, name="HIS", by=builder.staff[f"{CREW}.admin"], at=now
    )
    return _Program(client.application.client_id, secret)


def _insured(today: dt.date) -> Iterator[tuple[Person, str]]:
    """People of Beijing whose care is covered these days, with their numbers."""
    month = Month.of(today)
    periods = InsuredPeriod.objects.filter(
        region=POOL, insurance=Insurance.MEDICAL, from_month__lte=month, before_month__isnull=True
    )
    for period in periods.select_related("person").order_by("pk"):
        if any(standing_of(period.person, day).insured is None for day in (today, today - dt.timedelta(_LONGEST_STAY))):
            continue
        number = period.person.identifiers.filter(ends_before__isnull=True).first()
        if number is not None:
            yield period.person, number.value


def _settled(
    program: _Program, place: int, person: Person, number: str, care: str, items: list[dict[str, str]],
    draw: random.Random, today: dt.date, *, is_reversed: bool,
) -> None:  # fmt: skip
    """Admitted, pre-settled, settled; what the agency refuses (nothing paid, elsewhere) is left."""
    admitted = today - dt.timedelta(draw.randrange(1, _LONGEST_STAY + 1)) if care == "inpatient" else today
    stay = program.ask(
        "api_stays",
        {
            "scheme": "medical",
            "id_number": number,
            "care": care,
            "admitted_on": str(admitted),
            "reference": f"M{place}",
        },
    )
    if stay is None:
        return
    chosen = [draw.choice(items) for _ in range(_OF_A_STAY if care == "inpatient" else _LINES)] + (
        [items[0]] * 2 if place % 5 == 0 else []
    )
    lines = [
        {
            "line": f"{place}-{row}", "code": each["code"], "on": str(admitted), "quantity": "1",
            "unit_price": each["limit_yuan"] or "88.00",
        }
        for row, each in enumerate(chosen)
    ]  # fmt: skip
    bill = {"until": str(today if care == "inpatient" else admitted), "is_last": True, "lines": lines}
    shown = program.ask("api_presettlements", bill, number=stay["stay"])
    if shown is None:
        return
    settled = program.ask("api_settlements", {"presettlement": shown["presettlement"]}, number=stay["stay"])
    if settled is not None and is_reversed:
        program.ask("api_reversal", {"reason": "收费有误，重新结算"}, number=settled["settlement"])


def _cleared(builder: Builder, today: dt.date, now: dt.datetime) -> None:
    """Assembled, reviewed, approved and paid, each by another person."""
    region, by = builder.regions[POOL], {post: builder.staff[f"{CREW}.{post}"] for post in _POSTS}
    own = settling.open_clearing(region=region, fund=Fund.MEDICAL, month=Month.of(today), by=by["clerk"], at=now)
    work_out(own.run_id)
    for act, post in (
        (settling.review_clearing, "reviewer"),
        (settling.approve_clearing, "approver"),
    ):
        own = ClearingRun.objects.get(pk=own.pk)
        act(clearing_id=own.pk, seen_version=own.version, by=by[post], at=now)
    own = ClearingRun.objects.get(pk=own.pk)
    if own.total_fen:
        book = Book.objects.get(region=region, fund=Fund.MEDICAL)
        granted(builder, CREW, book, own.total_fen, f"{own.month} 定点机构费用", now)
    settling.pay_clearing(clearing_id=own.pk, seen_version=own.version, by=by["cashier"], at=now)


_POSTS = ("clerk", "reviewer", "approver", "cashier")
