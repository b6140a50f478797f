"""Whoever changes an employer's people or rates holds the employer, and what was charged follows once it is over."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import OperationalError, transaction

from contributions.declarations.actions import FiledRow, Newcomer, file
from contributions.declarations.models import Door
from enrollment.participation.actions import Joining, Leaving, join, leave, resume, suspend
from enrollment.registry.actions import PersonFacts, changing, set_injury_rate
from enrollment.registry.models import Employer, Person
from enrollment.registry.protocols import after_change
from siadmin.agency.models import User
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason, Refusal
from tests import database
from tests.cities import NOVEMBER, OCTOBER, SEPTEMBER, staff, tick
from tests.factories import NOW, TODAY, a_person, a_user, an_employer, citizen_number

NOT_FOLLOWED = Reason("test_not_followed", "测试。", "A test.", "无。", "None.")
LOCK_NOT_AVAILABLE = "55P03"
Heard = list[tuple[Employer, Month]]


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    """Whom followers are told of, and from which month."""
    said: Heard = []

    def follow(employer: Employer, month: Month, by: User | None, at: dt.datetime) -> None:
        said.append((employer, month))

    monkeypatch.setattr(after_change, "_functions", [follow])
    return said


@pytest.mark.django_db
def test_acts_within_an_act_are_followed_once_from_the_earliest_month(heard: Heard) -> None:
    employer = an_employer()
    with changing(employer, by=None, at=NOW) as outer:
        outer.since(NOVEMBER)
        with changing(employer, by=None, at=NOW) as inner:
            inner.since(OCTOBER, SEPTEMBER)
        assert heard == []
    assert heard == [(employer, SEPTEMBER)]


@pytest.mark.django_db
def test_another_employers_change_is_its_own(heard: Heard) -> None:
    first, second = an_employer(), an_employer()
    with changing(first, by=None, at=NOW) as outer:
        outer.since(OCTOBER)
        with changing(second, by=None, at=NOW) as inner:
            inner.since(NOVEMBER)
    assert heard == [(second, NOVEMBER), (first, OCTOBER)]


@pytest.mark.django_db
def test_what_changes_nothing_or_fails_is_not_followed_nor_remembered(heard: Heard) -> None:
    employer = an_employer()
    with changing(employer, by=None, at=NOW):
        pass
    with pytest.raises(ZeroDivisionError), changing(employer, by=None, at=NOW) as change:
        change.since(SEPTEMBER)
        raise ZeroDivisionError
    with changing(employer, by=None, at=NOW) as change:
        change.since(NOVEMBER)
    assert heard == [(employer, NOVEMBER)]


def joins(employer: Employer, person: Person) -> None:
    join(employer=employer, joinings=[Joining(a_person(), "employee", dt.date(2026, 9, 7))], by=None, at=tick())


def leaves(employer: Employer, person: Person) -> None:
    leave(employer=employer, leavings=[Leaving(person, dt.date(2026, 8, 5), "resigned")], by=None, at=tick())


def suspends(employer: Employer, person: Person) -> None:
    suspend(employer=employer, person=person, before=SEPTEMBER, by=None, at=tick(), reason="停薪留职")


def resumes(employer: Employer, person: Person) -> None:
    employer.insured_periods.update(before_month=SEPTEMBER, ended_because="suspended")
    resume(employer=employer, person=person, from_month=SEPTEMBER, by=None, at=tick(), reason="返岗")


def floats(employer: Employer, person: Person) -> None:
    set_injury_rate(
        employer=employer, risk_class=1, factor=Decimal("1.50"), from_month=SEPTEMBER, by=a_user(staff=True),
        at=tick(), decision="2026-9号",
    )  # fmt: skip


ACTS = [joins, leaves, suspends, resumes, floats]


@pytest.mark.usefixtures("five_cities")
@pytest.mark.parametrize("act", ACTS)
def test_every_act_says_from_which_month_contributions_may_differ(
    act: Callable[[Employer, Person], None], heard: Heard
) -> None:
    employer, (person,) = staff(since=SEPTEMBER - 3)
    act(employer, person)
    assert heard == [(employer, SEPTEMBER)]


@pytest.mark.usefixtures("five_cities")
def test_a_filing_that_enrols_sets_wages_and_ends_employments_is_followed_once(heard: Heard) -> None:
    employer, (li, wang) = staff(2, since=SEPTEMBER - 3)
    late = Newcomer(
        PersonFacts("晚报", citizen_number(order=805), "citizen_id", "male", dt.date(1990, 1, 1), "M60"),
        dt.date(2026, 9, 7),
    )
    file(
        employer=employer, month=NOVEMBER, rows=[FiledRow(800_000, person=li), FiledRow(900_000, newcomer=late)],
        leavings=[Leaving(wang, dt.date(2026, 10, 12), "resigned")], door=Door.GRID, by=None, at=tick(), today=TODAY,
    )  # fmt: skip
    assert heard == [(employer, SEPTEMBER)]


@pytest.mark.usefixtures("five_committed_cities")
@pytest.mark.parametrize("act", ACTS)
def test_no_act_passes_another_on_the_same_employer(act: Callable[[Employer, Person], None], heard: Heard) -> None:
    employer, (person,) = staff(since=SEPTEMBER - 3)
    with database.owned() as elsewhere:
        elsewhere.execute("SELECT 1 FROM registry_employer WHERE id = %s FOR NO KEY UPDATE", [employer.pk])
        with pytest.raises(OperationalError) as held_up, transaction.atomic():
            database.run("SET LOCAL lock_timeout = '100ms'")
            act(employer, person)
    assert getattr(held_up.value.__cause__, "pgcode", None) == LOCK_NOT_AVAILABLE
    assert heard == []


@pytest.mark.usefixtures("five_cities")
def test_what_a_follower_refuses_is_not_done(monkeypatch: pytest.MonkeyPatch) -> None:
    employer, (person,) = staff(since=SEPTEMBER - 3)

    def refuse(*told: object) -> None:
        raise NOT_FOLLOWED()

    monkeypatch.setattr(after_change, "_functions", [refuse])
    with pytest.raises(Refusal):
        leaves(employer, person)
    assert person.employments.get().ends_before is None
