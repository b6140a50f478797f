"""The run that settles charged months again after their law changed: every employer of a region, as signed differences.

Limits are often published after they start (Beijing: in September for July); months already charged are then settled
again. A dry run keeps the tariffs it supposes, computes the same differences by them, reads only and locks nobody.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from contributions.assessment.actions.month import SUMS_DIFFER, check_rated, unrated
from contributions.assessment.actions.reassess import NewBill, reassess_range
from contributions.assessment.actions.tariffs import freeze_tariffs
from contributions.assessment.models import BillKind, Tariff
from contributions.assessment.protocols import after_adjustment
from contributions.assessment.run_kinds import RESETTLEMENT
from contributions.assessment.tariffs import tariffs_of
from enrollment.registry.actions import lock_employers
from enrollment.registry.models import Employer
from siadmin.agency.models import Region, User
from siadmin.kernel import runs
from siadmin.kernel.database import joining_sets, run_sql
from siadmin.kernel.language import Words
from siadmin.kernel.models import Run, Slice
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.kernel.runs import Scope
from siadmin.policy.actions import suppose

SQL = Path(__file__).resolve().parent.parent / "sql"
CHARGED = (BillKind.ASSESSED, BillKind.ADJUSTMENT)
VALUES_CHANGED = Reason(
    "values_changed_since_tried",
    "试算之后，{region}的政策参数或费率有变动，不能按该试算重新结算。",
    "Since the dry run values of the law or rates changed in {region}: the months would not be settled as tried out.",
    "重新试算，再提交。",
    "Try it out again and put that forward.",
)
_AMOUNTS = ("employer_fen", "employee_fen", "account_fen", "up_fen", "down_fen", "lines")
_OF_A_TARIFF = ("insurance", "category", "risk_class", "factor", "digest")
_PEOPLE = ("up", "down", "unchanged", "employers")


class ResettlementRun:
    """Months of a region that were charged, settled again. Each slice does all of its employers' months."""

    code = RESETTLEMENT
    title = Words("重新结算", "Re-settlement")

    def plan(self, run: Run) -> Iterable[Scope]:
        region, months = Region.objects.get(pk=run.parameters["region"]), months_of(run)
        if run.parameters["dry_run"]:
            _suppose(run, region, months)
        else:
            frozen = [
                tariff for month in months for tariff in freeze_tariffs(region=region, month=month, at=run.planned_at)
            ]
            if set(map(_says, frozen)) != set(map(_says, Tariff.objects.filter(supposed_in=run.parameters["tried"]))):
                raise VALUES_CHANGED(region=region.words)
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
        region, months = Region.objects.get(pk=part.run.parameters["region"]), months_of(part.run)
        first, last = part.scope["first"], part.scope["last"]
        if part.run.parameters["dry_run"]:
            for month in months:
                check_rated(region, month, first, last, part.run.planned_at, tried=part.run.pk)
            return _sums(region, months, first, last, tried=part.run.pk)
        lock_employers(Employer.objects.filter(pooling_region=region, pk__range=(first, last)))
        _check_as_tried(part.run, region, months, first, last)
        sums = _sums(region, months, first, last)
        bills: list[NewBill] = []
        for month in months:
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


def charged_employers(region: Region, first: Month, last: Month) -> str:
    """A digest of which employers were charged in which of the months."""
    wanted = {"region": region.pk, "first_month": first.first_day, "before_month": (last + 1).first_day}
    ((digest,),) = run_sql(SQL / "charged_employers.sql", wanted)
    return str(digest)


def _sums(region: Region, months: list[Month], first: int, last: int, *, tried: int | None = None) -> dict[str, Any]:
    """People and employers touched, and amounts up and down by insurance, of what is not settled yet.

    By the tariffs in force, or by those that the dry run `tried` supposes. Reads only.
    """
    with joining_sets():
        rows = run_sql(
            SQL / "resettlement_sums.sql",
            {
                "region": region.pk,
                "months": [month.first_day for month in months],
                "first": first,
                "last": last,
                "tried": tried,
            },
        )
    by_insurance = {row[0]: [int(value) for value in row[1:]] for row in rows}
    return {
        "people": dict(zip(_PEOPLE, by_insurance.pop("")[:4], strict=True)),
        "insurances": {name: dict(zip(_AMOUNTS, values, strict=True)) for name, values in by_insurance.items()},
    }


def _suppose(run: Run, region: Region, months: list[Month]) -> None:
    """Keep what the law comes to, as it stands or as a proposal would have it, as the tariffs of this dry run."""
    with transaction.atomic():
        if proposal_id := run.parameters["proposal"]:
            suppose(proposal_id=proposal_id, at=run.planned_at)
        supposed = [tariff for month in months for tariff in tariffs_of(region, month, at=run.planned_at)]
        transaction.set_rollback(True)
    for tariff in supposed:
        tariff.supposed_in, tariff.is_current = run, False
    Tariff.objects.bulk_create(supposed)


def _says(tariff: Tariff) -> tuple[Any, ...]:
    """Whom a tariff is for, and the values of the law that it came from."""
    return (tariff.month, *(getattr(tariff, name) for name in _OF_A_TARIFF))


def _check_as_tried(run: Run, region: Region, months: list[Month], first: int, last: int) -> None:
    """What is in force is what was supposed when it was tried out. Raises VALUES_CHANGED, which stops the run."""
    current = Tariff.objects.filter(
        is_current=True, **{name: OuterRef(name) for name in ("region", "month", *_OF_A_TARIFF)}
    )
    supposed = Tariff.objects.filter(supposed_in=run.parameters["tried"])
    if supposed.exclude(Exists(current)).exists() or any(
        unrated(region, month, first, last, tried=run.parameters["tried"]) for month in months
    ):
        raise VALUES_CHANGED(region=region.words)


def _give_back(run: Run, month: Month, bills: list[NewBill]) -> None:
    """Where a fund's bills went down, what was overpaid is set off or left to the payer."""
    owing: dict[tuple[int, str], int] = {}
    for bill in bills:
        owing[bill.employer_id, bill.fund] = owing.get((bill.employer_id, bill.fund), 0) + bill.total_fen
    lowered = {employer_id for (employer_id, _), total in owing.items() if total <= 0}
    by = User.objects.get(pk=run.started_by) if run.started_by else None
    for employer in Employer.objects.filter(pk__in=lowered).order_by("pk"):
        after_adjustment.call(employer, month, by, run.planned_at)
