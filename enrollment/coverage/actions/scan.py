"""The monthly scan: everybody known to a register, everybody ever insured, in slices sized by people."""

import datetime as dt
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from enrollment.coverage.protocols import People, unpaid_spells
from enrollment.coverage.rules.ages import old_enough_by, reached_by
from enrollment.coverage.rules.kinds import Closed, Kind, Register
from enrollment.participation.retirement import retirement_law
from enrollment.participation.rules.retirement import RetirementGroup
from siadmin.agency.models import Region, User
from siadmin.agency.trail import record
from siadmin.kernel import runs
from siadmin.kernel.database import joining_sets, run_sql
from siadmin.kernel.language import Words
from siadmin.kernel.models import Run, RunState, Slice
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.kernel.runs import Scope
from siadmin.policy.selectors import law_of_day

SQL = Path(__file__).resolve().parent.parent / "sql"
PEOPLE_A_SLICE = 20_000
KNOWN, INSURED = "known", "insured"
NOTHING: dict[str, Any] = {
    "opened": dict.fromkeys(Kind, 0),
    "kept": dict.fromkeys(Kind, 0),
    "closed": {because: 0 for because in Closed if because is not Closed.WORKED},
    "recognised": 0,
}
SCAN_AT_WORK = Reason(
    "scan_at_work",
    "{region} {month} 的扫描尚未完成。",
    "The scan of {month} for {region} is not finished.",
    "等它完成，或先处理它停下的原因。",
    "Wait for it, or mend what stopped it.",
)
SCAN_AHEAD = Reason(
    "scan_ahead",
    "{month} 还没有到。",
    "{month} has not come yet.",
    "选择本月或更早的月份。",
    "Choose the present month or an earlier one.",
)


class CoverageRun:
    """Findings of one region and month on the kernel's rails."""

    code = "coverage"
    title = Words("参保扫描", "Coverage scan")

    def plan(self, run: Run) -> Iterable[Scope]:
        wanted = {"region": run.parameters["region"], "size": run.parameters["people_a_slice"]}
        for what, statement in ((KNOWN, "plan_known.sql"), (INSURED, "plan_insured.sql")):
            for first, last, people in run_sql(SQL / statement, wanted):
                yield Scope({"what": what, "first": first, "last": last}, people)

    def execute(self, part: Slice) -> dict[str, Any]:
        """Open, keep and close what this slice's people come to; one statement, after who was registered is tied."""
        parameters, scope = part.run.parameters, part.scope
        wanted = {
            "region": parameters["region"],
            "month": Month.parse(parameters["month"]).first_day,
            "at": part.run.planned_at,
            "law": json.dumps(parameters["law"]),
            **scope,
        }
        done = {name: dict(each) if isinstance(each, dict) else each for name, each in NOTHING.items()}
        if scope["what"] == KNOWN:
            ((done["recognised"],),) = run_sql(SQL / "recognise.sql", wanted)
        with joining_sets():
            for act, code, count in run_sql(SQL / "scan.sql", wanted | _unpaid(part)):
                done[act][code] = count
        return done

    def finish(self, run: Run) -> dict[str, Any]:
        """Add up, and count the month by place."""
        totals = runs.add_up(run, NOTHING)
        region = Region.objects.get(pk=run.parameters["region"])
        month = Month.parse(run.parameters["month"])
        with joining_sets():
            run_sql(
                SQL / "rates.sql",
                {"region": region.pk, "path": region.path, "month": month.first_day, "at": run.planned_at},
            )
        return totals


def _unpaid(part: Slice) -> dict[str, list[Any]]:
    """What contributions know of unpaid months of the slice's people, as columns."""
    parameters, spells = part.run.parameters, []
    if part.scope["what"] == INSURED:
        asked = People(
            parameters["region"],
            Month.parse(parameters["month"]),
            dt.date.fromisoformat(parameters["today"]),
            part.scope["first"],
            part.scope["last"],
        )
        spells = unpaid_spells.call(asked)
    return {
        "persons": [each.person_id for each in spells],
        "employers": [each.employer_id for each in spells],
        "since": [each.since.first_day for each in spells],
        "counts": [each.months for each in spells],
    }


def law_of_scan(region: Region, month: Month) -> dict[str, Any]:
    """The numbers of the law a scan uses, frozen with the run. Raises NoLawInForce."""
    book, law = law_of_day(region, month.first_day), retirement_law(month.first_day)
    minimum = int(book.law("pension.minimum_years_months").value)
    registers = (Register.WAGE_TAX, Register.MARKET, Register.HOUSEHOLD)
    fresh = {kind: month - (int(book.law("coverage.fresh_months", kind).value) - 1) for kind in registers}
    return {
        "path": region.path,
        "registers": [
            {
                "kind": str(kind),
                "fresh_from": str(fresh[kind].first_day),
                "is_must": book.is_set("coverage.must_join", kind),
            }
            for kind in registers
        ],
        "wages_fresh_from": str(fresh[Register.WAGE_TAX].first_day),
        "students": book.is_set("coverage.may_join", "student"),
        "over_age_works": book.is_set("injury.applies", "over_age"),
        "old_enough_by": str(old_enough_by(month, int(book.law("coverage.from_age_months").value))),
        "lapsed_by": str((month - (int(book.law("coverage.lapsed_after_months").value) - 1)).first_day),
        "ages": [
            {
                "code": str(group),
                "reached_by": str(reached_by(month, group, law)),
                "near_by": str(reached_by(month + minimum, group, law)),
            }
            for group in RetirementGroup
        ],
    }


@transaction.atomic
def open_scan(
    *, region: Region, month: Month, by: User | None, at: dt.datetime, people_a_slice: int = PEOPLE_A_SLICE
) -> tuple[Run, bool]:
    """Plan a region's scan of a month: the first, or another after what came since. Raises SCAN_AT_WORK, SCAN_AHEAD.

    The schedule asks with `by=None`: it scans a month once.
    """
    today = timezone.localdate(at)
    if month > Month.of(today):
        raise SCAN_AHEAD(month=month)
    earlier = Run.objects.filter(kind=CoverageRun.code, key__startswith=f"{region.pk}:{month}").order_by("-pk")
    last = earlier.first()
    if last is not None:
        if by is None:
            return last, False
        if last.state != RunState.DONE:
            raise SCAN_AT_WORK(region=region.words, month=month)
    run, is_new = runs.open_run(
        kind=CoverageRun.code,
        key=f"{region.pk}:{month}" + (f":{earlier.count() + 1}" if last else ""),
        parameters={
            "region": region.pk,
            "month": str(month),
            "today": str(today),
            "law": law_of_scan(region, month),
            "people_a_slice": people_a_slice,
        },
        by=by.pk if by else None,
        at=at,
    )
    if is_new:
        record(
            by=by, at=at, code="coverage_scanned", subject_kind="run", subject=str(run.pk), region=region.pk,
            month=str(month),
        )  # fmt: skip
    return run, is_new
