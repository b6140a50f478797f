"""The trail tells who did what; nobody rewrites it (REG 38, 53)."""

import pytest

from siadmin.agency.models import Act
from siadmin.agency.trail import record
from tests import database
from tests.factories import NOW, a_user


@pytest.mark.django_db
def test_an_act_says_who_what_when_and_why() -> None:
    user = a_user(name="王静")
    act = record(by=user, at=NOW, code="test_act", subject_kind="person", subject="P1", reason="why", amount_fen=5)
    act.refresh_from_db()
    assert (act.actor_id, act.actor_name, act.at, act.reason, act.detail) == (
        user.pk, "王静", NOW, "why", {"amount_fen": 5},
    )  # fmt: skip
    assert record(by=None, at=NOW, code="test_act", subject_kind="person", subject="P1").actor_name == "system"


@pytest.mark.django_db
def test_an_act_is_neither_changed_nor_deleted() -> None:
    act = record(by=None, at=NOW, code="test_act", subject_kind="person", subject="P1")
    with database.not_permitted():
        Act.objects.filter(pk=act.pk).update(reason="other")
    with database.not_permitted():
        act.delete()
    assert Act.objects.get(pk=act.pk).reason == ""
