"""The page on which an employer says that somebody left: refused in words, and charged months follow (IMPL 13)."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from contributions.assessment.models import AssessmentLine
from enrollment.participation.models import Employment
from enrollment.registry.models import Employer, Person
from siadmin.agency.models import Act
from tests.cities import BEIJING, OCTOBER, SEPTEMBER, bills, broken, charge, declare, staff
from tests.factories import a_delegate

pytestmark = pytest.mark.usefixtures("five_cities")


@pytest.fixture
def charged(client: Client) -> tuple[Employer, Person]:
    """An employer of Beijing charged for September and October, its delegate signed in; who is about to leave."""
    employer, (li, wang) = staff(2)
    declare(employer, SEPTEMBER, {li: 8_000, wang: 8_000})
    for month in (SEPTEMBER, OCTOBER):
        charge(BEIJING, month)
    client.force_login(a_delegate(employer))
    return employer, wang


def told(client: Client, employer: Employer, person: Person, **sent: Any) -> Any:
    return client.post(reverse("employer_leave", args=[employer.number, person.number]), sent)


def test_somebody_who_left_in_a_charged_month_is_taken_out_of_the_bills_since(
    client: Client, charged: tuple[Employer, Person]
) -> None:
    employer, person = charged
    answer = told(client, employer, person, last_day="2026-09-20", reason="contract_expired")
    assert answer.headers["Location"] == reverse("employer_people", args=[employer.number])
    assert Employment.objects.get(person=person).end_reason == "contract_expired"
    assert {version for version, *_ in bills(employer, SEPTEMBER)} == {0}
    assert {(version, kind) for version, kind, *_ in bills(employer, OCTOBER)} == {(0, "assessed"), (1, "adjustment")}
    assert sum(line.employee_fen for line in AssessmentLine.objects.filter(person_id=person.pk, month=OCTOBER)) == 0
    assert Act.objects.filter(code__in=["people_left", "month_reassessed"]).count() == 2
    assert broken() == {}


@pytest.mark.parametrize(
    ("last_day", "said"),
    [
        ("", "请填写此项"),
        ("2026-02-30", "请按 2026-11-30 的格式填写日期"),
        ("2026-08-31", "早于入职日期"),
        ("2026-12-01", "离职尚未发生"),
        ("9998-12-31", "离职尚未发生"),
        ("9999-12-31", "离职尚未发生"),
    ],
)
def test_a_day_that_cannot_be_is_refused_in_words_and_ends_nothing(
    last_day: str, said: str, client: Client, charged: tuple[Employer, Person]
) -> None:
    employer, person = charged
    answer = told(client, employer, person, last_day=last_day, reason="resigned")
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Employment.objects.get(person=person).ends_before is None


def test_the_last_day_of_this_month_may_be_told_before_it_comes(
    client: Client, charged: tuple[Employer, Person]
) -> None:
    employer, person = charged
    assert told(client, employer, person, last_day="2026-11-30", reason="resigned").status_code == 302
    assert Employment.objects.get(person=person).ends_before == dt.date(2026, 12, 1)


def test_the_page_of_somebody_who_left_already_is_not_there(client: Client, charged: tuple[Employer, Person]) -> None:
    employer, person = charged
    assert client.get(reverse("employer_leave", args=[employer.number, person.number])).status_code == 200
    told(client, employer, person, last_day="2026-09-20", reason="resigned")
    for answer in (
        client.get(reverse("employer_leave", args=[employer.number, person.number])),
        told(client, employer, person, last_day="2026-09-21", reason="resigned"),
    ):
        assert answer.status_code == 404
