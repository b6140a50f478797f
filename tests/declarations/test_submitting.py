"""One act files what an API sent, whole or in part, and what waited in the basket, month by month."""

import datetime as dt

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from contributions.declarations.actions import Entered, correct_row, declare
from contributions.declarations.models import Declaration, DeclarationRow, DeclarationState, RowState
from contributions.declarations.selectors import wages_in_force
from enrollment.registry.models import Employer, Person
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from tests.cities import NOVEMBER, OCTOBER, SEPTEMBER, tick
from tests.factories import TODAY, a_delegate, a_person, an_employer, an_employment, identity_number_of

pytestmark = pytest.mark.usefixtures("five_cities")
UNREADABLE = "八千左右"


@pytest.fixture
def team() -> tuple[Employer, Person, Person]:
    employer, li, wang = an_employer(), a_person(name="李伟"), a_person(name="王静")
    for person in (li, wang):
        an_employment(person, employer, since=SEPTEMBER)
    return employer, li, wang


def declared(
    employer: Employer, wages: dict[Person, str], *, month: Month = SEPTEMBER, good_rows_only: bool = True
) -> Declaration:
    return declare(
        employer=employer,
        month=month,
        rows=[Entered(person.name, identity_number_of(person), wage) for person, wage in wages.items()],
        door="api",
        good_rows_only=good_rows_only,
        by=None,
        at=tick(),
        today=TODAY,
    )


def corrected(row: DeclarationRow, wage: str) -> None:
    correct_row(row_id=row.pk, name=row.name, number=row.identifier or "", wage=wage, by=None, at=tick())


def test_good_rows_are_filed_and_the_others_wait(team: tuple[Employer, Person, Person]) -> None:
    employer, li, wang = team
    filed = declared(employer, {li: "8000", wang: UNREADABLE})
    assert (filed.state, filed.version, filed.people, filed.refused_rows) == (DeclarationState.FILED, 1, 1, 1)
    assert wages_in_force(employer.pk, SEPTEMBER) == {li.pk: 800_000}


def test_where_all_rows_are_wanted_one_refused_files_none_and_the_draft_says_why(
    team: tuple[Employer, Person, Person],
) -> None:
    employer, li, wang = team
    kept = declared(employer, {li: "8000", wang: UNREADABLE}, good_rows_only=False)
    assert (kept.state, kept.version) == (DeclarationState.DISCARDED, None)
    assert {row.state: bool(row.problems) for row in kept.rows.all()} == {"accepted": False, "refused": True}
    assert wages_in_force(employer.pk, SEPTEMBER) == {}
    assert declared(employer, {li: "8000", wang: "9000"}, good_rows_only=False).people == 2


def test_what_cannot_be_filed_at_all_leaves_nothing(team: tuple[Employer, Person, Person]) -> None:
    employer, li, _ = team
    with pytest.raises(Refusal) as refused:
        declared(employer, {li: "8000"}, month=NOVEMBER + 1)
    assert refused.value.code == "month_not_open"
    assert not Declaration.objects.exists() and not DeclarationRow.objects.exists()


@pytest.fixture
def waiting(team: tuple[Employer, Person, Person]) -> Employer:
    """An employer with a corrected row of September and one of October in its basket."""
    employer, li, wang = team
    for month in (SEPTEMBER, OCTOBER):
        filed = declared(employer, {li: "8000", wang: UNREADABLE}, month=month)
        corrected(filed.rows.get(state=RowState.REFUSED), "9000")
    return employer


@pytest.mark.parametrize("registered_late", [False, True], ids=["long ago", "registered in October"])
def test_the_page_tells_of_each_month_that_could_not_be_filed(
    registered_late: bool, waiting: Employer, client: Client
) -> None:
    if registered_late:
        Employer.objects.filter(pk=waiting.pk).update(registered_on=dt.date(2026, 10, 1))
    client.force_login(a_delegate(waiting))
    answer = client.post(reverse("employer_file_basket", args=[waiting.number]))
    filed = Declaration.objects.filter(version=2).latest("month")
    assert answer.headers["Location"] == reverse("employer_receipt", args=[waiting.number, filed.number])
    assert filed.month == OCTOBER
    told = [str(message) for message in get_messages(answer.wsgi_request)]
    assert [text.split(":")[0] for text in told] == (["2026-09"] if registered_late else [])
