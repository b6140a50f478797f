"""Employees answer to the wage declared for them (Order 20, art. 5); employers see who has, clerks what is disputed."""

import datetime as dt
from typing import Any

import pytest
from django.conf import settings as portal
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from contributions.declarations.acknowledged import asked_by, asked_of, counted, disputes_seen_by
from contributions.declarations.actions import answer_wage, record_paper
from contributions.declarations.models import Acknowledgement, Answer, ContributionWage
from contributions.declarations.tiles import tiles_for
from enrollment.registry.models import Employer, Person
from enrollment.registry.selectors import viewer_of
from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.kernel.refusal import Refusal
from siadmin.letters.models import Message
from tests import database
from tests.cities import BEIJING, GUANGZHOU, NOVEMBER, OCTOBER, SEPTEMBER, broken, declare, staff, tick
from tests.factories import TODAY, a_citizen, a_delegate, a_member_of_staff

pytestmark = pytest.mark.usefixtures("five_cities")


@pytest.fixture(autouse=True)
def _one_factor_is_enough(settings: Settings) -> None:
    settings.STAFF_TOTP_REQUIRED = False


@pytest.fixture
def declared(five_cities: None) -> tuple[Employer, Person, Person]:
    """8,000 and 9,000 yuan declared from September, 8,500 and 9,000 from October."""
    employer, (li, wang) = staff(2)
    declare(employer, SEPTEMBER, {li: 8_000, wang: 9_000})
    declare(employer, OCTOBER, {li: 8_500, wang: 9_000})
    return employer, li, wang


def wage_of(person: Person) -> ContributionWage:
    (asked,) = asked_of(person.pk, NOVEMBER)
    return asked.wage


def answer(person: Person, by: User, **told: Any) -> Acknowledgement:
    wage = wage_of(person)
    given: dict[str, Any] = {"confirms": True, "seen_fen": wage.wage_fen, "wage_id": wage.pk, "by": by}
    return answer_wage(person=person, at=tick(), today=TODAY, **given | told)


def counts(employer: Employer) -> tuple[int, int, int, int, int]:
    found = counted(employer, NOVEMBER)
    return found.asked, found.confirmed, found.on_paper, found.disputed, found.waiting


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=portal.AUTHENTICATION_BACKENDS[-1])
    return client


def test_everybody_is_asked_about_the_wage_in_force(declared: tuple[Employer, Person, Person]) -> None:
    employer, li, wang = declared
    (asked,) = asked_of(li.pk, NOVEMBER)
    assert (asked.wage.wage_fen, asked.before_fen, asked.is_waiting) == (850_000, 800_000, True)
    assert wage_of(wang).from_month == SEPTEMBER  # an unchanged wage is not asked about anew
    assert counts(employer) == (2, 0, 0, 0, 2)


def test_a_confirmed_wage_is_asked_about_again_only_when_another_is_declared(
    declared: tuple[Employer, Person, Person],
) -> None:
    employer, li, _ = declared
    answer(li, a_citizen(li))
    assert counts(employer) == (2, 1, 0, 0, 1)
    declare(employer, NOVEMBER, {li: 8_500, declared[2]: 9_000})
    assert counts(employer) == (2, 1, 0, 0, 1)
    declare(employer, NOVEMBER, {li: 8_600, declared[2]: 9_000})
    assert counts(employer) == (2, 0, 0, 0, 2)


def test_a_dispute_is_told_to_the_employer_and_seen_by_clerks(declared: tuple[Employer, Person, Person]) -> None:
    employer, li, _ = declared
    citizen = a_citizen(li)
    answer(li, citizen, confirms=False, remark="工资是 9,500", claimed_fen=950_000)
    told = Message.objects.get(code="wage_disputed")
    assert (told.recipient, told.params) == (employer.number, {"from_month": str(OCTOBER)})
    clerk = viewer_of(a_member_of_staff(Post.CLERK, at=BEIJING), on=TODAY)
    far = viewer_of(a_member_of_staff(Post.CLERK, at=GUANGZHOU), on=TODAY)
    assert [wage.person for wage in disputes_seen_by(clerk, NOVEMBER)] == [li]
    assert not disputes_seen_by(far, NOVEMBER).exists()
    assert {tile.code: tile.count for tile in tiles_for(clerk, TODAY)}["declarations.disputed"] == 1
    assert asked_by(employer, NOVEMBER)[0].wage.person == li
    answer(li, citizen)
    assert not disputes_seen_by(clerk, NOVEMBER).exists()
    assert counts(employer) == (2, 1, 0, 0, 1)
    assert broken().get("answers_to_declared_wages") is None


def test_a_corrected_declaration_settles_the_dispute_and_asks_anew(declared: tuple[Employer, Person, Person]) -> None:
    employer, li, wang = declared
    answer(li, a_citizen(li), confirms=False, remark="少报")
    declare(employer, OCTOBER, {li: 9_500, wang: 9_000})
    assert counts(employer) == (2, 0, 0, 0, 2)
    assert broken().get("answers_to_declared_wages") is None


def test_signatures_on_paper_are_recorded_for_those_who_have_not_answered(
    declared: tuple[Employer, Person, Person],
) -> None:
    employer, li, wang = declared
    answer(li, a_citizen(li), confirms=False, remark="少报")
    delegate = a_delegate(employer)
    numbers = [li.number, wang.number, staff()[1][0].number]
    told: dict[str, Any] = {"employer": employer, "by": delegate, "at": tick(), "today": TODAY}
    assert record_paper(numbers=numbers, signed_on=TODAY, **told) == 1
    assert counts(employer) == (2, 0, 1, 1, 0)
    with pytest.raises(Refusal) as refused:
        record_paper(numbers=numbers, signed_on=TODAY, **told)
    assert refused.value.code == "nobody_chosen"


@pytest.mark.parametrize("signed_on", [TODAY + dt.timedelta(days=1), TODAY - dt.timedelta(days=400)])
def test_a_paper_has_a_day_that_can_be(declared: tuple[Employer, Person, Person], signed_on: dt.date) -> None:
    employer, li, _ = declared
    with pytest.raises(Refusal) as refused:
        record_paper(
            employer=employer, numbers=[li.number], signed_on=signed_on, by=a_delegate(employer), at=tick(), today=TODAY
        )
    assert refused.value.code == "paper_day_wrong"
    assert not Acknowledgement.objects.exists()


def test_what_is_not_asked_of_oneself_cannot_be_answered(declared: tuple[Employer, Person, Person]) -> None:
    _, li, wang = declared
    citizen = a_citizen(li)
    for told in ({"wage_id": wage_of(wang).pk, "seen_fen": 900_000}, {"seen_fen": 800_000}, {"wage_id": 0}):
        with pytest.raises(Refusal) as refused:
            answer(li, citizen, **told)
        assert refused.value.code == "wage_changed_since"
    with pytest.raises(Refusal) as refused:
        answer(li, citizen, confirms=False, remark="  ")
    assert refused.value.code == "dispute_without_a_reason"
    assert not Acknowledgement.objects.exists()


def test_answers_are_only_added_and_make_sense(declared: tuple[Employer, Person, Person]) -> None:
    _, li, _ = declared
    citizen = a_citizen(li)
    answer(li, citizen)
    with database.not_permitted():
        Acknowledgement.objects.update(answer=Answer.DISPUTED)
    with database.not_permitted():
        Acknowledgement.objects.all().delete()
    wage = wage_of(li)
    row = {"person": li, "declaration": wage.declaration, "wage_fen": 1, "by": citizen, "at": tick()}
    for constraint, traits in (
        ("acknowledgement_dispute_says_why", {"answer": Answer.DISPUTED}),
        ("acknowledgement_paper_has_its_day", {"answer": Answer.PAPER}),
        ("acknowledgement_paper_has_its_day", {"answer": Answer.CONFIRMED, "signed_on": TODAY}),
        ("acknowledgement_claim_only_disputed", {"answer": Answer.CONFIRMED, "claimed_fen": 1}),
        ("acknowledgement_answer", {"answer": "perhaps"}),
    ):
        with database.refused(constraint):
            Acknowledgement.objects.create(**row | traits)


def test_the_screens_of_employee_employer_and_clerk(declared: tuple[Employer, Person, Person]) -> None:
    employer, li, _ = declared
    citizen = client_of(a_citizen(li))
    wage = wage_of(li)
    assert wage.declaration is not None
    assert "8,500.00" in citizen.get(reverse("citizen_home")).content.decode()
    page = citizen.get(reverse("citizen_wages")).content.decode()
    assert "8,500.00" in page and "8,000.00" in page
    seen = {"seen_fen": str(wage.wage_fen)}
    url = reverse("citizen_wage_dispute", args=[wage.pk])
    assert citizen.post(url, seen | {"remark": ""}).status_code == 422
    assert citizen.post(url, seen | {"remark": "工资是 9,500", "claimed": "9500"}).status_code == 302
    delegate = client_of(a_delegate(employer))
    page = delegate.get(reverse("employer_acknowledgements", args=[employer.number])).content.decode()
    assert "工资是 9,500" in page and "9,500.00" in page
    receipt = delegate.get(reverse("employer_receipt", args=[employer.number, wage.declaration.number]))
    assert "1 人有异议" in receipt.content.decode()
    clerk = client_of(a_member_of_staff(Post.CLERK, at=BEIJING))
    assert "工资是 9,500" in clerk.get(reverse("wage_disputes")).content.decode()
    assert citizen.post(reverse("citizen_wage_confirm", args=[wage.pk]), {"seen_fen": "1"}).status_code == 409
    assert citizen.post(reverse("citizen_wage_confirm", args=[wage.pk]), seen).status_code == 302
    paper = reverse("employer_paper", args=[employer.number])
    assert delegate.post(paper, {"signed_on": "x"}).status_code == 422
    assert delegate.post(paper, {"signed_on": str(TODAY)}).status_code == 409
    assert delegate.post(paper, {"signed_on": str(TODAY), "person": [declared[2].number]}).status_code == 302
    assert counts(employer) == (2, 1, 1, 0, 0)
