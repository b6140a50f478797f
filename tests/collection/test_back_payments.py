"""An employer makes past months good: insured, assessed, late since the month's own due day (SIL 58, 60, 86)."""

import datetime as dt
from typing import Any

import pytest

from contributions.assessment.models import Bill
from contributions.collection.actions import open_late_fees
from contributions.collection.matters import BACK_PAYMENT
from contributions.collection.models import BackPayment, LateFee, OwedSince
from enrollment.participation.models import Employment, InsuredPeriod
from enrollment.participation.selectors import in_month
from enrollment.registry.models import Employer, Person
from siadmin.agency.insurances import Fund
from siadmin.agency.models import Region
from siadmin.kernel.refusal import Refusal
from siadmin.matters.models import Case
from tests import database
from tests.cities import (
    BEIJING,
    COUNTY_OF,
    GUANGZHOU,
    OCTOBER,
    SEPTEMBER,
    broken,
    charge,
    declare,
    owed,
    pay,
    staff,
    tick,
    work,
)
from tests.factories import TODAY, a_person, an_employment, identity_number_of
from tests.owing import Desk

pytestmark = pytest.mark.usefixtures("five_cities")
PENSION = Fund.PENSION


def forgotten() -> tuple[Employer, Person]:
    """One colleague insured since September; the other works since October and was not insured in September."""
    employer, (known,) = staff()
    left_out = a_person(name="赵新")
    declare(employer, SEPTEMBER, {known: 8_000})
    charge(BEIJING, SEPTEMBER)
    pay(employer, SEPTEMBER, received_on=dt.date(2026, 9, 10))
    an_employment(left_out, employer, since=OCTOBER)
    return employer, left_out


def asked(desk: Desk, employer: Employer, person: Person, **changed: Any) -> Case:
    facts = {
        "number": identity_number_of(person), "first_month": "2026-09", "last_month": "2026-09", "wage": "10000.00",
        "why": "入职时漏报",
    }  # fmt: skip
    return desk.asked(BACK_PAYMENT, employer, **facts | changed)


def refusal_of(employer: Employer, person: Person, **changed: Any) -> str:
    with pytest.raises(Refusal) as refused:
        asked(Desk(), employer, person, **changed)
    return refused.value.code


def test_two_people_sign_and_the_month_is_insured_and_billed_at_that_times_wage() -> None:
    employer, person = forgotten()
    desk = Desk()
    case = asked(desk, employer, person)
    assert case.hands == 2
    desk.signed(case)
    assert InsuredPeriod.objects.filter(in_month(SEPTEMBER), person=person).count() == 5
    assert Employment.objects.get(person=person, employer=employer).starts_on == SEPTEMBER.first_day
    assert owed(employer, SEPTEMBER)[PENSION] == 240_000
    back = BackPayment.objects.get()
    assert (back.case_id, back.wage_fen) == (case.number, 1_000_000)
    assert broken() == {}


def test_the_late_fee_runs_from_the_day_the_month_was_due_not_from_the_new_bills() -> None:
    employer, person = forgotten()
    desk = Desk()
    desk.signed(asked(desk, employer, person))
    first = Bill.objects.filter(employer=employer, fund=PENSION).earliest("version")
    since = OwedSince.objects.get(bill__fund=PENSION)
    assert (since.was_due_on, since.amount_fen) == (first.due_on, 240_000)
    assert since.back_payment == BackPayment.objects.get()
    pay(employer, SEPTEMBER)
    work(open_late_fees(region=Region.objects.get(pk=BEIJING), by=None, at=tick())[0])
    assert LateFee.objects.get(fund=PENSION).fen_days == 240_000 * (TODAY - first.due_on).days
    assert broken() == {}


def test_who_was_never_employed_there_gets_a_closed_employment() -> None:
    employer, (known,) = staff()
    declare(employer, SEPTEMBER, {known: 8_000})
    charge(BEIJING, SEPTEMBER)
    person = a_person(name="孙离")
    desk = Desk()
    desk.signed(asked(desk, employer, person))
    employment = Employment.objects.get(person=person)
    assert (employment.starts_on, employment.ends_before) == (SEPTEMBER.first_day, OCTOBER.first_day)
    assert broken() == {}


def test_months_that_are_insured_or_not_past_or_not_assessed_are_refused() -> None:
    employer, person = forgotten()
    assert refusal_of(employer, person, first_month="2026-10", last_month="2026-10") == "nothing_missing"
    assert refusal_of(employer, person, first_month="2026-11", last_month="2026-11") == "not_past_yet"
    assert refusal_of(employer, person, number="11010519900101001X") in {"not_employed", "facts_invalid"}


def test_a_month_that_was_neither_declared_nor_assessed_is_declared_first_and_nothing_is_left_of_the_attempt() -> None:
    employer, (known,) = staff(at=COUNTY_OF[GUANGZHOU])
    declare(employer, SEPTEMBER, {known: 8_000})
    charge(GUANGZHOU, SEPTEMBER)
    person, desk = a_person(name="钱迟"), Desk(at=COUNTY_OF[GUANGZHOU])
    case = asked(desk, employer, person, first_month="2026-08")
    with pytest.raises(Refusal) as refused:
        desk.signed(case)
    assert refused.value.code == "not_declared_then"
    assert not BackPayment.objects.exists()
    assert not InsuredPeriod.objects.filter(person=person).exists()


def test_the_database_wants_two_signatures() -> None:
    employer, person = forgotten()
    desk = Desk()
    case = asked(desk, employer, person)
    desk.signed(case, hands=1)
    with database.refused("decided_by_its_case"):
        BackPayment.objects.create(
            employer=employer, person=person, first_month=SEPTEMBER, last_month=SEPTEMBER, wage_fen=1,
            case=case, decided_by=desk.clerk, decided_at=tick(),
        )  # fmt: skip
