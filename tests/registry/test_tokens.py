"""Programs' keys and delegates' rights: for whom and where they are, and that they end (REG 35; PIPL 51)."""

import datetime as dt

import pytest
from django.apps import apps

from enrollment.registry.actions import appoint_delegate, end_delegate, issue_token, revoke_token
from enrollment.registry.models import ApiToken, Delegate
from enrollment.registry.selectors import viewer_of
from siadmin.agency.models import Act
from siadmin.kernel.refusal import Refusal
from tests import database
from tests.factories import NOW, TODAY, a_delegate, a_user, an_employer, region

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("scope", "at"), [("tax_authority", None), ("bank", None), ("employer", "110000")])
def test_a_token_is_for_a_region_or_for_the_users_employers(scope: str, at: str | None) -> None:
    place = region(at) if at else None
    with pytest.raises(Refusal) as refused:
        issue_token(user=a_user(), scope=scope, name="x", region=place, by=None, at=NOW)
    assert refused.value.code == "api_token_region"
    assert not ApiToken.objects.exists()
    with database.refused("api_token_region"):
        ApiToken.objects.create(digest="d", user=a_user(), scope=scope, region=place, name="x", created_at=NOW)


def test_the_region_of_a_token_is_not_taken_away() -> None:
    issue_token(user=a_user(), scope="bank", name="x", region=region("110000"), by=None, at=NOW)
    with database.refused("api_token_region"):
        ApiToken.objects.update(region=None)


def test_a_token_is_kept_as_a_digest_only_and_its_issue_and_end_are_recorded() -> None:
    user = a_user()
    token = issue_token(user=user, scope="bank", name="前置机", region=region("110000"), by=None, at=NOW)
    kept = ApiToken.objects.get()
    assert token not in kept.digest
    revoke_token(token=kept, by=None, at=NOW, reason="更换")
    revoke_token(token=kept, by=None, at=NOW + dt.timedelta(days=1), reason="再次")
    kept.refresh_from_db()
    assert kept.revoked_at == NOW
    acts = Act.objects.filter(subject=user.username, code__startswith="api_token").order_by("pk")
    assert [(act.code, act.reason) for act in acts] == [("api_token_issued", ""), ("api_token_revoked", "更换")]
    assert acts[0].detail["region"] == "110000"


def test_a_delegates_right_ends_on_its_day_and_may_begin_again() -> None:
    employer, by = an_employer(), a_user(staff=True)
    user = a_delegate(employer)
    end_delegate(employer=employer, user=user, on=TODAY, by=by, at=NOW, reason="离职")
    assert viewer_of(user, on=TODAY - dt.timedelta(days=1)).employer_ids == {employer.pk}
    assert not viewer_of(user, on=TODAY).employer_ids
    act = Act.objects.get(code="delegate_ended")
    assert (act.subject, act.reason, act.detail["user"]) == (employer.number, "离职", user.username)
    history = apps.get_model("registry", "DelegateHistory").objects.order_by("pgh_id")
    assert list(history.values_list("ends_before", flat=True)) == [None, TODAY]
    appoint_delegate(employer=employer, user=user, on=TODAY, by=by, at=NOW)
    assert viewer_of(user, on=TODAY).employer_ids == {employer.pk}


def test_an_end_that_is_told_may_be_brought_forward_but_not_put_off_and_not_before_the_beginning() -> None:
    employer = an_employer()
    user = a_user()
    appoint_delegate(employer=employer, user=user, on=TODAY, by=None, at=NOW)
    week = TODAY + dt.timedelta(days=7)
    end_delegate(employer=employer, user=user, on=week, by=None, at=NOW, reason="x")
    end_delegate(employer=employer, user=user, on=TODAY - dt.timedelta(days=9), by=None, at=NOW, reason="x")
    assert Delegate.objects.get().ends_before == TODAY
    with pytest.raises(Refusal) as refused:
        end_delegate(employer=employer, user=user, on=week, by=None, at=NOW, reason="x")
    assert refused.value.code == "not_a_delegate"
    with database.refused("delegate_period"):
        Delegate.objects.update(ends_before=TODAY - dt.timedelta(days=1))


def test_who_is_no_delegate_cannot_be_ended() -> None:
    other = an_employer()
    with pytest.raises(Refusal) as refused:
        end_delegate(employer=other, user=a_delegate(an_employer()), on=TODAY, by=None, at=NOW, reason="x")
    assert refused.value.code == "not_a_delegate"
