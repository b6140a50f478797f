"""Funding plans of the world: asked for, signed, granted by the finance department; one of each still on its way."""

import datetime as dt

from django.utils import timezone

from funds.ledger import needs
from funds.ledger.actions import answer_plan, prepare_plan, sign_plan
from funds.ledger.models import Book
from siadmin.agency.insurances import Fund
from siadmin.kernel.months import Month
from siadmin.portal.world.build import Builder

_YUAN = 100
_WAITING = ((Fund.PENSION, 60_000_000 * _YUAN, True), (Fund.UNEMPLOYMENT, 1_200_000 * _YUAN, False))


def granted(builder: Builder, place: str, book: Book, fen: int, purpose: str, now: dt.datetime) -> None:
    """So much may be drawn this month; `place` is the short name its sign-ins begin with."""
    clerk, approver, writer = (builder.staff[f"{place}.{post}"] for post in ("accountant", "approver", "director"))
    today = timezone.localdate(now)
    plan = prepare_plan(book=book, month=Month.of(today), amount_fen=fen, purpose=purpose, by=clerk, at=now)
    sign_plan(plan_id=plan.pk, by=approver, at=now)
    answer_plan(
        plan_id=plan.pk,
        granted_fen=fen,
        answered_on=today,
        reference=f"财社〔{today.year}〕{plan.pk}号",
        by=writer,
        at=now,
    )


def tell_plans(builder: Builder, now: dt.datetime) -> None:
    """What Beijing's runs wait to pay may be drawn; of next month one plan is submitted, one waits for a signature."""
    this_month = Month.of(timezone.localdate(now))
    for book in Book.objects.filter(region_id="110000"):
        if wanted := sum(need.amount_fen for need in needs.of(book, this_month)):
            granted(builder, "bj", book, wanted, f"{this_month} 待遇发放", now)
    month = this_month + 1
    for fund, fen, is_signed in _WAITING:
        book = Book.objects.get(region_id="110000", fund=fund)
        plan = prepare_plan(
            book=book,
            month=month,
            amount_fen=fen,
            purpose=f"{month} 待遇发放",
            by=builder.staff["bj.accountant"],
            at=now,
        )
        if is_signed:
            sign_plan(plan_id=plan.pk, by=builder.staff["bj.approver"], at=now)
