"""People of two cities who lost work and claim the benefit, and a month of it paid, through the real actions."""

import csv
import datetime as dt
import io
import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice

from django.db import transaction

from benefits.payments import actions as payments
from benefits.payments.models import BankFile, Hold, PaymentRun
from benefits.payments.rules.course import LIFTED_BY_A_WORD, Answer, Why
from benefits.payments.selectors import batches_of
from benefits.unemployment.actions import pay_medical
from benefits.unemployment.selectors import paid_months, work_now
from enrollment.participation.models import INVOLUNTARY, Employment, EndReason
from enrollment.registry.matters import BANK_CARD
from enrollment.registry.models import Person
from enrollment.registry.subjects import Persons
from funds.ledger.models import Book
from siadmin.agency.documents import content_of
from siadmin.agency.insurances import Fund
from siadmin.agency.models import Region
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.matters import actions as matters
from siadmin.matters.actions import Attached
from siadmin.matters.catalogue import Matter, matter_of
from siadmin.matters.models import Case
from siadmin.portal.world.build import Builder
from siadmin.portal.world.chance import stream
from siadmin.portal.world.finishing import work_out
from siadmin.portal.world.numbers import bank_account
from siadmin.portal.world.planning import granted

CLAIM = "unemployment_benefit"
_YEAR = 12
BANKS = ("中国工商银行", "中国农业银行", "中国建设银行")
# How far each of the first claims has come; whoever comes after them is granted the benefit.
_STORIES = ("received", "handled", "denied", "evidence")
_MOST = {"110000": 14, "440300": 8}
_SHORT = {"110000": "bj", "440300": "sz"}


def tell_benefits(builder: Builder, now: dt.datetime) -> int:
    """Claims in every state in two cities; Beijing's month is paid and answered, Shenzhen's waits for its review."""
    told = 0
    for pool, most in _MOST.items():
        draw = stream(builder.world.seed, "benefits", pool)
        for place, person in enumerate(islice(_out_of_work(pool), most)):
            story = _STORIES[place] if pool == "110000" and place < len(_STORIES) else "granted"
            told += _claimed(builder, person, pool, story, draw, now, has_card=place != most - 1)
    for pool in _MOST:
        if (own := assembled(builder, pool, Fund.UNEMPLOYMENT, now)) is not None and pool == "110000":
            paid(builder, own, now, answered=1)
    return told


def _out_of_work(pool: str) -> Iterator[Person]:
    """Who lost work, has none, and paid a year at least; those with a sign-in of their own first."""
    left = Employment.objects.filter(employer__pooling_region=pool, ends_before__isnull=False)
    region = Region.objects.get(pk=pool)
    people = Person.objects.filter(
        pk__in=left.filter(end_reason__in=[*INVOLUNTARY, EndReason.RESIGNED]).values("person"), died_on=None
    )
    for person in people.order_by("citizen_tie__pk", "pk").iterator():
        if work_now(person) is None and paid_months(person, region)[0] >= _YEAR:
            yield person


def _claimed(
    builder: Builder, person: Person, pool: str, story: str, draw: random.Random, now: dt.datetime, *, has_card: bool
) -> bool:
    """One claim as far as its story goes; whether it was told: what a rule refuses is left out."""
    try:
        with transaction.atomic():
            if has_card:
                card = {"bank_name": draw.choice(BANKS), "account": bank_account(draw)}
                signed(builder, asked(builder, BANK_CARD, person, pool, now, **card), pool, now)
            told = {"cause": "as_told", "story": "", "registered": True, "seeking": story != "denied"}
            if story == "evidence":
                told |= {"cause": "by_evidence", "story": "单位要求签离职申请，附通话记录和工资条。"}
            case = asked(builder, matter_of(CLAIM), person, pool, now, **told)
            if story != "received":
                acted(builder, case, pool, "clerk", "handle", now)
            if story == "denied":
                acted(
                    builder,
                    case,
                    pool,
                    "reviewer",
                    "refuse",
                    now,
                    reason="本人没有求职要求，不符合社会保险法第45条第(三)项",
                )
            elif story == "granted":
                signed(builder, case, pool, now)
    except Refusal:
        return False
    return True


def tell(story: Callable[..., object], *facts: object) -> None:
    """One story, or nothing of it where a rule refuses."""
    with suppress(Refusal), transaction.atomic():
        story(*facts)


def asked(builder: Builder, matter: Matter, person: Person, pool: str, now: dt.datetime, **facts: object) -> Case:
    papers = [Attached(paper.code, seen_original=True) for paper in matter.papers if paper.is_needed(facts)]
    subject = Persons().find([person.number])[person.number]
    by = builder.staff[f"{_SHORT[pool]}.clerk"]
    return matters.receive(matter=matter, subject=subject, facts=facts, papers=papers, by=by, at=now)


def signed(builder: Builder, case: Case, pool: str, now: dt.datetime) -> None:
    """By as many as must."""
    for post, act in (("clerk", "handle"), ("reviewer", "review"), ("approver", "approve")):
        case.refresh_from_db()
        if case.is_open and (act != "handle" or case.state == "received"):
            acted(builder, case, pool, post, act, now)


def acted(builder: Builder, case: Case, pool: str, post: str, act: str, now: dt.datetime, **said: str) -> None:
    case.refresh_from_db()
    by = builder.staff[f"{_SHORT[pool]}.{post}"]
    getattr(matters, act)(case_id=case.pk, seen_version=case.version, by=by, at=now, **said)


def assembled(
    builder: Builder, pool: str, fund: str, now: dt.datetime, *, ago: int = 0, crew: str = ""
) -> PaymentRun | None:
    """A fund's month, the present one or so many before, every slice paid into its list; none where a rule refuses.

    `crew` is what their sign-ins begin with, where it is not the place alone.
    """
    region, month = Region.objects.get(pk=pool), Month.of(builder.world.span.today) - ago
    by = builder.staff[f"{crew or _SHORT[pool]}.clerk"]
    try:
        own = payments.open_payments(region=region, fund=fund, month=month, by=by, at=now)
    except Refusal:
        return None
    work_out(own.run_id)
    own.refresh_from_db()
    return own


def paid(builder: Builder, own: PaymentRun, now: dt.datetime, *, answered: int | None = None, crew: str = "bj") -> None:
    """Looked into, signed, sent; the bank answered for all files or so many. In the first, one account is closed."""
    posts = ("reviewer", "approver", "cashier", "accountant")
    by = {post: builder.staff[f"{crew}.{post}"] for post in posts}
    held = Hold.objects.filter(batch_id__in=own.batches.values("pk"), because__in=LIFTED_BY_A_WORD)
    for hold in held:
        why = "抽查：核对申请材料与账户，无误" if hold.because == Why.SAMPLE else "已电话向本人核实"
        payments.lift_hold(hold_id=hold.pk, by=by["reviewer"], at=now, reason=why)
    for act, post in ((payments.review, "reviewer"), (payments.approve, "approver")):
        own.refresh_from_db()
        act(payment_run_id=own.pk, seen_version=own.version, by=by[post], at=now)
    book = Book.objects.get(region=own.region, fund=own.fund)
    granted(builder, crew, book, own.total_fen * 2, f"{own.month} 待遇发放", now)
    ready = [each.batch_id for each in batches_of(own) if each.bank_name and each.ready]
    for place, batch in enumerate(ready):
        file = payments.send_file(batch_id=batch, by=by["cashier"], at=now)
        if answered is None or place < answered:
            content = _answer(file, has_closed=place == 0)
            payments.take_results(file_id=file.pk, name="回盘.csv", content=content, by=by["accountant"], at=now)
    if own.fund == Fund.UNEMPLOYMENT:
        pay_medical(payment_run_id=own.pk, by=by["cashier"], at=now)


def _answer(file: BankFile, *, has_closed: bool) -> bytes:
    page = io.StringIO()
    writer = csv.writer(page)
    writer.writerow(("reference", "result"))
    rows = list(csv.DictReader(io.StringIO(content_of(file.document).decode("utf-8-sig"))))
    for place, row in enumerate(rows):
        is_closed = has_closed and place == 0 and len(rows) > 1
        writer.writerow((row["reference"], Answer.ACCOUNT_CLOSED if is_closed else Answer.PAID))
    return page.getvalue().encode()
