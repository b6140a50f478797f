"""Unemployment benefit from application to decision: facts from the record, several hands, a letter, and guards."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from benefits.claims.models import Assessment, Decision
from enrollment.participation.models import EndReason
from siadmin.kernel.refusal import Refusal
from siadmin.letters.models import Message
from siadmin.letters.selectors import reissue_pdf
from siadmin.matters.models import Case
from siadmin.matters.rules import State
from siadmin.matters.selectors.cases import told_of
from siadmin.policy.selectors import StoredLawBook
from tests.cities import BEIJING, NOVEMBER, broken
from tests.claims.desk import TOLD, ClaimDesk, a_worker, loses_work
from tests.factories import TODAY, a_citizen, an_employer, an_employment

pytestmark = pytest.mark.usefixtures("a_year_paid")


@pytest.fixture
def desk() -> ClaimDesk:
    return ClaimDesk()


def refused(code: str, desk: ClaimDesk, act: str, case: Case, by: object) -> None:
    with pytest.raises(Refusal) as told:
        desk.act(act, case, by)  # type: ignore[arg-type]
    assert told.value.code == code


def a_month_in_beijing() -> int:
    """What the table of Beijing says for less than five years, in fen."""
    law = StoredLawBook().table("unemployment.benefit_monthly", region=BEIJING, on=TODAY)
    return int(law["years_1_5"].value * 100)


@pytest.mark.usefixtures("letters_set")
def test_a_year_paid_gives_three_months_in_beijing(desk: ClaimDesk) -> None:
    case = desk.received()
    decision = desk.granted(case)
    (item,) = decision.items.all()
    assert (item.amount_fen, item.rhythm) == (a_month_in_beijing(), "monthly")
    assert (item.from_month, item.before_month) == (NOVEMBER, NOVEMBER + 3)
    case.refresh_from_db()
    assert case.state == State.DONE and "每月" in str(case.outcome)
    assert Assessment.objects.filter(claim=decision.claim).count() == case.hands == 2
    assert reissue_pdf(decision.letter).startswith(b"%PDF")
    assert Message.objects.filter(code="claim_granted", recipient=desk.person.number).count() == 1
    assert broken() == {}


@pytest.mark.usefixtures("letters_set")
def test_who_left_of_their_own_will_is_denied_in_writing_and_by_two() -> None:
    _, person = a_worker()
    loses_work(person, why=EndReason.RESIGNED)
    desk = ClaimDesk(person)
    case = desk.handled(desk.received())
    refused("claim_not_due", desk, "review", case, desk.reviewer)
    case = desk.act("refuse", case, desk.reviewer, reason="本人辞职，不符合第45条第(二)项")
    decision = Decision.objects.get(claim__case=case)
    assert decision.outcome == "denied" and not decision.items.exists()
    assert reissue_pdf(decision.letter).startswith(b"%PDF")
    assert broken() == {}


def test_evidence_against_what_the_employer_told_is_weighed_by_three() -> None:
    _, person = a_worker()
    loses_work(person, why=EndReason.RESIGNED)
    desk = ClaimDesk(person)
    case = desk.received(cause="by_evidence", story="单位拖欠工资三个月")
    assert case.hands == 3
    assert desk.granted(case).items.get().before_month == NOVEMBER + 3


def test_nobodys_word_alone_proves_that_the_employer_told_it_wrong() -> None:
    _, person = a_worker()
    loses_work(person, why=EndReason.RESIGNED)
    desk = ClaimDesk(person)
    told = TOLD | {"cause": "by_evidence", "story": "单位拖欠工资三个月"}
    case = desk.asked(told, without="separation_evidence")
    refused("papers_missing", desk, "handle", case, desk.clerk)


def test_somebody_who_works_cannot_apply(desk: ClaimDesk) -> None:
    an_employment(desk.person, an_employer(), since=NOVEMBER)
    with pytest.raises(Refusal) as told:
        desk.received()
    assert told.value.code == "matter_stands_against"


def test_who_cannot_apply_reads_why_and_what_to_do_instead_of_questions(
    client: Client, desk: ClaimDesk, settings: Settings
) -> None:
    an_employment(desk.person, an_employer(), since=NOVEMBER)
    page, send = (reverse(each, args=["unemployment_benefit"]) for each in ("citizen_apply", "citizen_apply_send"))
    client.force_login(a_citizen(desk.person))
    shown = client.get(page).content.decode()
    assert "仍在" in shown and "上述情形消除后" in shown and 'name="seeking"' not in shown
    kept = client.post(send, {"cause": "by_evidence", "story": "单位裁员"})
    assert kept.status_code == 422 and "单位裁员" in kept.content.decode(), "what was written is kept"
    settings.STAFF_TOTP_REQUIRED = False
    client.force_login(desk.clerk)
    at_the_desk = client.get(reverse("matter_start", args=["unemployment_benefit", desk.person.number]))
    assert 'name="seeking"' not in at_the_desk.content.decode()


def test_what_changed_after_the_first_signature_is_not_signed_for(desk: ClaimDesk) -> None:
    """Regulations E: an amount never changes between the hands that decide it."""
    case = desk.handled(desk.received())
    loses = desk.person.employments.get()
    type(loses).objects.filter(pk=loses.pk).update(end_reason=EndReason.EMPLOYER_DISSOLVED)
    refused("claim_assessed_anew", desk, "review", case, desk.reviewer)
    assert not Decision.objects.exists()


def test_a_citizen_applies_online_and_follows(desk: ClaimDesk) -> None:
    citizen = a_citizen(desk.person)
    case = desk.received(by=citizen)
    assert desk.claim(case).region_id == BEIJING
    assert desk.granted(case).outcome == "granted"


def test_who_does_not_look_for_work_is_told_so_on_the_form_and_may_choose(client: Client, desk: ClaimDesk) -> None:
    """SIL 45(3): nobody learns only from the decision that a box was to be ticked; what they wrote is kept."""
    client.force_login(a_citizen(desk.person))
    page, send = (reverse(each, args=["unemployment_benefit"]) for each in ("citizen_apply", "citizen_apply_send"))
    assert "没有求职要求：不符合社会保险法第45条第(三)项" in client.get(page).content.decode()
    told = {"cause": "as_told", "story": "单位裁员", "registered": "True"}
    unanswered = client.post(send, told)
    assert unanswered.status_code == 422 and not Case.objects.exists()
    assert "seeking" in unanswered.context["form"].errors and "单位裁员" in unanswered.content.decode()
    paper = {"file_identity_card": SimpleUploadedFile("身份证.pdf", b"%PDF-1.7 identity card")}
    assert client.post(send, told | paper | {"seeking": "False"}).status_code == 302
    shown = {each.name: each.value for each in told_of(Case.objects.get())}
    assert (shown["registered"], shown["seeking"]) == ("是", "否")
