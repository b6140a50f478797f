"""The yearly interest on personal accounts: a run of a region's book and year, by slices of people.

No money moves, and nothing is booked in the ledger (docs/adr/0009-interest-moves-no-money.md). A year whose rate
changed, or to which money was credited afterwards, is settled again with the years after it, as signed differences.
"""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Sum
from django.utils import timezone

from contributions.accounts.law import year_law
from contributions.accounts.models import AccountInterest
from contributions.accounts.selectors.years import (
    SUMS,
    first_run,
    has_credits_before,
    key_of,
    runs_of,
    settled_years,
    year_end,
)
from siadmin.agency.models import Region, User
from siadmin.agency.trail import record
from siadmin.kernel import runs
from siadmin.kernel.database import joining_sets, run_sql
from siadmin.kernel.language import Words
from siadmin.kernel.models import Run, RunState, Slice
from siadmin.kernel.money import per_million
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.kernel.runs import Scope

SQL = Path(__file__).resolve().parent.parent / "sql"
PEOPLE_A_SLICE = 10_000
YEAR_NOT_OVER = Reason(
    "account_year_not_over",
    "{year} 年还没有结束，不能计息。",
    "{year} is not over yet; its interest cannot be credited.",
    "年度结束后再计息。",
    "Credit it when the year is over.",
)
EARLIER_YEAR_OPEN = Reason(
    "account_year_before_open",
    "{year} 年之前还有未计息的年度。",
    "A year before {year} has no interest yet.",
    "按年度顺序计息。",
    "Credit the years in order.",
)
YEAR_AT_WORK = Reason(
    "account_year_at_work",
    "该账户的年度计息批次 {run} 尚未完成。",
    "Run {run} of these accounts is not done yet.",
    "待其完成后再操作。",
    "Wait until it is done.",
)
SUMS_DIFFER = Reason(
    "account_sums_differ",
    "控制数不符：应记利息 {left} 分，账户记入 {right} 分。",
    "Control sums differ: {left} fen of interest are due, the accounts' own rows say {right} fen.",
    "运行已停止，请系统管理岗核查。",
    "The run stopped; the administrator must look into it.",
)


class InterestRun:
    """The interest of a year, or of several when an earlier one is settled again. Each slice does all of its years."""

    code = "interest"
    title = Words("个人账户计息", "Account interest")

    def plan(self, run: Run) -> Iterable[Scope]:
        wanted = {
            "region": run.parameters["region"],
            "insurances": [run.parameters["account"]],
            "size": run.parameters["people_a_slice"],
        }
        for first, last, people in run_sql(SQL / "plan_years.sql", wanted):
            yield Scope({"first": first, "last": last}, people)

    def execute(self, part: Slice) -> dict[str, Any]:
        """Credit what is due to a range of people, year by year. One transaction."""
        told = part.run.parameters
        sums = {}
        for year in range(told["year"], told["last"] + 1):
            law = told["laws"][str(year)]
            december = Month(year, 12)
            with joining_sets():
                rows = run_sql(
                    SQL / "interest_slice.sql",
                    {
                        "region": told["region"],
                        "account": told["account"],
                        "month": december.first_day,
                        "month_before": (december - 12).first_day,
                        "starts_on": dt.date(year, 1, 1),
                        "ends_on": year_end(year),
                        "first": part.scope["first"],
                        "last": part.scope["last"],
                        "rate_ppm": law["rate_ppm"],
                        "own_month": law["own_month"],
                        "slice": part.pk,
                        "on": timezone.localdate(part.run.planned_at),
                    },
                )
            sums[str(year)] = dict(zip(SUMS, map(int, rows[0]), strict=True))
        return {"years": sums}

    def finish(self, run: Run) -> dict[str, Any]:
        """Add the slices up; hold what they say against the rows they wrote. Raises SUMS_DIFFER."""
        totals = runs.add_up(run, {"years": {}})
        written = AccountInterest.objects.filter(
            slice_id__in=run.slices.values("pk"), account=run.parameters["account"], region_id=run.parameters["region"]
        ).aggregate(amount=Sum("amount_fen", default=0), rows=Count("person_id"))
        years = totals["years"].values()
        said = sum(sums["amount_fen"] for sums in years), sum(sums["first"] + sums["changed"] for sums in years)
        if said != (written["amount"], written["rows"]):
            raise SUMS_DIFFER(left=said[0], right=written["amount"])
        return totals


@transaction.atomic
def open_year(
    *,
    region: Region,
    account: str,
    year: int,
    by: User | None,
    at: dt.datetime,
    people_a_slice: int = PEOPLE_A_SLICE,
) -> tuple[Run, bool]:
    """Plan the interest of a year of a region's accounts; asking twice gives the same run.

    Where money came to a year before the first that was settled, those after it are settled again with it. Raises
    YEAR_NOT_OVER, EARLIER_YEAR_OPEN, YEAR_AT_WORK, NO_LAW_IN_FORCE.
    """
    lock_accounts(region, account)
    known = first_run(region.pk, account, year)
    if known is not None:
        return known, False
    if timezone.localdate(at) <= year_end(year):
        raise YEAR_NOT_OVER(year=year)
    check_nothing_at_work(region, account)
    settled = settled_years(region.pk, account)
    if year - 1 not in settled and has_credits_before(region.pk, account, year):
        raise EARLIER_YEAR_OPEN(year=year)
    parameters = {
        "region": region.pk, "account": account, "year": year, "last": max({year, *settled}),
        "laws": laws_told(region, account, range(year, max({year, *settled}) + 1)), "people_a_slice": people_a_slice,
    }  # fmt: skip
    run, is_new = runs.open_run(
        kind=InterestRun.code, key=key_of(region.pk, account, year), parameters=parameters,
        by=by.pk if by else None, at=at,
    )  # fmt: skip
    record(
        by=by, at=at, code="account_year_opened", subject_kind="run", subject=str(run.pk), region=region.pk,
        account=account, year=year,
    )  # fmt: skip
    return run, is_new


def lock_accounts(region: Region, account: str) -> None:
    """Two at once: the second waits, then finds what the first opened."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"interest:{region.pk}:{account}"])


def check_nothing_at_work(region: Region, account: str) -> None:
    """Raises YEAR_AT_WORK."""
    standing = runs_of(region.pk, account).exclude(state=RunState.DONE).first()
    if standing is not None:
        raise YEAR_AT_WORK(run=standing.pk)


def laws_told(region: Region, account: str, years: Iterable[int]) -> dict[str, dict[str, Any]]:
    """The law of each year as a run keeps it: the figures it computes with, and where they come from.

    Raises NO_LAW_IN_FORCE.
    """
    found = {}
    for year in years:
        law = year_law(region, account, year)
        found[str(year)] = {
            "rate_ppm": per_million(law.record_rate.value),
            "own_month": int(law.own_month_earns.value),
            "source": law.record_rate.source,
            "status": law.record_rate.status,
            "own_source": law.own_month_earns.source,
            "own_status": law.own_month_earns.status,
        }
    return found
