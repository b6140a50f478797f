"""What the check says before anything is filed: a billed month, a file of strangers, ages by the law of the month."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from contributions.assessment.models import Bill
from contributions.assessment.overview import employer_months
from contributions.assessment.people import people_charged
from contributions.collection.statement import statement_of
from contributions.declarations.actions import Entered
from contributions.declarations.comparison import compare
from enrollment.registry.models import Employer, Person
from enrollment.registry.selectors import viewer_of
from siadmin.agency.posts import Post
from siadmin.kernel.money import written
from tests.cities import CHENGDU, OCTOBER, SEPTEMBER, bills, charge, pay
from tests.declarations.desk import declared, drafted, entered, filed, staffed
from tests.factories import TODAY, a_delegate, a_member_of_staff, a_person, citizen_number

pytestmark = pytest.mark.usefixtures("five_cities", "at_the_desk")


@pytest.fixture
def office() -> tuple[Client, Employer, list[Person]]:
    employer, people = staffed(2)
    client = Client(headers={"accept-language": "en"})
    client.force_login(a_delegate(employer))
    return client, employer, people


def _page(client: Client, employer: Employer, number: str) -> str:
    return client.get(reverse("employer_check", args=[employer.number, number])).content.decode()


def _billed(employer: Employer) -> int:
    return sum(total for *_, total in bills(employer, SEPTEMBER))


def test_a_correction_of_a_billed_month_says_what_it_changes_before_it_is_filed(
    office: tuple[Client, Employer, list[Person]],
) -> None:
    client, employer, (li, wang) = office
    first = drafted(employer, entered(li, 8_000), entered(wang, 9_000))
    assert compare(first).preview.difference_fen is None
    assert "this corrects it" not in _page(client, employer, first.number)
    filed(first)
    charge(CHENGDU, SEPTEMBER)
    pay(employer, SEPTEMBER)
    before = _billed(employer)
    draft = drafted(employer, entered(li, 8_500))
    difference = compare(draft).preview.difference_fen
    page = _page(client, employer, draft.number)
    assert f"2026-09 is billed already, at {written(before)}" in page
    assert "this corrects it" in page and "working days over" not in page
    filed(draft)
    assert difference == _billed(employer) - before
    assert difference and f"+{written(difference)}</b>" in page


def test_a_file_of_strangers_is_asked_about(office: tuple[Client, Employer, list[Person]]) -> None:
    client, employer, (li, _) = office
    asked = "works for"
    strangers = [entered(a_person(name=name), 8_000) for name in ("钱进", "赵敏")]
    page = _page(client, employer, drafted(employer, *strangers).number)
    assert "None of the 2 people in the file" in page and asked in page
    assert 'name="ours" required' in page and "File 2 rows, 2 newly insured" in page
    page = _page(client, employer, drafted(employer, *strangers, entered(li, 8_000)).number)
    assert asked not in page and "File 3 rows, 2 newly insured" in page


def test_a_first_file_asks_nothing() -> None:
    employer, _ = staffed(0)
    client = Client(headers={"accept-language": "en"})
    client.force_login(a_delegate(employer))
    page = _page(client, employer, drafted(employer, entered(a_person(name="钱进"), 8_000)).number)
    assert "works for" not in page and "File 1 row, 1 newly insured" in page


def test_without_an_account_ages_are_judged_by_the_law_of_the_month_too(
    office: tuple[Client, Employer, list[Person]],
) -> None:
    _, employer, _ = office
    woman = citizen_number(born_on=dt.date(1968, 3, 1), order=2)
    content = f"姓名,身份证号码,应发工资\n王芳,{woman},7000\n".encode()
    page = Client(headers={"accept-language": "en"}).post(
        reverse("precheck"), {"file": SimpleUploadedFile("p.csv", content), "month": str(OCTOBER)}
    )
    assert "past the statutory retirement age" in page.content.decode()
    draft = drafted(employer, Entered("王芳", woman, "7000"), month=OCTOBER)
    assert [problem["code"] for row in draft.rows.all() for problem in row.problems] == ["over_age_worker"]


def test_people_and_due_day_of_a_month_follow_its_corrections(office: tuple[Client, Employer, list[Person]]) -> None:
    _, employer, (li, wang) = office
    declared(employer, entered(li, 8_000), entered(wang, 9_000))
    charge(CHENGDU, SEPTEMBER)
    pay(employer, SEPTEMBER)
    declared(employer, entered(li, 8_000), entered(wang, 9_000), entered(a_person(name="钱进"), 7_000))
    supplement = Bill.objects.filter(employer=employer, settled_on=None).earliest("due_on")
    viewer = viewer_of(a_member_of_staff(Post.CLERK, at=CHENGDU), on=TODAY)
    (row,) = [each for each in employer_months(viewer, SEPTEMBER) if each.employer_id == employer.pk]
    assert row.due_on == supplement.due_on
    assert people_charged([employer.pk], SEPTEMBER, SEPTEMBER) == {(employer.pk, SEPTEMBER): 3}
    (month,) = statement_of(Bill.objects.filter(employer=employer))
    assert month.people == 3
