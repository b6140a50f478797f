"""The monthly run: lines and bills for a pooling region, by slices of employers sized by people."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Sum

from contributions.assessment.actions.own import assess_own
from contributions.assessment.actions.tariffs import freeze_tariffs
from contributions.assessment.models import Bill
from contributions.assessment.run_kinds import ASSESSMENT
from enrollment.participation.models import InsuredPeriod
from enrollment.participation.selectors import in_month
from enrollment.registry.actions import lock_employers, lock_people
from enrollment.registry.models import Employer
from siadmin.agency.insurances import NAMES
from siadmin.agency.models import Region, User
from siadmin.agency.trail import record
from siadmin.kernel import runs
from siadmin.kernel.database import joining_sets, run_sql
from siadmin.kernel.language import Words
from siadmin.kernel.models import Run, Slice
from siadmin.kernel.money import per_million
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.kernel.runs import Scope
from siadmin.policy.calendar import legal_day
from siadmin.policy.selectors import law_of_day

SQL = Path(__file__).resolve().parent.parent / "sql"
PEOPLE_A_SLICE = 10_000
NOTHING: dict[str, Any] = {
    "insurances": {},
    "provisional": {"employers": 0, "total_fen": 0},
    "by_hand": 0,
    "without_wage": 0,
}
SUMS = ("lines", "employers", "employer_fen", "employee_fen", "account_fen", "at_floor", "at_ceiling")
SUMS_DIFFER = Reason(
    "control_sums_differ",
    "控制数不符：{what} 为 {left}，账单为 {right}。",
    "Control sums differ: {what} is {left}, the bills say {right}.",
    "运行已停止，请系统管理岗核查。",
    "The run stopped; the administrator must look into it.",
)
NOT_RATED = Reason(
    "not_rated",
    "单位 {employer} 有人参加“{insurance}”（类别 {category}），{month} 没有相应的费率，不能按零核定。",
    "People of employer {employer} are insured in “{insurance}” (category {category}), for which {month} has no rate; "
    "they are not charged zero.",
    "补登该单位的工伤费率或该类别的参数后继续。",
    "Record the employer's work injury rate, or the parameters of this category, and go on.",
)


class AssessmentRun:
    """The batch of one region and month on the kernel's rails (SIL 58, 60, 62)."""

    code = ASSESSMENT
    title = Words("月度核定", "Monthly assessment")

    def plan(self, run: Run) -> Iterable[Scope]:
        region = Region.objects.get(pk=run.parameters["region"])
        month = Month.parse(run.parameters["month"])
        freeze_tariffs(region=region, month=month, at=run.planned_at)
        size = run.parameters.get("people_a_slice", PEOPLE_A_SLICE)
        wanted = {"region": region.pk, "month": month.first_day, "size": size}
        for first, last, people in [
            *run_sql(SQL / "plan_slices.sql", wanted),
            *run_sql(SQL / "plan_own_slices.sql", wanted),
        ]:
            yield Scope({"first": first, "last": last}, people)

    def execute(self, part: Slice) -> dict[str, Any]:
        """Assess the declared, bill the undeclared provisionally, note who has no earlier month. One transaction.

        A slice of people who pay for themselves, payers below zero, is assessed on the bases they chose.
        """
        run = part.run
        month = Month.parse(run.parameters["month"])
        first, last = part.scope["first"], part.scope["last"]
        if last < 0:
            return NOTHING | {"insurances": _assess_own_slice(part, month, first, last)}
        common = {
            "region": run.parameters["region"],
            "month": month.first_day,
            "first": first,
            "last": last,
            "slice": part.pk,
            "at": run.planned_at,
            "due_on": dt.date.fromisoformat(run.parameters["due_on"]),
        }
        lock_employers(Employer.objects.filter(pooling_region=run.parameters["region"], pk__range=(first, last)))
        silence = {"silence_means_unchanged": run.parameters["silence_means_unchanged"]}
        sums, without_wage = assess(part, common | silence, month)
        provisional = run_sql(
            SQL / "provisional_slice.sql",
            common | {"month_before": (month - 1).first_day, "factor_ppm": run.parameters["undeclared_ppm"]},
        )
        by_hand = run_sql(SQL / "leave_to_a_person.sql", common | {"run": run.pk})
        return {
            "insurances": sums,
            "provisional": {"employers": len(provisional), "total_fen": int(sum(total for _, total in provisional))},
            "by_hand": len(by_hand),
            "without_wage": without_wage,
        }

    def finish(self, run: Run) -> dict[str, Any]:
        """Add the slices up and hold the lines' sums against the bills'. Raises SUMS_DIFFER."""
        totals = runs.add_up(run, NOTHING)
        month = Month.parse(run.parameters["month"])
        billed = Bill.objects.filter(slice_id__in=run.slices.values("pk"), month=month)
        bills = int(billed.aggregate(sum=Sum("total_fen"))["sum"] or 0)
        lines = sum(s["employer_fen"] + s["employee_fen"] for s in totals["insurances"].values())
        if bills != lines + totals["provisional"]["total_fen"]:
            raise SUMS_DIFFER(what="lines", left=lines + totals["provisional"]["total_fen"], right=bills)
        return totals | {"bills_fen": bills}


def _assess_own_slice(part: Slice, month: Month, first: int, last: int) -> dict[str, dict[str, int]]:
    region = Region.objects.get(pk=part.run.parameters["region"])
    insured = InsuredPeriod.objects.filter(
        in_month(month), employer__isnull=True, region=region, person__gte=-last, person__lte=-first
    )
    lock_people(insured.values_list("person_id", flat=True))
    return assess_own(region=region, month=month, first=first, last=last, at=part.run.planned_at, slice_id=part.pk)


def assess(part: Slice, wanted: dict[str, Any], month: Month) -> tuple[dict[str, dict[str, int]], int]:
    """Lines and bills of the declared: control sums by insurance, and how many people have no wage. Raises NOT_RATED.

    Where somebody's tariff is missing nothing of it stays; with what `check_rated` froze it is done again.
    """
    region = Region.objects.get(pk=wanted["region"])
    for _ in range(2):
        with transaction.atomic():
            with joining_sets():
                rows = run_sql(SQL / "assess_slice.sql", wanted)
            sums = {row[0]: dict(zip(SUMS, map(int, row[1:]), strict=True)) for row in rows}
            left_out = sums.pop("")
            if not left_out["lines"]:
                return sums, left_out["employers"]
            transaction.set_rollback(True)
        check_rated(region, month, wanted["first"], wanted["last"], part.run.planned_at)
    raise AssertionError("somebody has no tariff after everybody had one")


def check_rated(
    region: Region, month: Month, first: int, last: int, at: dt.datetime, *, tried: int | None = None
) -> None:
    """Nobody insured is left out for want of a tariff. Raises NOT_RATED.

    A class or category that came up since the month's law was frozen is frozen now; not for a dry run, `tried`, which
    keeps the tariffs it supposed.
    """
    if unrated(region, month, first, last, tried=tried):
        if tried is None:
            freeze_tariffs(region=region, month=month, at=at)
        for insurance, category, employer in unrated(region, month, first, last, tried=tried):
            raise NOT_RATED(insurance=str(NAMES[insurance]), category=category, employer=employer, month=month)


def unrated(region: Region, month: Month, first: int, last: int, *, tried: int | None = None) -> list[tuple[Any, ...]]:
    """One of those insured for whom there is no tariff in force, or none that the dry run `tried` supposes."""
    wanted = {"region": region.pk, "month": month.first_day, "first": first, "last": last, "tried": tried}
    with joining_sets():
        return run_sql(SQL / "unrated.sql", wanted)


@transaction.atomic
def open_month(
    *, region: Region, month: Month, by: User | None, at: dt.datetime, people_a_slice: int = PEOPLE_A_SLICE
) -> tuple[Run, bool]:
    """Plan the run of a region's month; asking twice gives the same run. Raises NO_LAW_IN_FORCE."""
    book = law_of_day(region, month.first_day)
    run, is_new = runs.open_run(
        kind=AssessmentRun.code,
        key=f"{region.pk}:{month}",
        parameters={
            "region": region.pk,
            "month": str(month),
            "silence_means_unchanged": book.is_set("declaration.wages_yearly"),
            "undeclared_ppm": per_million(book.law("contribution.undeclared_factor").value),
            "due_on": legal_day(month, int(book.law("collection.due_day").value)).isoformat(),
            "people_a_slice": people_a_slice,
        },
        by=by.pk if by else None,
        at=at,
    )
    if is_new:
        record(
            by=by, at=at, code="month_opened", subject_kind="run", subject=str(run.pk),
            region=region.pk, month=str(month),
        )  # fmt: skip
    return run, is_new
