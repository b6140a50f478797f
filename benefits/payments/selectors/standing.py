"""What a run holds: by component, by bank, what waits and why, what banks answered."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from benefits.payments.models import Batch, GivenUp, Hold, InFile, Payment, PaymentRun, Rise
from benefits.payments.rules.course import State
from siadmin.kernel.database import run_sql
from siadmin.kernel.months import Month

SQL = Path(__file__).resolve().parent.parent / "sql"
MONTHS_BACK = 3  # what waits longer to be paid is found in the list


@dataclass(frozen=True, slots=True)
class BatchStanding:
    """Payments of a run to one bank, counts and fen: all, waiting for a word, ready to go, sent, paid, returned."""

    batch_id: int
    bank_name: str
    payments: int
    total_fen: int
    held: int
    held_fen: int
    ready: int
    ready_fen: int
    sent: int
    sent_fen: int
    paid: int
    paid_fen: int
    returned: int
    returned_fen: int


def batches_of(own: PaymentRun) -> list[BatchStanding]:
    """Those with payments, the largest first."""
    rows = run_sql(SQL / "standing.sql", {"run": own.pk, "month": own.month.first_day})
    return [BatchStanding(int(row[0]), str(row[1]), *map(int, row[2:])) for row in rows]


def components_of(own: PaymentRun) -> list[tuple[str, int, int, int]]:
    """Rows of (component, people, months, fen), the largest first."""
    rows = run_sql(SQL / "components.sql", {"run": own.pk})
    return [(str(row[0]), int(row[1]), int(row[2]), int(row[3])) for row in rows]


def holds_in(runs: QuerySet[PaymentRun]) -> QuerySet[Hold]:
    """Of payments that may leave yet: not of a run that was cancelled, nor of what was given up."""
    batches = Batch.objects.filter(payment_run__in=runs.order_by().values("pk"))
    found = Hold.objects.filter(batch_id__in=batches.exclude(payment_run__state=State.CANCELLED).values("pk"))
    run = Batch.objects.filter(pk=OuterRef(OuterRef("batch_id"))).values("payment_run")
    return found.exclude(Exists(GivenUp.objects.filter(run=Subquery(run), person=OuterRef("person"))))


def holds_of(own: PaymentRun, *, waiting: bool = True) -> QuerySet[Hold]:
    found = holds_in(PaymentRun.objects.filter(pk=own.pk)).filter(lifted_at__isnull=waiting)
    return found.select_related("person", "lifted_by").order_by("because", "batch_id", "row")


@dataclass(frozen=True, slots=True)
class Ready:
    """What a file to a bank would hold now: payments, fen that leave, fen set off of them."""

    payments: int
    amount_fen: int
    offset_fen: int


def ready_in(batch: Batch) -> Ready:
    """As the file is made: without what waits, what went, and whoever died."""
    own = batch.payment_run
    given = {"batch": batch.pk, "month": own.month.first_day, "region": own.region_id, "fund": own.fund}
    rows = run_sql(SQL / "ready.sql", given) if batch.bank_name else []
    alive = [(fen, offset) for _, _, _, fen, offset, has_died in rows if not has_died]
    return Ready(len(alive), sum(int(fen) for fen, _ in alive), sum(int(offset) for _, offset in alive))


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


def put_right(holds: Iterable[Hold]) -> set[int]:
    """Keys of those that rest on what is on record no more: a reviewer may let them go."""
    return {pk for (pk,) in run_sql(SQL / "which_put_right.sql", {"holds": [hold.pk for hold in holds]})}


def held_in(own: PaymentRun) -> int:
    """Payments that wait for a word, each once, whatever speaks against it."""
    return holds_of(own).order_by().values("batch_id", "row").distinct().count()


@dataclass(frozen=True, slots=True)
class Band:
    """Benefits that rise by so much to so much, and by how much together; fen a month."""

    least_fen: int
    most_fen: int
    benefits: int
    month_fen: int


def bands_of(rise: Rise) -> list[Band]:
    """The smallest rises first; nothing while nothing was reckoned."""
    return [Band(*map(int, row)) for row in run_sql(SQL / "rise_bands.sql", {"rise": rise.pk})]
