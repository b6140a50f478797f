"""One month, several workers, filings in between: everybody is charged once."""

import datetime as dt

import pytest

from contributions.assessment.actions import open_month, reassess
from contributions.assessment.models import AssessmentLine, Bill, Notice
from enrollment.participation.actions import Leaving, leave
from siadmin.agency.models import Region
from siadmin.kernel import runs
from siadmin.kernel.models import Run, RunState
from tests import database
from tests.cities import BEIJING, OCTOBER, SEPTEMBER, bills, broken, charge, declare, open_only, staff, tick
from tests.together import at_once

pytestmark = pytest.mark.usefixtures("five_committed_cities")


def test_two_who_open_a_month_at_once_open_one_run() -> None:
    employer, (li,) = staff()
    declare(employer, SEPTEMBER, {li: 8_000})
    region, at = Region.objects.get(pk=BEIJING), tick()
    answers = at_once(*[lambda: open_month(region=region, month=SEPTEMBER, by=None, at=at)] * 4)
    assert len({run.pk for run, _ in answers}) == Run.objects.count() == 1
    assert sum(is_new for _, is_new in answers) == 1


def test_several_workers_on_one_month_charge_everybody_once() -> None:
    for people in (3, 1, 2, 2, 1, 3):
        employer, colleagues = staff(people)
        declare(employer, SEPTEMBER, dict.fromkeys(colleagues, 8_000))
    run = open_only(BEIJING, SEPTEMBER, people_a_slice=1)
    assert run.slices.count() == 6
    at_once(*[lambda: runs.work(run.pk)] * 4)
    run.refresh_from_db()
    assert run.state == RunState.DONE
    assert (AssessmentLine.objects.count(), Bill.objects.count(), Notice.objects.count()) == (60, 24, 6)
    assert broken() == {}


def test_filings_while_the_month_runs_are_neither_lost_nor_charged_twice() -> None:
    crews = [staff() for _ in range(6)]
    for employer, (person,) in crews:
        declare(employer, SEPTEMBER, {person: 8_000})
    run = open_only(BEIJING, SEPTEMBER, people_a_slice=1)
    times: list[dt.datetime] = [tick() for _ in crews]
    at_once(
        lambda: runs.work(run.pk),
        lambda: runs.work(run.pk),
        *[
            lambda employer=employer, person=person, at=at: declare(employer, SEPTEMBER, {person: 10_000}, at=at)
            for (employer, (person,)), at in zip(crews, times, strict=True)
        ],
    )
    run.refresh_from_db()
    assert run.state == RunState.DONE
    for employer, _ in crews:
        pension = sum(total for *_, fund, total in bills(employer, SEPTEMBER) if fund == "pension_employee")
        assert pension == 240_000, "10,000 × 24%, whatever came first"
    assert broken() == {}


def test_a_leaver_entered_while_the_month_is_being_charged_is_not_missed() -> None:
    employer, (li, wang) = staff(2)
    declare(employer, SEPTEMBER, {li: 8_000, wang: 8_000})
    charge(BEIJING, SEPTEMBER)
    run = open_only(BEIJING, OCTOBER)
    gone, at = Leaving(wang, dt.date(2026, 9, 20), "resigned"), tick()
    failed = database.in_the_meantime(
        lambda: runs.work(run.pk), lambda: leave(employer=employer, leavings=[gone], by=None, at=at)
    )
    assert failed is None
    pension = sum(total for *_, fund, total in bills(employer, OCTOBER) if fund == "pension_employee")
    assert pension == 192_000, "8,000 × 24%: she was charged by the run, and taken out by her leaving"
    assert broken() == {}


def test_two_re_assessments_at_once_write_the_difference_once() -> None:
    employer, (li,) = staff()
    declare(employer, SEPTEMBER, {li: 8_000})
    charge(BEIJING, SEPTEMBER)
    employer.injury_rates.update(risk_class=4)
    times = [tick() for _ in range(4)]
    answers = at_once(
        *[lambda at=at: reassess(employer=employer, month=SEPTEMBER, by=None, at=at, reason="test") for at in times]
    )
    assert sorted(len(answer) for answer in answers) == [0, 0, 0, 1]
    assert Bill.objects.filter(version__gt=0).count() == 1
    assert broken() == {}
