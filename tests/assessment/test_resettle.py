"""Limits published after they start: months charged are settled again, after a dry run that says what that does."""

from typing import Any

import pytest
from django.db import InternalError, transaction

from contributions.accounts.models import AccountCredit
from contributions.assessment.actions import ResettlementRun
from contributions.assessment.actions.resettlements import try_out
from contributions.assessment.models import Bill, Tariff
from contributions.collection.models import Receipt
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Region
from siadmin.kernel.models import Run, RunState
from siadmin.kernel.refusal import Refusal
from siadmin.policy.actions import approve
from siadmin.policy.models import Value
from tests import database
from tests.assessment.resettling import (
    AUGUST,
    CHARGED,
    JULY,
    NEW_FLOOR,
    a_difference,
    an_employer_charged,
    charge_all,
    law_changes,
    opened,
    pension_bases,
    proposal,
    put,
    resettled,
    tried_out,
    written,
)
from tests.cities import (
    BEIJING,
    COUNTY_OF,
    GUANGZHOU,
    OCTOBER,
    bills,
    broken,
    pay,
    tick,
    work,
)
from tests.factories import a_user

pytestmark = pytest.mark.usefixtures("five_cities")


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
    tried = tried_out()
    assert tried.totals == {
        "people": {"up": 0, "down": 0, "unchanged": 1, "employers": 0}, "insurances": {},
    }  # fmt: skip
    with pytest.raises(Refusal) as refused:
        put(tried)
    assert refused.value.code == "nothing_differs"
    assert written() == before


def test_a_dry_run_says_the_same_and_writes_nothing() -> None:
    for wages in ((5_000, 9_000), (6_000,), (8_000,)):
        an_employer_charged(*wages)
    charge_all()
    law_changes()
    before = written()
    tried = tried_out(people_a_slice=1)
    assert written() == before
    assert set(Tariff.objects.filter(supposed_in=None).values_list("is_current", flat=True)) == {True}
    assert tried.slices.count() == 3
    done = work(opened(put(tried)))
    assert [part.result for part in done.slices.order_by("pk")] == [p.result for p in tried.slices.order_by("pk")]
    assert (tried.state, tried.totals) == (RunState.DONE, done.totals)
    assert tried.totals["people"] == {"up": 2, "down": 0, "unchanged": 2, "employers": 2}


def test_a_dry_run_shows_what_a_proposal_would_do_before_anybody_approves_it() -> None:
    an_employer_charged(5_000)
    charge_all()
    asked = proposal()
    before = written()
    tried = tried_out(proposal_id=asked.pk)
    assert tried.totals["people"]["up"] == 1
    assert written() == before
    assert Value.objects.filter(value=NEW_FLOOR).count() == 0
    with pytest.raises(Refusal) as refused:
        put(tried)
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


def test_trying_out_while_one_runs_gives_that_one_and_afterwards_a_new_one() -> None:
    an_employer_charged(5_000)
    charge_all()
    asked: dict[str, Any] = {"region": Region.objects.get(pk=BEIJING), "first": JULY, "by": a_user(staff=True)}
    first, is_new = try_out(**asked, at=tick())
    again, is_new_again = try_out(**asked, at=tick())
    other, is_other_new = try_out(**asked, at=tick(), proposal_id=proposal().pk)
    assert (first.pk, is_new, is_new_again, is_other_new) == (again.pk, True, False, True)
    assert other.pk != first.pk
    work(first)
    later, is_later_new = try_out(**asked, at=tick())
    assert (is_later_new, later.pk != first.pk) == (True, True)


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


def test_a_dry_run_reads_only() -> None:
    """No row is written or locked: the database would refuse it. The real one it does refuse."""
    employer, tried = a_difference()
    asked = put(tried)
    real = opened(asked)
    for run, is_refused in ((tried, False), (real, True)):
        part = run.slices.get()
        with database.savepoint():
            database.run("SET LOCAL transaction_read_only = on")
            if is_refused:
                with pytest.raises(InternalError), transaction.atomic():
                    ResettlementRun().execute(part)
            else:
                assert ResettlementRun().execute(part) == part.result
    assert employer.bills.filter(version=1).count() == 0


def test_what_a_dry_run_supposed_governs_nothing() -> None:
    _, tried = a_difference()
    supposed = Tariff.objects.filter(supposed_in=tried)
    assert set(supposed.values_list("is_current", flat=True)) == {False}
    assert supposed.filter(month=JULY, insurance="pension_employee", floor_fen=NEW_FLOOR * 100).count() == 1
    with database.refused("tariff_supposed_governs_nothing"):
        supposed.update(is_current=True)


def test_somebody_without_a_rate_stops_the_dry_run_like_the_real_one() -> None:
    """An amount given back because a tariff is missing would be a mistake."""
    an_employer_charged(5_000)
    charge_all()
    law_changes()
    planned, _ = try_out(region=Region.objects.get(pk=BEIJING), first=JULY, by=None, at=tick())
    Tariff.objects.filter(supposed_in=planned, insurance=Insurance.INJURY, month=JULY).delete()
    assert work(planned).state == RunState.FAILED
    assert planned.slices.get().failure
