"""Who is missing since an accident of work: wages, then dependants, half of the lump; dead or back (WIR 41)."""

import datetime as dt
from typing import Any

import pytest

from benefits.injury.models import CameBack, Injury, Missing
from benefits.payments.actions.suspecting import look_through
from benefits.payments.models import Entitlement, Suspicion
from enrollment.registry.models import Person
from siadmin.agency.insurances import Fund
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from tests import database
from tests.cities import broken, tick
from tests.factories import a_person
from tests.injury.course import a_desk, certified, works
from tests.injury.test_death import DEATH, DEPENDS, granted

pytestmark = pytest.mark.usefixtures("a_year_paid")
NEED: dict[str, Any] = {"relation": "spouse", "hardship": "靠本人工资生活，有两个未成年子女"}
HALF_FEN = 10 * 5_650_200


def gone(ground: str = "on_errand") -> Injury:
    """In July, while away for work."""
    employer, person = works(since=Month(2026, 6), until=Month(2026, 7))
    return certified(person, employer, happened_on="2026-07-06", ground=ground)


def missing(injury: Injury, since_on: str = "2026-07-06") -> None:
    told = {"injury": injury.number, "since_on": since_on, "found": "公安机关失踪人员登记"}
    signed(injury.person, "injury_missing", told)


def signed(person: Person, matter: str, told: dict[str, Any]) -> None:
    desk = a_desk(person, matter)
    desk.act("review", desk.handled(desk.asked(told)), desk.reviewer)


def test_dependants_draw_from_the_fourth_month_and_half_of_the_lump_is_advanced_once() -> None:
    injury, widow = gone(), a_person(name="王某", born_on=dt.date(1966, 1, 5), female=True)
    missing(injury)
    (item,) = granted(injury, "injury_dependant", widow, DEPENDS | {"relation": "spouse"}).values()
    assert (item.amount_fen, item.from_month) == (320_000, Month(2026, 10))
    (item,) = granted(injury, "injury_missing_advance", widow, NEED).values()
    assert item.amount_fen == HALF_FEN
    Person.objects.filter(pk=injury.person_id).update(died_on=dt.date(2026, 11, 10))
    items = granted(injury, "injury_death", widow, DEATH | {"in_leave": False})
    assert items["death_lump"].amount_fen == HALF_FEN, "less what was advanced"
    assert broken() == {}


def test_who_comes_back_is_found_by_the_month_and_what_was_advanced_is_looked_into() -> None:
    injury, widow = gone(), a_person(name="王某", born_on=dt.date(1966, 1, 5), female=True)
    earlier, came_back = injury.happened_on - dt.timedelta(days=1), {"came_on": "2026-11-09", "found": "本人到窗口"}
    with database.written_with(Missing, since_on=earlier), database.refused("injury_missing_of_the_accident"):
        missing(injury)
    missing(injury)
    granted(injury, "injury_dependant", widow, DEPENDS | {"relation": "spouse"})
    granted(injury, "injury_missing_advance", widow, NEED)
    with database.written_with(CameBack, on=earlier), database.refused("injury_came_back_by_two"):
        signed(injury.person, "injury_came_back", came_back)
    signed(injury.person, "injury_came_back", came_back)
    drawn = Entitlement.objects.get(scheme="injury_dependant")
    assert look_through(drawn.region, Fund.INJURY, Month(2026, 11), tick()) == 2
    assert {each.kind for each in Suspicion.objects.all()} == {"injury_came_back"}
    assert broken() == {}


def test_who_was_hurt_at_the_workplace_is_not_missing_by_work() -> None:
    injury = gone(ground="accident")
    with pytest.raises(Refusal) as refusal:
        missing(injury)
    assert refusal.value.code == "matter_stands_against"
    with database.refused("injury_missing_by_two"):
        Missing.objects.create(
            injury=injury, since_on=injury.happened_on, case=injury.certification.case, recorded_at=tick()
        )
