"""Entries and closings at the same moment."""

import datetime as dt

import pytest

from funds.ledger.actions import close_month
from funds.ledger.models import Closing
from funds.ledger.selectors import balances_of
from siadmin.kernel.refusal import Refusal
from tests.cities import SEPTEMBER, broken, tick
from tests.factories import a_user
from tests.ledger import test_closing, test_posting
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
