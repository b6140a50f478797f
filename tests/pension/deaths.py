"""People of Beijing who died, and survivors who claim what is paid upon it."""

import datetime as dt
from typing import Any

from enrollment.participation.models import InsuredPeriod, PeriodEnd
from enrollment.registry.actions.corrections import record_death
from enrollment.registry.models import Person
from siadmin.kernel.months import Month
from tests.cities import BEIJING, COUNTY_OF, tick
from tests.claims.desk import ClaimDesk, a_worker, loses_work
from tests.factories import a_person, a_user, identity_number_of
from tests.payments.till import a_card

MATTER = "pension_survivor_benefit"
PAID = (Month(2025, 1), Month(2025, 2))
DIED_ON = dt.date(2025, 6, 15)
TWO_MONTHS_OF_THE_ACCOUNT = 2 * 640_00  # 8 % of 8,000


def dies(person: Person, on: dt.date = DIED_ON) -> Person:
    record_death(person=person, on=on, by=a_user(staff=True), at=tick(), reason="民政部门告知")
    return Person.objects.get(pk=person.pk)


def who_died(*, on: dt.date = DIED_ON, why: str = PeriodEnd.LEFT) -> Person:
    """Somebody in Beijing who paid two months, left in March and died."""
    _, person = a_worker(months=PAID)
    loses_work(person, before=Month(2025, 3))
    InsuredPeriod.objects.filter(person=person).update(ended_because=why)
    return dies(person, on)


def a_survivor(name: str = "王芳") -> Person:
    survivor = a_person(name=name, lives_in=COUNTY_OF[BEIJING])
    a_card(survivor)
    return survivor


def a_desk() -> ClaimDesk:
    return ClaimDesk(a_survivor(), matter=MATTER)


def told(dead: Person | str, **other: str) -> dict[str, Any]:
    number = dead if isinstance(dead, str) else identity_number_of(dead)
    return {"deceased": number, "relation": "spouse", "cause": "not_of_work", "funeral": "from_pension"} | other
