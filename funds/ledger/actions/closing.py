"""Close a month of a book: one person prepares it, another closes it, then nothing is booked on its days."""

import datetime as dt

from django.db import transaction

from funds.ledger.models import Book, Closing
from funds.ledger.selectors import balances_of
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.kernel.workflow import CHANGED_SINCE, SAME_PERSON

MONTH_NOT_OVER = Reason(
    "month_not_over",
    "{month} 还没有结束，不能结账。",
    "{month} is not over yet and cannot be closed.",
    "月份结束后再结账。",
    "Close it when the month is over.",
)
EARLIER_MONTH_OPEN = Reason(
    "earlier_month_open",
    "{month} 之前的月份尚未结账。",
    "A month before {month} is not closed yet.",
    "按月份顺序结账。",
    "Close the months in order.",
)
ALREADY_CLOSED = Reason(
    "already_closed",
    "{month} 已经结账。",
    "{month} is closed already.",
    "如有错误，在未结账的月份作冲销。",
    "Correct a mistake by a reversal in an open month.",
)
BEFORE_THE_BOOK = Reason(
    "before_the_book",
    "账套自 {opened} 起建账，没有 {month} 的账。",
    "The book was opened in {opened}; it has no month {month}.",
    "请选择建账以后的月份。",
    "Choose a month since the book was opened.",
)
BALANCES_MOVED = Reason(
    "balances_moved",
    "准备结账之后又有入账，余额已变动。",
    "Something was booked since the closing was prepared; the balances moved.",
    "请重新准备结账。",
    "Prepare the closing again.",
)


def _lock(book: Book) -> None:
    """Postings to the book finish first and wait from now on: its triggers take the same row."""
    Book.objects.select_for_update(no_key=True).get(pk=book.pk)


@transaction.atomic
def prepare_closing(*, book: Book, month: Month, by: User, at: dt.datetime, today: dt.date) -> Closing:
    """Write down the balances at the end of the month. Raises MONTH_NOT_OVER, BEFORE_THE_BOOK, ALREADY_CLOSED."""
    if month >= Month.of(today):
        raise MONTH_NOT_OVER(month=month)
    if month < Month.of(book.opened_on):
        raise BEFORE_THE_BOOK(month=month, opened=Month.of(book.opened_on))
    _lock(book)
    if Closing.objects.filter(book=book, month=month, closed_at__isnull=False).exists():
        raise ALREADY_CLOSED(month=month)
    closing, _ = Closing.objects.update_or_create(
        book=book,
        month=month,
        closed_at=None,
        defaults={
            "balances": balances_of(book, until=(month + 1).first_day),
            "prepared_by": by,
            "prepared_eyes": by.eyes,
            "prepared_at": at,
        },
    )
    record(
        by=by, at=at, code="closing_prepared", subject_kind="book", subject=f"{book.region_id}:{book.fund}",
        month=str(month),
    )  # fmt: skip
    return closing


@transaction.atomic
def close_month(*, closing_id: int, seen_prepared_at: dt.datetime, by: User, at: dt.datetime) -> Closing:
    """Close a month as it was prepared at the time its closer saw.

    Raises ALREADY_CLOSED, SAME_PERSON, CHANGED_SINCE, EARLIER_MONTH_OPEN, BALANCES_MOVED.
    """
    _lock(Closing.objects.select_related("book").get(pk=closing_id).book)
    closing = Closing.objects.select_for_update(of=("self",)).select_related("book").get(pk=closing_id)
    if closing.closed_at is not None:
        raise ALREADY_CLOSED(month=closing.month)
    if closing.prepared_by.eyes == by.eyes:
        raise SAME_PERSON()
    if closing.prepared_at != seen_prepared_at:
        raise CHANGED_SINCE()
    opened = Month.of(closing.book.opened_on)
    earlier = set(
        Closing.objects.filter(book=closing.book, closed_at__isnull=False, month__lt=closing.month).values_list(
            "month", flat=True
        )
    )
    if any(month not in earlier for month in opened.until(closing.month)):
        raise EARLIER_MONTH_OPEN(month=closing.month)
    if closing.balances != balances_of(closing.book, until=(closing.month + 1).first_day):
        raise BALANCES_MOVED()
    closing.closed_by, closing.closed_eyes, closing.closed_at = by, by.eyes, at
    closing.save(update_fields=["closed_by", "closed_eyes", "closed_at"])
    record(
        by=by, at=at, code="month_closed", subject_kind="book",
        subject=f"{closing.book.region_id}:{closing.book.fund}", month=str(closing.month),
    )  # fmt: skip
    return closing
