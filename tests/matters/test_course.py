"""How a case goes: as many natural persons as its risk asks for, on facts that stand, carried out once."""

from typing import Any

import pytest

from siadmin.agency.actions import grant_post
from siadmin.agency.models import Act
from siadmin.agency.posts import Post
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.workflow import CHANGED_SINCE
from siadmin.matters import actions
from siadmin.matters.actions import Attached
from siadmin.matters.models import Case
from siadmin.matters.selectors.cases import changes_of, facts_of, since_last_hand
from tests import cities
from tests.cities import tick
from tests.factories import LONG_AGO, a_citizen, a_member_of_staff, an_office, citizen_number, identity_number_of
from tests.matters.counter import Desk, act, facts

pytestmark = pytest.mark.usefixtures("five_cities")


@pytest.fixture
def desk(five_cities: None) -> Desk:
    return Desk()


def refusal_of(call: Any, *args: Any, **said: Any) -> Refusal:
    with pytest.raises(Refusal) as caught:
        call(*args, **said)
    return caught.value


def steps(case: Case) -> list[tuple[int, str, str]]:
    return list(case.steps.order_by("pk").values_list("round", "act", "state"))


# --- one, two, three people --------------------------------------------------------------------------------------


def test_a_slip_needs_one_person_and_is_done_at_once(desk: Desk) -> None:
    case = desk.handled(desk.received(cause="slip"))
    assert (case.state, case.hands, case.outcome, desk.name()) == ("done", 1, "已更正为 李玮", "李玮")
    assert steps(case) == [(1, "receive", "received"), (1, "handle", "handled"), (1, "complete", "done")]


def test_a_riskier_change_waits_for_a_reviewer(desk: Desk) -> None:
    case = desk.handled(desk.received(cause="household"))
    assert (case.state, case.hands, desk.name()) == ("handled", 2, "李伟")
    case = desk.reviewed(case)
    assert (case.state, desk.name()) == ("done", "李玮")


def test_the_riskiest_passes_three_people(desk: Desk) -> None:
    case = desk.reviewed(desk.handled(desk.received(cause="court")))
    assert (case.state, case.hands, desk.name()) == ("reviewed", 3, "李伟")
    case = desk.approved(case)
    assert (case.state, desk.name()) == ("done", "李玮")
    assert [act for _, act, _ in steps(case)] == ["receive", "handle", "review", "approve", "complete"]


def test_what_was_changed_is_kept_old_and_new(desk: Desk) -> None:
    case = desk.received(cause="household")
    (before,) = changes_of(case)
    desk.reviewed(desk.handled(case))
    case.refresh_from_db()
    (kept,) = changes_of(case)
    assert (before.before, before.after) == (kept.before, kept.after) == ("李伟", "李玮")


def test_every_act_is_on_the_trail(desk: Desk) -> None:
    case = desk.approved(desk.reviewed(desk.handled(desk.received(cause="court"))))
    codes = Act.objects.filter(subject_kind="case", subject=case.number).order_by("pk").values_list("code", flat=True)
    assert list(codes) == ["case_received", "case_handled", "case_reviewed", "case_approved", "case_done"]


def test_what_the_law_no_longer_grants_is_refused_when_it_would_be_carried_out(desk: Desk) -> None:
    case = desk.handled(desk.received(cause="household"))
    desk.handled(desk.received(cause="slip", since="2026-11-01"))
    assert refusal_of(desk.reviewed, case).code == "test_same_name"
    case.refresh_from_db()
    assert case.state == "handled"
    assert not case.steps.filter(act="review").exists()


def test_what_cannot_be_granted_is_not_received(desk: Desk) -> None:
    assert refusal_of(desk.received, name="李伟").code == "test_same_name"
    assert not Case.objects.exists()


# --- four eyes ---------------------------------------------------------------------------------------------------


def test_one_person_in_two_posts_takes_one_step_of_a_round(desk: Desk) -> None:
    both = a_member_of_staff(Post.CLERK, Post.REVIEWER, name="钱多")
    case = desk.handled(desk.received(cause="household", by=None), by=both)
    refusal = refusal_of(desk.reviewed, case, by=both)
    assert refusal.code == "same_person_in_round"
    assert "钱多" in refusal.zh
    assert "周毅" in refusal.remedy_zh


def test_two_accounts_of_one_person_are_one_pair_of_eyes(desk: Desk) -> None:
    number = citizen_number(order=611)
    one = a_member_of_staff(Post.CLERK, identity_number=number)
    other = a_member_of_staff(Post.REVIEWER, identity_number=number)
    case = desk.handled(desk.received(cause="household"), by=one)
    assert refusal_of(desk.reviewed, case, by=other).code == "same_person_in_round"


def test_nobody_signs_what_they_applied_for_themselves(desk: Desk) -> None:
    citizen = a_citizen(desk.person)
    case = desk.received(by=citizen, cause="slip")
    same = a_member_of_staff(Post.CLERK, identity_number=identity_number_of(desk.person))
    assert refusal_of(desk.handled, case, by=same).code == "own_matter"


def test_a_clerk_who_applies_for_themselves_is_an_applicant_like_others(desk: Desk) -> None:
    citizen = a_citizen(desk.person, staff=True)
    grant_post(
        user=citizen, office=an_office(), post=Post.CLERK, starts_on=LONG_AGO, by=None, at=tick(), reason="test"
    )  # fmt: skip
    case = desk.received(by=citizen)
    assert case.steps.get().act == "apply"
    assert refusal_of(desk.handled, case, by=citizen).code == "own_matter"


def test_nobody_signs_their_own_matter_though_a_colleague_received_it(desk: Desk) -> None:
    same = a_member_of_staff(Post.CLERK, identity_number=identity_number_of(desk.person))
    assert refusal_of(desk.handled, desk.received(), by=same).code == "own_matter"


@pytest.mark.parametrize(
    ("at", "line", "post"),
    [("110105", "hs", Post.CLERK), ("440305", "hrss", Post.CLERK), ("110105", "hrss", Post.REVIEWER)],
)
def test_another_line_region_or_post_may_not(desk: Desk, at: str, line: str, post: str) -> None:
    stranger = a_member_of_staff(post, at=at, line=line)
    refusal = refusal_of(desk.handled, desk.received(), by=stranger)
    assert refusal.code == "not_your_post"
    assert "林静" in refusal.remedy_zh


def test_a_province_reaches_its_counties(desk: Desk) -> None:
    above = a_member_of_staff(Post.CLERK, at="110000")
    assert desk.handled(desk.received(), by=above).state == "done"


# --- versions ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["review", "send_back", "withdraw", "stop_clock", "hand_over"])
def test_nobody_acts_on_what_they_did_not_see(desk: Desk, name: str) -> None:
    case = desk.handled(desk.received(cause="court"))
    kinds: dict[str, dict[str, Any]] = {
        "review": {}, "withdraw": {}, "send_back": {"reason": "x"}, "hand_over": {"to": None},
        "stop_clock": {"because": "鉴定", "law": "行政许可法第45条"},
    }  # fmt: skip
    said = kinds[name]
    by = desk.clerk if name == "withdraw" else desk.reviewer
    call = getattr(actions, name)
    refusal = refusal_of(call, case_id=case.pk, seen_version=case.version - 1, by=by, at=tick(), **said)
    assert refusal.reason == CHANGED_SINCE


def test_facts_stand_once_somebody_has_signed(desk: Desk) -> None:
    case = desk.handled(desk.received(cause="court"))
    assert refusal_of(act, "change_facts", case, desk.clerk, facts=facts(name="李炜"), reason="x").code == "wrong_state"
    paper = Attached("household", seen_original=True)
    assert refusal_of(actions.add_paper, case_id=case.pk, paper=paper, by=desk.clerk, at=tick()).code == "facts_stand"


def test_hands_rise_with_the_risk_and_never_fall(desk: Desk) -> None:
    case = desk.received(cause="slip")
    case = act("change_facts", case, desk.clerk, facts=facts(cause="court"), reason="有判决")
    assert (case.hands, case.risk, case.facts_version) == (3, "high", 2)
    case = act("change_facts", case, desk.clerk, facts=facts(cause="slip"), reason="无判决")
    assert (case.hands, case.risk) == (3, "low")


def test_facts_that_say_the_same_are_no_new_version(desk: Desk) -> None:
    case = desk.received()
    assert act("change_facts", case, desk.clerk, facts=facts(), reason="x").facts_version == 1


# --- returning, refusing, withdrawing, reopening -----------------------------------------------------------------


def test_a_return_goes_to_its_handler_and_all_sign_again(desk: Desk) -> None:
    case = desk.handled(desk.received(cause="household"))
    case = act("send_back", case, desk.reviewer, reason="缺户口簿页")
    assert (case.state, case.round, case.assigned_to) == ("returned", 2, desk.clerk)
    case = act("change_facts", case, desk.clerk, facts=facts(cause="household", name="李炜"), reason="核对")
    case = desk.handled(case)
    seen, changed = since_last_hand(case, desk.reviewer)
    assert (seen, [(each.before, each.after) for each in changed]) == (1, [("李玮", "李炜")])
    assert (desk.reviewed(case).state, desk.name()) == ("done", "李炜")


def test_a_refusal_passes_as_many_people_as_a_grant(desk: Desk) -> None:
    case = desk.received(cause="household")
    assert refusal_of(act, "refuse", case, desk.clerk, reason="不符").code == "last_hand_only"
    case = desk.handled(case, reason="建议不予办理")
    case = act("refuse", case, desk.reviewer, reason="与户口簿不符")
    assert (case.state, case.reason, desk.name()) == ("refused", "与户口簿不符", "李伟")
    assert case.decided_at is not None


def test_one_person_refuses_what_one_person_grants(desk: Desk) -> None:
    assert act("refuse", desk.received(), desk.clerk, reason="不符").state == "refused"


def test_the_applicant_withdraws_until_it_is_decided(desk: Desk) -> None:
    citizen = a_citizen(desk.person)
    case = desk.handled(desk.received(by=citizen, cause="court"))
    assert act("withdraw", case, citizen).state == "withdrawn"
    assert refusal_of(act, "withdraw", case, citizen).code == "wrong_state"


def test_somebody_else_does_not_withdraw_it(desk: Desk) -> None:
    assert refusal_of(act, "withdraw", desk.received(), a_citizen()).code == "not_your_post"


def test_a_refused_case_is_reopened_by_another_persons_decision_only(desk: Desk) -> None:
    case = desk.reviewed(desk.handled(desk.received(cause="court")))
    case = act("refuse", case, desk.approver, reason="不符")
    decided: dict[str, Any] = {"decision": "行政复议决定书〔2026〕1号", "reason": "事实不清"}
    assert refusal_of(act, "reopen", case, desk.approver, **decided).code == "same_person_in_round"
    assert refusal_of(act, "reopen", case, desk.clerk, **decided).code == "not_your_post"
    other = a_member_of_staff(Post.APPROVER, at="110000")
    case = act("reopen", case, other, **decided)
    assert (case.state, case.round, case.decided_at, case.reason) == ("received", 2, None, "")
    assert desk.approved(desk.reviewed(desk.handled(case))).state == "done"


def test_what_is_done_is_not_reopened_for_it_would_be_done_twice(desk: Desk) -> None:
    case = desk.handled(desk.received())
    other = a_member_of_staff(Post.APPROVER, at="110000")
    assert refusal_of(act, "reopen", case, other, decision="x", reason="y").code == "wrong_state"


# --- papers and correction ---------------------------------------------------------------------------------------


def test_a_required_paper_is_there_before_the_first_signature(desk: Desk) -> None:
    case = desk.received(papers=())
    refusal = refusal_of(desk.handled, case)
    assert (refusal.code, "居民身份证" in refusal.zh) == ("papers_missing", True)
    actions.add_paper(case_id=case.pk, paper=Attached("identity", seen_original=True), by=desk.clerk, at=tick())
    assert desk.handled(case).state == "done"


def test_no_paper_is_taken_that_has_no_legal_basis(desk: Desk) -> None:
    refusal = refusal_of(desk.received, papers=(Attached("marriage", seen_original=True),))
    assert refusal.code == "not_a_paper_of_this"
    assert not Case.objects.exists()


def test_what_is_missing_is_asked_for_once_in_one_list(desk: Desk) -> None:
    citizen = a_citizen(desk.person)
    case = desk.received(by=citizen, papers=())
    assert refusal_of(act, "ask_correction", case, desk.clerk, missing=[" "]).code == "nothing_asked"
    case = act("ask_correction", case, desk.clerk, missing=["身份证正反面", "变更日期"])
    assert (case.state, case.stopped_on is not None) == ("correcting", True)
    case = act(
        "correct", case, citizen, facts=facts(since="2026-11-02"), papers=(Attached("identity", seen_original=True),)
    )
    assert (case.state, case.facts_version, facts_of(case)["since"]) == ("received", 2, "2026-11-02")
    assert refusal_of(act, "ask_correction", case, desk.clerk, missing=["更多"]).code == "correction_asked_already"


def test_answers_that_are_not_right_are_named_and_nothing_is_received(desk: Desk) -> None:
    refusal = refusal_of(desk.received, cause="whim", since="soon")
    assert (refusal.code, refusal.values["fields"]) == ("facts_invalid", "原因、变更日期")
    assert not Case.objects.exists()


def test_the_same_application_is_not_taken_twice(desk: Desk) -> None:
    first = desk.received()
    refusal = refusal_of(desk.received)
    assert (refusal.code, refusal.values["case"]) == ("case_open_already", first.number)
    act("withdraw", first, desk.clerk)
    assert desk.received().state == "received"


# --- whose hands -------------------------------------------------------------------------------------------------


def test_what_is_in_other_hands_is_taken_over_with_a_reason(desk: Desk) -> None:
    colleague = a_member_of_staff(Post.CLERK, name="孙悦")
    case = act("hand_over", desk.received(), desk.clerk, to=desk.clerk)
    assert refusal_of(desk.handled, case, by=colleague).code == "in_other_hands"
    assert refusal_of(act, "hand_over", case, colleague, to=colleague).code == "say_why_taken"
    case = act("hand_over", case, colleague, to=colleague, reason="林静外出")
    assert desk.handled(case, by=colleague).state == "done"


def test_a_case_is_not_given_to_who_may_not_take_it(desk: Desk) -> None:
    refusal = refusal_of(act, "hand_over", desk.received(), desk.clerk, to=desk.reviewer)
    assert (refusal.code, "林静" in refusal.remedy_zh) == ("cannot_take_it", True)


def test_every_promise_holds_after_all_of_it(desk: Desk) -> None:
    desk.handled(desk.received())
    act("refuse", desk.received(name="李炜"), desk.clerk, reason="不符")
    desk.handled(desk.received(name="李帷", cause="court"))
    assert cities.broken() == {}
