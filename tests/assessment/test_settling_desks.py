"""A re-settlement on the screens: in the queue of whoever may let it go, sent back with a reason, let go."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from contributions.assessment.models import Resettlement
from contributions.assessment.tiles import tiles_for
from enrollment.registry.models import Employer
from enrollment.registry.selectors import viewer_of
from siadmin.agency.models import Region, User
from siadmin.agency.posts import Post
from siadmin.kernel.models import Run, RunState
from siadmin.policy.actions import approve, propose
from tests.cities import BEIJING, GUANGZHOU, SEPTEMBER, charge, declare, staff, tick, work
from tests.factories import TODAY, a_member_of_staff, a_user

pytestmark = pytest.mark.usefixtures("five_cities")
HERE = [BEIJING, SEPTEMBER]


@pytest.fixture
def employer() -> Employer:
    """A low wage charged in September; the floor of July rises afterwards."""
    found, (low,) = staff()
    declare(found, SEPTEMBER, {low: 5_000})
    charge(BEIJING, SEPTEMBER)
    raised = propose(
        key="pension.base_floor", region=Region.objects.get(pk=BEIJING), category="employee", unit="yuan_per_month",
        starts_on=dt.date(2026, 7, 1), ends_before=None, value=Decimal(7_400), source="京人社发〔2026〕9号",
        status="official", note="", by=a_user(staff=True), at=tick(),
    )  # fmt: skip
    approve(proposal_id=raised.pk, seen_version=0, by=a_user(staff=True), at=tick())
    return found


class Desk:
    """Somebody with a post, signed in."""

    def __init__(self, settings: Any, *posts: str, at: str = BEIJING, name: str = "王静") -> None:
        settings.STAFF_TOTP_REQUIRED = False
        self.user: User = a_member_of_staff(*posts, at=at, name=name)
        self.client = Client()
        self.client.force_login(self.user, backend=settings.AUTHENTICATION_BACKENDS[-1])

    def posts(self, name: str, *arguments: object, **body: object) -> int:
        return int(self.client.post(reverse(name, args=arguments), body).status_code)

    def sees(self, name: str, *arguments: object) -> str:
        return self.client.get(reverse(name, args=arguments)).content.decode()

    def queues(self) -> dict[str, int]:
        found = tiles_for(viewer_of(self.user, on=TODAY), TODAY)
        return {each.code: each.count for each in found if each.code.startswith("assessment.resettlement")}


def tried_out(officer: Desk) -> Run:
    assert officer.posts("resettlement_try", *HERE) == 302
    return work(Run.objects.filter(kind="resettlement").latest("pk"))


def test_one_puts_it_forward_and_another_lets_it_go(settings: Any, employer: Employer) -> None:
    officer, approver = Desk(settings, Post.POLICY_OFFICER, name="高志远"), Desk(settings, Post.APPROVER)
    elsewhere = Desk(settings, Post.APPROVER, at=GUANGZHOU)
    tried = tried_out(officer)
    assert officer.posts("resettlement_put_forward", *HERE, tried=tried.pk, reason="") == 422
    assert officer.posts("resettlement_put_forward", *HERE, tried=tried.pk, reason="新标准") == 302
    assert (officer.queues(), approver.queues(), elsewhere.queues()) == ({}, {"assessment.resettlements": 1}, {})
    for page in (approver.sees("resettlements"), approver.sees("resettlement", *HERE)):
        assert "高志远" in page
        assert "新标准" in page
    asked = Resettlement.objects.get()
    assert officer.posts("resettlement_let_go", asked.pk, seen_version=0) == 403
    assert elsewhere.posts("resettlement_let_go", asked.pk, seen_version=0) == 404
    assert approver.posts("resettlement_let_go", asked.pk, seen_version=1) == 409, "it is not what the page showed"
    assert approver.posts("resettlement_let_go", asked.pk, seen_version=0) == 302
    asked.refresh_from_db()
    assert asked.run is not None
    assert work(asked.run).state == RunState.DONE
    assert employer.bills.filter(version=1).count() == 1
    assert approver.queues() == {}


def test_what_is_sent_back_is_in_the_queue_of_who_put_it_forward_until_it_is_tried_out_again(
    settings: Any, employer: Employer
) -> None:
    officer, approver = Desk(settings, Post.POLICY_OFFICER), Desk(settings, Post.APPROVER)
    tried = tried_out(officer)
    officer.posts("resettlement_put_forward", *HERE, tried=tried.pk, reason="新标准")
    asked = Resettlement.objects.get()
    assert approver.posts("resettlement_send_back", asked.pk, seen_version=0, reason="") == 422
    assert approver.posts("resettlement_send_back", asked.pk, seen_version=0, reason="请先通知单位") == 302
    assert (officer.queues(), approver.queues()) == ({"assessment.resettlements_back": 1}, {})
    assert "请先通知单位" in officer.sees("resettlement", *HERE)
    tried_out(officer)
    assert officer.queues() == {}


def test_an_approver_who_put_it_forward_is_shown_no_button_and_refused(settings: Any, employer: Employer) -> None:
    approver = Desk(settings, Post.APPROVER)
    tried = tried_out(approver)
    approver.posts("resettlement_put_forward", *HERE, tried=tried.pk, reason="新标准")
    asked = Resettlement.objects.get()
    page = approver.sees("resettlement", *HERE)
    assert reverse("resettlement_let_go", args=[asked.pk]) not in page
    assert reverse("resettlement_withdraw", args=[asked.pk]) in page
    assert approver.queues() == {}
    assert approver.posts("resettlement_let_go", asked.pk, seen_version=0) == 409
    assert approver.posts("resettlement_withdraw", asked.pk, seen_version=0) == 302
    assert Resettlement.objects.get().state == "withdrawn"
