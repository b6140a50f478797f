"""Two people with one case at the same moment."""

import pytest

from siadmin.agency.posts import Post
from siadmin.kernel.refusal import Refusal
from siadmin.matters import actions
from siadmin.matters.models import Case
from tests import database
from tests.cities import tick
from tests.factories import a_member_of_staff
from tests.matters.counter import Desk

pytestmark = pytest.mark.usefixtures("five_committed_cities")


def test_two_approvers_at_the_same_moment_carry_it_out_once() -> None:
    desk = Desk()
    case = desk.reviewed(desk.handled(desk.received(cause="court")))
    other = a_member_of_staff(Post.APPROVER)
    at = tick()
    outcome = database.in_the_meantime(
        lambda: actions.approve(case_id=case.pk, seen_version=case.version, by=desk.approver, at=at),
        lambda: actions.approve(case_id=case.pk, seen_version=case.version, by=other, at=at),
    )
    assert isinstance(outcome, Refusal)
    assert outcome.code == "changed_since"
    case.refresh_from_db()
    assert (case.state, case.steps.filter(act="complete").count(), desk.name()) == ("done", 1, "李玮")


def test_an_approval_and_a_refusal_at_once_are_one_decision() -> None:
    desk = Desk()
    case = desk.reviewed(desk.handled(desk.received(cause="court")))
    other, at = a_member_of_staff(Post.APPROVER), tick()
    outcome = database.in_the_meantime(
        lambda: actions.refuse(case_id=case.pk, seen_version=case.version, by=desk.approver, at=at, reason="不符"),
        lambda: actions.approve(case_id=case.pk, seen_version=case.version, by=other, at=at),
    )
    assert getattr(outcome, "code", None) == "changed_since"
    case.refresh_from_db()
    assert (case.state, desk.name()) == ("refused", "李伟")


def test_the_same_application_sent_twice_at_once_is_one_case() -> None:
    desk = Desk()
    outcome = database.in_the_meantime(desk.received, desk.received)
    assert getattr(outcome, "code", None) == "case_open_already"
    assert Case.objects.count() == 1
