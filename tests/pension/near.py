"""Somebody of Beijing, 61 in August 2031, who draws the base pension as a disability allowance since March 2026.

decision = anew(drawing().person)
"""

import datetime as dt
from typing import Any

from benefits.claims.models import Decision
from benefits.payments.models import Entitlement
from enrollment.registry.models import Person
from tests.claims.desk import ClaimDesk
from tests.payments.till import a_card
from tests.pension.test_old_age_pension import a_career

BORN = dt.date(1970, 4, 15)
THEN = dt.datetime(2026, 2, 10, 3, tzinfo=dt.UTC)
CODE = "disability_reckoned_anew"


def drawing(born_on: dt.date = BORN, **traits: Any) -> Entitlement:
    """Granted in February 2026, further from the age than five years: the base pension."""
    person = a_career(born_on=born_on, **traits)
    desk = ClaimDesk(person, matter="disability_allowance")
    case = desk.asked({"appraised_on": "2026-01-10", "appraisal": f"京劳鉴〔2026〕{person.pk}号"}, at=THEN)
    decision = desk.granted(case)
    a_card(person)
    return Entitlement.objects.get(decision=decision)


def anew(person: Person) -> Decision:
    desk = ClaimDesk(person, matter=CODE)
    return desk.granted(desk.asked({}))
