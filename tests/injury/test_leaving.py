"""Paid leave after an injury: until when the employer pays, how far it is extended, again upon a recurrence."""

import datetime as dt
from typing import Any

import pytest

from benefits.injury.models import Injury, PaidLeave, Recurrence
from benefits.injury.rules.leave import EXTENDED, FIRST, Before, ends_of_leave
from benefits.injury.selectors.leaving import leave_of
from siadmin.kernel.refusal import Refusal
from tests import cities, database
from tests.cities import broken
from tests.injury.course import a_desk, appraised, by_employer, certified

pytestmark = pytest.mark.usefixtures("a_year_paid")
COMMITTEE = "北京市劳动能力鉴定委员会"
LEAVE: dict[str, Any] = {"kind": FIRST, "months": 6, "committee": "", "document": ""}
LONGER = LEAVE | {"kind": EXTENDED, "months": 12, "committee": COMMITTEE, "document": "京延1"}
AGAIN: dict[str, Any] = {
    "starts_on": "2026-11-09", "confirmed_on": "2026-11-16", "committee": COMMITTEE, "document": "京复1",
}  # fmt: skip


def hurt() -> Injury:
    employer, (person,) = cities.staff()
    return certified(person, employer)


def recorded(injury: Injury, matter: str = "injury_leave", **told: Any) -> None:
    desk = a_desk(injury.person, matter)
    case = desk.handled(desk.asked({"injury": injury.number} | told))
    if case.is_open:
        desk.act("review", case, desk.reviewer)


def refused(injury: Injury, matter: str = "injury_leave", **told: Any) -> str:
    with pytest.raises(Refusal) as refusal:
        a_desk(injury.person, matter).asked({"injury": injury.number} | told)
    return refusal.value.code


def test_a_leave_is_told_by_one_and_longer_by_what_a_committee_confirmed() -> None:
    injury = hurt()
    assert refused(injury, **LONGER) == "injury_no_leave_to_extend"
    assert refused(injury, **LEAVE | {"months": 13}) == "injury_leave_too_long"
    facts = {"injury": injury.number} | LEAVE
    by_employer(injury.employer, "injury_leave_employer", facts)
    leave = leave_of(injury)
    assert leave is not None
    assert (leave.starts_on, leave.last_day) == (dt.date(2026, 11, 2), dt.date(2027, 5, 1))
    assert refused(injury, **LEAVE) == "injury_leave_recorded"
    recorded(injury, **LONGER)
    leave = leave_of(injury)
    assert leave is not None
    assert (leave.last_day, leave.extended_months) == (dt.date(2028, 5, 1), 12)
    assert refused(injury, **LONGER | {"months": 1, "document": "京延2"}) == "injury_leave_extended_too_far"
    assert broken() == {}


def test_upon_a_recurrence_it_begins_anew_and_ends_with_the_grade() -> None:
    injury = hurt()
    recorded(injury, **LEAVE)
    appraised(injury, concluded_on="2026-11-05", delivered_on="2026-11-06", grade="8")
    leave = leave_of(injury)
    assert leave is not None
    assert (leave.by_grade, leave.last_day) == (True, dt.date(2026, 11, 5))
    assert refused(injury, **LONGER) == "injury_leave_graded_already"
    assert refused(injury, "injury_recurrence", **AGAIN | {"starts_on": "2026-10-01"}) == "injury_confirmed_when"
    before = injury.happened_on - dt.timedelta(days=1)
    with database.written_with(Recurrence, starts_on=before), database.refused("injury_recurrence_of_its_case"):
        recorded(injury, "injury_recurrence", **AGAIN)
    recorded(injury, "injury_recurrence", **AGAIN)
    assert refused(injury, "injury_recurrence", **AGAIN) == "injury_recurrence_known"
    assert Recurrence.objects.get().injury == injury


def test_the_database_takes_no_longer_leave_but_after_another() -> None:
    injury = hurt()
    recorded(injury, **LEAVE)
    first = PaidLeave.objects.get()
    with database.written_with(PaidLeave, starts_on=first.starts_on), database.refused("injury_leave_in_order"):
        recorded(injury, **LONGER)
    with database.refused("injury_leave_of_its_case"):
        PaidLeave.objects.create(
            injury=injury, kind=EXTENDED, starts_on=dt.date(2027, 8, 1), ends_before=dt.date(2027, 9, 1), months=1,
            committee="京", document="1", case=injury.certification.case, recorded_at=first.recorded_at,
        )  # fmt: skip


def test_a_month_without_its_day_ends_with_its_last() -> None:
    assert ends_of_leave(dt.date(2026, 8, 31), 6) == dt.date(2027, 2, 28)
    assert Before(dt.date(2027, 2, 28), 0).extended_months == 0
