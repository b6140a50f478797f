"""What a run holds for a record and what is let go once that was put right are asked by two statements that agree."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection

from benefits.payments.models import Hold
from enrollment.participation.models import InsuredPeriod, PeriodEnd
from enrollment.registry.models import Person
from siadmin.agency.insurances import Fund, Insurance
from siadmin.agency.posts import Post
from tests.cities import BEIJING, NOVEMBER, OCTOBER
from tests.factories import a_member_of_staff, a_person, an_employer
from tests.payments.till import Till, a_card, funded
from tests.registry.counter import merged

pytestmark = pytest.mark.usefixtures("five_cities")
TOLD = {
    "died": "{}",
    "working": f'{{"insurance": "{Insurance.UNEMPLOYMENT}", "fund": "{Fund.UNEMPLOYMENT}"}}',
    "two_benefits": f'{{"other": "{Fund.PENSION}"}}',
}


def insured(person: Person, **told: Any) -> None:
    period = {
        "insurance": "unemployment",
        "employer": an_employer(),
        "region_id": BEIJING,
        "from_month": OCTOBER,
    } | told
    ended = {"ended_because": PeriodEnd.LEFT} if "before_month" in told else {}
    InsuredPeriod.objects.create(person=person, **period, **ended)


def is_put_right(person: Person, because: str) -> bool:
    with connection.cursor() as cursor:
        asked = "SELECT payments_put_right(%s, %s, %s, %s)"
        cursor.execute(asked, [str(NOVEMBER.first_day), person.pk, because, TOLD[because]])
        return bool(cursor.fetchone()[0])


def test_what_a_run_holds_is_what_was_not_put_right() -> None:
    for fund in (Fund.PENSION, Fund.UNEMPLOYMENT):
        funded(fund)
    dole, pension, once = Till("toy_dole", Fund.UNEMPLOYMENT), Till("toy_pension", Fund.PENSION), Till("toy_stick")
    names = (
        "nothing", "died_before", "died_within", "works", "begins", "left_before", "leaves_after", "to_come",
        "other_insurance", "other_record", "pensioner", "grant", "pensioner_elsewhere",
    )  # fmt: skip
    people = {name: a_person(lives_in="110105") for name in names}
    for person in people.values():
        a_card(person)
        dole.granted(person)
    others = {name: a_person(lives_in="110105") for name in ("other_record", "pensioner_elsewhere")}
    clerk, reviewer = a_member_of_staff(Post.CLERK), a_member_of_staff(Post.REVIEWER)
    for name, record in others.items():
        a_card(record)
        merged(people[name], record, clerk, reviewer)
    for name, day in (("died_before", dt.date(2026, 10, 31)), ("died_within", dt.date(2026, 11, 2))):
        Person.objects.filter(pk=people[name].pk).update(died_on=day)
    insured(people["works"])
    insured(people["begins"], from_month=NOVEMBER)
    insured(people["left_before"], before_month=NOVEMBER)
    insured(people["leaves_after"], before_month=NOVEMBER + 1)
    insured(people["to_come"], from_month=NOVEMBER + 1)
    insured(people["other_insurance"], insurance="injury")
    insured(others["other_record"])
    pension.granted(people["pensioner"])
    pension.granted(others["pensioner_elsewhere"])
    once.granted(people["grant"])
    pension.opened()
    dole.opened()
    for because in TOLD:
        held = set(Hold.objects.filter(because=because).values_list("person__pk", flat=True))
        assert held == {each.pk for each in people.values() if not is_put_right(each, because)}, because
        assert held, f"somebody is held as {because}"
