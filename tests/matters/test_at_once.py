"""Two people with one case at the same moment."""

import datetime as dt
from typing import Any

import pytest

from siadmin.agency.posts import Post
from siadmin.kernel.refusal import Refusal
from siadmin.matters import actions
from siadmin.matters.models import Case, VisitOutcome
from tests import database
from tests.cities import tick
from tests.factories import TODAY, a_member_of_staff
from tests.matters.counter import Desk
from tests.matters.test_visits import ordered, planned, reported

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


@pytest.mark.parametrize("outcome", [VisitOutcome.NOT_MET, VisitOutcome.EXPLAINED])
def test_a_visit_reported_while_absences_are_handed_over_stays_as_it_was_reported(outcome: str) -> None:
    desk = Desk()
    visitor, deputy = (a_member_of_staff(Post.CLERK, name=name) for name in ("村官小李", "村官小张"))
    visit, tomorrow = ordered(desk), TODAY + dt.timedelta(days=1)
    others = planned(ordered(desk), visitor, desk.clerk)
    visit = planned(visit, visitor, desk.clerk, on=TODAY)
    days: dict[str, Any] = {"starts_on": TODAY, "ends_before": tomorrow + dt.timedelta(days=1), "reason": "培训"}
    actions.record_absence(user=visitor, deputy=deputy, by=desk.approver, at=tick(), **days)
    at = tick()
    failed = database.in_the_meantime(
        lambda: reported(visit, visitor, outcome), lambda: actions.hand_over_absent(at=at)
    )
    assert failed is None
    for each in (visit, others):
        each.refresh_from_db()
    assert (visit.outcome, visit.tries) == (outcome, 1)
    assert visit.assigned_to == (None if outcome == VisitOutcome.NOT_MET else visitor)
    assert others.assigned_to == deputy, "and the rest of the night is not undone"
