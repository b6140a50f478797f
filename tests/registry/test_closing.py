"""An employer is cancelled once nothing stands against it, certified, closed, and opened again (REG 10)."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from contributions.assessment.models import Bill
from contributions.collection.actions.late_fees import charge_employer
from contributions.declarations.actions import Entered, draft_from_rows
from contributions.declarations.models import Door
from enrollment.participation.actions import Leaving, leave
from enrollment.participation.models import Employment, EndReason
from enrollment.registry.matters import CANCEL, DETAILS, MOVE, REGISTER, REOPEN
from enrollment.registry.models import Closing, Delegate, Employer, Person
from enrollment.registry.protocols import against_closing
from enrollment.registry.selectors import days_late_to_close
from enrollment.registry.subjects import Employers
from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.kernel.refusal import Refusal
from siadmin.letters.models import Issued, Message
from siadmin.matters import actions
from siadmin.matters.actions import Attached
from siadmin.matters.catalogue import Matter
from siadmin.matters.models import Case
from tests import database
from tests.cities import BEIJING, NOVEMBER, OCTOBER, SEPTEMBER, broken, charge, declare, pay, staff, tick
from tests.factories import (
    NOW,
    TODAY,
    a_delegate,
    a_member_of_staff,
    a_person,
    an_employer,
    credit_code,
    identity_number_of,
    region,
)
from tests.letters.samples import a_letter, code_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("five_cities", "at_the_desk")]
LAST_DAY = SEPTEMBER.last_day
IN_TIME = dt.date(2026, 9, 20)
ENDED = {"last_day": LAST_DAY.isoformat(), "ground": "dissolved", "decision": "京朝注登字〔2026〕9号"}


def worked() -> tuple[Employer, Person]:
    """September declared, charged and paid; its one person left at its end."""
    employer, (person,) = staff()
    declare(employer, SEPTEMBER, {person: 8_000})
    charge(BEIJING, SEPTEMBER)
    leave(employer=employer, leavings=[Leaving(person, LAST_DAY, EndReason.EMPLOYER_DISSOLVED)], by=None, at=tick())
    return employer, person


def settled() -> tuple[Employer, Person]:
    employer, person = worked()
    pay(employer, SEPTEMBER, received_on=IN_TIME)
    return employer, person


def asked(matter: Matter, employer: Employer | None, by: User, **facts: Any) -> Case:
    subject = Employers().find([employer.number])[employer.number] if employer else None
    papers = [Attached(paper.code, seen_original=True) for paper in matter.papers]
    return actions.receive(matter=matter, subject=subject, facts=facts, papers=papers, by=by, at=tick())


def signed(case: Case, *by: User) -> Case:
    for act, user in zip(("handle", "review", "approve"), by, strict=False):
        case.refresh_from_db()
        case = getattr(actions, act)(case_id=case.pk, seen_version=case.version, by=user, at=tick())
    return case


@pytest.fixture
def hands(five_cities: None) -> tuple[User, User, User]:
    return tuple(a_member_of_staff(post) for post in (Post.CLERK, Post.REVIEWER, Post.APPROVER))  # type: ignore[return-value]


def closed(employer: Employer, hands: tuple[User, User, User]) -> Closing:
    signed(asked(CANCEL, employer, hands[0], **ENDED), *hands[:2])
    employer.refresh_from_db()
    return Closing.objects.get(employer=employer)


def reasons(employer: Employer) -> list[str]:
    return [obstacle.said.en for obstacle in against_closing.all(employer, TODAY)]


def test_two_people_cancel_what_is_settled_and_a_certificate_says_so(hands: tuple[User, User, User]) -> None:
    employer, _ = settled()
    delegate = a_delegate(employer)
    closing = closed(employer, hands)
    assert (employer.cancelled_on, closing.decision) == (LAST_DAY, ENDED["decision"])
    certificate = closing.certificate
    assert certificate.figures["owed_fen"] == 0
    assert Message.objects.get(recipient=employer.number, code="employer_cancelled").issued == certificate
    assert Delegate.objects.get(user=delegate).ends_before == TODAY + dt.timedelta(days=1)
    answer = Client().get(reverse("verify_code", args=[code_of(certificate)]))
    assert (answer.status_code, employer.name in answer.content.decode()) == (200, True)
    assert broken() == {}


def test_all_that_stands_against_it_is_named_with_its_amount_and_its_page(
    hands: tuple[User, User, User],
) -> None:
    employer, person = worked()
    an_employment_goes_on = Employment.objects.create(
        person=a_person(name="李娜"), employer=employer, kind="employee", starts_on=dt.date(2026, 9, 1)
    )
    draft_from_rows(
        employer=employer, month=OCTOBER, rows=[Entered(person.name, identity_number_of(person), "8000")],
        door=Door.GRID, by=None, at=NOW,
    )  # fmt: skip
    asked(DETAILS, employer, hands[0], address="新街 2 号")
    pension = Bill.objects.get(employer=employer, month=SEPTEMBER, fund="pension_employee")
    pay(employer, SEPTEMBER, {"pension_employee": pension.total_fen - 100})
    told = reasons(employer)
    assert any("people still employed" in each for each in told)
    assert any("a draft for 2026-10" in each for each in told)
    assert any("a case is open" in each for each in told)
    assert any(each.startswith("2026-09") and "owed" in each and "¥" in each for each in told)
    assert any("waits to be put to bills" in each for each in told)
    pages = {obstacle.desk[0] for obstacle in against_closing.all(employer, TODAY)}
    assert {"employer", "case", "work_bill", "receipt"} <= pages
    client = Client()
    client.force_login(hands[0])
    page = client.get(reverse("matter_start", args=[CANCEL.code, employer.number])).content.decode()
    assert reverse("work_bill", args=[employer.number, "2026-09"]) in page
    assert an_employment_goes_on.ends_before is None


def test_a_late_fee_stands_against_it_charged_by_the_night_or_not_yet() -> None:
    employer, _ = worked()
    pay(employer, SEPTEMBER)
    running = reasons(employer)
    assert running
    assert all("late fee" in each for each in running)
    charge_employer(employer=employer, by=None, at=tick())
    assert reasons(employer) == running
    with database.refused("closing_owes_nothing"):
        Closing.objects.create(
            employer=employer, last_day=LAST_DAY, ground="dissolved", case="C0000-00001", closed_at=NOW,
            certificate=a_letter(),
        )  # fmt: skip
        Employer.objects.filter(pk=employer.pk).update(cancelled_on=LAST_DAY)


def test_what_comes_between_two_signatures_still_stops_it(hands: tuple[User, User, User]) -> None:
    employer, person = settled()
    case = signed(asked(CANCEL, employer, hands[0], **ENDED), hands[0])
    Employment.objects.create(person=person, employer=employer, kind="employee", starts_on=dt.date(2026, 11, 2))
    with pytest.raises(Refusal) as refused:
        signed_last(case, hands[1])
    assert refused.value.code == "matter_stands_against"
    assert Employer.objects.get(pk=employer.pk).cancelled_on is None
    assert not Issued.objects.filter(kind="employer_clearance").exists()


def signed_last(case: Case, by: User) -> Case:
    case.refresh_from_db()
    return actions.review(case_id=case.pk, seen_version=case.version, by=by, at=tick())


@pytest.mark.parametrize("last_day", [TODAY + dt.timedelta(days=1), dt.date(2019, 12, 31)])
def test_the_last_day_lies_between_registration_and_today(last_day: dt.date, hands: tuple[User, User, User]) -> None:
    with pytest.raises(Refusal) as refused:
        asked(CANCEL, an_employer(), hands[0], **ENDED | {"last_day": last_day.isoformat()})
    assert refused.value.code == "employer_last_day_impossible"


def test_somebody_who_worked_past_the_last_day_stands_against_it(hands: tuple[User, User, User]) -> None:
    employer, _ = settled()
    with pytest.raises(Refusal) as refused:
        asked(CANCEL, employer, hands[0], **ENDED | {"last_day": "2026-09-15"})
    assert refused.value.code == "employer_not_clear"


@pytest.mark.parametrize(("day", "late"), [(dt.date(2026, 10, 30), 0), (dt.date(2026, 10, 31), 1)])
def test_late_is_who_applies_after_thirty_days(day: dt.date, late: int) -> None:
    assert days_late_to_close(an_employer(), LAST_DAY, day) == late


def test_a_closed_employer_employs_insures_and_owes_nothing_more(hands: tuple[User, User, User]) -> None:
    employer, person = settled()
    closed(employer, hands)
    with database.refused("closed_employer_insures_nobody"):
        Employment.objects.create(person=person, employer=employer, kind="employee", starts_on=dt.date(2026, 11, 2))
    with database.refused("closed_employer_insures_nobody"):
        employer.employments.update(ends_before=None, end_reason="", end_reported_on=None)
    with database.refused("closed_employer_insures_nobody"):
        employer.insured_periods.update(before_month=NOVEMBER)
    with database.refused("closed_employer_not_charged"):
        Bill.objects.create(
            employer=employer, region_id=BEIJING, month=OCTOBER, fund="pension_employee", version=0, kind="assessed",
            people=1, lines=1, employer_fen=1, employee_fen=0, account_fen=0, total_fen=1, issued_at=NOW, due_on=TODAY,
        )  # fmt: skip


def test_nobody_cancels_past_the_case(hands: tuple[User, User, User]) -> None:
    employer, _ = settled()
    with database.refused("employer_closed_by_a_case"):
        Employer.objects.filter(pk=employer.pk).update(cancelled_on=LAST_DAY)
    closing = closed(employer, hands)
    with database.refused("employer_closed_by_a_case"):
        Employer.objects.filter(pk=employer.pk).update(cancelled_on=None)
    with database.refused("closing_stays"):
        Closing.objects.filter(pk=closing.pk).update(last_day=TODAY)


def test_it_is_opened_again_by_three_people_and_the_certificate_is_revoked(hands: tuple[User, User, User]) -> None:
    employer, _ = settled()
    closing = closed(employer, hands)
    case = signed(asked(REOPEN, employer, hands[0], decision="（2026）京01行终9号", cause="判决撤销"), *hands)
    employer.refresh_from_db()
    closing.refresh_from_db()
    assert (case.state, case.hands, employer.cancelled_on) == ("done", 3, None)
    assert closing.reopened_case == case.number
    assert closing.certificate.revoked_at is not None
    assert not Delegate.objects.filter(employer=employer, ends_before__isnull=True).exists()
    assert broken() == {}


def test_what_is_not_cancelled_is_not_opened_again(hands: tuple[User, User, User]) -> None:
    with pytest.raises(Refusal) as refused:
        asked(REOPEN, an_employer(), hands[0], decision="x", cause="y")
    assert refused.value.code == "matter_stands_against"


def test_the_employer_applies_online_and_sees_what_stands_against_it(client: Client) -> None:
    employer, _ = worked()
    client.force_login(a_delegate(employer))
    page = client.get(reverse("employer_apply", args=[employer.number, CANCEL.code])).content.decode()
    assert reverse("employer_bills", args=[employer.number]) in page


def test_its_page_says_why_it_cannot_be_cancelled_now(hands: tuple[User, User, User], client: Client) -> None:
    employer, _ = worked()
    client.force_login(hands[0])
    page = client.get(reverse("employer", args=[employer.number])).content.decode()
    assert CANCEL.title.zh in page
    assert "欠缴" in page


OPENING = {
    "code": credit_code(serial=910_001), "name": "新开业餐饮有限公司", "name_en": "", "kind": "enterprise",
    "authority": "market_regulation", "region": "110105", "address": "某路 1 号", "legal_representative": "张敏",
    "contact_phone": "", "bank_name": "工商银行", "bank_account": "11002233445566", "risk_class": "2",
    "registered_on": "2026-11-02",
}  # fmt: skip


def test_an_employer_is_registered_at_the_counter_by_two_people(hands: tuple[User, User, User]) -> None:
    case = signed(asked(REGISTER, None, hands[0], **OPENING), *hands[:2])
    employer = Employer.objects.get(credit_code=OPENING["code"])
    assert (case.state, employer.pooling_region_id, employer.region_id) == ("done", BEIJING, "110105")
    assert employer.injury_rates.get().risk_class == 2
    with pytest.raises(Refusal) as refused:
        asked(REGISTER, None, hands[0], **OPENING)
    assert refused.value.code == "employer_known"


def test_an_employer_of_elsewhere_is_not_taken_in_here(hands: tuple[User, User, User]) -> None:
    with pytest.raises(Refusal) as refused:
        asked(REGISTER, None, hands[0], **OPENING | {"region": "310115"})
    assert refused.value.code == "matter_handled_elsewhere"
    assert not Case.objects.exists(), "nobody handles what its last signature would refuse"


def test_one_code_is_being_registered_once(hands: tuple[User, User, User]) -> None:
    first = asked(REGISTER, None, hands[0], **OPENING)
    with database.savepoint(), pytest.raises(Refusal) as refused:
        asked(REGISTER, None, hands[0], **OPENING | {"name": "又一名称有限公司"})
    assert refused.value.code == "employer_registration_open"
    assert first.number in refused.value.message
    assert Case.objects.get() == first


def test_a_place_is_written_by_its_name_or_its_code(hands: tuple[User, User, User]) -> None:
    for written in ("110109", "门头沟区", " 门头沟区 ", region("110109").name_en.lower()):
        form = REGISTER.form(data=OPENING | {"region": written})
        assert form.is_valid(), (written, form.errors)
        assert form.facts()["region"] == "110109"
    wrong = REGISTER.form(data=OPENING | {"region": "无此区"})
    assert list(wrong.errors) == ["region"]


def test_an_employer_moves_within_its_pool_only(hands: tuple[User, User, User]) -> None:
    employer = an_employer()
    signed(asked(MOVE, employer, hands[0], region="110109"), hands[0])
    employer.refresh_from_db()
    assert employer.region == region("110109")
    with pytest.raises(Refusal) as refused:
        asked(MOVE, employer, a_member_of_staff(Post.CLERK, at="110109"), region="310115")
    assert refused.value.code == "employer_moves_to_another_pool"
