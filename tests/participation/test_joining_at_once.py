"""Two employers, or two clerks, insure one person at the same moment."""

import datetime as dt

import pytest

from enrollment.participation.actions import Joining, join
from enrollment.participation.models import Employment, InsuredPeriod, WorkerKind
from siadmin.agency.insurances import Insurance
from siadmin.kernel.refusal import Refusal
from tests.cities import broken, tick
from tests.factories import a_person, an_employer
from tests.together import at_once

pytestmark = pytest.mark.usefixtures("five_committed_cities")
STARTS_ON = dt.date(2026, 9, 1)


def test_two_employers_at_once_insure_a_person_once() -> None:
    person, employers, at = a_person(), [an_employer() for _ in range(4)], tick()
    answers = at_once(
        *[
            lambda employer=employer: join(
                employer=employer, joinings=[Joining(person, WorkerKind.EMPLOYEE, STARTS_ON)], by=None, at=at
            )
            for employer in employers
        ]
    )
    refused = [answer for answer in answers if isinstance(answer, Refusal)]
    assert [each.code for each in refused] == ["insured_elsewhere"] * 3
    assert InsuredPeriod.objects.filter(insurance=Insurance.PENSION).count() == 1
    assert broken() == {}


def test_two_clerks_of_one_employer_at_once_employ_a_person_once() -> None:
    person, employer, at = a_person(), an_employer(), tick()
    answers = at_once(
        *[lambda: join(employer=employer, joinings=[Joining(person, WorkerKind.EMPLOYEE, STARTS_ON)], by=None, at=at)]
        * 4
    )
    refused = [answer for answer in answers if isinstance(answer, Refusal)]
    assert [each.code for each in refused] == ["already_employed"] * 3
    assert (Employment.objects.count(), InsuredPeriod.objects.count()) == (1, 5)
