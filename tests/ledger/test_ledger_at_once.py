"""Entries and closings at the same moment."""

import datetime as dt

import pytest

from funds.ledger.actions import close_month, draw, withdraw_plan
from funds.ledger.models import Closing
from funds.ledger.selectors import balances_of, left_of_plans
from siadmin.kernel.refusal import Refusal
from tests.cities import NOVEMBER, SEPTEMBER, broken, tick
from tests.database import in_the_meantime, promise_broken
from tests.factories import TODAY, a_user
from tests.ledger import test_closing, test_plans, test_posting
from tests.together import at_once

pytestmark = pytest.mark.usefixtures("five_committed_cities")


def test_one_key_at_once_books_once() -> None:
    answers = at_once(*[test_posting.received] * 8)
    assert sum(is_new for _, is_new in answers) == 1
    assert balances_of(test_posting.book()) == {"fiscal_account": 500, "fiscal_subsidy": -500}


def test_bookings_while_a_month_is_closed_are_either_in_its_balances_or_refused() -> None:
    place = test_closing.book()
    closing, checker, at = test_closing.prepared(place, SEPTEMBER), a_user(staff=True), tick()
    answers = at_once(
        lambda: close_month(closing_id=closing.pk, seen_prepared_at=closing.prepared_at, by=checker, at=at),
        *[lambda n=n: test_closing.booked(place, dt.date(2026, 9, 30), 5, f"b{n}") for n in range(6)],
    )
    codes = {answer.code for answer in answers if isinstance(answer, Refusal)}
    assert codes <= {"month_closed", "balances_moved"}
    assert not [each for each in answers if isinstance(each, Exception) and not isinstance(each, Refusal)]
    assert broken() == {}


def test_two_who_close_a_month_at_once_close_it_once() -> None:
    place = test_closing.book()
    closing, at = test_closing.prepared(place, SEPTEMBER), tick()
    checkers = [a_user(staff=True) for _ in range(3)]
    answers = at_once(
        *[
            lambda by=by: close_month(closing_id=closing.pk, seen_prepared_at=closing.prepared_at, by=by, at=at)
            for by in checkers
        ]
    )
    assert sorted(getattr(answer, "code", "") for answer in answers) == ["", "already_closed", "already_closed"]
    assert Closing.objects.get().closed_by in checkers


def test_two_draws_that_lock_no_book_wait_for_each_other_and_draw_once() -> None:
    """The database by itself: neither sees what the other has not committed yet."""
    place, maker = test_plans.book(), a_user()
    test_plans.granted(place, 100_00)

    def draws(key: str) -> None:
        draw(book=place, key=key, amount_fen=60_00, reason="test", on=TODAY, by=maker.pk, at=tick())

    assert promise_broken(in_the_meantime(lambda: draws("first"), lambda: draws("second"))) == "drawn_by_plan"
    assert left_of_plans(place, NOVEMBER) == 40_00
    assert broken() == {}


def test_a_plan_signed_and_withdrawn_at_once_is_one_of_both_and_answered_once() -> None:
    plan = test_plans.prepared(test_plans.book())
    at_once(
        lambda: test_plans.signed(plan), lambda: withdraw_plan(plan_id=plan.pk, by=plan.prepared_by, at=tick()),
        lambda: test_plans.signed(plan),
    )  # fmt: skip
    plan.refresh_from_db()
    assert (plan.state == "signed") == (plan.signed_by is not None)
    if plan.state == "signed":
        answers = at_once(*[lambda n=n: test_plans.answered(plan, n) for n in (1, 2, 3)])
        assert sum(isinstance(answer, Refusal) for answer in answers) == 2
    assert broken() == {}
