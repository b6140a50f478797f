"""From which month a death ends a pension: the law says it, nobody types it freely."""

import datetime as dt

import pytest

from benefits.payments.models import Entitlement
from siadmin.agency.insurances import Fund
from siadmin.kernel.months import Month
from siadmin.matters.catalogue import matter_of
from tests.payments.refusals import refused
from tests.payments.till import Till
from tests.pension.deaths import dies
from tests.pension.test_old_age_pension import a_career, claimed
from tests.registry.counter import about

pytestmark = pytest.mark.usefixtures("five_cities")


def test_a_death_ends_a_pension_from_the_month_the_law_says() -> None:
    """Paid for the month of death, and no longer: the form offers that month and another is refused."""
    person = a_career()
    pension, case = claimed(person)
    pension.granted(case)
    entitlement, till = Entitlement.objects.get(person=person), Till(fund=Fund.PENSION)
    dies(person, dt.date(2026, 10, 20))
    form = matter_of("benefit_stop").form(subject=about(person), initial={"entitlement": entitlement.number})
    assert form["from_month"].value() == "2026-11"
    for month in (Month(2026, 10), Month(2026, 12)):
        with refused("entitlement_death_ends_from"):
            till.stopped(entitlement, month=month, because="died")
    till.stopped(entitlement, month=Month(2026, 11), because="died")
    assert entitlement.endings.get().from_month == Month(2026, 11)
