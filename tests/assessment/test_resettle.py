"""Limits published after they start: months charged are settled again, after a dry run that says what that does."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from contributions.accounts.models import AccountCredit
from contributions.assessment.actions import open_resettlement
from contributions.assessment.models import AssessmentLine, Bill, Notice, Tariff
from contributions.collection.models import Receipt
from enrollment.registry.models import Employer, Person
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Act, Region
from siadmin.kernel.models import Run, RunState
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.policy.actions import approve, propose
from siadmin.policy.models import Value
from tests import database
from tests.cities import (
    BEIJING,
    COUNTY_OF,
    GUANGZHOU,
    OCTOBER,
    SEPTEMBER,
    bills,
    broken,
    charge,
    declare,
    pay,
    staff,
    tick,
    work,
)
from tests.factories import a_user

pytestmark = pytest.mark.usefixtures("five_cities")
JULY, AUGUST = Month(2026, 7), Month(2026, 8)
CHARGED = (JULY, AUGUST, SEPTEMBER)
NEW_FLOOR = 7_400


def proposal(floor: int = NEW_FLOOR, pool: str = BEIJING, by: Any = None) -> Any:
    return propose(
        key="pension.base_floor", region=Region.objects.get(pk=pool), category="employee", unit="yuan_per_month",
        starts_on=dt.date(2026, 7, 1), ends_before=None, value=Decimal(floor), source="京人社发〔2026〕9号",
        status="official", note="", by=by or a_user(staff=True), at=tick(),
    )  # fmt: skip


def law_changes(floor: int = NEW_FLOOR, pool: str = BEIJING) -> None:
    approve(proposal_id=proposal(floor, pool).pk, seen_version=0, by=a_user(staff=True), at=tick())


def an_employer_charged(
    *wages: int, months: tuple[Month, ...] = CHARGED, at: str = COUNTY_OF[BEIJING]
) -> tuple[Employer, list[Person]]:
    employer, people = staff(len(wages), at=at, since=JULY)
    for month in months:
        declare(employer, month, dict(zip(people, wages, strict=True)))
    return employer, people


def charge_all(*months: Month, pool: str = BEIJING) -> None:
    for month in months or CHARGED:
        charge(pool, month)


def resettled(*, pool: str = BEIJING, first: Month = JULY, **other: Any) -> Run:
    run, _ = open_resettlement(
        region=Region.objects.get(pk=pool), first=first, by=other.pop("by", None), at=tick(), reason="新标准", **other
    )
    return work(run)


def written() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (AssessmentLine, Bill, Notice, Tariff, AccountCredit, Value))


def pension_bases(person: Person, month: Month = JULY) -> list[int]:
    lines = AssessmentLine.objects.filter(person_id=person.pk, month=month, insurance=Insurance.PENSION)
    return [line.base_fen // 100 for line in lines.order_by("version")]


def test_every_charged_month_of_every_employer_is_settled_by_the_new_law() -> None:
    (first, (low, high)), (second, (also_low,)) = an_employer_charged(5_000, 9_000), an_employer_charged(6_000)
    charge_all()
    law_changes()
    run = resettled()
    assert run.state == RunState.DONE
    for month in CHARGED:
        assert pension_bases(low, month) == pension_bases(also_low, month) == [7_270, NEW_FLOOR]
        assert pension_bases(high, month) == [9_000]
        assert [kind for version, kind, *_ in bills(first, month) if version == 1] == ["adjustment"]
    difference = (NEW_FLOOR - 7_270) * 100 * 24 // 100  # 16% and 8%
    assert run.totals["insurances"] == {
        "pension_employee": {
            "employer_fen": difference * 2 // 3 * 6, "employee_fen": difference // 3 * 6,
            "account_fen": difference // 3 * 6, "up_fen": difference * 6, "down_fen": 0, "lines": 6,
        }
    }  # fmt: skip
    assert run.totals["people"] == {"up": 2, "down": 0, "unchanged": 1, "employers": 2}
    assert set(Bill.objects.filter(version=1).values_list("slice_id", flat=True)) == {run.slices.get().pk}
    assert second.bills.filter(version=1).count() == 3
    assert broken() == {}


def test_settling_again_a_second_time_changes_nothing() -> None:
    an_employer_charged(5_000)
    charge_all()
    law_changes()
    resettled()
    before = written()
    run = resettled()
    assert written() == before
    assert run.totals == {
        "people": {"up": 0, "down": 0, "unchanged": 1, "employers": 0}, "insurances": {},
    }  # fmt: skip


def test_a_dry_run_says_the_same_and_writes_nothing() -> None:
    for wages in ((5_000, 9_000), (6_000,), (8_000,)):
        an_employer_charged(*wages)
    charge_all()
    law_changes()
    before = written()
    tried = resettled(dry_run=True, people_a_slice=1)
    assert written() == before
    assert set(Tariff.objects.values_list("is_current", flat=True)) == {True}
    assert tried.slices.count() == 3
    done = resettled()
    assert (tried.state, tried.totals) == (RunState.DONE, done.totals)
    assert tried.totals["people"] == {"up": 2, "down": 0, "unchanged": 2, "employers": 2}


def test_a_dry_run_shows_what_a_proposal_would_do_before_anybody_approves_it() -> None:
    an_employer_charged(5_000)
    charge_all()
    asked = proposal()
    before = written()
    tried = resettled(dry_run=True, proposal_id=asked.pk)
    assert tried.totals["people"]["up"] == 1
    assert written() == before
    assert Value.objects.filter(value=NEW_FLOOR).count() == 0
    with pytest.raises(Refusal) as refused:
        open_resettlement(
            region=Region.objects.get(pk=BEIJING), first=JULY, by=None, at=tick(), reason="x", proposal_id=asked.pk
        )
    assert refused.value.code == "proposal_not_approved"
    approve(proposal_id=asked.pk, seen_version=0, by=a_user(staff=True), at=tick())
    assert resettled().totals == tried.totals


def test_what_was_overpaid_is_given_back_to_the_payers_receipt_and_taken_from_the_accounts() -> None:
    employer, (low,) = an_employer_charged(5_000)
    charge_all()
    for month in CHARGED:
        pay(employer, month)
    law_changes(7_000)
    run = resettled()
    assert run.totals["people"]["down"] == 1
    lowered = (7_270 - 7_000) * 24
    assert run.totals["insurances"]["pension_employee"]["down_fen"] == -lowered * 3
    waiting = [r.amount_fen - r.allocated_fen for r in Receipt.objects.filter(book__fund="pension_employee")]
    assert waiting == [lowered] * 3
    credits = AccountCredit.objects.filter(person_id=low.pk, account="pension_employee", month=JULY)
    assert sorted(credits.values_list("version", "amount_fen")) == [(0, 58_160), (1, -2_160)]
    assert not Bill.objects.filter(settled_on=None).exists()
    assert broken() == {}


def test_what_is_owed_more_waits_for_its_payment() -> None:
    employer, _ = an_employer_charged(5_000)
    charge_all()
    pay(employer, JULY)
    law_changes()
    resettled()
    assert [total for *_, total in bills(employer, JULY)][-1] == (NEW_FLOOR - 7_270) * 24
    pay(employer, JULY)
    assert not Bill.objects.filter(month=JULY, settled_on=None).exists()
    assert broken() == {}


def test_months_before_the_first_and_other_regions_stay_as_they_are() -> None:
    employer, (low,) = an_employer_charged(5_000)
    elsewhere, _ = an_employer_charged(5_000, at=COUNTY_OF[GUANGZHOU])
    charge_all()
    charge_all(pool=GUANGZHOU)
    law_changes()
    resettled(first=AUGUST)
    assert (len(pension_bases(low, JULY)), len(pension_bases(low, AUGUST))) == (1, 2)
    assert not elsewhere.bills.filter(version=1).exists()
    assert employer.bills.filter(version=1).count() == 2


def test_an_undeclared_month_with_a_provisional_bill_is_left_alone() -> None:
    employer, _ = an_employer_charged(5_000, months=(JULY,), at=COUNTY_OF[GUANGZHOU])
    charge_all(JULY, AUGUST, pool=GUANGZHOU)
    provisional = bills(employer, AUGUST)
    law_changes(6_000, GUANGZHOU)
    run = resettled(pool=GUANGZHOU)
    assert [kind for _, kind, *_ in provisional] == ["provisional"] * 4
    assert bills(employer, AUGUST) == provisional
    assert run.totals["people"]["up"] == 1
    assert broken() == {}


def test_opening_while_one_runs_gives_that_one_and_afterwards_a_new_one() -> None:
    an_employer_charged(5_000)
    charge_all()
    region, by = Region.objects.get(pk=BEIJING), a_user(staff=True)
    asked: dict[str, Any] = {"region": region, "first": JULY, "by": by, "reason": "x"}
    first, is_new = open_resettlement(**asked, at=tick())
    again, is_new_again = open_resettlement(**asked, at=tick())
    dry, is_dry_new = open_resettlement(**asked, at=tick(), dry_run=True)
    assert (first.pk, is_new, is_new_again, is_dry_new) == (again.pk, True, False, True)
    assert dry.pk != first.pk
    work(first)
    later, is_later_new = open_resettlement(**asked, at=tick())
    assert (is_later_new, later.pk != first.pk) == (True, True)
    act = Act.objects.filter(code="resettlement_opened").earliest("pk")
    assert (act.actor_id, act.detail["first"], act.detail["last"]) == (by.pk, "2026-07", "2026-09")


def test_where_nothing_was_charged_there_is_nothing_to_settle_again() -> None:
    with pytest.raises(Refusal) as refused:
        resettled()
    assert refused.value.code == "nothing_charged"
    an_employer_charged(5_000)
    charge_all()
    with pytest.raises(Refusal):
        resettled(first=OCTOBER)


def test_a_month_whose_law_is_gone_stops_the_re_settlement_before_it_begins() -> None:
    an_employer_charged(5_000)
    charge_all()
    with database.savepoint():
        floors = Value.objects.filter(series__key="pension.base_floor", series__region_id=BEIJING)
        floors.filter(series__category="employee", ends_before=None).update(superseded_at=tick())
        with pytest.raises(Refusal) as refused:
            resettled()
    assert refused.value.code == "no_law_in_force"
    assert not Run.objects.filter(kind="resettlement").exists()
