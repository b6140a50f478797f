"""Payment waits by an agreement with a guarantee or for force majeure; nothing is waived (SIL 60, 63; IMPL 21, 22)."""

import datetime as dt
from typing import Any

import pytest

from contributions.assessment.models import Bill
from contributions.collection.actions import open_late_fees, stop_deferral
from contributions.collection.arrears import arrears
from contributions.collection.matters import AGREEMENTS, ENDS, FORCE_MAJEURE
from contributions.collection.models import Deferral, LateFee
from enrollment.registry.models import Employer
from siadmin.agency.insurances import Fund, Line
from siadmin.agency.models import Act, Region
from siadmin.kernel.refusal import Refusal
from siadmin.matters import actions
from siadmin.matters.models import Case
from tests import database
from tests.cities import BEIJING, SEPTEMBER, broken, owed, pay, staff, tick, work
from tests.factories import TODAY
from tests.owing import Desk, late

pytestmark = pytest.mark.usefixtures("five_cities")
UNTIL = TODAY + dt.timedelta(days=60)
AGREED: dict[str, Any] = {
    "first_month": "2026-09", "last_month": "2026-09", "until": UNTIL.isoformat(), "guarantee": "mortgage",
    "what": "厂房，评估价 80 万元",
}  # fmt: skip
DISASTER: dict[str, Any] = {
    "first_month": "2026-09", "last_month": "2026-09", "since": "2026-09-01", "until": "2027-08-31",
    "event": "洪水", "approval": "京人社函〔2026〕1号",
}  # fmt: skip
HRSS_FUNDS = {Fund.PENSION, Fund.UNEMPLOYMENT, Fund.INJURY}


def asked(desk: Desk, employer: Employer, **changed: Any) -> Case:
    return desk.asked(AGREEMENTS[Line.HRSS], employer, **AGREED | changed)


def refusal_of(desk: Desk, employer: Employer, **changed: Any) -> str:
    with pytest.raises(Refusal) as refused:
        asked(desk, employer, **changed)
    return refused.value.code


def tonight(at: dt.datetime) -> None:
    run, _ = open_late_fees(region=Region.objects.get(pk=BEIJING), by=None, at=at)
    work(run)


def overdue_funds(employer: Employer, today: dt.date) -> set[str]:
    found = arrears(Bill.objects.filter(employer=employer), today)
    return {each.fund for one in found for each in one.overdue}


def test_two_people_agree_and_the_lines_funds_are_not_past_due_meanwhile() -> None:
    employer, _ = late()
    due, desk = owed(employer, SEPTEMBER), Desk()
    case = asked(desk, employer)
    assert (case.hands, Deferral.objects.exists()) == (2, False)
    desk.signed(case, hands=1)
    assert not Deferral.objects.exists()
    case = asked(desk, employer, what="另一处厂房")
    desk.signed(case)
    assert set(Deferral.objects.values_list("fund", flat=True)) == HRSS_FUNDS
    assert overdue_funds(employer, TODAY) == {Fund.MEDICAL}
    assert overdue_funds(employer, UNTIL) == {Fund.MEDICAL}
    assert overdue_funds(employer, UNTIL + dt.timedelta(days=1)) == {*HRSS_FUNDS, Fund.MEDICAL}
    assert owed(employer, SEPTEMBER) == due
    assert broken() == {}


def test_no_late_fee_runs_in_deferred_days_and_it_runs_before_and_after() -> None:
    employer, _ = late()
    desk = Desk()
    desk.signed(asked(desk, employer))
    due_on = Bill.objects.filter(employer=employer, fund=Fund.PENSION).earliest("version").due_on
    paid_on = UNTIL + dt.timedelta(days=10)
    then = tick() + dt.timedelta(days=71)
    pay(employer, SEPTEMBER, received_on=paid_on, at=then)
    tonight(then)
    days = (TODAY - due_on).days - 1 + 10
    assert LateFee.objects.get(fund=Fund.PENSION).fen_days == 192_000 * days
    assert broken() == {}


def test_what_is_not_kept_ends_it_and_late_fees_run_from_that_day() -> None:
    employer, _ = late()
    desk = Desk()
    case = asked(desk, employer)
    desk.signed(case)
    end = {"deferral": case.number, "reason": "抵押物已转让"}
    with pytest.raises(Refusal) as refused:
        desk.asked(ENDS[Line.HRSS], employer, **end | {"deferral": "C2222-22222"})
    assert refused.value.code == "not_deferred"
    ended = desk.asked(ENDS[Line.HRSS], employer, **end)
    with database.refused("decided_by_its_case"):
        stop_deferral(
            employer=employer, line=Line.HRSS, deferral=case.number, case_number=ended.number, by=desk.reviewer,
            at=tick(), reason="一个人",
        )  # fmt: skip
    desk.signed(ended, at=tick() + dt.timedelta(days=5))
    assert set(Deferral.objects.values_list("stop_case_id", "stopped_by")) == {(ended.number, desk.reviewer.pk)}
    assert Act.objects.get(code="deferral_stopped").reason == "抵押物已转让"
    assert overdue_funds(employer, TODAY + dt.timedelta(days=5)) == {*HRSS_FUNDS, Fund.MEDICAL}
    with pytest.raises(Refusal) as refused:
        desk.asked(ENDS[Line.HRSS], employer, **end)
    assert refused.value.code == "matter_stands_against", "none is running"
    assert broken() == {}


def test_longer_than_the_law_lets_or_without_arrears_or_twice_is_refused() -> None:
    employer, _ = late()
    desk = Desk()
    assert refusal_of(desk, employer, until="2027-11-24") == "deferral_too_long"
    assert refusal_of(desk, employer, until="2026-11-01") == "deferral_over"
    assert refusal_of(desk, employer, first_month="2026-01", last_month="2026-08") == "nothing_to_defer"
    desk.signed(asked(desk, employer))
    assert refusal_of(desk, employer) == "matter_stands_against", "nothing is past due any more"


def test_force_majeure_takes_three_and_an_approval_of_the_province() -> None:
    employer, _ = late()
    desk = Desk()
    with pytest.raises(Refusal) as refused:
        desk.asked(FORCE_MAJEURE[Line.HRSS], employer, **DISASTER | {"approval": ""})
    assert refused.value.code == "facts_invalid"
    case = desk.asked(FORCE_MAJEURE[Line.HRSS], employer, **DISASTER)
    assert case.hands == 3
    desk.signed(case, hands=2)
    assert not Deferral.objects.exists()
    case.refresh_from_db()
    actions.approve(case_id=case.pk, seen_version=case.version, by=desk.approver, at=tick())
    pay(employer, SEPTEMBER)
    tonight(tick())
    assert set(LateFee.objects.values_list("fund", flat=True)) == {Fund.MEDICAL}
    assert broken() == {}


def test_the_database_wants_two_signatures_on_a_case_of_that_matter_and_employer() -> None:
    employer, _ = late()
    other, _ = staff()
    desk = Desk()
    case = asked(desk, employer)
    desk.signed(case)
    row = {
        "fund": Fund.MEDICAL, "kind": "agreement", "first_month": SEPTEMBER, "last_month": SEPTEMBER,
        "starts_on": TODAY, "ends_before": UNTIL, "guarantee": "抵押", "decided_by": desk.clerk, "decided_at": tick(),
    }  # fmt: skip
    for number, of, promise in (
        ("C0000-00000", employer, "collection_deferral_case_number_10480f26_fk_matters_case_number"),
        (case.number, other, "decided_by_its_case"),
    ):
        with database.refused(promise):
            Deferral.objects.create(employer=of, case_id=number, **row)


def test_deferrals_of_a_fund_do_not_overlap_and_what_was_decided_stands() -> None:
    employer, _ = late()
    desk = Desk()
    case = asked(desk, employer)
    desk.signed(case)
    one = Deferral.objects.get(fund=Fund.PENSION)
    with database.refused("deferral_stands"):
        Deferral.objects.update(ends_before=UNTIL + dt.timedelta(days=100))
    one.pk, one.case_id = None, case.number
    with database.refused("deferrals_do_not_overlap"):
        one.save(force_insert=True)
