"""Two people close a month of a book, in order; then nothing is booked on its days (Accounting Law 25)."""

import datetime as dt
import re

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from funds.ledger.actions import Line, close_month, open_books, prepare_closing
from funds.ledger.models import AccountKind, Book, Closing, Side
from funds.ledger.selectors import first_open_day
from siadmin.agency.insurances import Fund
from siadmin.agency.models import Act, Region, User
from siadmin.agency.posts import Post
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from tests.cities import NOVEMBER, OCTOBER, SEPTEMBER, broken, tick
from tests.factories import TODAY, a_member_of_staff, a_user, citizen_number
from tests.ledger.test_posting import received

SOMEBODY = citizen_number(born_on=dt.date(1980, 3, 3), order=16)
SINCE_SEPTEMBER = "510000"

pytestmark = pytest.mark.usefixtures("five_cities")


def book() -> Book:
    """A young book: opened in September."""
    region = Region.objects.get(pk=SINCE_SEPTEMBER)
    open_books(region=region, collector="tax", on=dt.date(2026, 9, 10))
    return Book.objects.get(region=region, fund=Fund.PENSION)


def booked(place: Book, on: dt.date, amount_fen: int, key: str) -> None:
    lines = [
        Line(place, AccountKind.FISCAL, Side.DEBIT, amount_fen),
        Line(place, AccountKind.FISCAL_SUBSIDY, Side.CREDIT, amount_fen),
    ]
    received(lines=lines, booked_on=on, key=key)


def prepared(place: Book, month: Month, by: User | None = None) -> Closing:
    return prepare_closing(book=place, month=month, by=by or a_user(staff=True), at=tick(), today=TODAY)


def closed(place: Book, *months: Month) -> Closing:
    for month in months:
        closing = shut(prepared(place, month))
    return closing


def shut(closing: Closing, by: User | None = None) -> Closing:
    """Closed by somebody who sees it as it is given."""
    return close_month(
        closing_id=closing.pk, seen_prepared_at=closing.prepared_at, by=by or a_user(staff=True), at=tick()
    )


def test_a_closed_month_keeps_its_balances_and_takes_nothing_more() -> None:
    place = book()
    booked(place, dt.date(2026, 9, 30), 500, "a")
    booked(place, dt.date(2026, 10, 1), 70, "b")
    closing = closed(place, SEPTEMBER)
    assert closing.balances == {"fiscal_account": 500, "fiscal_subsidy": -500}
    for day in (dt.date(2026, 9, 10), dt.date(2026, 9, 30)):
        with pytest.raises(Refusal) as refused:
            booked(place, day, 1, f"late {day}")
        assert refused.value.code == "month_closed"
    booked(place, dt.date(2026, 10, 2), 1, "c")
    assert first_open_day(place, dt.date(2026, 9, 30)) == dt.date(2026, 10, 1)
    assert first_open_day(place, dt.date(2026, 10, 5)) == dt.date(2026, 10, 5)
    assert {act.code for act in Act.objects.filter(subject_kind="book")} == {"closing_prepared", "month_closed"}
    assert broken() == {}


def test_who_prepares_a_closing_does_not_close_it_with_no_account_of_theirs() -> None:
    place, maker = book(), a_user(staff=True, identity_number=SOMEBODY)
    closing = prepared(place, SEPTEMBER, maker)
    for account in (maker, a_user(staff=True, identity_number=SOMEBODY)):
        with pytest.raises(Refusal) as refused:
            shut(closing, by=account)
        assert refused.value.code == "same_person"
    with pytest.raises(IntegrityError, match="closing_four_eyes"), transaction.atomic():
        Closing.objects.update(closed_by=account, closed_eyes=account.eyes, closed_at=tick())


def test_months_are_closed_in_order_from_the_books_first() -> None:
    place = book()
    with pytest.raises(Refusal) as refused:
        closed(place, OCTOBER)
    assert refused.value.code == "earlier_month_open"
    closed(place, SEPTEMBER, OCTOBER)
    assert Closing.objects.filter(closed_at__isnull=False).count() == 2


def test_a_month_that_is_not_over_is_not_closed() -> None:
    with pytest.raises(Refusal) as refused:
        prepared(book(), NOVEMBER)
    assert refused.value.code == "month_not_over"


def test_what_was_booked_since_the_preparation_stops_the_closing() -> None:
    place = book()
    closing = prepared(place, SEPTEMBER)
    booked(place, dt.date(2026, 9, 30), 1, "late")
    with pytest.raises(Refusal) as refused:
        shut(closing)
    assert refused.value.code == "balances_moved"
    again = prepared(place, SEPTEMBER)
    assert again.pk == closing.pk
    shut(again)


def test_a_month_prepared_again_is_not_closed_by_who_saw_it_before() -> None:
    place = book()
    seen = prepared(place, SEPTEMBER)
    booked(place, dt.date(2026, 9, 30), 1, "late")
    again = prepared(place, SEPTEMBER)
    assert again.pk == seen.pk
    with pytest.raises(Refusal) as refused:
        shut(seen)
    assert refused.value.code == "changed_since"
    assert shut(again).balances == {"fiscal_account": 1, "fiscal_subsidy": -1}


def test_the_button_closes_what_its_page_shows(client: Client, settings: Settings) -> None:
    settings.STAFF_TOTP_REQUIRED = False
    place = book()
    client.force_login(a_member_of_staff(Post.ACCOUNTANT, at=SINCE_SEPTEMBER))
    page, button = reverse("closing"), "prepared_at"
    first = prepared(place, SEPTEMBER)
    shown = client.get(page, {"region": SINCE_SEPTEMBER, "month": "2026-09"}).content.decode()
    (seen,) = re.findall(rf'name="{button}" value="([^"]+)"', shown)
    prepared(place, SEPTEMBER)
    for said in ({}, {button: "yesterday"}, {button: seen}):
        answer = client.post(reverse("closing_close", args=[first.pk]), said)
        assert (answer.status_code, answer.context["refusal"].code) == (409, "changed_since")
    first.refresh_from_db()
    client.post(reverse("closing_close", args=[first.pk]), {button: first.prepared_at.isoformat()})
    assert Closing.objects.get().closed_at is not None


def test_a_closed_month_is_neither_prepared_nor_closed_again() -> None:
    place = book()
    closing = closed(place, SEPTEMBER)
    for again in (
        lambda: prepared(place, SEPTEMBER),
        lambda: shut(closing),
    ):
        with pytest.raises(Refusal) as refused:
            again()
        assert refused.value.code == "already_closed"
    closing.refresh_from_db()
    assert closing.closed_by is not None


def test_closing_one_book_leaves_the_others_open() -> None:
    place = book()
    closed(place, SEPTEMBER)
    booked(Book.objects.get(region=place.region, fund=Fund.INJURY), dt.date(2026, 9, 30), 5, "other fund")
