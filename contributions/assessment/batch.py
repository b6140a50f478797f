"""How the runs of the monthly assessment are shown: sums by fund against the bills, and what waits for people."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q, Sum
from django.utils.translation import gettext

from contributions.assessment.actions import AssessmentRun
from contributions.assessment.actions.month import NOTHING
from contributions.assessment.models import Bill, BillKind
from funds.ledger.selectors import pooling_regions
from siadmin.agency.access import open_page
from siadmin.agency.batches import Door, Figure, Shown
from siadmin.agency.insurances import FUND_OF, FUND_SHORT_NAMES, LINE_OF_FUND, SCHEME_ORDER, Fund
from siadmin.agency.models import Region
from siadmin.agency.viewer import Viewer
from siadmin.kernel import runs
from siadmin.kernel.figures import percent
from siadmin.kernel.language import Words
from siadmin.kernel.models import Run, RunState, SliceState
from siadmin.kernel.money import written
from siadmin.kernel.months import Month


@dataclass(frozen=True, slots=True)
class FundSums:
    """What the finished slices say of one fund, and what its bills say; amounts in fen."""

    fund: str
    lines: int
    employer_fen: int
    employee_fen: int
    bills_fen: int

    @property
    def name(self) -> Words:
        return FUND_SHORT_NAMES[self.fund]

    @property
    def total_fen(self) -> int:
        return self.employer_fen + self.employee_fen

    @property
    def gap_fen(self) -> int:
        return self.total_fen - self.bills_fen


class AssessmentBatch:
    kind = AssessmentRun.code
    counts = Words("人", "People")

    def door(self, viewer: Viewer) -> Door | None:
        url = open_page(viewer, "month_start")
        return Door(Words("启动一个月", "Start a month"), url) if url else None

    def seen_by(self, viewer: Viewer) -> Q:
        """Runs of the pooling regions within reach."""
        within = Q(pk__in=[])
        for region in pooling_regions():
            if viewer.reaches_region(region.path):
                within |= Q(key__startswith=f"{region.pk}:")
        return within

    def subject(self, run: Run) -> Words:
        region = Region.objects.get(pk=run.parameters["region"])
        month = run.parameters["month"]
        return Words(f"{region.name_zh} {month}", f"{region.name_en} {month}")

    def shown(self, run: Run, viewer: Viewer) -> Shown:
        """Sums of the lines within the viewer's reach, compared with the bills; what is left to people."""
        region = Region.objects.get(pk=run.parameters["region"])
        totals = run.totals if run.state == RunState.DONE else runs.add_up(run, NOTHING)
        rows = [sums for sums in fund_sums(run, totals) if viewer.reaches_fund(sums.fund, region.path)]
        lines, due = sum(row.lines for row in rows), sum(row.total_fen for row in rows)
        agrees = bool(rows) and not any(row.gap_fen for row in rows)
        figures = [
            Figure(gettext("Lines"), f"{lines:,}", sub=gettext("one a person and insurance")),
            Figure(
                gettext("Amount due"),
                written(due),
                before="¥",
                sub=gettext("lines = bills") if agrees else "",
                is_proven=agrees,
            ),
        ]
        hidden = {LINE_OF_FUND[fund] for fund in Fund.values if not viewer.reaches_fund(fund, region.path)}
        return Shown(figures, "assessment/_run_sums.html", _context(run, totals, rows, hidden, agrees))


def _context(run: Run, totals: dict[str, Any], rows: list[FundSums], hidden: set[str], agrees: bool) -> dict[str, Any]:
    insurances = totals["insurances"].values()
    return {
        "rows": rows,
        "lines": sum(row.lines for row in rows),
        "employer_fen": sum(row.employer_fen for row in rows),
        "employee_fen": sum(row.employee_fen for row in rows),
        "total_fen": sum(row.total_fen for row in rows),
        "agrees": agrees,
        "hidden_lines": sorted(hidden),
        "at_floor": sum(sums["at_floor"] for sums in insurances),
        "at_ceiling": sum(sums["at_ceiling"] for sums in insurances),
        "employers": max((sums["employers"] for sums in insurances), default=0),
        "provisional": totals["provisional"],
        "by_hand": totals["by_hand"],
        "undeclared_share": percent(Decimal(run.parameters["undeclared_ppm"]) / 1_000_000),
        "earlier": _earlier(run, rows),
    }


def fund_sums(run: Run, totals: dict[str, Any]) -> list[FundSums]:
    """By fund in their order; medical and maternity are one book (MM10)."""
    by_fund: dict[str, dict[str, int]] = {}
    for insurance in SCHEME_ORDER:
        if insurance in totals["insurances"]:
            into = by_fund.setdefault(FUND_OF[insurance], {"lines": 0, "employer_fen": 0, "employee_fen": 0})
            for name in into:
                into[name] += totals["insurances"][insurance][name]
    billed = dict(
        Bill.objects.filter(
            region_id=run.parameters["region"],
            month=Month.parse(run.parameters["month"]),
            kind__in=[BillKind.ASSESSED, BillKind.ADJUSTMENT],  # whoever pays for themself may have been asked before
            slice_id__in=run.slices.filter(state=SliceState.DONE).values("pk"),
        )
        .values_list("fund")
        .annotate(sum=Sum("total_fen"))
    )
    return [FundSums(fund, bills_fen=int(billed.get(fund, 0)), **sums) for fund, sums in by_fund.items()]


def _earlier(run: Run, rows: list[FundSums]) -> dict[str, Any] | None:
    """The month before, by the same funds, once both are done."""
    before = Month.parse(run.parameters["month"]) - 1
    past = Run.objects.filter(kind=run.kind, key=f"{run.parameters['region']}:{before}", state=RunState.DONE).first()
    if past is None or run.state != RunState.DONE or not past.people:
        return None
    funds = {row.fund for row in rows}
    total = sum(
        sums["employer_fen"] + sums["employee_fen"]
        for insurance, sums in past.totals["insurances"].items()
        if FUND_OF[insurance] in funds
    )
    present = sum(row.total_fen for row in rows)
    return {
        "month": before,
        "people": f"{run.people - past.people:+,}".replace("-", "−"),
        "amount_fen": present - total,
        "share": _per_mille(present - total, total),
    }


def _per_mille(part: int, whole: int) -> str:
    """`+0.6%`, in tenths of a per cent, rounded down."""
    if not whole:
        return ""
    tenths = abs(part) * 1000 // whole
    return f"{'−' if part < 0 else '+'}{tenths // 10}.{tenths % 10}%"
