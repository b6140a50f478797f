"""The first screens of employers and citizens: the heading is the answer, and nobody is left without a next step."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from contributions.assessment.selectors import MonthState, months_billed
from contributions.collection.selectors import owed_by
from contributions.declarations.actions import file_unchanged
from contributions.platforms.actions import check_orders, declare_orders, register_platform
from contributions.platforms.models import Industry
from contributions.platforms.reading import Given
from enrollment.participation.actions import Leaving, leave
from enrollment.registry.models import Employer, Person
from enrollment.registry.names import named
from tests import cities, factories
from tests.cities import BEIJING, CHENGDU, COUNTY_OF, NOVEMBER, OCTOBER, SEPTEMBER, SHENZHEN
from tests.coverage.test_disputes import Sides
from tests.declarations.desk import WRONG, drafted, entered, filed, staffed
from tests.factories import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("five_cities")]
IN_TIME = dt.date(2026, 9, 20)
ENGLISH = {"accept-language": "en"}


def _home(client: Client, employer: Employer, *, english: bool = True) -> str:
    client.force_login(factories.a_delegate(employer))
    answer = client.get(reverse("employer_home", args=[employer.number]), headers=ENGLISH if english else {})
    assert answer.status_code == 200
    return answer.content.decode()


def _mine(client: Client, person: Person, page: str = "citizen_home", *, english: bool = True) -> str:
    client.force_login(factories.a_citizen(person))
    answer = client.get(reverse(page), headers=ENGLISH if english else {})
    assert answer.status_code == 200
    return answer.content.decode()


def _charged(*, pool: str = BEIJING) -> tuple[Employer, Person]:
    employer, (person,) = cities.staff(at=COUNTY_OF[pool], since=SEPTEMBER)
    cities.declare(employer, SEPTEMBER, {person: 12_000})
    cities.charge(pool, SEPTEMBER)
    return employer, person


# --- employers ---------------------------------------------------------------------------------------------------


def test_an_employer_with_overdue_months_is_told_to_pay_them_first(client: Client) -> None:
    employer, _ = _charged()
    cities.charge(BEIJING, OCTOBER)
    page = _home(client, employer)
    assert "2 months are overdue: pay them first" in page
    assert "A late fee of 0.05% a day runs" in page


def test_where_silence_is_a_fault_a_late_declaration_is_the_heading(client: Client) -> None:
    employer, _ = _charged(pool=CHENGDU)
    cities.pay(employer, SEPTEMBER, received_on=IN_TIME)
    page = _home(client, employer)
    assert "The declaration of 2026-11 is late: file it first" in page
    assert "Same as last month" in page


def test_where_silence_means_unchanged_nothing_is_late(client: Client) -> None:
    employer, _ = _charged()
    cities.pay(employer, SEPTEMBER, received_on=IN_TIME)
    page = _home(client, employer)
    assert "Nothing is owed, nothing must be filed" in page
    assert "so the wages in force went on" in page


def test_a_declared_month_names_its_declaration(client: Client) -> None:
    employer, _ = _charged(pool=CHENGDU)
    cities.pay(employer, SEPTEMBER, received_on=IN_TIME)
    declared = file_unchanged(employer=employer, month=NOVEMBER, by=None, at=NOW, today=TODAY)
    page = _home(client, employer)
    assert declared.number in page
    assert "Nothing is owed, nothing must be filed" in page


def test_where_tax_collects_declarations_the_page_says_so(client: Client) -> None:
    employer, _ = cities.staff(at=COUNTY_OF[SHENZHEN], since=NOVEMBER)
    assert "In this region contributions are declared to the tax authority" in _home(client, employer)


def test_an_undeclared_month_is_billed_provisionally_and_marked(client: Client) -> None:
    employer, _ = _charged(pool=CHENGDU)
    cities.charge(CHENGDU, OCTOBER)
    assert "not declared, billed provisionally" in _home(client, employer)


def test_a_dispute_to_answer_is_on_the_home_and_late_is_the_heading(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    sides = Sides()
    case = sides.dispute()
    page = _home(client, sides.employer)
    assert "1 matter waits for you" in page
    assert f"Answer an employee&#x27;s dispute: {named(sides.person.name).en}" in page
    assert reverse("employer_dispute", args=[sides.employer.number, case.number]) in page
    monkeypatch.setattr(timezone, "now", lambda: NOW + dt.timedelta(days=30))
    late = _home(client, sides.employer)
    assert "1 matter is late: do it first" in late
    assert "Nothing is owed, nothing must be filed" not in late
    sides.answer(case)
    assert "Answer an employee" not in _home(client, sides.employer)


def test_what_was_ordered_waits_until_it_is_done(client: Client) -> None:
    sides = Sides()
    sides.order()
    assert "Do what was ordered" in _home(client, sides.employer)


def test_a_checked_file_and_rows_put_off_are_on_the_home(client: Client) -> None:
    employer, (li, wang) = staffed(2, at=COUNTY_OF[BEIJING])
    draft = drafted(employer, entered(li, 8_000), entered(wang, WRONG))
    page = _home(client, employer)
    assert "A checked payroll of 2026-09 is not filed yet. Good rows: 1, to correct: 1" in page
    assert reverse("employer_check", args=[employer.number, draft.number]) in page
    assert "工资表已核对未申报：1 行可报，1 行待更正" in _home(client, employer, english=False)
    filed(draft)
    assert "Rows of filed declarations to correct: 1" in _home(client, employer)


def _platform() -> Employer:
    """Instant delivery in Chengdu, from October on."""
    employer = factories.an_employer(at=COUNTY_OF[CHENGDU])
    register_platform(employer=employer, industry=Industry.INSTANT_DELIVERY, from_month=OCTOBER, by=None, at=NOW)
    return employer


def test_a_platform_reads_on_its_home_which_orders_are_due_by_when_and_what_comes_next(client: Client) -> None:
    employer = _platform()
    page = _home(client, employer)
    assert "One thing before 25 November" in page, "the orders of October, on the legal day of November"
    assert "month without orders" in page
    assert "Next: the orders of 2026-11, declared and paid by 25 December." in page
    assert reverse("platform_orders", args=[employer.number]) in page
    rows = [Given(2, "李强", factories.citizen_number(area="510104", born_on=dt.date(1991, 3, 4), order=1), "862")]
    file = check_orders(employer=employer, month=OCTOBER, rows=rows, by=None, at=NOW)
    page = _home(client, employer)
    assert "A list of 2026-10 is checked and not declared yet." in page
    declare_orders(file=file, by=None, at=NOW)
    page = _home(client, employer, english=False)
    assert "月份无订单申报" not in page
    assert "2026-11 的订单" in page


def test_late_orders_are_the_heading_of_a_platforms_home(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    employer = _platform()
    monkeypatch.setattr(timezone, "now", lambda: NOW + dt.timedelta(days=7))
    assert "The orders of 2026-10 are late: declare them first" in _home(client, employer)


def test_a_platforms_own_page_of_orders_has_its_terms(client: Client) -> None:
    employer = _platform()
    client.force_login(factories.a_delegate(employer))
    page = client.get(reverse("platform_orders", args=[employer.number]), headers=ENGLISH).content.decode()
    assert "Orders of 2026-10 are to be declared" in page
    assert "Next: the orders of 2026-11, declared and paid by 25 December." in page


def test_an_employer_that_is_no_platform_reads_nothing_of_orders(client: Client) -> None:
    assert "Orders to declare" not in _home(client, factories.an_employer())


def test_somebody_who_acts_for_several_employers_chooses_one(client: Client) -> None:
    one, other = factories.an_employer(), factories.an_employer()
    client.force_login(factories.a_delegate(one, other))
    page = client.get(reverse("employers"), headers=ENGLISH).content.decode()
    assert "You act for 2 employers: nothing is owed, nothing must be declared" in page
    assert reverse("employer_home", args=[one.number]) in page


def test_the_list_of_employers_counts_who_owes_and_who_must_declare(client: Client) -> None:
    owing, _ = _charged()
    declaring, _ = cities.staff(at=COUNTY_OF[CHENGDU], since=NOVEMBER)
    client.force_login(factories.a_delegate(owing, declaring))
    page = client.get(reverse("employers"), headers=ENGLISH).content.decode()
    assert "You act for 2 employers: 1 owes money, 1 must declare 2026-11" in page
    assert "Unchanged" in page


def test_the_list_of_employers_counts_open_disputes(client: Client) -> None:
    sides = Sides()
    case = sides.dispute()
    other, _ = cities.staff(at=COUNTY_OF[BEIJING], since=NOVEMBER)
    client.force_login(factories.a_delegate(sides.employer, other))
    answer = client.get(reverse("employers"), headers=ENGLISH)
    assert {each.pk: count for each, *_, count in answer.context["rows"]} == {sides.employer.pk: 1, other.pk: 0}
    page = answer.content.decode()
    assert "You act for 2 employers: 1 dispute is open" in page
    assert reverse("employer_disputes", args=[sides.employer.number]) in page
    sides.answer(case)
    page = client.get(reverse("employers"), headers=ENGLISH).content.decode()
    assert "1 dispute is open" in page, "answered, and not decided yet"


def test_a_month_nobody_declared_is_declared_before_its_provisional_bill_is_paid(client: Client) -> None:
    employer, _ = _charged(pool=CHENGDU)
    cities.pay(employer, SEPTEMBER, received_on=IN_TIME)
    cities.charge(CHENGDU, OCTOBER)
    page = _home(client, employer)
    assert "2026-10 is not declared: declare it first" in page
    assert reverse("employer_month", args=[employer.number, "2026-10"]) in page
    assert "110% of the month before" in page


def test_a_correction_billed_after_the_due_day_is_due_on_the_same_working_day_everywhere(client: Client) -> None:
    employer, person = _charged()
    cities.pay(employer, SEPTEMBER, received_on=IN_TIME)
    friday = dt.datetime(2026, 11, 27, 10, 0, tzinfo=NOW.tzinfo)
    cities.declare(employer, SEPTEMBER, {person: 13_000}, at=friday)
    (owed,) = owed_by(employer.pk)
    (month,) = [each for each in months_billed(employer.pk) if each.month == SEPTEMBER]
    assert owed.due_on == month.due_on == dt.date(2026, 11, 30), "the day of issue does not count, nor does a weekend"
    assert month.state(TODAY) == MonthState.DUE


def test_somebody_who_acts_for_one_employer_is_there_at_once(client: Client) -> None:
    employer = factories.an_employer()
    client.force_login(factories.a_delegate(employer))
    assert client.get(reverse("employers"))["Location"] == reverse("employer_home", args=[employer.number])


# --- citizens ----------------------------------------------------------------------------------------------------


def test_a_covered_citizen_reads_it_in_the_heading(client: Client) -> None:
    employer, person = _charged()
    cities.pay(employer, SEPTEMBER, received_on=IN_TIME)
    page = _mine(client, person, english=False)
    assert f"<h1>{person.name}，您的五项保险都在保，但缺 1 个月</h1>" in page
    assert "已缴至 2026 年 9 月" in page


def test_a_missing_month_names_who_owes_it(client: Client) -> None:
    employer, person = _charged()
    page = _mine(client, person, english=False)
    assert f"<h1>{person.name}，您的五项保险都在保，但缺 2 个月</h1>" in page
    assert "2026 年 9 月至 2026 年 10 月没有缴费记录" in page
    assert f"应由{employer.name}缴纳（五项保险）" in page


def test_somebody_nobody_insures_is_told_what_to_do(client: Client) -> None:
    page = _mine(client, factories.a_person())
    assert "no insurance covers you at present" in page
    assert "your employer must insure you within 30 days" in page
    assert "No month is on record yet" in page


def test_somebody_who_left_keeps_the_record_and_learns_how_to_go_on(client: Client) -> None:
    employer, person = _charged()
    cities.pay(employer, SEPTEMBER, received_on=IN_TIME)
    leave(employer=employer, leavings=[Leaving(person, dt.date(2026, 9, 30), "contract_expired")], by=None, at=NOW)
    page = _mine(client, person)
    assert "Your last paid month is September 2026." in page
    assert "Do you work?" in page


def test_a_retired_person_is_not_told_to_look_for_work(client: Client) -> None:
    employer, person = _charged()
    leave(employer=employer, leavings=[Leaving(person, dt.date(2026, 9, 30), "retired")], by=None, at=NOW)
    page = _mine(client, person)
    assert "you are retired; you were insured up to September 2026" in page
    assert "receives a monthly pension (SIL 16)" in page
    assert "no insurance covers you" not in page
    assert "Do you work?" not in page


def test_somebody_dismissed_this_month_reads_until_when_they_are_covered_and_why(client: Client) -> None:
    employer, person = _charged()
    cities.pay(employer, SEPTEMBER, received_on=IN_TIME)
    leave(employer=employer, leavings=[Leaving(person, dt.date(2026, 11, 12), "employer_terminated")], by=None, at=NOW)
    page = _mine(client, person)
    assert "all five insurances cover you until the end of November 2026, but 1 month is missing" in page
    assert f"Your employment with {employer.name} ended on 12 November: terminated by the employer." in page
    assert "may receive unemployment benefit (SIL 45)" in page


def test_months_to_come_are_neither_missing_nor_uninsured(client: Client) -> None:
    _, person = _charged()
    page = _mine(client, person)
    assert 'title="2026-12 still to come"' in page
    assert 'title="2026-12 not insured' not in page


def test_the_retirement_month_and_the_months_needed_come_from_the_law(client: Client) -> None:
    person = factories.a_person(born_on=dt.date(1989, 4, 8))
    page = _mine(client, person)
    assert "Your statutory retirement month is April 2052; a monthly pension then needs 20 years" in page


def test_accounts_show_what_each_month_brought(client: Client) -> None:
    employer, person = _charged()
    cities.pay(employer, SEPTEMBER, received_on=IN_TIME)
    page = _mine(client, person, "citizen_accounts")
    assert "960.00" in page  # pension: 12,000.00 × 8%
    assert employer.name in page


def test_an_empty_account_says_what_would_fill_it(client: Client) -> None:
    page = _mine(client, factories.a_person(), "citizen_accounts")
    assert "¥0.00 is saved for you" in page
    assert (
        "when your employer&#x27;s bill is paid in full" in page or "when your employer's bill is paid in full" in page
    )


def test_nobody_reads_the_record_of_somebody_else(client: Client) -> None:
    employer, person = _charged()
    cities.pay(employer, SEPTEMBER, received_on=IN_TIME)
    page = _mine(client, factories.a_person(name="别人"))
    assert employer.name not in page
    assert person.number not in page
