"""Decisions about one number at the same moment."""

from decimal import Decimal

import pytest

from siadmin.policy.actions import approve
from tests.cities import tick
from tests.factories import a_user
from tests.policy.test_governing import JULY, floor, periods, proposed
from tests.together import at_once

pytestmark = pytest.mark.usefixtures("five_committed_cities")


def test_two_approvers_of_one_proposal_approve_it_once() -> None:
    proposal = proposed(a_user(staff=True))
    approvers = [a_user(staff=True) for _ in range(4)]
    times = [tick() for _ in approvers]
    answers = at_once(
        *[
            lambda by=by, at=at: approve(proposal_id=proposal.pk, seen_version=0, by=by, at=at)
            for by, at in zip(approvers, times, strict=True)
        ]
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["Refusal"] * 3 + ["Value"]
    assert floor(JULY) == 7300


def test_crossing_clocks_do_not_hinder_two_approvals() -> None:
    proposals = [proposed(a_user(staff=True), value=Decimal(value)) for value in (7300, 7400, 7500)]
    late, approver = tick(), a_user(staff=True)
    answers = at_once(
        *[lambda each=each: approve(proposal_id=each.pk, seen_version=0, by=approver, at=late) for each in proposals]
    )
    assert [type(answer).__name__ for answer in answers] == ["Value"] * 3
    assert len(periods()) == 3
