"""The fund balance reconciliation: nightly and at month's end, over all books and regions, as a run of slices.

Every inequality is a difference with an owner and an age, open until the numbers agree again or a person explains it.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from funds.banking.actions.matching import match_region
from funds.banking.models import Difference, Proof
from funds.banking.sources import Pair, Source, chain
from funds.ledger.models import Book
from siadmin.agency.models import Region, User
from siadmin.agency.trail import record
from siadmin.kernel import runs
from siadmin.kernel.language import Words
from siadmin.kernel.models import Run, Slice
from siadmin.kernel.months import Month
from siadmin.kernel.runs import Scope

MONTHS_BACK = 3


class ReconciliationRun:
    """One slice per pooling region; each compares every pair of every month asked for."""

    code = "reconciliation"
    title = Words("基金对账", "Fund reconciliation")

    def plan(self, run: Run) -> Iterable[Scope]:
        for region_id in Book.objects.order_by("region_id").values_list("region_id", flat=True).distinct():
            yield Scope({"region": region_id}, 0)

    def execute(self, part: Slice) -> dict[str, Any]:
        region = Region.objects.get(pk=part.scope["region"])
        sums = {"pairs": 0, "unequal": 0}
        for text in part.run.parameters["months"]:
            for proof in reconcile(region=region, month=Month.parse(text), at=part.run.planned_at):
                sums["pairs"] += 1
                sums["unequal"] += proof.gap_fen != 0
        return sums

    def finish(self, run: Run) -> dict[str, Any]:
        return runs.add_up(run, {"pairs": 0, "unequal": 0})


def months_to_compare(today: dt.date) -> list[Month]:
    """The present month, those just before it, and every month with an open difference: it may be equal by now."""
    present = Month.of(today)
    differing = Proof.objects.filter(differences__isnull=False, differences__closed_at__isnull=True)
    return sorted({*(present - MONTHS_BACK).until(present + 1), *differing.values_list("month", flat=True)})


def open_reconciliation(*, months: list[Month], key: str, by: User | None, at: dt.datetime) -> tuple[Run, bool]:
    """Plan the comparison of some months, for instance of the night of a day."""
    return runs.open_run(
        kind=ReconciliationRun.code,
        key=key,
        parameters={"months": [str(month) for month in months]},
        by=by.pk if by else None,
        at=at,
    )


@transaction.atomic
def reconcile(*, region: Region, month: Month, at: dt.datetime) -> list[Proof]:
    """Match what the bank told, then compare every pair of a region's month; open what differs, close what agrees."""
    match_region(region=region, at=at)
    books = {book.fund: book for book in Book.objects.filter(region=region)}
    proofs = []
    for source in chain():
        pairs = {pair.fund: pair for pair in source.pairs(region, month)}
        for fund, book in books.items():
            if fund in pairs:
                proofs.append(_prove(source, book, month, pairs[fund], at))
    return proofs


def _prove(source: Source, book: Book, month: Month, pair: Pair, at: dt.datetime) -> Proof:
    proof, _ = Proof.objects.update_or_create(
        book=book,
        month=month,
        check_code=source.code,
        defaults={
            "left_fen": pair.left_fen,
            "right_fen": pair.right_fen,
            "aside_fen": pair.aside_fen,
            "checked_at": at,
        },
    )
    standing = proof.differences.filter(closed_at__isnull=True).first()
    if proof.gap_fen == 0:
        if standing is not None:
            standing.closed_at = at
            standing.note = standing.note or "equal again"
            standing.save(update_fields=["closed_at", "note"])
    elif standing is None:
        Difference.objects.create(proof=proof, amount_fen=proof.gap_fen, opened_at=at)
    elif standing.amount_fen != proof.gap_fen:
        standing.amount_fen = proof.gap_fen
        standing.save(update_fields=["amount_fen"])
    return proof


@transaction.atomic
def own(*, difference_id: int, by: User, at: dt.datetime) -> Difference:
    """Take a difference on: from now on it has a name beside its age."""
    difference = Difference.objects.select_for_update().get(pk=difference_id, closed_at__isnull=True)
    difference.owner = by
    difference.save(update_fields=["owner"])
    record(by=by, at=at, code="difference_owned", subject_kind="difference", subject=str(difference.pk))
    return difference


@transaction.atomic
def explain(*, difference_id: int, note: str, by: User, at: dt.datetime) -> Difference:
    """Write down what a difference comes from; it stays open until the numbers agree."""
    difference = Difference.objects.select_for_update().get(pk=difference_id, closed_at__isnull=True)
    difference.note = note[:500]
    difference.owner = difference.owner or by
    difference.save(update_fields=["note", "owner"])
    record(
        by=by, at=at, code="difference_explained", subject_kind="difference", subject=str(difference.pk), reason=note
    )
    return difference
