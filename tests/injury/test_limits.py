"""Every day the law gives for an injury is a limit on file with its clock."""

import datetime as dt

import pytest

from benefits.injury.selectors.limits import limits_of
from tests import cities
from tests.injury.course import applied, appraised, certified
from tests.injury.test_leaving import LEAVE, recorded

pytestmark = pytest.mark.usefixtures("a_year_paid")


def test_who_is_bound_by_when_and_what_was_done_in_time() -> None:
    employer, (person,) = cities.staff()
    injury = certified(person, employer)
    recorded(injury, **LEAVE)
    appraised(injury, concluded_on="2026-11-03", delivered_on="2026-11-20", grade="8")
    found = {str(each.what.en): each for each in limits_of(injury.certification.application)}
    assert found["applies for certification"].day == dt.date(2026, 12, 2)
    assert found["decides"].day == dt.date(2027, 1, 22), "sixty days of 23 November"
    assert found["serves the decision"].day == dt.date(2026, 12, 14), "twenty days, and the next worked"
    served = found["serves its conclusion"]
    assert (served.day, served.is_late) == (dt.date(2026, 11, 18), True)
    assert found["ask for another appraisal"].day == dt.date(2026, 12, 7)
    review = found["may ask for a review"]
    assert (review.day, review.is_from) == (dt.date(2027, 11, 3), True)
    assert found["pays the own wage on leave"].day == dt.date(2026, 11, 3), "it ended with the grade"


def test_an_employer_that_did_not_apply_is_late_with_it() -> None:
    employer, (person,) = cities.staff()
    application = applied(person, employer)
    found = {str(each.what.en): each for each in limits_of(application)}
    assert found["applies for certification"].done_on is None
    assert found["proves its case"].day == application.answer_by
