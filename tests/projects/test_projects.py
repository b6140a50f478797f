"""Construction projects insured by their total cost: registered, billed once, insured once paid and begun, until their
end (SPI 3; 人社部发〔2014〕103号)."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from contributions.assessment.explain import explain_bill
from contributions.assessment.models import Bill
from contributions.collection.actions import open_late_fees, receive_file
from contributions.collection.models import LateFee, Source
from contributions.projects.models import Project, Term
from contributions.projects.rules import premium
from contributions.projects.selectors import covers, standing
from enrollment.registry.models import Employer
from enrollment.registry.subjects import Employers
from siadmin.agency.insurances import Fund
from siadmin.agency.models import Act, Region
from siadmin.agency.posts import Post
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.trace import Law
from siadmin.matters import actions
from siadmin.matters.catalogue import matter_of
from tests import cities, database
from tests.cities import BEIJING, COUNTY_OF, NOVEMBER, broken, tick, work
from tests.factories import NOW, TODAY, a_delegate, a_member_of_staff, an_employer
from tests.owing import Desk
from tests.projects.sites import asked, filed, rate, registered

pytestmark = pytest.mark.usefixtures("five_cities")
DAY = dt.timedelta(days=1)


def law(value: str) -> Law:
    return Law("injury.project_rate", Decimal(value), "rate", "", "official")


def a_contractor() -> Employer:
    rate()
    return an_employer(at=COUNTY_OF[BEIJING], name="北京某建设集团有限公司")


def paid(project: Project, on: dt.date = TODAY) -> None:
    cities.pay(project.employer, NOVEMBER, {Fund.INJURY: project.premium_fen}, received_on=on)


def refused(contractor: Employer, **told: Any) -> str:
    with pytest.raises(Refusal) as refusal:
        asked(contractor, **told)
    return refusal.value.code


def test_the_golden_case_thirty_million_at_one_in_a_thousand() -> None:
    found = premium(3_000_000_000, law("0.001"))
    assert (found.value.amount_fen, found.value.rate_ppm) == (3_000_000, 1_000)
    assert premium(12_345_678_951, law("0.0012")).value.amount_fen == 14_814_815  # 14,814,814.7412


@given(cost=st.integers(500_000, 5_000_000_000_000), ppm=st.integers(1, 999_999))
def test_the_database_and_the_rule_reckon_alike(cost: int, ppm: int) -> None:
    assert premium(cost, law(str(Decimal(ppm) / 1_000_000))).value.amount_fen == (cost * ppm + 500_000) // 1_000_000


def test_two_people_register_it_and_the_contractor_is_billed_once() -> None:
    contractor = a_contractor()
    desk = Desk()
    case = asked(contractor, desk)
    assert case.hands == 2
    desk.signed(case, hands=1)
    assert not Project.objects.exists()
    case.refresh_from_db()
    actions.review(case_id=case.pk, seen_version=case.version, by=desk.reviewer, at=tick())
    project = Project.objects.get()
    bill = Bill.objects.get(employer=contractor)
    assert (bill.kind, bill.fund, bill.total_fen, bill.employee_fen) == ("project", "injury", 3_000_000, 0)
    assert bill.due_on == max(dt.date(2026, 11, 24), TODAY + DAY)
    explained = explain_bill(bill)
    assert explained.value == 3_000_000 and any(step.law for step in explained.trace.steps)
    bill.total_fen += 1
    with pytest.raises(Refusal) as refusal:
        explain_bill(bill)
    assert refusal.value.code == "replay_differs"
    bill.refresh_from_db()
    assert project.bill == bill and project.terms.get().kind == "planned"
    assert Act.objects.get(code="project_registered").subject == contractor.number
    assert refused(contractor) == "project_registered_already"
    assert broken() == {}


def test_what_is_done_is_not_insured_any_more() -> None:
    assert refused(a_contractor(), starts_on=str(TODAY - 9 * DAY), last_on=str(TODAY - DAY)) == "project_done"


def test_where_no_rate_is_on_file_it_is_refused_and_nothing_is_guessed() -> None:
    assert refused(an_employer(at=COUNTY_OF[BEIJING])) == "not_verified_here"


def test_what_rests_on_memory_is_billed_as_provisional() -> None:
    rate(status="memory")
    assert registered(an_employer(at=COUNTY_OF[BEIJING])).bill.is_provisional


def test_the_site_is_insured_once_it_is_paid_and_begun_until_its_last_day() -> None:
    project = registered(a_contractor(), starts_on="2026-11-25")
    first, last = dt.date(2026, 11, 25), dt.date(2027, 6, 30)
    assert not covers(project, first)
    paid(project, on=TODAY)
    project.bill.refresh_from_db()
    assert project.bill.settled_on is not None
    begun = max(first, TODAY)
    assert [covers(project, day) for day in (begun - DAY, begun, last, last + DAY)] == [False, True, True, False]
    assert broken() == {}


def test_paid_late_it_is_insured_from_the_day_the_money_came() -> None:
    project = registered(a_contractor(), starts_on=str(TODAY - 20 * DAY))
    paid(project, on=TODAY)
    assert [covers(project, day) for day in (TODAY - DAY, TODAY)] == [False, True]


def test_part_of_the_money_insures_nobody() -> None:
    project = registered(a_contractor(), starts_on=str(TODAY))
    cities.pay(project.employer, NOVEMBER, {Fund.INJURY: project.premium_fen - 1})
    assert not covers(project, TODAY)
    (row,) = standing(Project.objects.all(), TODAY)
    assert (row.state, row.first) == ("unpaid", None)


def test_its_money_pays_no_staff_and_that_of_the_staff_no_project() -> None:
    """Both are due to the same fund in one month: what is just one of them pays that one."""
    rate()
    contractor, (person,) = cities.staff(since=NOVEMBER)
    cities.declare(contractor, NOVEMBER, {person: 8_000})
    cities.charge(BEIJING, NOVEMBER)
    one, other = registered(contractor), registered(contractor, permit="2", cost="10000000")
    paid(other)
    settled = dict(Bill.objects.filter(employer=contractor, fund=Fund.INJURY).values_list("kind", "settled_on"))
    assert settled["assessed"] is None
    assert {covers(each, dt.date(2026, 12, 1)) for each in (one,)} == {False} and covers(other, dt.date(2026, 12, 1))
    paid(one)
    assert covers(one, dt.date(2026, 12, 1))
    assert broken() == {}


def test_a_month_of_a_contractor_with_staff_is_charged_beside_the_project() -> None:
    rate()
    contractor, (person,) = cities.staff(since=NOVEMBER)
    registered(contractor)
    cities.declare(contractor, NOVEMBER, {person: 8_000})
    cities.charge(BEIJING, NOVEMBER)
    assert {kind for _, kind, _, _ in cities.bills(contractor, NOVEMBER)} == {"assessed", "project"}
    assert broken() == {}


def test_what_is_paid_late_costs_a_fee_of_its_own() -> None:
    project = registered(a_contractor(), starts_on=str(TODAY))
    due = project.bill.due_on
    later = NOW + dt.timedelta(days=40)
    content = cities.receipt_file(
        [("L1", BEIJING, Fund.INJURY, project.premium_fen, cities.reference(project.employer, NOVEMBER))],
        received_on=due + 10 * DAY,
    )
    _, run, _ = receive_file(source=Source.TAX, name="r.csv", content=content, by=None, at=later)
    work(run)
    run, _ = open_late_fees(region=Region.objects.get(pk=BEIJING), by=None, at=later)
    work(run)
    assert LateFee.objects.get(employer=project.employer).late_fee_fen == round(project.premium_fen * 10 * 0.0005)
    assert broken() == {}


def test_longer_is_filed_before_the_end_and_costs_nothing() -> None:
    project = registered(a_contractor(), starts_on=str(TODAY), last_on=str(TODAY + 3 * DAY))
    paid(project)
    with pytest.raises(Refusal) as refusal:
        filed(project, "project_extension", str(TODAY + 3 * DAY))
    assert refusal.value.code == "project_not_longer"
    term = filed(project, "project_extension", str(TODAY + 90 * DAY))
    assert (term.kind, term.filed_on) == ("extended", TODAY)
    assert covers(project, TODAY + 90 * DAY)
    assert Bill.objects.filter(kind="project").count() == 1
    assert broken() == {}


def test_signed_after_the_end_what_was_filed_before_it_counts() -> None:
    project = registered(a_contractor(), starts_on=str(TODAY), last_on=str(TODAY + DAY))
    desk = Desk()
    facts = {"project": project.number, "last_on": str(TODAY + 60 * DAY), "why": "雨季"}
    case = desk.asked(matter_of("project_extension"), project.employer, tick(), **facts)
    desk.signed(case, at=NOW + dt.timedelta(days=5))
    assert project.terms.latest("pk").last_on == TODAY + 60 * DAY


def test_after_its_end_it_is_neither_extended_nor_ended() -> None:
    project = registered(a_contractor(), starts_on=str(TODAY), last_on=str(TODAY + DAY))
    for matter in ("project_extension", "project_ending"):
        with pytest.raises(Refusal) as refusal:
            filed(project, matter, str(TODAY + 60 * DAY), at=NOW + dt.timedelta(days=2))
        assert refusal.value.code == "project_over"


def test_it_ends_once_and_never_for_days_that_have_passed() -> None:
    project = registered(a_contractor(), starts_on=str(TODAY - 5 * DAY))
    with pytest.raises(Refusal) as refusal:
        filed(project, "project_ending", str(TODAY - DAY))
    assert refusal.value.code == "project_ends_from_filing"
    paid(project)
    assert filed(project, "project_ending", str(TODAY)).kind == "ended"
    assert [covers(project, day) for day in (TODAY, TODAY + DAY)] == [True, False]
    with pytest.raises(Refusal) as refusal:
        filed(project, "project_extension", "2028-01-01")
    assert refusal.value.code == "facts_invalid", "it is not among those that may take longer"
    (obstacle,) = matter_of("project_ending").against(
        Employers().find([project.employer.number])[project.employer.number], TODAY
    )
    assert "没有" in obstacle.said.zh
    assert broken() == {}


def test_the_database_takes_no_project_nobody_decided_and_no_term_out_of_its_course() -> None:
    project = registered(a_contractor(), starts_on=str(TODAY))
    facts = {"project": project.number, "last_on": "2028-01-01", "why": "—"}
    undecided = Desk().asked(matter_of("project_extension"), project.employer, None, **facts)
    term: dict[str, Any] = {"project": project, "filed_on": TODAY, "case": undecided, "decided_at": NOW}
    with database.refused("project_term_course"):
        Term.objects.create(kind="extended", last_on=project.starts_on, **term)
    with database.refused("project_decided_by_two"):
        Term.objects.create(kind="extended", last_on=dt.date(2028, 1, 1), **term)
    bill: dict[str, Any] = {"employer": project.employer, "region": project.region, "month": NOVEMBER}
    bill |= {"fund": Fund.INJURY, "kind": "project", "people": 0, "lines": 0, "employee_fen": 0, "account_fen": 0}
    with database.refused("project_of_its_bill"):
        Bill.objects.create(
            **bill, version=400, employer_fen=5, total_fen=5, issued_at=NOW, due_on=TODAY
        )  # fmt: skip
    with database.refused("bill_of_a_project"):
        Bill.objects.create(
            **bill, version=401, employer_fen=0, total_fen=0, issued_at=NOW, due_on=TODAY
        )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-hans", ("1 个工地今日在保", "1 个参保建设项目")),
        ("en", ("1 construction site is insured", "1 insured construction project")),
    ],
)
def test_contractor_and_clerk_see_the_projects(
    client: Client, settings: Settings, language: str, words: tuple[str, str]
) -> None:
    settings.STAFF_TOTP_REQUIRED = False
    project = registered(a_contractor(), starts_on=str(TODAY))
    paid(project)
    client.force_login(a_delegate(project.employer))
    client.cookies["django_language"] = language
    shown = client.get(reverse("employer_projects", args=[project.employer.number])).content.decode()
    assert project.number in shown and "30,000.00" in shown and "0.1%" in shown and words[0] in shown
    client.force_login(a_member_of_staff(Post.CLERK, at=BEIJING))
    client.cookies["django_language"] = language
    shown = client.get(reverse("projects")).content.decode()
    assert project.number in shown and words[1] in shown
