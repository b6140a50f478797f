"""What an employer sees and does: grid, check, correction, basket, template; and the check without an account."""

import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contributions.declarations.actions import accept_suggestions, submit
from contributions.declarations.comparison import Shown, compare
from contributions.declarations.models import Declaration, DeclarationRow, DeclarationState, Door, RowState, TaxFile
from contributions.declarations.selectors import basket, wages_in_force
from contributions.declarations.views import employer as screens
from enrollment.participation.models import WorkerKind
from enrollment.registry.models import Employer, Person
from siadmin.agency.models import Act
from siadmin.agency.posts import Post
from siadmin.kernel.models import Run
from siadmin.kernel.money import written
from siadmin.kernel.months import Month
from tests.cities import BEIJING, CHENGDU, COUNTY_OF, OCTOBER, SEPTEMBER, SHENZHEN, bills, charge, tick, work
from tests.declarations.desk import WRONG, declared, drafted, entered, filed, refused_row, staffed
from tests.factories import (
    TODAY,
    a_delegate,
    a_member_of_staff,
    a_person,
    an_employer,
    an_employment,
    identity_number_of,
)

pytestmark = pytest.mark.usefixtures("five_cities", "at_the_desk")


@pytest.fixture
def office() -> tuple[Client, Employer, list[Person]]:
    """A delegate at the desk of an employer with three people."""
    employer, people = staffed(3)
    client = Client(headers={"accept-language": "en"})
    client.force_login(a_delegate(employer))
    return client, employer, people


Office = tuple[Client, Employer, list[Person]]


def page(client: Client, name: str, *arguments: object, **query: str | int) -> str:
    answer = client.get(reverse(name, args=arguments), query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def sent(client: Client, route: str, *arguments: object, **body: object) -> int:
    return client.post(reverse(route, args=arguments), body).status_code


# --- grid ----------------------------------------------------------------------------------------------------


def test_a_grid_becomes_a_draft_with_newcomers(office: Office) -> None:
    client, employer, people = office
    newcomer = a_person(name="钱进")
    assert people[0].name in page(client, "employer_grid", employer.number, "2026-10")
    sent(
        client, "employer_grid", employer.number, "2026-10",
        person=[person.number for person in people], wage=["8000", "8100", ""],
        new_name=newcomer.name, new_number=identity_number_of(newcomer), new_wage="7000", new_hired_on="2026-10-12",
    )  # fmt: skip
    draft = Declaration.objects.get(employer=employer)
    assert (draft.door, draft.state, draft.people, draft.refused_rows) == (Door.GRID, DeclarationState.DRAFT, 3, 1)
    assert json.loads(draft.rows.get(person=newcomer).given)["hired_on"] == "2026-10-12"


def test_a_grid_beyond_its_limit_is_refused_in_words_and_loses_nobody_silently(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, employer, people = office
    monkeypatch.setattr(screens, "GRID_MOST", 2)
    answer = client.post(
        reverse("employer_grid", args=[employer.number, "2026-10"]),
        {"person": [person.number for person in people], "wage": ["8000"] * 3},
    )
    assert answer.status_code == 409
    assert "3 people were entered; the grid takes at most 2" in answer.content.decode()
    assert not Declaration.objects.exists()


def test_another_employers_people_are_not_entered(office: Office) -> None:
    client, employer, (li, *_) = office
    _, (stranger,) = staffed()
    sent(client, "employer_grid", employer.number, "2026-10", person=[li.number, stranger.number], wage=["8000", "1"])
    assert list(Declaration.objects.get().rows.values_list("person_id", flat=True)) == [li.pk]


# --- check ---------------------------------------------------------------------------------------------------


def test_every_change_leads_to_its_row(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    client, employer, (li, wang, zhao) = office
    declared(employer, entered(li, 8_000), entered(wang, 9_000), entered(zhao, 7_000))
    newcomer = a_person(name="钱进")
    draft = drafted(
        employer, entered(li, 8_500), entered(wang, 8_000), entered(zhao, 4_000), entered(newcomer, 50_000),
        month=OCTOBER,
    )  # fmt: skip
    monkeypatch.setattr("contributions.declarations.views.checking.ROWS_A_PAGE", 2)
    text = page(client, "employer_check", employer.number, draft.number)
    rows = {row.name: row.pk for row in draft.rows.all()}
    for name, on in ((li.name, 1), (wang.name, 1), (zhao.name, 2), (newcomer.name, 2)):
        assert f'href="?page={on}#row-{rows[name]}"' in text
    assert f'id="row-{rows[li.name]}"' in text
    assert f'id="row-{rows[zhao.name]}"' not in text, "it stands on the second page"
    assert f'id="row-{rows[zhao.name]}"' in page(client, "employer_check", employer.number, draft.number, page=2)


@pytest.mark.parametrize(
    ("shown", "names"),
    [
        (Shown.JOINED, ["钱进"]), (Shown.UP, ["李伟"]), (Shown.DOWN, ["王芳", "赵敏"]),
        (Shown.FLOOR, ["赵敏"]), (Shown.CEILING, ["钱进"]), (Shown.ALL, ["李伟", "王芳", "赵敏", "钱进"]),
    ],
)  # fmt: skip
def test_rows_are_listed_by_what_changed(office: Office, shown: Shown, names: list[str]) -> None:
    client, employer, (li, wang, zhao) = office
    declared(employer, entered(li, 8_000), entered(wang, 9_000), entered(zhao, 7_000))
    draft = drafted(
        employer, entered(li, 8_500), entered(wang, 8_000), entered(zhao, 4_000),
        entered(a_person(name="钱进"), 50_000), month=OCTOBER,
    )  # fmt: skip
    text = page(client, "employer_check", employer.number, draft.number, rows=shown.value)
    listed = {row.name for row in draft.rows.all() if f'id="row-{row.pk}"' in text}
    assert listed == set(names)


def test_the_preview_is_the_bill_that_follows(office: Office) -> None:
    _, employer, (li, wang, zhao) = office
    declared(employer, entered(li, 8_000), entered(wang, 9_000), entered(zhao, 7_000))
    charge(CHENGDU, SEPTEMBER)
    draft = drafted(
        employer, entered(li, 8_500), entered(wang, 8_000), entered(a_person(name="钱进"), 50_000), month=OCTOBER
    )
    preview = compare(draft).preview
    filed(draft)
    charge(CHENGDU, OCTOBER)
    before, after = (sum(total for *_, total in bills(employer, month)) for month in (SEPTEMBER, OCTOBER))
    assert (preview.total_fen, preview.last_month_fen, preview.change_fen) == (after, before, after - before)
    assert sum(line.change_fen or 0 for line in preview.lines.values()) == after - before
    for line in preview.lines.values():
        assert line.trace is not None
        results = [step.value for step in line.trace.steps if step.is_result]
        assert [int(value * 100) for value in results] == [line.employer_fen, line.employee_fen]


def test_a_month_billed_provisionally_is_compared_in_all_and_not_by_insurance(office: Office) -> None:
    _, employer, (li, wang, zhao) = office
    declared(employer, entered(li, 8_000), entered(wang, 9_000), entered(zhao, 7_000))
    charge(CHENGDU, SEPTEMBER)
    charge(CHENGDU, OCTOBER)
    preview = compare(drafted(employer, entered(li, 8_000), month=OCTOBER + 1)).preview
    assert preview.last_month_fen == sum(total for *_, total in bills(employer, OCTOBER)) > 0
    assert {line.change_fen for line in preview.lines.values()} == {None}


def test_the_preview_charges_a_second_employer_for_work_injury_only() -> None:
    _, (li,) = staffed()
    second = an_employer(at=COUNTY_OF[CHENGDU])
    draft = drafted(second, entered(li, 8_000))
    assert list(compare(draft).preview.lines) == ["injury"]
    filed(draft)
    charge(CHENGDU, SEPTEMBER)
    assert [fund for _, _, fund, _ in bills(second, SEPTEMBER)] == ["injury"]


def test_the_preview_waits_with_what_another_employer_pays_for_this_month() -> None:
    first, (li,) = staffed(0), (a_person(name="李伟"),)
    an_employment(li, first[0], since=SEPTEMBER, left=OCTOBER)
    fresh = an_employer(at=COUNTY_OF[CHENGDU])
    draft = drafted(fresh, entered(li, 8_000))
    assert list(compare(draft).preview.lines) == ["injury"]
    filed(draft)
    assert fresh.employments.get().kind == WorkerKind.EMPLOYEE
    charge(CHENGDU, SEPTEMBER)
    assert [fund for _, _, fund, _ in bills(fresh, SEPTEMBER)] == ["injury"]


# --- corrections ---------------------------------------------------------------------------------------------


def test_full_numbers_are_not_written_into_the_pages(office: Office) -> None:
    client, employer, (li, wang, _) = office
    draft = drafted(employer, entered(li, 8_000), entered(wang, WRONG))
    assert identity_number_of(wang) not in page(client, "employer_check", employer.number, draft.number)
    filed(draft)
    text = page(client, "employer_basket", employer.number)
    assert identity_number_of(wang) not in text
    assert identity_number_of(wang)[:4] in text


def test_a_negative_wage_is_written_as_amounts_are(office: Office) -> None:
    client, employer, (li, wang, zhao) = office
    draft = drafted(employer, entered(li, 8_000), entered(wang, "-8140.00"), entered(zhao, "-9"))
    text = page(client, "employer_check", employer.number, draft.number)
    assert "The wage is negative: −8,140.00." in text
    assert ">−8,140.00<" in text
    assert "-8140.00" not in re.sub(r'value="[^"]*"', "", text), "only the box to correct it has it as it was typed"


def test_an_empty_number_keeps_the_number(office: Office) -> None:
    client, employer, (li, wang, _) = office
    row = refused_row(drafted(employer, entered(li, 8_000), entered(wang, WRONG)))
    sent(
        client,
        "employer_correct",
        employer.number,
        row.declaration.number,
        row.pk,
        name=wang.name,
        number="",
        wage="7000",
    )
    row.refresh_from_db()
    assert (row.state, row.identifier, row.wage_fen) == (RowState.ACCEPTED, identity_number_of(wang), 700_000)


def test_a_row_waiting_in_the_basket_is_left_out_from_its_page(office: Office) -> None:
    client, employer, (li, wang, _) = office
    row = refused_row(declared(employer, entered(li, 8_000), entered(wang, WRONG)))
    where = reverse("employer_aside", args=[employer.number, row.declaration.number, row.pk])
    assert where in page(client, "employer_basket", employer.number)
    client.post(where)
    assert not basket(employer).exists()


def test_the_basket_is_corrected_and_filed(office: Office) -> None:
    client, employer, (li, wang, _) = office
    row = refused_row(declared(employer, entered(li, 8_000), entered(wang, WRONG)))
    sent(client, "employer_correct", employer.number, row.declaration.number, row.pk, name="", number="", wage="7000")
    sent(client, "employer_file_basket", employer.number)
    assert wages_in_force(employer.pk, SEPTEMBER) == {li.pk: 800_000, wang.pk: 700_000}
    newest = Declaration.objects.get(employer=employer, state=DeclarationState.FILED)
    assert newest.people == 2
    assert client.get(reverse("employer_report", args=[employer.number, newest.number])).status_code == 200


def test_the_receipt_says_what_no_longer_waits(office: Office) -> None:
    client, employer, (li, wang, _) = office
    declared(employer, entered(li, 8_000), entered(wang, WRONG))
    draft = drafted(employer, entered(li, 8_000), entered(wang, 9_000))
    assert "is answered by this one" in page(client, "employer_check", employer.number, draft.number)
    filed(draft)
    assert "1 row of an earlier version no longer waits" in page(
        client, "employer_receipt", employer.number, draft.number
    )


def test_a_discarded_draft_files_nothing(office: Office) -> None:
    client, employer, (li, *_) = office
    draft = drafted(employer, entered(li, 8_000))
    sent(client, "employer_discard", employer.number, draft.number)
    assert sent(client, "employer_submit", employer.number, draft.number) in (302, 409)
    assert not Declaration.objects.filter(state=DeclarationState.FILED).exists()


# --- numbers leave by a recorded act -------------------------------------------------------------------------


def test_the_template_is_given_by_a_recorded_act(office: Office) -> None:
    client, employer, _ = office
    where = reverse("employer_template", args=[employer.number, "2026-10"])
    assert client.get(where).status_code == 302, "a link gives nothing away: it leads to the page above"
    assert not Act.objects.filter(code="template_given").exists()
    answer = client.post(where)
    assert answer.headers["Content-Disposition"].endswith('payroll-2026-10.xlsx"')
    act = Act.objects.get(code="template_given")
    assert (act.subject, act.detail) == (employer.number, {"month": "2026-10", "people": 3})


# --- as many questions for many people as for few ------------------------------------------------------------


def queries(employer: Employer, people: list[Person], month: Month) -> tuple[int, int]:
    """Of taking every suggestion and of filing."""
    draft = drafted(employer, *[entered(person, "") for person in people], month=month)
    counts = []
    for act in (
        lambda: accept_suggestions(
            declaration=draft, row_ids=draft.rows.values_list("pk", flat=True), by=None, at=tick()
        ),
        lambda: submit(declaration=draft, by=None, at=tick(), today=TODAY),
    ):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            act()
        counts.append(len(asked))
    assert draft.rows.filter(state=RowState.FILED).count() == len(people)
    return counts[0], counts[1]


def test_corrections_and_filings_ask_sets() -> None:
    small, few = staffed(2)
    large = an_employer(at=COUNTY_OF[CHENGDU])
    many = [
        a_person(name=name) for name in ("李伟", "王芳", "赵敏", "钱进", "孙丽", "周敏", "吴梅", "郑浩", "冯刚", "陈静")
    ]
    for person in many:
        an_employment(person, large, since=SEPTEMBER)
    for employer, people in ((small, few), (large, many)):
        declared(employer, *[entered(person, 8_000) for person in people])
    assert queries(small, few, OCTOBER) == queries(large, many, OCTOBER)


# --- what a refusal and a receipt say ------------------------------------------------------------------------


def heading(answer: Any) -> str:
    found = re.search(r"<h1>(.*?)</h1>", answer.content.decode(), re.DOTALL)
    assert found
    return found[1].strip()


def test_a_refused_file_is_what_the_page_says_first(office: Office) -> None:
    client, employer, (li, wang, zhao) = office
    declared(employer, entered(li, 8_000), entered(wang, 9_000), entered(zhao, 7_000))
    where = reverse("employer_upload", args=[employer.number, "2026-09"])
    refused = client.post(where, {"file": SimpleUploadedFile("payroll.csv", b"nothing,here\n1,2\n")})
    assert (refused.status_code, heading(refused)) == (409, "This file cannot be read: it holds text, not a table.")
    missing = client.post(where)
    assert (missing.status_code, heading(missing)) == (409, "No file was chosen, or it is empty.")
    assert "is declared" not in missing.content.decode().partition("<h2>")[0]


def test_a_refused_filing_is_what_the_check_says_first(office: Office) -> None:
    client, employer, (li, *_) = office
    draft = drafted(employer, entered(li, WRONG))
    refused = client.post(reverse("employer_submit", args=[employer.number, draft.number]))
    assert (refused.status_code, heading(refused)) == (409, "There is no row that can be filed.")


@pytest.mark.parametrize("name", ["employer_month", "employer_grid"])
@pytest.mark.parametrize(
    ("month", "why"),
    [
        ("1900-01", "1900-01 is before the employer was registered"),
        ("2026-12", "2026-12 cannot be declared yet."),
        ("9998-12", "9998-12 cannot be declared yet."),
    ],
)
def test_a_month_that_is_not_open_is_refused(office: Office, name: str, month: str, why: str) -> None:
    client, employer, _ = office
    answer = client.get(reverse(name, args=[employer.number, month]))
    assert answer.status_code == 409
    assert heading(answer).startswith(why)
    assert '<form method="post" enctype' not in answer.content.decode()


def test_no_template_is_given_for_a_month_that_is_not_open(office: Office) -> None:
    client, employer, _ = office
    assert client.post(reverse("employer_template", args=[employer.number, "1900-01"])).status_code == 409
    assert not Act.objects.filter(code="template_given").exists()


def test_the_receipt_says_what_became_of_the_filing(office: Office) -> None:
    client, employer, (li, wang, zhao) = office
    first = declared(employer, entered(li, 8_000), entered(wang, 9_000), entered(zhao, 7_000))

    def told(declaration: Declaration) -> str:
        return page(client, "employer_receipt", employer.number, declaration.number)

    assert "The agency assesses the month after the due day" in told(first)
    charge(CHENGDU, SEPTEMBER)
    assert "The month was assessed on" in told(first)
    before = sum(total for *_, total in bills(employer, SEPTEMBER))
    late = declared(employer, entered(li, 8_500), entered(wang, 9_000), entered(zhao, 7_000))
    change = sum(total for *_, total in bills(employer, SEPTEMBER)) - before
    assert change > 0
    assert f"changed at once: +{written(change)} yuan in all" in told(late)
    assert "To be paid by" in told(late)
    assert "A newer version took the place of this one." in told(first)
    same = declared(employer, entered(li, 8_500), entered(wang, 9_000), entered(zhao, 7_000))
    assert "this declaration changes no amount" in told(same)


# --- the clerk's list ----------------------------------------------------------------------------------------


def test_only_where_silence_is_a_fault_is_an_employer_missing() -> None:
    clerk = a_member_of_staff(Post.CLERK, at="000000")
    yearly, monthly, at_tax = (staffed(at=COUNTY_OF[pool])[0] for pool in (BEIJING, CHENGDU, SHENZHEN))
    told, (li,) = staffed()
    declared(told, entered(li, 8_000))
    client = Client(headers={"accept-language": "en"})
    client.force_login(clerk)
    listed = {
        show: {e for e in (yearly, monthly, at_tax, told) if e.number in text or e.name in text}
        for show in ("not_filed", "unchanged", "at_tax", "filed")
        for text in [page(client, "declarations", month="2026-09", show=show)]
    }
    assert listed == {
        "not_filed": {monthly}, "unchanged": {yearly}, "at_tax": {at_tax}, "filed": {told},
    }  # fmt: skip
    assert "2026-09: 1 declared, 1 not yet" in page(client, "declarations", month="2026-09")
    assert client.get(reverse("declarations"), {"month": "2026-12"}).status_code == 409


# --- the tax authority's files -------------------------------------------------------------------------------


def test_an_accountant_imports_the_tax_authoritys_file() -> None:
    employer, (li,) = staffed(at=COUNTY_OF[SHENZHEN])
    elsewhere, (wang,) = staffed()
    client = Client(headers={"accept-language": "en"})
    client.force_login(a_member_of_staff(Post.ACCOUNTANT, at=SHENZHEN))
    lines = ["credit_code,month,name,id_number,wage"] + [
        f"{each.credit_code},2026-09,{who.name},{identity_number_of(who)},8000"
        for each, who in ((employer, li), (elsewhere, wang))
    ]
    upload = SimpleUploadedFile("tax.csv", "\n".join(lines).encode())
    answer = client.post(reverse("tax_file_send"), {"file": upload}, follow=True)
    assert heading(answer) == "2 of 2 employers' months still to be declared"
    assert 'hx-trigger="every 2s"' in answer.content.decode()
    assert "0 of 2 done" in page(client, "tax_files")
    work(Run.objects.get())
    text = page(client, "tax_file", TaxFile.objects.get().pk)
    assert "1 of 2 employers' months declared, 1 people" in text
    assert "hx-trigger" not in text.partition('id="live"')[2].partition(">")[0]
    assert f"No employer with the credit code {elsewhere.credit_code} is registered in your region." in text
    assert wages_in_force(employer.pk, SEPTEMBER) == {li.pk: 800_000}
    assert "tax.csv" in page(client, "tax_files")
    assert client.post(reverse("tax_file_send"), {}).status_code == 422


# --- the public check ----------------------------------------------------------------------------------------


def test_the_public_check_names_every_problem_and_keeps_nothing() -> None:
    person = a_person(name="李伟")
    lines = ["姓名,身份证号码,应发工资", f"李伟,{identity_number_of(person)},8000", "王芳,123,7000"]
    upload = SimpleUploadedFile("payroll.csv", "\n".join(lines).encode())
    client = Client(headers={"accept-language": "en"})
    text = client.post(reverse("precheck"), {"file": upload, "month": "2026-10"}).content.decode()
    assert "1 of 2 people could be filed, 1 not yet" in text
    assert identity_number_of(person) not in text
    assert not Declaration.objects.exists()
    assert not DeclarationRow.objects.exists()


def test_the_public_check_refuses_what_is_no_payroll_in_words() -> None:
    upload = SimpleUploadedFile("payroll.csv", b"nothing,here\n1,2\n")
    text = Client(headers={"accept-language": "en"}).post(reverse("precheck"), {"file": upload}).content.decode()
    assert "This file cannot be checked" in text


def test_a_post_that_may_not_open_the_tax_authoritys_files_has_no_link_to_them(office: Office) -> None:
    for post, there in ((Post.CLERK, True), (Post.APPROVER, False)):
        client = Client()
        client.force_login(a_member_of_staff(post, at=CHENGDU))
        page = client.get(reverse("declarations")).content.decode()
        assert (f'href="{reverse("tax_files")}"' in page) == there
