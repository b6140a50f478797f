"""What an appraisal committee concluded: two people, in order, and from when it counts (WIR 21–29)."""

import datetime as dt
from typing import Any

import pytest

from benefits.injury.models import Appraisal, Injury
from benefits.injury.selectors import standing_appraisal
from enrollment.registry.subjects import Persons
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.matters.catalogue import matter_of
from siadmin.matters.models import Case
from tests import cities, database
from tests.cities import BEIJING, COUNTY_OF, broken, tick
from tests.factories import TODAY
from tests.injury.course import CONCLUSION, a_desk, appraised, certified

pytestmark = pytest.mark.usefixtures("a_year_paid")
EARLY = dt.date(2025, 6, 2)


def hurt(happened_on: dt.date = EARLY) -> Injury:
    employer, (person,) = cities.staff(at=COUNTY_OF[BEIJING], since=Month(2025, 1))
    return certified(person, employer, happened_on=str(happened_on))


def code_of(injury: Injury, **told: Any) -> str:
    desk = a_desk(injury.person, "injury_appraisal")
    with pytest.raises(Refusal) as refusal:
        desk.asked(CONCLUSION | {"injury": injury.number} | told)
    return refusal.value.code


def test_two_people_record_a_conclusion_that_is_final_once_nobody_asked_again() -> None:
    injury = hurt()
    appraisal = appraised(injury, grade="4", concluded_on="2026-11-10", delivered_on="2026-11-12")
    assert (appraisal.grade, appraisal.from_month) == (4, Month(2026, 12))
    assert appraisal.final_from == dt.date(2026, 11, 28), "fifteen days to ask again"
    assert standing_appraisal(injury, dt.date(2026, 11, 27)) is None
    assert standing_appraisal(injury, dt.date(2026, 11, 28)) == appraisal
    assert broken() == {}


def test_what_was_asked_again_is_the_last_word_and_counts_from_the_first_conclusions_month() -> None:
    injury = hurt()
    appraised(injury, grade="5", concluded_on="2026-08-03", delivered_on="2026-08-05")
    again = {
        "kind": "again", "asked_on": "2026-08-17", "document": "京鉴再1", "concluded_on": "2026-10-12",
        "delivered_on": "2026-10-14",
    }  # fmt: skip
    assert code_of(injury, **again | {"asked_on": "2026-08-21"}) == "injury_appraised_again_too_late"
    last = appraised(injury, grade="4", **again)
    assert (last.final_from, last.from_month) == (dt.date(2026, 10, 14), Month(2026, 9))
    assert standing_appraisal(injury, TODAY) == last
    assert code_of(injury, **again | {"document": "京鉴再2"}) == "injury_not_appraised_before"


def test_a_review_is_a_year_later() -> None:
    injury = hurt()
    appraised(injury, concluded_on="2025-10-13", delivered_on="2025-10-15")
    review = {
        "kind": "review", "document": "京鉴复1", "concluded_on": "2026-11-02", "delivered_on": "2026-11-04",
    }  # fmt: skip
    assert code_of(injury, **review, asked_on="2026-10-12") == "injury_reviewed_too_early"
    found = appraised(injury, grade="2", **review, asked_on="2026-10-13")
    assert found.from_month == Month(2026, 12)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"concluded_on": "2025-05-01"}, "injury_concluded_when"),
        ({"delivered_on": "2126-01-01"}, "injury_concluded_when"),
        ({"kind": "again", "asked_on": "2026-09-01"}, "injury_not_appraised_before"),
    ],
)
def test_days_that_cannot_be_are_refused(told: dict[str, str], code: str) -> None:
    assert code_of(hurt(), **told) == code


def test_the_first_and_a_document_are_recorded_once() -> None:
    injury = hurt()
    appraised(injury)
    assert code_of(injury, document="京鉴2") == "injury_appraised_already"
    assert code_of(injury) == "injury_conclusion_known"


def test_of_an_appraisal_asked_again_the_day_is_asked() -> None:
    form = matter_of("injury_appraisal").form(data=CONCLUSION | {"kind": "again"})
    assert "asked_on" in form.errors


def test_the_database_takes_no_conclusion_of_one_or_out_of_order() -> None:
    injury = hurt()
    with database.written_with(Appraisal, kind="review"), database.refused("injury_appraised_in_order"):
        appraised(injury)
    told = appraised(injury)
    values: dict[str, Any] = {
        "injury": injury, "grade": 1, "committee": "x", "concluded_on": TODAY, "delivered_on": TODAY,
        "final_from": TODAY, "from_month": Month(2026, 12), "recorded_at": tick(),
    }  # fmt: skip
    with database.refused("injury_appraised_by_two"):
        Appraisal.objects.create(
            kind="review", document="1", case=Case.objects.exclude(pk=told.case_id).latest("pk"), **values
        )
    with database.refused("injury_appraised_first_once"):
        Appraisal.objects.create(
            kind="first", document="2", case=Case.objects.exclude(pk=told.case_id).latest("pk"), **values
        )
    with database.not_permitted():
        Appraisal.objects.update(grade=1)


def test_who_has_no_injury_is_told_before_anything_is_asked() -> None:
    _, (person,) = cities.staff(at=COUNTY_OF[BEIJING])
    about = Persons().find([person.number])[person.number]
    (obstacle,) = matter_of("injury_appraisal").against(about, TODAY)
    assert "没有已认定的工伤" in obstacle.what.zh
