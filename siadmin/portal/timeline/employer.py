"""The events of an employer."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy, ngettext

from contributions.assessment.selectors import MonthBilled
from contributions.collection.models import Receipt
from contributions.declarations.models import Declaration
from enrollment.registry.models import Employer, InjuryRate
from siadmin.kernel.money import written
from siadmin.portal.shapes import Event
from siadmin.portal.templatetags.words import fund_name, pick
from siadmin.portal.timeline.kept import acts, changes, day_of

# What the timeline can be narrowed to, in the order it is offered.
EMPLOYER_THEMES = {
    "declarations": gettext_lazy("Declarations"),
    "payments": gettext_lazy("Payments"),
    "people": gettext_lazy("Joined and left"),
    "changes": gettext_lazy("Changes"),
    "looked": gettext_lazy("Who looked"),
}
_FIELDS = {
    "name": gettext_lazy("Employer name"),
    "credit_code": gettext_lazy("Credit code"),
    "address": gettext_lazy("Address"),
    "legal_representative": gettext_lazy("Legal representative"),
    "name_en": gettext_lazy("English name"),
    "bank_name": gettext_lazy("Bank"),
    "bank_account_hash": gettext_lazy("Bank account"),
    "region_id": gettext_lazy("Region"),
}


def of_employer(
    employer: Employer,
    months: list[MonthBilled],
    filings: Iterable[Declaration],
    receipts: Iterable[Receipt],
    *,
    folded: bool,
) -> list[Event]:
    """Every event of an employer, unsorted. `folded`: the receipts of a day are one event at most."""
    events = [Event(employer.registered_on, "changes", "ti-building", gettext("Registered"))]
    if employer.cancelled_on is not None:
        events.append(Event(employer.cancelled_on, "changes", "ti-building-off", gettext("Registration cancelled")))
    events += changes("EmployerHistory", employer.pk, _FIELDS)
    events += _injury_rates(employer.injury_rates.order_by("starts_on"))
    events += [_filing(each) for each in filings if each.filed_at is not None]
    events += _paid(months)
    events += _received(receipts, months) if folded else [_receipt(each) for each in receipts]
    events += acts("employer", employer.number)
    return events


def _injury_rates(rates: Iterable[InjuryRate]) -> Iterator[Event]:
    for rate in rates:
        title = gettext("Work injury: risk class %(number)s, factor %(factor)s")
        yield Event(
            rate.starts_on,
            "changes",
            "ti-helmet",
            title % {"number": rate.risk_class, "factor": rate.factor},
            rate.decision,
        )


def _filing(declaration: Declaration) -> Event:
    assert declaration.filed_at is not None
    people = ngettext("%(count)s person", "%(count)s people", declaration.people) % {"count": declaration.people}
    version = declaration.version or 1
    title = gettext("Declared %(month)s") if version == 1 else gettext("Declared %(month)s again")
    by = pick(declaration.filed_by, "display_name") if declaration.filed_by else gettext("the payroll software")
    return Event(
        day_of(declaration.filed_at),
        "declarations",
        "ti-file-check",
        title % {"month": declaration.month},
        f"{declaration.number} · {people} · {written(declaration.wages_fen)} · {by}",
    )


def _paid(months: list[MonthBilled]) -> Iterator[Event]:
    for each in months:
        if each.paid_on is not None:
            title = gettext("%(month)s paid in full: %(amount)s")
            yield Event(
                each.paid_on,
                "payments",
                "ti-circle-check",
                title % {"month": each.month, "amount": written(each.total_fen)},
                kind="due" if each.is_late else "",
                word=gettext("paid late") if each.is_late else "",
                order=1,
            )


@dataclass(slots=True)
class ReceivedOn:
    """The receipts of one day together."""

    on: dt.date
    count: int = 0
    amount_fen: int = 0


def received_by_day(receipts: Iterable[Receipt]) -> list[ReceivedOn]:
    """Receipts as an employer pays them: one payment reaches each fund on its own. Order of the days is kept."""
    days: dict[dt.date, ReceivedOn] = {}
    for receipt in receipts:
        day = days.setdefault(receipt.received_on, ReceivedOn(receipt.received_on))
        day.count += 1
        day.amount_fen += receipt.amount_fen
    return list(days.values())


def _received(receipts: Iterable[Receipt], months: list[MonthBilled]) -> Iterator[Event]:
    """The receipts of a day as one event; none where they just paid a month in full, which is told already."""
    told = {(each.paid_on, each.total_fen) for each in months}
    for day in received_by_day(receipts):
        if (day.on, day.amount_fen) not in told:
            title = gettext("Received %(amount)s") % {"amount": written(day.amount_fen)}
            detail = ngettext("%(count)s receipt", "%(count)s receipts", day.count) % {"count": day.count}
            yield Event(day.on, "payments", "ti-coins", title, detail)


def _receipt(receipt: Receipt) -> Event:
    title = gettext("Received %(amount)s") % {"amount": written(receipt.amount_fen)}
    detail = f"{fund_name(receipt.book.fund)} · {receipt.external_id}"
    return Event(receipt.received_on, "payments", "ti-coins", title, detail)
