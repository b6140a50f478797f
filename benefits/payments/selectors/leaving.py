"""What may leave of approved runs and has not: files being written, runs to pay, what a fund will need for them."""

import datetime as dt

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from benefits.payments.models import BankFile, Batch, GivenUp, Hold, InFile, Payment, PaymentRun
from benefits.payments.rules.course import SENDING, State
from funds.ledger.models import Book
from funds.ledger.needs import Need
from siadmin.agency.tiles import page
from siadmin.kernel.language import Words
from siadmin.kernel.models import Run, RunState
from siadmin.kernel.months import Month

MONTHS_BACK = 3  # what waits longer to be paid is found in the list


def sending_of(own: PaymentRun) -> Run | None:
    """The run that writes files of it at this moment."""
    working = Run.objects.filter(kind=SENDING, parameters__run=own.pk)
    return working.filter(state__in=[RunState.RUNNING, RunState.PAUSED]).first()


def runs_to_pay(runs: QuerySet[PaymentRun], today: dt.date) -> int:
    """Approved runs of the last months with a payment that nothing holds and no bank was given yet."""
    row = {"month": OuterRef("month"), "batch_id": OuterRef("batch_id"), "row": OuterRef("row")}
    waits = Payment.objects.filter(month=OuterRef("payment_run__month"), batch_id=OuterRef("pk"))
    waits = waits.exclude(Exists(InFile.objects.filter(**row)))
    waits = waits.exclude(Exists(Hold.objects.filter(**row, lifted_at__isnull=True)))
    given_up = GivenUp.objects.filter(run=OuterRef(OuterRef("payment_run")), person=OuterRef("person_id"))
    approved = runs.order_by().filter(state=State.APPROVED, month__gte=Month.of(today) - MONTHS_BACK).values("pk")
    batches = Batch.objects.filter(payment_run__in=approved).exclude(bank_name="")
    return batches.filter(Exists(waits.exclude(Exists(given_up)))).values("payment_run").distinct().count()


def not_sent(book: Book, month: Month) -> list[Need]:
    """Runs of a fund up to a month that are not cancelled, with the fen of theirs that no file has taken.

    What a bank returned is paid anew without a plan: it counts as taken.
    """
    own = PaymentRun.objects.filter(region=book.region_id, fund=book.fund, month__lte=month)
    own = own.exclude(state__in=[State.ASSEMBLING, State.CANCELLED])
    sent = BankFile.objects.filter(batch__payment_run=OuterRef("pk")).values("batch__payment_run")
    drawn = Sum(F("total_fen") - F("from_returned_fen"))
    own = own.annotate(sent_fen=Coalesce(Subquery(sent.annotate(fen=drawn).values("fen")), 0))
    words = Words("待遇发放 {number}（{month}）", "Payment run {number} ({month})")
    return [
        Need(
            words.filled(number=each.number, month=each.month),
            each.total_fen - each.sent_fen,
            page("payment_run", each.number),
        )
        for each in own.filter(total_fen__gt=F("sent_fen")).order_by("-month")
    ]
