"""Somebody in Guangzhou who draws the benefit for some months, and the desk for what is granted beside it."""

import datetime as dt

from benefits.payments.models import Entitlement
from benefits.unemployment.actions import pay_medical
from benefits.unemployment.models import MedicalPayment
from enrollment.registry.models import Person
from siadmin.agency.insurances import Fund
from siadmin.kernel.months import Month
from tests import cities
from tests.cities import COUNTY_OF, GUANGZHOU
from tests.claims.desk import ClaimDesk, a_worker, loses_work
from tests.factories import an_employer, an_employment
from tests.payments.till import Till, a_card, funded

A_MONTH = 2_412_00
A_MONTH_BEFORE_SEPTEMBER = 2_250_00
NOVEMBER = Month(2026, 11)


def a_spell(*, months: int = 6, first: Month = NOVEMBER) -> tuple[Person, Entitlement]:
    """A year paid up to the month before, work lost, and the benefit granted; a year gives so many months here."""
    cities.change_law("unemployment.duration_given_months", "440000", category="years_0_4", value=months)
    paid = tuple(first - 12 + n for n in range(12))
    _, person = a_worker(GUANGZHOU, months=paid)
    loses_work(person, before=first)
    a_card(person)
    desk = ClaimDesk(person, pool=GUANGZHOU)
    day = dt.datetime.combine(first.first_day + dt.timedelta(days=9), dt.time(9), tzinfo=dt.UTC)
    decision = desk.granted(desk.received(at=day if first < NOVEMBER else None))
    return person, Entitlement.objects.get(decision=decision)


def drawn_in_beijing(*, first: Month) -> Person:
    """Three months from `first` on, after a year paid before it."""
    _, person = a_worker(months=tuple(first - 12 + n for n in range(12)))
    loses_work(person, before=first)
    a_card(person)
    desk = ClaimDesk(person)
    day = dt.datetime.combine(first.first_day + dt.timedelta(days=9), dt.time(9), tzinfo=dt.UTC)
    desk.granted(desk.received(at=day if first < NOVEMBER else None))
    return person


def paid_for_in_beijing() -> MedicalPayment:
    """August to October, drawn and paid in November, with their medical contributions."""
    drawn_in_beijing(first=Month(2026, 8))
    funded(Fund.UNEMPLOYMENT)
    till = Till(fund=Fund.UNEMPLOYMENT)
    own = till.approved()
    till.sent(own)
    return pay_medical(payment_run_id=own.pk, by=till.cashier, at=cities.tick())


def a_desk(person: Person, matter: str) -> ClaimDesk:
    return ClaimDesk(person, pool=GUANGZHOU, matter=matter)


def works_again(person: Person, *, since: Month, paid: int) -> None:
    """With another employer, which paid so many months."""
    employer = an_employer(at=COUNTY_OF[GUANGZHOU])
    an_employment(person, employer, since=since)
    months = [since + n for n in range(paid)]
    for month in months:
        cities.declare(employer, month, {person: 8_000})
        cities.charge(GUANGZHOU, month)
    cities.pay_all((employer, month) for month in months)
