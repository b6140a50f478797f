"""Settle charged months again after their law changed: every employer of a region, by slices, as signed differences.

Limits are often published after they start (Beijing: in September for July); months already charged are then settled
again. A dry run computes the same and writes nothing.
"""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from contributions.assessment.actions.month import PEOPLE_A_SLICE, SUMS_DIFFER
from contributions.assessment.actions.reassess import NewBill, reassess_range
from contributions.assessment.actions.tariffs import freeze_tariffs
from contributions.assessment.models import Bill, BillKind
from contributions.assessment.protocols import after_adjustment
from enrollment.registry.actions import lock_employers
from enrollment.registry.models import Employer
from siadmin.agency.models import Region, User
from siadmin.agency.trail import record
from siadmin.kernel import runs
from siadmin.kernel.database import run_sql
from siadmin.kernel.language import Words
from siadmin.kernel.models import Run, RunState, Slice
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.kernel.runs import Scope
from siadmin.policy.actions import suppose

SQL = Path(__file__).resolve().parent.parent / "sql"
CHARGED = (BillKind.ASSESSED, BillKind.ADJUSTMENT)
NOTHING_CHARGED = Reason(
    "nothing_charged",
    "{region}自 {first} 起还没有已核定的月份，无需重新结算。",
    "No month from {first} on has been assessed in {region}; there is nothing to settle again.",
    "核对地区与起始月份。",
    "Check the region and the first month.",
)
PROPOSAL_NOT_APPROVED = Reason(
    "proposal_not_approved",
    "参数提案尚未批准，只能试算，不能重新结算。",
    "The proposed value is not approved yet: it can be tried out, not settled by.",
    "先批准提案，或改为试算。",
    "Approve the proposal first, or make a dry run.",
)
_AMOUNTS = ("employer_fen", "employee_fen", "account_fen", "up_fen", "down_fen", "lines")
_PEOPLE = ("up", "down", "unchanged", "employers")


class ResettlementRun:
    """Months of a region that were charged, settled again. Each slice does all of its employers' months."""

    code = "resettlement"
    title = Words("重新结算", "Re-settlement")

    def plan(self, run: Run) -> Iterable[Scope]:
        region, months = Region.objects.get(pk=run.parameters["region"]), months_of(run)
        if not run.parameters["dry_run"]:
            for month in months:
                freeze_tariffs(region=region, month=month, at=run.planned_at)
        rows = run_sql(
            SQL / "plan_resettlement.sql",
            {
                "region": region.pk,
                "first_month": months[0].first_day,
                "before_month": (months[-1] + 1).first_day,
                "size": run.parameters["people_a_slice"],
            },
        )
        for first, last, people in rows:
            yield Scope({"first": first, "last": last}, people)

    def execute(self, part: Slice) -> dict[str, Any]:
        """Count what changes; unless it is a dry run, write it and give back what was overpaid. One transaction."""
        region = Region.objects.get(pk=part.run.parameters["region"])
        first, last = part.scope["first"], part.scope["last"]
        if part.run.parameters["dry_run"]:
            return _tried_out(part.run, region, first, last)
        lock_employers(Employer.objects.filter(pooling_region=region, pk__range=(first, last)))
        sums = _sums(region, months_of(part.run), first, last)
        bills: list[NewBill] = []
        for month in months_of(part.run):
            written = reassess_range(
                region=region, month=month, first=first, last=last, at=part.run.planned_at, slice_id=part.pk,
                only_assessed=True,
            )  # fmt: skip
            _give_back(part.run, month, written)
            bills += written
        billed = sum(bill.total_fen for bill in bills if bill.kind in CHARGED)
        differs = sum(each["employer_fen"] + each["employee_fen"] for each in sums["insurances"].values())
        if billed != differs:
            raise SUMS_DIFFER(what="differences", left=differs, right=billed)
        return sums

    def finish(self, run: Run) -> dict[str, Any]:
        """Add the slices up."""
        return runs.add_up(run, {"people": dict.fromkeys(_PEOPLE, 0), "insurances": {}})


def months_of(run: Run) -> list[Month]:
    """The months a re-settlement covers."""
    first, last = Month.parse(run.parameters["first"]), Month.parse(run.parameters["last"])
    return list(first.until(last + 1))


def _sums(region: Region, months: list[Month], first: int, last: int) -> dict[str, Any]:
    """People and employers touched, and amounts up and down by insurance, of what is not settled yet."""
    rows = run_sql(
        SQL / "resettlement_sums.sql",
        {"region": region.pk, "months": [month.first_day for month in months], "first": first, "last": last},
    )
    by_insurance = {row[0]: [int(value) for value in row[1:]] for row in rows}
    return {
        "people": dict(zip(_PEOPLE, by_insurance.pop("")[:4], strict=True)),
        "insurances": {name: dict(zip(_AMOUNTS, values, strict=True)) for name, values in by_insurance.items()},
    }


def _tried_out(run: Run, region: Region, first: int, last: int) -> dict[str, Any]:
    """The same figures with the law as it stands, or as a proposal would have it; all of it is taken back."""
    with transaction.atomic():
        if proposal_id := run.parameters["proposal"]:
            suppose(proposal_id=proposal_id, at=run.planned_at)
        for month in months_of(run):
            freeze_tariffs(region=region, month=month, at=run.planned_at)
        sums = _sums(region, months_of(run), first, last)
        transaction.set_rollback(True)
    return sums


def _give_back(run: Run, month: Month, bills: list[NewBill]) -> None:
    """Where a fund's bills went down, what was overpaid is set off or left to the payer."""
    owing: dict[tuple[int, str], int] = {}
    for bill in bills:
        owing[bill.employer_id, bill.fund] = owing.get((bill.employer_id, bill.fund), 0) + bill.total_fen
    lowered = {employer_id for (employer_id, _), total in owing.items() if total <= 0}
    by = User.objects.get(pk=run.started_by) if run.started_by else None
    for employer in Employer.objects.filter(pk__in=lowered).order_by("pk"):
        after_adjustment.call(employer, month, by, run.planned_at)


@transaction.atomic
def open_resettlement(
    *,
    region: Region,
    first: Month,
    by: User | None,
    at: dt.datetime,
    reason: str,
    proposal_id: int | None = None,
    dry_run: bool = False,
    people_a_slice: int = PEOPLE_A_SLICE,
) -> tuple[Run, bool]:
    """Plan to settle a region's charged months from `first` on again; asking while one runs gives that one.

    A dry run may name a proposed value and shows what approving it would change; the real one follows the law in force.
    Raises NOTHING_CHARGED, PROPOSAL_NOT_APPROVED, NO_LAW_IN_FORCE.
    """
    with connection.cursor() as cursor:  # two openers at once: the second waits, then finds the first's run
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"resettlement:{region.pk}"])
    if proposal_id is not None and not dry_run:
        raise PROPOSAL_NOT_APPROVED()
    charged = Bill.objects.filter(region=region, month__gte=first, kind__in=CHARGED)
    last = charged.aggregate(last=Max("month"))["last"]
    if last is None:
        raise NOTHING_CHARGED(region=region.name_zh, first=first)
    wanted = {"region": region.pk, "first": str(first), "last": str(last), "dry_run": dry_run, "proposal": proposal_id}
    before = Run.objects.filter(kind=ResettlementRun.code, key__startswith=f"{region.pk}:")
    standing = before.filter(parameters__contains=wanted).exclude(state=RunState.DONE).first()
    if standing is not None:
        return standing, False
    run, is_new = runs.open_run(
        kind=ResettlementRun.code,
        key=f"{region.pk}:{first}..{last}:{before.count() + 1}",
        parameters=wanted | {"reason": reason, "people_a_slice": people_a_slice},
        by=by.pk if by else None,
        at=at,
    )
    record(
        by=by, at=at, code="resettlement_tried_out" if dry_run else "resettlement_opened", subject_kind="run",
        subject=str(run.pk), reason=reason, region=region.pk, first=str(first), last=str(last),
    )  # fmt: skip
    return run, is_new
