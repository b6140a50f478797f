"""Limits in working days on the real calendar: 国务院办公厅关于2026年部分节假日安排的通知 (make-up days included)."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siadmin.kernel.workdays import after_calendar_days, after_working_days, next_working_day, working_days_left
from siadmin.policy.actions import load_years
from siadmin.policy.calendar import WorkCalendar, rest_days
from siadmin.policy.models import CalendarYear
from tests.factories import NOW


def day(month: int, number: int, year: int = 2026) -> dt.date:
    return dt.date(year, month, number)


def days(first: dt.date, last: dt.date) -> list[dt.date]:
    return [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]


HOLIDAYS_2026 = [
    *days(day(1, 1), day(1, 3)),
    *days(day(2, 15), day(2, 23)),
    *days(day(4, 4), day(4, 6)),
    *days(day(5, 1), day(5, 5)),
    *days(day(6, 19), day(6, 21)),
    *days(day(9, 25), day(9, 27)),
    *days(day(10, 1), day(10, 7)),
]
MADE_UP_2026 = [day(1, 4), day(2, 14), day(2, 28), day(5, 9), day(9, 20), day(10, 10)]


class Weekdays:
    def is_working(self, day: dt.date) -> bool:
        return day.weekday() < 5


@pytest.fixture
def calendar(db: None) -> WorkCalendar:
    load_years(2025, 2027, at=NOW)
    return WorkCalendar()


def test_the_holidays_of_2026_are_rest_and_the_made_up_weekends_are_worked(calendar: WorkCalendar) -> None:
    assert [each for each in HOLIDAYS_2026 if calendar.is_working(each)] == []
    assert [each for each in MADE_UP_2026 if not calendar.is_working(each)] == []
    ordinary = set(days(day(1, 1), day(12, 31))) - set(HOLIDAYS_2026) - set(MADE_UP_2026)
    assert [each for each in sorted(ordinary) if calendar.is_working(each) != (each.weekday() < 5)] == []


@pytest.mark.parametrize(
    ("event_on", "limit", "due_on"),
    [
        (day(11, 23), 1, day(11, 24)),  # the day of the event is not counted
        (day(11, 20), 1, day(11, 23)),  # Friday: the next working day is Monday
        (day(9, 30), 1, day(10, 8)),  # the national holidays lie between
        (day(9, 30), 2, day(10, 9)),
        (day(9, 30), 3, day(10, 10)),  # a Saturday, worked
        (day(9, 18), 1, day(9, 20)),  # a Sunday, worked
        (day(2, 13), 2, day(2, 24)),  # Saturday 14 is worked, then nine days of the Spring Festival
        (day(2, 13), 6, day(2, 28)),  # REG limits run over the worked Saturday 28
        (day(12, 31), 1, day(1, 1, 2027)),  # 2027 is not published: weekends only, and marked provisional
    ],
)
def test_a_limit_of_working_days_ends_on_its_last_working_day(
    calendar: WorkCalendar, event_on: dt.date, limit: int, due_on: dt.date
) -> None:
    assert after_working_days(event_on, limit, calendar) == due_on
    assert calendar.is_provisional(due_on) == (due_on.year > 2026)


@pytest.mark.parametrize(
    ("event_on", "limit", "due_on"),
    [
        (day(9, 1), 30, day(10, 8)),  # 1 October is rest: moved to the next working day (Civil Code 203)
        (day(9, 1), 29, day(9, 30)),
        (day(10, 1), 9, day(10, 10)),  # a Saturday that is worked is not moved
        (day(10, 1), 10, day(10, 12)),
    ],
)
def test_a_limit_of_calendar_days_moves_only_when_it_ends_on_rest(
    calendar: WorkCalendar, event_on: dt.date, limit: int, due_on: dt.date
) -> None:
    assert after_calendar_days(event_on, limit, calendar) == due_on


def test_a_year_that_is_not_published_is_provisional_and_its_publication_is_a_new_version(
    calendar: WorkCalendar,
) -> None:
    assert calendar.is_provisional(day(3, 1, 2027))
    assert not calendar.is_provisional(day(3, 1))
    assert calendar.is_provisional(day(3, 1, 2031)), "a year nobody loaded is provisional as well"
    published = CalendarYear.objects.create(
        year=2027,
        version=2,
        source="国办发明电〔2026〕1号",
        is_provisional=False,
        loaded_at=NOW,
        rest_days=["2027-03-01"],
    )
    fresh = WorkCalendar()
    assert not fresh.is_provisional(day(3, 1, 2027))
    assert not fresh.is_working(dt.date.fromisoformat(published.rest_days[0]))


@pytest.mark.django_db
def test_loading_a_year_again_keeps_no_new_version() -> None:
    assert load_years(2025, 2027, at=NOW) == 3
    assert load_years(2025, 2027, at=NOW) == 0
    assert len(rest_days(2026)[0]) == len(CalendarYear.objects.get(year=2026).rest_days)


near = st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 1))


@given(event_on=near, limit=st.integers(1, 40))
def test_as_many_working_days_are_left_as_the_limit_gave(event_on: dt.date, limit: int) -> None:
    due_on = after_working_days(event_on, limit, Weekdays())
    assert working_days_left(event_on, due_on, Weekdays()) == limit
    assert working_days_left(due_on, event_on, Weekdays()) == -limit
    assert Weekdays().is_working(due_on)


@given(event_on=near)
def test_the_next_working_day_is_the_day_itself_when_worked(event_on: dt.date) -> None:
    following = next_working_day(event_on, Weekdays())
    assert Weekdays().is_working(following)
    assert (following == event_on) == Weekdays().is_working(event_on)
    assert (following - event_on).days <= 2
