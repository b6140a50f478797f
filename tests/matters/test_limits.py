"""Limits from policy, counted on the work calendar; stops; a calendar that is published later."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siadmin.agency.models import Region
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.workdays import after_working_days
from siadmin.matters import actions, tasks
from siadmin.matters.rules import LimitUnit, due_on, effective_limit, stopped_days
from siadmin.matters.selectors import terms_of
from siadmin.policy.actions import approve, load_calendar, propose
from siadmin.policy.calendar import WorkCalendar, rest_days
from siadmin.policy.lawbook import NoLawInForce
from tests.cities import tick
from tests.factories import TODAY, a_user, region
from tests.matters import toys
from tests.matters.counter import Desk, act

SHANGHAI = dt.timezone(dt.timedelta(hours=8))


def at(month: int, day: int, year: int = 2026) -> dt.datetime:
    return dt.datetime(year, month, day, 10, tzinfo=SHANGHAI)


@pytest.fixture
def desk(five_cities: None) -> Desk:
    return Desk()


def say(key: str, category: str, value: int, *, place: str = "110000", unit: str = "working_days") -> None:
    proposal = propose(
        key=key, region=Region.objects.get(pk=place), category=category, unit=unit, starts_on=dt.date(2026, 1, 1),
        ends_before=None, value=Decimal(value), source="地方公告", status="official", note="",
        by=a_user(staff=True), at=tick(),
    )  # fmt: skip
    approve(proposal_id=proposal.pk, seen_version=0, by=a_user(staff=True), at=tick())


# --- what the law of a place says --------------------------------------------------------------------------------


def test_the_limit_of_a_change_is_ten_working_days(desk: Desk) -> None:
    case = desk.received()
    assert (case.limit_days, "第10条" in case.limit_basis) == (10, True)


@pytest.mark.parametrize(("promised", "counts"), [(5, 5), (10, 10), (15, 10)])
def test_a_promise_shortens_the_limit_and_never_lengthens_it(desk: Desk, promised: int, counts: int) -> None:
    say("matter.committed_days", "change", promised)
    case = desk.received()
    assert (case.limit_days, case.limit_basis == "地方公告") == (counts, promised < 10)
    assert terms_of(toys.NAME, region("440305"), TODAY).limit_days == 10


@given(legal=st.integers(1, 60), promised=st.none() | st.integers(1, 90))
def test_what_counts_is_never_longer_than_the_law(legal: int, promised: int | None) -> None:
    assert effective_limit(legal, promised) <= legal


def test_a_matter_may_have_a_limit_of_its_own(desk: Desk) -> None:
    say("matter.limit_days", "toy_name", 3)
    assert desk.received().limit_days == 3


def test_a_matter_may_need_more_people_than_its_risk_alone(desk: Desk) -> None:
    say("matter.hands", "toy_name_low", 3, unit="persons")
    assert desk.received(cause="slip").hands == 3


def test_a_limit_nobody_has_said_is_refused_and_never_guessed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toys.NameCorrection, "category", "nothing")
    with pytest.raises(NoLawInForce, match=r"matter\.limit_days"):
        desk.received()


# --- counting ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (at(11, 23), dt.date(2026, 12, 7)),
        (at(9, 24), dt.date(2026, 10, 15)),  # 28–30 Sept: 3; 8–10 Oct, a Saturday worked: 6; 12–15 Oct: 10
        (at(2, 12), dt.date(2026, 3, 4)),  # 13, Sat 14: 2; 24–27, Sat 28: 7; 2–4 March: 10
    ],
)
def test_ten_working_days_over_the_holidays(desk: Desk, received: dt.datetime, due: dt.date) -> None:
    case = desk.received(at=received)
    assert (case.due_on, case.calendar_is_provisional) == (due, False)


def test_the_clock_stands_while_the_applicant_completes_it(desk: Desk) -> None:
    case = desk.received(at=at(11, 23))
    case = act("ask_correction", case, desk.clerk, missing=["身份证"], at=at(11, 25))
    case = act("correct", case, desk.clerk, at=at(12, 2))
    assert (case.stopped_days, case.due_on, case.stopped_on) == (5, dt.date(2026, 12, 14), None)


def test_a_stop_says_why_and_by_which_law_and_is_added_when_it_ends(desk: Desk) -> None:
    case = desk.received(at=at(11, 23))
    case = act("stop_clock", case, desk.clerk, because="等待鉴定", law="行政许可法第45条", at=at(11, 24))
    with pytest.raises(Refusal) as stands:
        desk.handled(case)
    assert (stands.value.code, "等待鉴定" in stands.value.zh) == ("clock_stands", True)
    case = act("go_on", case, desk.clerk, at=at(11, 27))
    assert (case.stopped_days, case.due_on) == (3, dt.date(2026, 12, 10))
    assert desk.handled(case).state == "done"


def test_a_clock_that_runs_is_not_started(desk: Desk) -> None:
    with pytest.raises(Refusal) as runs:
        act("go_on", desk.received(), desk.clerk)
    assert runs.value.code == "clock_runs"


def test_a_due_day_on_an_unpublished_calendar_is_counted_again_when_it_is_published(desk: Desk) -> None:
    case = desk.received(at=at(12, 28))
    assert (case.due_on, case.calendar_is_provisional) == (dt.date(2027, 1, 11), True)
    assert actions.recount_deadlines(at=tick()) == 0
    days = [*rest_days(2027)[0], dt.date(2027, 1, 1)]
    load_calendar(year=2027, rest_days=sorted(set(days)), source="国办", is_provisional=False, at=tick())
    assert actions.recount_deadlines(at=tick()) == 1
    case.refresh_from_db()
    assert (case.due_on, case.calendar_is_provisional) == (dt.date(2027, 1, 12), False)
    assert actions.recount_deadlines(at=tick()) == 0
    assert case.steps.latest("pk").act == "recount"


def test_the_nightly_task_does_both_and_again_nothing(desk: Desk) -> None:
    desk.received()
    assert tasks.nightly() == 0


class Weekdays:
    def is_working(self, day: dt.date) -> bool:
        return day.weekday() < 5


near = st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 1))


@given(start=near, limit=st.integers(1, 40), before=st.integers(0, 20), stood=st.integers(0, 20))
def test_as_many_working_days_are_worked_as_the_limit_gives(
    start: dt.date, limit: int, before: int, stood: int
) -> None:
    stop = (start + dt.timedelta(before), start + dt.timedelta(before + stood))
    due = due_on(start, limit, [stop], Weekdays(), LimitUnit.WORKING_DAYS)
    assert due == after_working_days(
        start, limit + stopped_days([stop], Weekdays(), LimitUnit.WORKING_DAYS), Weekdays()
    )
    assert due >= due_on(start, limit, [], Weekdays(), LimitUnit.WORKING_DAYS)


def test_an_open_stop_leaves_the_due_day_where_it_was() -> None:
    start = dt.date(2026, 11, 23)
    for unit in LimitUnit:
        assert due_on(start, 10, [(start, None)], Weekdays(), unit) == due_on(start, 10, [], Weekdays(), unit)


@pytest.mark.parametrize(
    ("limit", "stop", "due"),
    [
        (15, None, dt.date(2026, 12, 8)),
        (12, None, dt.date(2026, 12, 7)),  # the 5th of December is a Saturday
        (15, (dt.date(2026, 11, 24), dt.date(2026, 12, 1)), dt.date(2026, 12, 15)),
    ],
)
def test_calendar_days_are_counted_as_such_and_end_on_a_day_that_is_worked(
    limit: int, stop: tuple[dt.date, dt.date] | None, due: dt.date
) -> None:
    """WIR 20; Civil Code 201, 203."""
    stops = [stop] if stop else []
    assert due_on(dt.date(2026, 11, 23), limit, stops, Weekdays(), LimitUnit.DAYS) == due


def test_a_limit_in_calendar_days_is_kept_with_its_case_and_a_promise_in_working_days_is_none(desk: Desk) -> None:
    say("matter.limit_calendar_days", "toy_name", 15, unit="days")
    say("matter.committed_days", "toy_name", 5)
    case = desk.received(at=at(11, 23))
    assert (case.limit_days, case.limit_unit, case.due_on) == (15, "days", dt.date(2026, 12, 8))
    assert terms_of(toys.NAME, case.region, TODAY).limit_days == 15


def test_the_calendar_of_the_five_cities_is_the_published_one(desk: Desk) -> None:
    told: Any = WorkCalendar()
    assert told.is_working(dt.date(2026, 10, 10))
