"""Outreach: given to clerks, contacted, ended or gone on with; what ended comes back only when facts change."""

import datetime as dt
from typing import Any

import pytest

from enrollment.coverage.actions.outreach import Evidence, assign, contact
from enrollment.coverage.models import Contact, Finding
from enrollment.coverage.rules.kinds import FINAL, Channel, Closed, Register, Result, weight
from siadmin.agency.posts import Post
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from tests import cities, database
from tests.coverage.registers import CODE, SHOP, came, lives, open_ones, paid, scan, somebody
from tests.factories import NOW, TODAY, a_member_of_staff, an_employer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("five_cities")]
PDF = Evidence("a.pdf", "pdf", b"%PDF-1.7")
SOON = TODAY + dt.timedelta(days=7)


@pytest.fixture
def clerk():
    return a_member_of_staff(Post.CLERK, at=cities.BEIJING)


@pytest.fixture
def offered(clerk) -> Finding:
    """Somebody who may join."""
    came(Register.HOUSEHOLD, lives(somebody()))
    scan(by=clerk)
    return Finding.objects.get()


@pytest.fixture
def obliged(clerk) -> Finding:
    """Somebody who must be insured."""
    came(Register.WAGE_TAX, paid(somebody(), code=CODE, place="110105"))
    scan(by=clerk)
    return Finding.objects.get()


def tried(finding: Finding, result: Result, by, **more) -> Contact:
    finding.refresh_from_db()
    given: dict[str, Any] = {"channel": Channel.PHONE, "seen_version": finding.version, "at": NOW} | more
    return contact(finding_id=finding.pk, result=result, by=by, **given)


def test_a_result_that_goes_on_keeps_it_open_with_a_day(obliged, clerk) -> None:
    tried(obliged, Result.NOT_REACHED, clerk, next_on=SOON)
    obliged.refresh_from_db()
    assert (obliged.is_open, obliged.next_on, obliged.assigned_to) == (True, SOON, clerk)


@pytest.mark.parametrize("next_on", [None, TODAY])
def test_a_result_that_goes_on_needs_a_later_day(obliged, clerk, next_on) -> None:
    with pytest.raises(Refusal) as refusal:
        tried(obliged, Result.NOT_REACHED, clerk, next_on=next_on)
    assert refusal.value.code == "result_needs_a_day"


@pytest.mark.parametrize("result", sorted(FINAL))
def test_what_ended_does_not_come_back_next_month(offered, clerk, result) -> None:
    tried(offered, result, clerk, evidence=PDF)
    offered.refresh_from_db()
    assert (offered.closed_because, offered.result) == (Closed.WORKED, result)
    scan(by=clerk)
    assert not open_ones()


def test_it_comes_back_when_the_facts_change(offered, clerk) -> None:
    """Refused to join as a resident; now an employer pays a wage."""
    tried(offered, Result.REFUSES, clerk)
    came(Register.WAGE_TAX, paid(somebody(), code=CODE))
    scan(by=clerk)
    (again,) = open_ones()
    assert again.is_must and again != offered


@pytest.mark.parametrize("result", [Result.INSURED_ELSEWHERE, Result.DECEASED])
def test_some_results_need_a_paper(obliged, clerk, result) -> None:
    with pytest.raises(Refusal) as refusal:
        tried(obliged, result, clerk)
    assert refusal.value.code == "result_needs_paper"


def test_nobody_refuses_what_the_law_obliges_them_to(obliged, clerk) -> None:
    """SIL 10, 58: the residents' scheme alone is voluntary."""
    with pytest.raises(Refusal) as refusal:
        tried(obliged, Result.REFUSES, clerk)
    assert refusal.value.code == "must_not_refuse"
    with database.refused("finding_refused_only_where_voluntary"):
        Finding.objects.filter(pk=obliged.pk).update(
            result="refuses", closed_because="worked", closed_at=NOW, closed_in=Month(2026, 11)
        )


def test_two_clerks_at_once_are_told_of_each_other(obliged, clerk) -> None:
    tried(obliged, Result.NOT_REACHED, clerk, next_on=SOON)
    with pytest.raises(Refusal) as refusal:
        tried(obliged, Result.JOINING, clerk, next_on=SOON, seen_version=0)
    assert refusal.value.code == "finding_moved"


def test_a_closed_one_stays_closed(obliged, clerk) -> None:
    with database.refused("finding_keeps_what_it_is"):
        Finding.objects.filter(pk=obliged.pk).update(opened_at=NOW - dt.timedelta(days=1))
    tried(obliged, Result.MOVED_AWAY, clerk)
    with pytest.raises(Refusal) as refusal:
        tried(obliged, Result.JOINING, clerk, next_on=SOON)
    assert refusal.value.code == "finding_closed"
    with database.refused("finding_closed_stays"):
        Finding.objects.filter(pk=obliged.pk).update(months=3)


def test_only_clerks_of_the_place_and_line_work_it(obliged, clerk) -> None:
    for stranger in (
        a_member_of_staff(Post.CLERK, at="440305"),
        a_member_of_staff(Post.CLERK, at=cities.BEIJING, line="hs"),
        a_member_of_staff(Post.REVIEWER, at=cities.BEIJING),
    ):
        with pytest.raises(Refusal) as refusal:
            tried(obliged, Result.MOVED_AWAY, stranger)
        assert refusal.value.code == "coverage_not_here"


def test_lists_are_given_to_clerks_who_reach_them(obliged, clerk) -> None:
    other = a_member_of_staff(Post.CLERK, at="110105")
    far = a_member_of_staff(Post.CLERK, at="110109")
    assert assign(findings=[obliged.pk], to=other, by=clerk, at=NOW) == 1
    obliged.refresh_from_db()
    assert obliged.assigned_to == other
    with pytest.raises(Refusal):
        assign(findings=[obliged.pk], to=far, by=clerk, at=NOW)


def test_contacts_are_appended_only(obliged, clerk) -> None:
    kept = tried(obliged, Result.NOT_REACHED, clerk, next_on=SOON)
    with database.not_permitted():
        Contact.objects.filter(pk=kept.pk).update(result="joining")
    with database.not_permitted():
        kept.delete()


def test_the_weight_in_sql_is_the_one_of_the_rule() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for is_must in (False, True):
            for is_near in (False, True):
                for months in (0, 1, 239, 240, 241, 1000):
                    cursor.execute("SELECT coverage_weight(%s, %s, %s)", [is_must, is_near, months])
                    assert cursor.fetchone() == (weight(is_must=is_must, is_near=is_near, months=months),)


def test_an_owner_of_a_shop_who_refuses_stays_refused(clerk) -> None:
    came(
        Register.MARKET,
        {
            "credit_code": SHOP, "employer_name": "小吃店", "legal_representative": "李伟",
            "owner_id_number": somebody(),
        },
    )  # fmt: skip
    scan(by=clerk)
    tried(Finding.objects.get(), Result.REFUSES, clerk)
    scan(by=clerk)
    assert Finding.objects.count() == 1


def test_insured_since_closes_it_by_itself(obliged, clerk) -> None:
    from tests.factories import a_person, an_employment

    tried(obliged, Result.JOINING, clerk, next_on=SOON)
    person = a_person(number=somebody())
    an_employment(person, an_employer())
    scan(by=clerk)
    obliged.refresh_from_db()
    assert obliged.closed_because == Closed.COVERED
    assert obliged.result == Result.JOINING
