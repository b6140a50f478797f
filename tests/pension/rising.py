"""Pensioners of Beijing who retired in March 2024, and the plan of 2025 that raises their pensions.

own = approved(till, reckoned(till))
"""

import datetime as dt

from benefits.payments import actions
from benefits.payments.models import Rise
from benefits.pension.adjusting import YearlyAdjustment
from enrollment.registry.models import Person
from siadmin.agency.insurances import Fund
from siadmin.kernel.models import Run
from siadmin.kernel.months import Month
from tests.cities import tick, work
from tests.payments.till import Till, a_card
from tests.pension.test_old_age_pension import a_career, claimed

YEAR = Month(2025, 1)
BORN = dt.date(1964, 3, 15)
CODE = YearlyAdjustment.code


def a_till() -> Till:
    return Till("old_age_pension", Fund.PENSION)


def a_pensioner(**traits: object) -> Person:
    person = a_career(born_on=BORN, **traits)  # type: ignore[arg-type]
    desk, case = claimed(person)
    desk.granted(case)
    a_card(person)
    return person


def opened(till: Till, month: Month = YEAR) -> Rise:
    return actions.open_rise(code=CODE, region=till.region, from_month=month, by=till.clerk, at=tick())


def reckoned(till: Till) -> Rise:
    own = opened(till)
    work(own.run)
    own.refresh_from_db()
    return own


def approved(till: Till, own: Rise) -> Rise:
    own = actions.approve_rise(rise_id=own.pk, seen_version=own.version, by=till.approver, at=tick())
    assert own.put_run is not None
    work(own.put_run)
    work(Run.objects.get(kind="rise_told", key=own.number))
    own.refresh_from_db()
    return own
