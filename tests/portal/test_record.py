"""A person's months: paid, late, in process, missing and who owes them, told from real months of real bills."""

import datetime as dt

import pytest

from contributions.accounts.actions.statements import said_of, schemes_told
from contributions.accounts.selectors import balances_of, credits_of
from contributions.assessment.models import Bill
from contributions.assessment.selectors import MonthState, months_billed, record_of
from contributions.collection import unpaid
from contributions.collection.selectors import owed_by
from enrollment.coverage.protocols import People
from enrollment.participation.actions import suspend
from enrollment.participation.models import InsuredPeriod
from enrollment.registry.models import Employer, Person
from siadmin.agency.insurances import Insurance, Line
from siadmin.agency.viewer import Reach, Viewer
from siadmin.kernel.months import Month
from siadmin.portal.record import Record, gather
from tests import cities, factories
from tests.cities import BEIJING, CHENGDU, COUNTY_OF, NOVEMBER, OCTOBER, SEPTEMBER
from tests.factories import TODAY

IN_TIME, LATE = dt.date(2026, 9, 20), dt.date(2026, 10, 9)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("five_cities")]


def _states(person: Person, month: Month) -> set[str]:
    return {str(each.state) for each in record_of(person.pk, today=TODAY) if each.month == month}


def _gathered(person: Person, viewer: Viewer | None = None) -> Record:
    periods = list(InsuredPeriod.objects.filter(person=person))
    return gather(person.pk, periods, viewer or Viewer(person_id=person.pk), TODAY)


def _a_charged_month(*, pool: str = BEIJING, month: Month = SEPTEMBER) -> tuple[Employer, Person]:
    employer, (person,) = cities.staff(at=COUNTY_OF[pool], since=SEPTEMBER)
    cities.declare(employer, SEPTEMBER, {person: 12_000})
    cities.charge(pool, SEPTEMBER)
    return employer, person


def test_a_month_whose_money_arrived_in_time_is_paid_however_late_it_was_booked() -> None:
    employer, person = _a_charged_month()
    cities.pay(employer, SEPTEMBER, received_on=IN_TIME)
    assert _states(person, SEPTEMBER) == {MonthState.PAID}


def test_a_month_whose_money_arrived_after_its_day_is_paid_late() -> None:
    employer, person = _a_charged_month()
    cities.pay(employer, SEPTEMBER, received_on=LATE)
    assert _states(person, SEPTEMBER) == {MonthState.PAID_LATE}


def test_what_a_payer_owes_for_a_newcomer_is_not_missing_of_the_others() -> None:
    employer, (person, late) = cities.staff(2, since=SEPTEMBER)
    cities.declare(employer, SEPTEMBER, {person: 12_000})
    cities.charge(BEIJING, SEPTEMBER)
    cities.pay(employer, SEPTEMBER, received_on=IN_TIME)
    cities.declare(employer, SEPTEMBER, {person: 12_000, late: 9_000})
    assert _states(person, SEPTEMBER) == {MonthState.PAID}
    assert _states(late, SEPTEMBER) == {MonthState.DUE}
    spells = unpaid.spells(People(BEIJING, SEPTEMBER, dt.date(2027, 1, 15), 0, late.pk + 1))
    assert {spell.person_id for spell in spells} == {late.pk}


def test_who_is_added_while_others_leave_is_paid_out_of_what_had_been_paid() -> None:
    employer, (li, wang, late) = cities.staff(3, since=SEPTEMBER)
    cities.declare(employer, SEPTEMBER, {li: 12_000, wang: 20_000})
    cities.charge(BEIJING, SEPTEMBER)
    cities.pay(employer, SEPTEMBER, received_on=IN_TIME)
    cities.declare(employer, SEPTEMBER, {li: 12_000, wang: 8_000, late: 7_500})
    assert Bill.objects.filter(employer=employer, fund="pension_employee", version=1).get().total_fen < 0
    assert _states(late, SEPTEMBER) == _states(wang, SEPTEMBER) == {MonthState.PAID}
    spells = unpaid.spells(People(BEIJING, SEPTEMBER, dt.date(2027, 1, 15), 0, late.pk + 1))
    assert spells == []
    employees = schemes_told(Line.HRSS)[0]
    assert {said.months for said in said_of(BEIJING, employees, 2026, 0, late.pk)} == {1}


def test_an_unpaid_month_is_missing_once_its_day_is_past_and_in_process_before() -> None:
    _, person = _a_charged_month()
    assert _states(person, SEPTEMBER) == {MonthState.MISSING}
    early = record_of(person.pk, today=dt.date(2026, 9, 28))
    assert {each.state for each in early if each.month == SEPTEMBER} == {MonthState.DUE}


def test_a_part_payment_pays_the_funds_it_covers_only() -> None:
    employer, person = _a_charged_month()
    unpaid = cities.owed(employer, SEPTEMBER)
    cities.pay(employer, SEPTEMBER, {"pension_employee": unpaid["pension_employee"]}, received_on=IN_TIME)
    states = {each.insurance: each.state for each in record_of(person.pk, today=TODAY) if each.is_assessed}
    assert states[Insurance.PENSION] == MonthState.PAID
    assert states[Insurance.MEDICAL] == states[Insurance.MATERNITY] == MonthState.MISSING


def test_an_undeclared_month_is_missing_even_when_its_provisional_bill_was_paid() -> None:
    employer, person = _a_charged_month(pool=CHENGDU)
    cities.pay(employer, SEPTEMBER, received_on=IN_TIME)
    cities.charge(CHENGDU, OCTOBER)
    cities.pay(employer, OCTOBER, received_on=dt.date(2026, 10, 20))
    rows = [each for each in record_of(person.pk, today=TODAY) if each.month == OCTOBER]
    assert {each.state for each in rows} == {MonthState.MISSING}
    assert all(each.is_provisional and not each.is_assessed for each in rows)


def test_the_present_month_is_in_process_before_its_run() -> None:
    _, person = _a_charged_month()
    assert _states(person, NOVEMBER) == {MonthState.DUE}


def test_months_before_the_first_bill_of_an_employer_are_not_judged() -> None:
    employer, (person,) = cities.staff(since=Month(2024, 1))
    cities.declare(employer, SEPTEMBER, {person: 12_000})
    cities.charge(BEIJING, SEPTEMBER)
    assert min(each.month for each in record_of(person.pk, today=TODAY)) == SEPTEMBER


def test_a_gap_names_its_months_its_insurances_and_who_owes_them() -> None:
    employer, person = _a_charged_month()
    cities.charge(BEIJING, OCTOBER)
    record = _gathered(person)
    (gap,) = record.gaps
    assert (gap.span, gap.months, gap.employer.pk) == ("2026-09 – 2026-10", 2, employer.pk)
    assert gap.insurances == tuple(Insurance.values)
    assert record.missing == 2


def test_a_gap_lists_only_the_months_and_insurances_that_are_missing() -> None:
    employer, person = _a_charged_month()
    cities.charge(BEIJING, OCTOBER)
    cities.pay(employer, SEPTEMBER, received_on=IN_TIME)
    cities.pay(employer, OCTOBER, {"injury": cities.owed(employer, OCTOBER)["injury"]})
    (gap,) = _gathered(person).gaps
    assert gap.first == gap.last == OCTOBER
    assert Insurance.INJURY not in gap.insurances


def test_a_month_in_the_grid_is_as_good_as_its_worst_insurance() -> None:
    employer, person = _a_charged_month()
    cities.pay(employer, SEPTEMBER, {"injury": cities.owed(employer, SEPTEMBER)["injury"]}, received_on=IN_TIME)
    (year,) = _gathered(person).years
    assert [cell.state for cell in year.cells[7:12]] == ["none", "missing", "missing", "due", "ahead"]
    assert (year.paid, year.owed) == (0, 3)


def test_staff_of_one_line_see_the_insurances_of_their_line_only() -> None:
    employer, person = _a_charged_month()
    cities.pay(employer, SEPTEMBER, received_on=IN_TIME)
    hs = Viewer(reaches=(Reach("clerk", Line.HS, "110000", "000000/110000/"),))
    record = _gathered(person, hs)
    assert {each.insurance for each in record.months} == {Insurance.MEDICAL, Insurance.MATERNITY}
    hidden = {one.insurance for one in record.insured if one.months is None}
    assert hidden == {Insurance.PENSION, Insurance.UNEMPLOYMENT, Insurance.INJURY}
    assert all(one.balance_fen is None for one in record.insured if one.insurance in hidden)


def test_a_suspended_person_is_not_covered_and_is_told_so() -> None:
    employer, person = _a_charged_month()
    suspend(employer=employer, person=person, before=OCTOBER, by=None, at=cities.tick(), reason="长期病假，协商停保")
    record = _gathered(person)
    assert record.covered == []
    assert {str(one.word) for one in record.insured} == {"已停保"}
    assert record.present_employer(list(person.insured_periods.all())) is None


def test_credits_add_up_to_the_balances() -> None:
    employer, person = _a_charged_month()
    assert balances_of(person.pk) == {"pension_employee": 0, "medical_employee": 0}
    cities.pay(employer, SEPTEMBER, received_on=IN_TIME)
    balances = balances_of(person.pk)
    assert balances["pension_employee"] == 96_000  # 12,000.00 × 8%
    assert sum(credit.amount_fen for credit in credits_of(person.pk)) == sum(balances.values())


def test_what_is_owed_is_what_is_billed_less_what_was_allocated() -> None:
    employer, _ = _a_charged_month()
    billed = sum(cities.owed(employer, SEPTEMBER).values())
    assert [(each.month, each.owed_fen) for each in owed_by(employer.pk)] == [(SEPTEMBER, billed)]
    cities.pay(employer, SEPTEMBER, {"injury": cities.owed(employer, SEPTEMBER)["injury"]})
    (left,) = owed_by(employer.pk)
    assert left.owed_fen == sum(cities.owed(employer, SEPTEMBER).values()) < billed
    cities.pay(employer, SEPTEMBER)
    assert owed_by(employer.pk) == []


def test_a_month_billed_is_open_until_the_last_fund_is_paid() -> None:
    employer, _ = _a_charged_month()
    cities.pay(employer, SEPTEMBER, {"injury": cities.owed(employer, SEPTEMBER)["injury"]}, received_on=IN_TIME)
    (month,) = months_billed(employer.pk)
    assert (month.paid_on, month.state(TODAY)) == (None, MonthState.MISSING)
    cities.pay(employer, SEPTEMBER, received_on=LATE)
    (month,) = months_billed(employer.pk)
    assert (month.paid_on, month.open_fen, month.state(TODAY)) == (LATE, 0, MonthState.PAID_LATE)


def test_a_person_nobody_insured_has_an_empty_record() -> None:
    record = _gathered(factories.a_person())
    assert (record.years, record.gaps, record.covered, record.paid_until) == ([], [], [], None)
