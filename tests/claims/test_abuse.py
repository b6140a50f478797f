"""Claims by those who would cheat: each attempt is refused, recorded where it is an act, and pays nothing."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from benefits.claims.models import Assessment, Decision
from enrollment.participation.models import EndReason
from siadmin.agency.insurances import Line
from siadmin.agency.models import Act, User
from siadmin.agency.posts import Post
from siadmin.kernel.protection import opaque_number
from siadmin.kernel.refusal import Refusal
from siadmin.matters.models import Case
from tests.cities import BEIJING, SHANGHAI, broken
from tests.claims.desk import ClaimDesk, a_worker, loses_work
from tests.factories import a_citizen, a_member_of_staff, a_person, citizen_number

pytestmark = pytest.mark.usefixtures("a_year_paid")


def refused(desk: ClaimDesk, act: str, case: Case, by: User, **said: object) -> str:
    """The code of the refusal, which is on record with who tried what of which case."""
    with pytest.raises(Refusal) as told:
        desk.act(act, case, by, **said)
    assert not Decision.objects.filter(outcome="granted").exists()
    tried = Act.objects.filter(code="attempt_refused", subject_kind="case", subject=case.number).latest("pk")
    assert (tried.actor_id, tried.detail) == (by.pk, {"act": act, "refusal": told.value.code})
    return told.value.code


def test_two_accounts_of_one_person_do_not_sign_twice() -> None:
    desk = ClaimDesk()
    number = citizen_number(born_on=dt.date(1980, 2, 2), order=77)
    one = a_member_of_staff(Post.CLERK, at=BEIJING, identity_number=number)
    other = a_member_of_staff(Post.REVIEWER, at=BEIJING, identity_number=number)
    case = desk.act("handle", desk.received(), one)
    assert refused(desk, "review", case, other) == "same_person_in_round"


def test_a_reviewer_of_another_region_or_line_signs_nothing() -> None:
    desk = ClaimDesk()
    case = desk.handled(desk.received())
    for elsewhere in (
        a_member_of_staff(Post.REVIEWER, at=SHANGHAI),
        a_member_of_staff(Post.REVIEWER, at=BEIJING, line=Line.HS),
        a_member_of_staff(Post.CLERK, at=BEIJING),
    ):
        assert refused(desk, "review", case, elsewhere) == "not_your_post"
    assert Assessment.objects.filter(claim__case=case).count() == 1, "the clerk's own"


def test_whoever_draws_the_benefit_does_not_decide_on_it() -> None:
    desk = ClaimDesk()
    number = desk.person.identifiers.get().value
    own = a_member_of_staff(Post.REVIEWER, at=BEIJING, identity_number=number)
    case = desk.handled(desk.received())
    assert refused(desk, "review", case, own) == "own_matter"


def test_a_refused_claim_is_not_reopened_without_a_decision() -> None:
    _, person = a_worker()
    loses_work(person, why=EndReason.RESIGNED)
    desk = ClaimDesk(person)
    case = desk.handled(desk.received())
    case = desk.act("refuse", case, desk.reviewer, reason="本人辞职")
    assert refused(desk, "reopen", case, desk.approver, decision=" ", reason="重新考虑") == "reopened_without_decision"
    assert refused(desk, "review", case, desk.reviewer) == "wrong_state"
    assert Decision.objects.get(claim__case=case).outcome == "denied"
    assert broken() == {}


def test_a_citizen_sees_nothing_of_anothers_claim(client: Client) -> None:
    desk = ClaimDesk()
    case = desk.received()
    client.force_login(a_citizen(a_person()))
    for number in (case.number, opaque_number("C")):
        assert client.get(reverse("citizen_case", args=[number])).status_code == 404
        assert client.post(reverse("citizen_case_act", args=[number, "withdraw"])).status_code == 404


def test_evidence_that_is_not_what_its_name_says_is_not_kept(client: Client) -> None:
    _, person = a_worker()
    loses_work(person, why=EndReason.RESIGNED)
    client.force_login(a_citizen(person))
    sent = {
        "cause": "by_evidence", "story": "单位拖欠工资", "registered": "True", "seeking": "True",
        "file_identity_card": SimpleUploadedFile("身份证.pdf", b"MZ\x90\x00 not a document"),
    }  # fmt: skip
    response = client.post(reverse("citizen_apply_send", args=["unemployment_benefit"]), sent)
    assert response.status_code == 422
    assert not Case.objects.exists()
    assert "单位拖欠工资" in response.content.decode(), "what was written is kept for correction"
