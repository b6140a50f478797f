"""What is owed at the end: late fees, an employer ordered to pay, one that pays later, one that gets money back."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import F
from django.utils import timezone

from contributions.collection.actions import charge_employer, open_late_fees
from contributions.collection.enforcement import on_the_ladder
from contributions.collection.matters import AGREEMENTS, ENFORCEMENTS, REFUNDS
from contributions.collection.rules.ladder import Rung
from contributions.collection.suspense import receipts_seen_by
from enrollment.registry.models import Employer
from enrollment.registry.selectors import viewer_of
from enrollment.registry.subjects import Employers
from funds.ledger.selectors import pooling_regions
from siadmin.agency.insurances import LINE_OF_FUND, Line
from siadmin.agency.models import User
from siadmin.kernel.money import yuan
from siadmin.matters import actions
from siadmin.matters.actions import Attached
from siadmin.matters.catalogue import Matter
from siadmin.portal.world.finishing import work_out

_LATER = dt.timedelta(days=90)


def tell_owed(staff: Mapping[str, User], now: dt.datetime) -> int:
    """Three cases of the line of pensions, where there is somebody to have them; returns how many."""
    for region in pooling_regions():
        run, _ = open_late_fees(region=region, by=None, at=now)
        work_out(run.pk)
    return _order_to_pay(staff, now) + _agree_on_later(staff, now) + _return(staff, now)


def charge_what_came_late(now: dt.datetime) -> None:
    """After the last receipts: the night's run was told before them, and a day has one."""
    for employer in Employer.objects.order_by("pk"):
        charge_employer(employer=employer, by=None, at=now)


def _most_overdue(clerk: User, now: dt.datetime) -> tuple[Employer, str, str] | None:
    """Who owes a clerk's line most, with the first and the last month of it."""
    today = timezone.localdate(now)
    found = on_the_ladder(viewer_of(clerk, on=today), today)[:1]
    if not found:
        return None
    first = found[0].since.strftime("%Y-%m")
    return Employer.objects.get(pk=found[0].employer_id), first, today.strftime("%Y-%m")


def _order_to_pay(staff: Mapping[str, User], now: dt.datetime) -> int:
    clerk = staff["sh.clerk"]
    if (late := _most_overdue(clerk, now)) is None:
        return 0
    _signed(ENFORCEMENTS[Line.HRSS], late[0], (clerk,), now, rung=str(Rung.ORDER_TO_PAY), note="")
    return 1


def _agree_on_later(staff: Mapping[str, User], now: dt.datetime) -> int:
    clerk, reviewer = staff["cd.clerk"], staff["cd.reviewer"]
    if (late := _most_overdue(clerk, now)) is None:
        return 0
    employer, first, last = late
    until = (timezone.localdate(now) + _LATER).isoformat()
    _signed(
        AGREEMENTS[Line.HRSS], employer, (clerk, reviewer), now,
        first_month=first, last_month=last, until=until, guarantee="mortgage", what="自有厂房一处，已办理抵押登记",
    )  # fmt: skip
    return 1


def _return(staff: Mapping[str, User], now: dt.datetime) -> int:
    """Ordered by two; it waits for the cashier."""
    clerk, reviewer = staff["bj.clerk"], staff["bj.reviewer"]
    waiting = receipts_seen_by(viewer_of(clerk, on=timezone.localdate(now))).filter(
        employer__isnull=False, allocated_fen__lt=F("amount_fen")
    )
    of_line = waiting.filter(book__fund__in=[fund for fund, line in LINE_OF_FUND.items() if line == Line.HRSS])
    receipt = of_line.order_by("received_on", "pk").first()
    if receipt is None or receipt.employer is None:
        return 0
    amount = str(yuan(receipt.amount_fen - receipt.allocated_fen))
    _signed(
        REFUNDS[Line.HRSS], receipt.employer, (clerk, reviewer), now,
        receipt=receipt.external_id, fund=receipt.book.fund, amount=amount, cause="over",
    )  # fmt: skip
    return 1


def _signed(matter: Matter, employer: Employer, signers: tuple[User, ...], now: dt.datetime, **facts: Any) -> None:
    case = actions.receive(
        matter=matter,
        subject=Employers().find([employer.number])[employer.number],
        facts=facts,
        papers=[Attached(paper.code, seen_original=True) for paper in matter.papers],
        by=signers[0],
        at=now,
    )
    for act, by in zip((actions.handle, actions.review), signers, strict=False):
        act(case_id=case.pk, seen_version=case.version, by=by, at=now)
        case.refresh_from_db()
