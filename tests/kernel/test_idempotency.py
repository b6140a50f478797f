"""The same request again, also at the same moment, has one effect and one answer."""

from typing import Any

import pytest

from siadmin.agency.models import Act
from siadmin.agency.trail import record
from siadmin.kernel.idempotency import once
from siadmin.kernel.models import IdempotencyKey
from siadmin.kernel.refusal import Refusal
from tests.factories import NOW
from tests.together import at_once

PAID = {"receipt": "R-1", "amount_fen": 12_345}


def effects() -> int:
    return Act.objects.filter(code="test_effect").count()


def act() -> dict[str, Any]:
    record(by=None, at=NOW, code="test_effect", subject_kind="test", subject="x")
    return dict(PAID)


def ask(key: str = "k", caller: str = "token:1", request: Any = None, door: str = "receipts") -> Any:
    return once(door=door, key=key, caller=caller, request=request or {"amount": "123.45"}, at=NOW, do=act)


@pytest.mark.django_db(transaction=True)
def test_fifty_equal_requests_at_once_have_one_effect_and_one_answer() -> None:
    answers = at_once(*[ask] * 50)
    assert [answer for answer, _ in answers] == [PAID] * 50
    assert sum(is_new for _, is_new in answers) == 1
    assert (effects(), IdempotencyKey.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_another_request_under_the_same_key_is_refused() -> None:
    ask()
    with pytest.raises(Refusal) as refused:
        ask(request={"amount": "123.46"})
    assert refused.value.code == "idempotency_key_reused"
    assert effects() == 1


@pytest.mark.django_db
def test_the_order_of_a_requests_fields_does_not_matter() -> None:
    ask(request={"a": 1, "b": 2})
    assert ask(request={"b": 2, "a": 1}) == (PAID, False)


@pytest.mark.django_db
@pytest.mark.parametrize("other", [{"key": "l"}, {"caller": "token:2"}, {"door": "declarations"}])
def test_keys_of_other_callers_and_doors_are_other_keys(other: dict[str, str]) -> None:
    ask()
    assert ask(**other) == (PAID, True)  # type: ignore[arg-type]
    assert effects() == 2


@pytest.mark.django_db
def test_a_request_that_failed_may_be_sent_again() -> None:
    def fail() -> dict[str, Any]:
        act()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        once(door="receipts", key="k", caller="token:1", request={"amount": "123.45"}, at=NOW, do=fail)
    assert effects() == 0
    assert ask() == (PAID, True)
