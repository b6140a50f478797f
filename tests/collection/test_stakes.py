"""Whom to look at first: not filed, staff lost, at the lower limit; each ranked by the money at stake (SIL 60, 62)."""

import pytest

from contributions.assessment.models import Bill
from contributions.collection.actions import open_late_fees
from contributions.collection.late_fees import fee_months
from contributions.collection.stakes import at_floor, lost_staff, newest_month, not_filed
from enrollment.participation.actions import Leaving
from enrollment.participation.actions.by_oneself import join_by_oneself
from enrollment.registry.selectors import viewer_of
from siadmin.agency.insurances import Insurance, Line
from siadmin.agency.posts import Post
from siadmin.agency.viewer import Viewer
from siadmin.kernel.months import Month
from tests.cities import (
    BEIJING,
    COUNTY_OF,
    GUANGZHOU,
    NOVEMBER,
    OCTOBER,
    SEPTEMBER,
    SHANGHAI,
    charge,
    declare,
    staff,
    work,
)
from tests.factories import NOW, TODAY, a_member_of_staff, a_person, region

pytestmark = pytest.mark.usefixtures("five_cities")
JULY, AUGUST = Month(2026, 7), Month(2026, 8)


def clerk(pool: str = BEIJING, line: str = Line.HRSS) -> Viewer:
    return viewer_of(a_member_of_staff(Post.CLERK, at=COUNTY_OF[pool], line=line), on=TODAY)


def test_who_did_not_file_is_ranked_by_the_provisional_bills_until_they_are_settled() -> None:
    small, (one,) = staff(at=COUNTY_OF[GUANGZHOU])
    large, (two,) = staff(at=COUNTY_OF[GUANGZHOU])
    for employer, person, wage in ((small, one, 8_000), (large, two, 20_000)):
        declare(employer, SEPTEMBER, {person: wage})
    charge(GUANGZHOU, SEPTEMBER)
    charge(GUANGZHOU, OCTOBER)
    found = not_filed(clerk(GUANGZHOU), OCTOBER, TODAY)
    assert [each.employer_id for each in found] == [large.pk, small.pk]
    assert found[0].stake_fen > found[1].stake_fen > 0
    assert (found[0].month, found[0].found.en) == (OCTOBER, "1 month not declared")
    declare(large, OCTOBER, {two: 20_000})
    assert [each.employer_id for each in not_filed(clerk(GUANGZHOU), OCTOBER, TODAY)] == [small.pk]
    assert not_filed(clerk(SHANGHAI), OCTOBER, TODAY) == []


def test_who_lost_a_fifth_of_its_people_in_three_months_is_listed_and_who_lost_less_is_not() -> None:
    losing, people = staff(5, since=JULY)
    steady, others = staff(6, since=JULY)
    for month in (JULY, AUGUST, SEPTEMBER):
        for employer, there in ((losing, people), (steady, others)):
            declare(employer, month, dict.fromkeys(there, 8_000))
        charge(BEIJING, month)
    for employer, there in ((losing, people), (steady, others)):
        leaving = [Leaving(person=there[0], last_day=SEPTEMBER.last_day, reason="resigned")]
        declare(employer, OCTOBER, dict.fromkeys(there[1:], 8_000), leaving=leaving)
    charge(BEIJING, OCTOBER)
    (found,) = lost_staff(clerk(), OCTOBER, TODAY)
    assert (found.employer_id, found.found.en) == (losing.pk, "5 people, now 4")
    assert found.stake_fen > 192_000


def test_who_sits_at_the_floor_is_ranked_by_what_is_missing_to_the_average() -> None:
    low, many = staff(5)
    high, others = staff(5)
    tiny, few = staff(4)
    declare(low, SEPTEMBER, dict.fromkeys(many, 3_000))
    declare(high, SEPTEMBER, dict.fromkeys(others, 20_000))
    declare(tiny, SEPTEMBER, dict.fromkeys(few, 3_000))
    charge(BEIJING, SEPTEMBER)
    for line in Line.values:
        (found,) = at_floor(clerk(line=line), SEPTEMBER, TODAY)
        assert (found.employer_id, found.found.en) == (low.pk, "5 of 5 people at the lower limit")
        assert found.stake_fen > 0
    assert newest_month(clerk()) == SEPTEMBER
    assert newest_month(clerk(SHANGHAI)) is None
    assert at_floor(clerk(), NOVEMBER, TODAY) == []


def test_people_who_pay_for_themselves_are_on_no_list() -> None:
    """Nobody owes what they did not pay, files nothing, and chooses a base (SIL 10, 23)."""
    person = a_person(lives_in=COUNTY_OF[BEIJING])
    join_by_oneself(
        person=person, region=region(BEIJING), insurances=[Insurance.PENSION, Insurance.MEDICAL], base_fen=7_270_00,
        rhythm="monthly", from_month=NOVEMBER, by=None, at=NOW,
    )  # fmt: skip
    assert Bill.objects.filter(person=person).exists()
    for line in Line.values:
        assert newest_month(clerk(line=line)) is None
        for find in (not_filed, lost_staff, at_floor):
            assert find(clerk(line=line), NOVEMBER, TODAY) == []
    charged = open_late_fees(region=region(BEIJING), by=None, at=NOW)[0]
    assert work(charged).totals["charged"] == 0
    assert not fee_months(Bill.objects.filter(person=person))
