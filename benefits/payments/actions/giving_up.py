"""What a run was to pay a person is given up once a benefit in it has ended and the money has not arrived (REG 25, 46).

It never leaves then: what else was in it is due with the next run, and what was set off of it is owed again, and booked
back to the items it stood under.
"""

import datetime as dt
from collections.abc import Collection
from pathlib import Path

from django.db.models import Exists, OuterRef
from django.utils import timezone

from benefits.payments.models import Batch, GivenUp, Offset, PaymentRun, RecoveredBy
from benefits.payments.selectors.items import paid_by_item, set_off_by_item
from funds.ledger.actions import by_item, post
from funds.ledger.models import Book, Side
from funds.ledger.selectors import first_open_day
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.database import run_sql
from siadmin.kernel.months import Month

SQL = Path(__file__).resolve().parent.parent / "sql"


def give_up(persons: Collection[int], by: User | None, at: dt.datetime, *, run: PaymentRun | None = None) -> None:
    """All that never arrives of what runs were to pay these people, or one run alone was; once each.

    Whoever asks holds the lock of that run, or of all (`keep_from_leaving`). The locks of books come before those of
    what is owed, as wherever something is repaid.
    """
    if not persons:
        return
    whose = {"persons": list(persons), "run": run.pk if run else None}
    _lock_books_of_what_came_back(persons)
    found = run_sql(SQL / "give_up.sql", whose | {"on": timezone.localdate(at), "at": at})
    fresh = GivenUp.objects.filter(pk__in=[row[0] for row in found])
    for each in fresh.select_related("run__region", "person", "ending__entitlement").order_by("pk"):
        _book_undone(each, by, at)
        record(
            by=by, at=at, code="payment_given_up", subject_kind="person", subject=each.person.number,
            run=each.run.number, entitlement=each.ending.entitlement.number,
        )  # fmt: skip


def _book_undone(gone: GivenUp, by: User | None, at: dt.datetime) -> None:
    """What had been booked as set off of it goes back, item by item: it neither was paid nor came back (REG 46)."""
    own = gone.run
    undone = Offset.objects.filter(run=own, agreement__against__person=gone.person_id)
    for part in undone.filter(recovered__kind=RecoveredBy.UNDONE).order_by("pk"):
        book = Book.objects.select_for_update().get(region=own.region, fund=own.fund)
        _, off = paid_by_item(Batch.objects.get(pk=part.batch_id), own.month, [part.row])
        back = set_off_by_item(part.batch_id, own.month, [part.row])
        post(
            key=f"offset_undone:{part.pk}", flow="benefit_offset",
            booked_on=first_open_day(book, timezone.localdate(at)),
            reason=f"抵扣未成，退回原明细 {own.number}-{part.row}", by=by.pk if by else None, at=at,
            lines=[*by_item(book, Side.DEBIT, back, own.month), *by_item(book, Side.CREDIT, off, own.month)],
        )  # fmt: skip


def _lock_books_of_what_came_back(persons: Collection[int]) -> None:
    """In which it may be booked back; none where nothing that was set off of their benefits came back."""
    off = Offset.objects.filter(agreement__against__person__in=persons, recovered__kind=RecoveredBy.OFFSET)
    runs = PaymentRun.objects.filter(pk__in=off.values("run"), region=OuterRef("region"), fund=OuterRef("fund"))
    list(Book.objects.filter(Exists(runs)).order_by("pk").select_for_update().values_list("pk", flat=True))


def keep_from_leaving(persons: Collection[int], *, since: Month | None = None) -> None:
    """Until the end of the transaction no file takes what runs are to pay these people and have not paid.

    Nor does a bank return what runs of `since` and later paid them. Asked once, before any other run is locked.
    """
    run_sql(SQL / "to_leave.sql", {"persons": list(persons), "since": since.first_day if since else None})
