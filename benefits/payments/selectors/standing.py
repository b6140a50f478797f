"""What a run holds: by component, by bank, what waits and why, what banks answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast

from benefits.payments.models import Batch, BenefitLine, GivenUp, Hold, LastAnswer, Payment, PaymentRun, Rise
from benefits.payments.rules.course import Answer, State, Why, leaving
from enrollment.registry.models import BankCard
from siadmin.kernel.database import run_sql

SQL = Path(__file__).resolve().parent.parent / "sql"


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
    back_fen: int  # of what is ready: paid from what banks returned, and not drawn again
    sent: int
    sent_fen: int
    paid: int
    paid_fen: int
    returned: int
    returned_fen: int

    @property
    def drawn_fen(self) -> int:
        """What its next file draws."""
        return self.ready_fen - self.back_fen


def batches_of(own: PaymentRun) -> list[BatchStanding]:
    """Those with payments, the largest first."""
    rows = run_sql(SQL / "standing.sql", {"run": own.pk, "month": own.month.first_day})
    return [BatchStanding(int(row[0]), str(row[1]), *map(int, row[2:])) for row in rows]


def lines_that_stand(person_id: int) -> QuerySet[BenefitLine]:
    """What runs pay a person, left or not: of runs that were not cancelled, nor given up for the person.

    Twin: payments_stands.
    """
    given_up = GivenUp.objects.filter(person=person_id).values("run")
    runs = PaymentRun.objects.exclude(state=State.CANCELLED).exclude(pk__in=given_up)
    return BenefitLine.objects.filter(person_id=person_id, paid_in__in=runs.values("pk"))


def components_of(own: PaymentRun) -> list[tuple[str, int, int, int]]:
    """Rows of (component, people, months, fen), the largest first."""
    rows = run_sql(SQL / "components.sql", {"run": own.pk})
    return [(str(row[0]), int(row[1]), int(row[2]), int(row[3])) for row in rows]


def holds_in(runs: QuerySet[PaymentRun]) -> QuerySet[Hold]:
    """Of payments that may leave yet: not of a run that was cancelled, nor of what was given up, was made again, or was
    made in the stead of one that had arrived."""
    batches = Batch.objects.filter(payment_run__in=runs.order_by().values("pk"))
    found = Hold.objects.filter(batch_id__in=batches.exclude(payment_run__state=State.CANCELLED).values("pk"))
    run = Batch.objects.filter(pk=OuterRef(OuterRef("batch_id"))).values("payment_run")
    found = found.exclude(Exists(GivenUp.objects.filter(run=Subquery(run), person=OuterRef("person"))))
    found = found.exclude(Exists(_made_again()))
    there = LastAnswer.objects.filter(
        month=OuterRef("month"), answer=Answer.PAID,
        batch_id=Cast(OuterRef("told__batch"), BigIntegerField()), row=Cast(OuterRef("told__row"), BigIntegerField()),
    )  # fmt: skip
    return found.exclude(Q(because=Why.ARRIVED) & Exists(there))


def _made_again() -> QuerySet[Payment]:
    """In the stead of a hold's payment; what held that one holds this one, or let it go."""
    its = Batch.objects.filter(pk=OuterRef(OuterRef(OuterRef("batch_id")))).values("payment_run")
    return Payment.objects.filter(
        month=OuterRef("month"), again_for=OuterRef("row"),
        batch_id__in=Batch.objects.filter(payment_run=Subquery(its)).values("pk"),
    )  # fmt: skip


def holds_of(own: PaymentRun, *, waiting: bool = True) -> QuerySet[Hold]:
    found = holds_in(PaymentRun.objects.filter(pk=own.pk)).filter(lifted_at__isnull=waiting)
    return found.select_related("person", "lifted_by").order_by("because", "batch_id", "row")


def put_right(holds: Iterable[Hold]) -> set[int]:
    """Keys of those that rest on what is on record no more: a reviewer may let them go."""
    return {pk for (pk,) in run_sql(SQL / "which_put_right.sql", {"holds": [hold.pk for hold in holds]})}


def cards_of(persons: Iterable[int]) -> dict[int, BankCard]:
    """The accounts benefits go to now, by key of the person."""
    return {card.person_id: card for card in BankCard.objects.filter(person__in=persons, ends_before__isnull=True)}


def held_in(own: PaymentRun) -> int:
    """Payments that wait for a word, each once, whatever speaks against it."""
    return holds_of(own).order_by().values("batch_id", "row").distinct().count()


@dataclass(frozen=True, slots=True)
class Kept:
    """What doubts keep back of a run: payments, fen, and fen of those that wait as drawn for the second look alone."""

    total_fen: int
    payments: int = 0
    fen: int = 0
    sample_fen: int = 0

    @property
    def free_fen(self) -> int:
        """What leaves once the run is signed, or has left."""
        return self.total_fen - self.fen


def kept_of(runs: Iterable[PaymentRun]) -> dict[int, Kept]:
    """By key of the run; of one that was cancelled nothing leaves and nothing is kept."""
    totals = {own.pk: own.total_fen for own in runs if own.state != State.CANCELLED}
    found = {run: rest for run, *rest in run_sql(SQL / "kept.sql", {"runs": list(totals)})}
    return {own.pk: Kept(totals.get(own.pk, 0), *map(int, found.get(own.pk, ()))) for own in runs}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is, a `State` or `Leaving`, and what of it was sent, in fen."""

    state: str
    sent_fen: int = 0


def progress_of(runs: Iterable[PaymentRun]) -> dict[int, Progress]:
    """By key of the run; of one that is not approved yet, or was cancelled, its state."""
    found = {own.pk: Progress(own.state) for own in runs}
    approved = [pk for pk, its in found.items() if its.state == State.APPROVED]
    rows = run_sql(SQL / "progress.sql", {"runs": approved}) if approved else []
    return found | {run: Progress(leaving(ready, sent, told), sent) for run, ready, sent, told in rows}


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
