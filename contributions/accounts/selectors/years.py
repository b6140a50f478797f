"""Which years of a region's accounts have their interest, and whether one must be settled again."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from contributions.accounts.models import InterestAgain
from contributions.assessment.models import PreparedState
from siadmin.agency.viewer import Viewer
from siadmin.kernel.models import Run, RunState, Slice

KIND = "interest"
# What a slice says of a year, as interest_slice.sql answers.
SUMS = (
    "people", "credits", "first", "changed", "opening_fen", "credited_fen", "interest_fen", "amount_fen", "closing_fen",
)  # fmt: skip
_CREDITS = "FROM accounts_credited WHERE region_id = %s AND account = %s AND credited_on"


def year_end(year: int) -> dt.date:
    return dt.date(year, 12, 31)


def key_of(region: str, account: str, year: int) -> str:
    """The key of the run that credits a year for the first time; those that settle it again add to it."""
    return f"{region}:{account}:{year}"


def runs_of(region: str, account: str) -> QuerySet[Run]:
    """Every run of these accounts, oldest first."""
    return Run.objects.filter(kind=KIND, key__startswith=f"{region}:{account}:").order_by("pk")


def first_run(region: str, account: str, year: int) -> Run | None:
    return Run.objects.filter(kind=KIND, key=key_of(region, account, year)).first()


def newest_run(region: str, account: str, year: int) -> Run | None:
    """The finished run that said a year last."""
    done = runs_of(region, account).filter(state=RunState.DONE)
    return next((run for run in done.reverse() if run.parameters["year"] <= year <= run.parameters["last"]), None)


def settled_years(region: str, account: str) -> set[int]:
    done = runs_of(region, account).filter(state=RunState.DONE)
    return {year for run in done for year in range(run.parameters["year"], run.parameters["last"] + 1)}


def has_credits_before(region: str, account: str, year: int) -> bool:
    """Whether anything was credited to these accounts before a year began."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS (SELECT 1 {_CREDITS} < %s)", [region, account, dt.date(year, 1, 1)])
        return bool(cursor.fetchone()[0])


def credited_in(region: str, account: str, year: int) -> tuple[int, int]:
    """What was credited to these accounts on days of a year: how many rows, and their sum in fen."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*), coalesce(sum(amount_fen), 0)::bigint {_CREDITS} BETWEEN %s AND %s",
            [region, account, dt.date(year, 1, 1), year_end(year)],
        )
        rows, fen = cursor.fetchone()
        return int(rows), int(fen)


def law_told(slice_id: int, year: int) -> Mapping[str, Any]:
    """The law a run kept for a year, by the slice that wrote it: rate in parts per million, source, status."""
    told: Mapping[str, Any] = Slice.objects.select_related("run").get(pk=slice_id).run.parameters["laws"][str(year)]
    return told


def changed_since(region: str, account: str, laws: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether some of these settled years would come out otherwise: by another rate, or by money credited since.

    Credits are only added, so that a year has as many of them as before exactly when none came to it.
    """
    for year, law in laws.items():
        last = newest_run(region, account, int(year))
        assert last is not None, f"{year} was never settled"
        told = last.parameters["laws"][year]
        if (told["rate_ppm"], told["own_month"]) != (law["rate_ppm"], law["own_month"]):
            return True
        if last.totals["years"].get(year, {}).get("credits", 0) != credited_in(region, account, int(year))[0]:
            return True
    return False


def put_forward_for(region: str, account: str) -> QuerySet[InterestAgain]:
    """What was put forward to be settled again of these accounts, the newest first."""
    found = InterestAgain.objects.filter(region=region, account=account)
    return found.select_related("prepared_by", "decided_by", "run").order_by("-pk")


def waiting_for(viewer: Viewer) -> list[InterestAgain]:
    """What others put forward of the accounts that a viewer's posts reach, the longest waiting first."""
    if viewer.user is None:
        return []
    found = InterestAgain.objects.filter(
        viewer.fund_filter(region="region", fund="account"), state=PreparedState.PREPARED
    ).exclude(prepared_by__person_hash=viewer.user.person_hash)
    return list(found.order_by("prepared_at"))
