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
from contributions.assessment.models import Bill, Notice
from contributions.collection.actions import open_late_fees, receive_file
from contributions.collection.matters import REFUNDS
from contributions.collection.models import LateFee, Receipt, Refund, Source
from contributions.projects.actions import Told, register_project
from contributions.projects.models import CostChange, Project, Term
from contributions.projects.rules import premium
from contributions.projects.selectors import covers, projects_seen_by, standing
from enrollment.registry.models import Employer
from enrollment.registry.selectors import viewer_of
from enrollment.registry.subjects import Employers
from funds.ledger.models import AccountKind, Book
from funds.ledger.selectors import balances_of
from siadmin.agency.insurances import Fund, Line
from siadmin.agency.models import Act, Region
from siadmin.agency.posts import Post
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.trace import Law
from siadmin.matters import actions
from siadmin.matters.catalogue import matter_of
from tests import cities, database
from tests.cities import BEIJING, CHENGDU, COUNTY_OF, GUANGZHOU, NOVEMBER, broken, tick, work
from tests.factories import NOW, TODAY, a_delegate, a_member_of_staff, an_employer
from tests.owing import Desk
from tests.projects.sites import asked, changed, filed, rate, registered

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
    contractor = a_contractor()
    dearer = {"cost_fen": 6_000_000_000, "premium_fen": 6_000_000}
    with database.written_with(Project, **dearer), database.refused("project_is_billed"):
        registered(contractor, starts_on=str(TODAY))
    with pytest.MonkeyPatch.context() as unsaid, database.refused("project_has_a_term"):
        unsaid.setattr("contributions.projects.actions._term", lambda *_: None)
        registered(contractor, starts_on=str(TODAY))
    project = registered(contractor, starts_on=str(TODAY))
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


def open_fen(contractor: Employer) -> int:
    bills = Bill.objects.filter(employer=contractor, kind="project", settled_on__isnull=True)
    return sum(each.total_fen for each in bills)


def waiting(contractor: Employer) -> int:
    """Money of it that nothing takes: it may be asked back."""
    found = Receipt.objects.filter(employer=contractor)
    return sum(each.amount_fen - each.allocated_fen for each in found)


def test_a_cost_that_rises_is_billed_beside_and_the_site_stays_insured() -> None:
    project = registered(a_contractor(), starts_on=str(TODAY))
    paid(project)
    change = changed(project, "36000000.00")
    assert change.bill is not None and change.premium_fen == 3_600_000
    assert (change.bill.total_fen, change.bill.of_bill) == (600_000, project.bill)
    assert (change.bill.month, change.bill.due_on) == (project.bill.month, Month.of(TODAY).last_day)
    assert covers(project, TODAY) and open_fen(project.employer) == 600_000
    explained = explain_bill(change.bill)
    assert explained.value == 600_000 and any(step.law for step in explained.trace.steps)
    assert (explained.trace.steps[-1].value, explained.trace.steps[-2].value) == (Decimal(6_000), Decimal(30_000))
    assert Act.objects.get(code="project_cost_changed").detail["amount_fen"] == 600_000
    cities.pay(project.employer, NOVEMBER, {Fund.INJURY: 600_000})
    assert (open_fen(project.employer), waiting(project.employer)) == (0, 0)
    assert broken() == {}


def test_a_cost_that_falls_gives_back_what_was_paid_of_it() -> None:
    """The money waits with its receipt, and a case of two returns it."""
    project = registered(a_contractor(), starts_on=str(TODAY))
    paid(project)
    changed(project, "36000000.00")
    cities.pay(project.employer, NOVEMBER, {Fund.INJURY: 600_000})
    change = changed(project, "20000000.00")
    assert change.bill is not None and change.bill.total_fen == -1_600_000
    change.bill.refresh_from_db()
    assert change.bill.settled_on is not None and waiting(project.employer) == 1_600_000
    assert explain_bill(change.bill).value == -1_600_000
    assert covers(project, TODAY)
    income = balances_of(Book.objects.get(region_id=BEIJING, fund=Fund.INJURY))
    assert (-income[AccountKind.CONTRIBUTIONS_POOLED], -income[AccountKind.UNALLOCATED]) == (2_000_000, 1_600_000)
    receipt = max(Receipt.objects.all(), key=lambda each: each.amount_fen - each.allocated_fen)
    desk, sum_ = Desk(), "10000.00"
    facts = {"receipt": receipt.external_id, "fund": Fund.INJURY, "amount": sum_, "cause": "over"}
    desk.signed(desk.asked(REFUNDS[Line.HRSS], project.employer, **facts))
    assert Refund.objects.get().amount_fen == 1_000_000
    assert broken() == {}


def test_a_cost_that_falls_before_it_is_paid_is_due_as_it_is_now() -> None:
    project = registered(a_contractor(), starts_on=str(TODAY))
    changed(project, "20000000.00")
    assert open_fen(project.employer) == 2_000_000 and not covers(project, TODAY)
    cities.pay(project.employer, NOVEMBER, {Fund.INJURY: 2_000_000})
    assert covers(project, TODAY)
    assert (open_fen(project.employer), waiting(project.employer)) == (0, 0)
    assert broken() == {}


def test_it_is_insured_where_it_is_built() -> None:
    """A contractor of Chengdu builds in Beijing: Beijing's rate, fund and people; its money comes there."""
    rate("0.001")
    rate("0.004", CHENGDU)
    contractor = an_employer(at=COUNTY_OF[CHENGDU])
    project = registered(contractor, site=COUNTY_OF[BEIJING], starts_on=str(TODAY))
    assert (project.region_id, project.bill.region_id, project.premium_fen) == (BEIJING, BEIJING, 3_000_000)
    assert project.case.office.region.path.startswith(project.region.path)
    assert project.site_id == COUNTY_OF[BEIJING]
    told = Told(
        Region.objects.get(pk=CHENGDU), project.site, "另一项目", "北京", "9", 3_000_000_000, TODAY, TODAY + DAY
    )
    with database.refused("project_insured_at_its_site"):
        register_project(employer=contractor, told=told, case=project.case, by=Desk().clerk, at=tick())
    notice = Notice.objects.get(pk=project.bill.notice_id or 0)
    rows = [("S1", BEIJING, Fund.INJURY, project.premium_fen, notice.reference)]
    _, run, _ = receive_file(
        source=Source.TAX, name="r.csv", content=cities.receipt_file(rows, received_on=TODAY), by=None, at=tick()
    )
    work(run)
    assert covers(project, TODAY) and open_fen(contractor) == 0
    places = {COUNTY_OF[CHENGDU]: True, COUNTY_OF[BEIJING]: True, BEIJING: True, COUNTY_OF[GUANGZHOU]: False}
    for at, sees in places.items():
        viewer = viewer_of(a_member_of_staff(Post.CLERK, at=at), on=TODAY)
        assert projects_seen_by(viewer).filter(pk=project.pk).exists() is sees
    assert broken() == {}


def test_a_place_that_is_none_of_ours_insures_no_project() -> None:
    assert refused(a_contractor(), site="") == "facts_invalid"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-hans", ("造价变更", "登记时", "36,000,000.00", "+6,000.00")),
        ("en", ("Its cost changed", "as registered", "36,000,000.00", "+6,000.00")),
    ],
)
def test_a_changed_cost_is_shown_with_what_it_was(client: Client, language: str, words: tuple[str, ...]) -> None:
    project = registered(a_contractor(), starts_on=str(TODAY))
    changed(project, "36000000.00")
    client.force_login(a_delegate(project.employer))
    client.cookies["django_language"] = language
    shown = client.get(reverse("employer_projects", args=[project.employer.number])).content.decode()
    assert [word for word in words if word not in shown] == []
    asks = client.get(reverse("employer_apply", args=[project.employer.number, "project_cost_change"]))
    assert asks.status_code == 200 and project.number in asks.content.decode()


def test_a_cost_is_another_than_stands_and_of_a_day_that_has_come() -> None:
    project = registered(a_contractor(), starts_on=str(TODAY))
    for cost, day, code in (
        ("30000000", "", "project_cost_same"), ("31000000", str(TODAY + DAY), "project_changed_when"),
        ("31000000", str(TODAY - DAY), "project_changed_when"),
    ):  # fmt: skip
        with pytest.raises(Refusal) as refusal:
            changed(project, cost, day)
        assert refusal.value.code == code
    assert changed(project, "30000001").bill is None, "by one yuan more the premium stays the same"
    assert changed(project, "40000000").premium_fen == 4_000_000
    assert broken() == {}


def test_a_cost_that_comes_to_no_premium_is_refused_before_anybody_signs() -> None:
    assert refused(a_contractor(), cost="4.99") == "project_cost_too_small"
    project = registered(a_contractor(), starts_on=str(TODAY))
    with pytest.raises(Refusal) as refusal:
        changed(project, "4.99")
    assert refusal.value.code == "project_cost_too_small"
    change = changed(project, "5.00")
    assert (change.premium_fen, open_fen(project.employer)) == (1, 1)
    assert broken() == {}


def test_an_older_paper_takes_no_place_of_a_newer_one(monkeypatch: pytest.MonkeyPatch) -> None:
    project = registered(a_contractor(), starts_on=str(TODAY))
    later = NOW + 10 * DAY
    changed(project, "20000000.00", str(TODAY + 5 * DAY), later)
    with pytest.raises(Refusal) as refusal:
        changed(project, "40000000.00", str(TODAY + 4 * DAY), later + dt.timedelta(minutes=5))
    assert refusal.value.code == "project_changed_since" and str(TODAY + 5 * DAY) in refusal.value.en
    monkeypatch.setattr("contributions.projects.actions.why_not_change", lambda *_: None)
    monkeypatch.setattr("contributions.projects.matters.costing.why_not_change", lambda *_: None)
    for cost, day in (("40000000", TODAY + 4 * DAY), ("20000000", TODAY + 6 * DAY), ("40000000", TODAY + 90 * DAY)):
        with database.refused("project_change_follows"):
            changed(project, cost, str(day), later + dt.timedelta(minutes=9))
            database.run("SET CONSTRAINTS ALL IMMEDIATE")
    monkeypatch.undo()
    changed(project, "21000000.00", str(TODAY + 5 * DAY), later + dt.timedelta(hours=1))
    assert open_fen(project.employer) == 2_100_000 and broken() == {}


def test_the_database_takes_no_changed_cost_that_nobody_decided_or_billed() -> None:
    project = registered(a_contractor(), starts_on=str(TODAY))
    facts = {"project": project.number, "cost": "31000000", "changed_on": str(TODAY), "why": "—"}
    undecided = Desk().asked(matter_of("project_cost_change"), project.employer, None, **facts)
    told: dict[str, Any] = {"project": project, "changed_on": TODAY, "decided_at": NOW, "cost_fen": 3_100_000_000}
    with database.refused("project_decided_by_two"):
        CostChange.objects.create(case=undecided, premium_fen=3_100_000, **told)
    decided = changed(project, "36000000.00").case
    assert decided.hands == 2 and broken() == {}
    for cost, day in (("36000000", TODAY), ("37000000", TODAY - DAY), ("37000000", TODAY + DAY)):
        with pytest.MonkeyPatch.context() as patched, database.refused("project_change_follows"):
            patched.setattr("contributions.projects.actions.why_not_change", lambda *_: None)
            patched.setattr("contributions.projects.matters.costing.why_not_change", lambda *_: None)
            changed(project, cost, str(day))
    with pytest.MonkeyPatch.context() as patched, database.refused("project_change_is_billed"):
        patched.setattr("contributions.projects.actions.bill_beside", lambda **_: None)
        changed(project, "40000000.00")
    with database.refused("bill_changes_a_project"):
        Bill.objects.create(
            employer=project.employer, region=project.region, month=NOVEMBER, fund=Fund.INJURY, kind="orders",
            version=402, people=0, lines=0, employer_fen=5, employee_fen=0, account_fen=0, total_fen=5, issued_at=NOW,
            due_on=TODAY, of_bill=project.bill,
        )  # fmt: skip
    with database.refused("bill_not_changed"):
        Bill.objects.filter(of_bill=project.bill).update(of_bill=None)


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
