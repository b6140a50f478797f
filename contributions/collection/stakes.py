"""Whom to look at first: who has not filed, who lost staff, who sits at the lower limit; each by the money at stake."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Max, Sum

from contributions.assessment.models import BillKind
from contributions.assessment.visibility import WORK_WITH_BILLS, bills_seen_by
from siadmin.agency.insurances import Insurance, Line
from siadmin.agency.viewer import Viewer
from siadmin.kernel.database import run_sql
from siadmin.kernel.followers import Tellers
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.policy.lawbook import NATIONAL
from siadmin.policy.selectors import StoredLawBook

SQL = Path(__file__).resolve().parent / "sql"
MONTHS_BACK = 3


@dataclass(frozen=True, slots=True)
class Stake:
    """An employer on a list: the money at stake in fen, the month to open, and what was found."""

    employer_id: int
    stake_fen: int
    month: Month
    found: Words


# Who has not declared beside the payroll, as a room above knows it.
silent_beside: Tellers[[Viewer, dt.date], Stake] = Tellers("silent_beside")


def newest_month(viewer: Viewer) -> Month | None:
    """The newest month assessed within reach."""
    newest: Month | None = bills_seen_by(viewer).filter(kind=BillKind.ASSESSED).aggregate(last=Max("month"))["last"]
    return newest


def not_filed(viewer: Viewer, month: Month, today: dt.date) -> list[Stake]:
    """Employers billed provisionally and silent since (SIL 62), and who declared no orders: by what it comes to."""
    rows = (
        bills_seen_by(viewer)
        .filter(kind__in=[BillKind.PROVISIONAL, BillKind.REVERSAL])
        .values_list("employer_id", "month")
        .annotate(sum=Sum("total_fen"))
        .filter(sum__gt=0)
        .order_by("month")
    )
    silent: dict[int, list[tuple[Month, int]]] = defaultdict(list)
    for employer_id, of_month, amount in rows:
        silent[employer_id].append((of_month, amount))
    found = [
        Stake(
            employer_id,
            sum(amount for _, amount in months),
            months[0][0],
            Words(f"{len(months)} 个月未申报", f"{len(months)} month{'s' if len(months) > 1 else ''} not declared"),
        )
        for employer_id, months in silent.items()
    ] + silent_beside.all(viewer, today)
    return _ranked(found)


def lost_staff(viewer: Viewer, month: Month, today: dt.date) -> list[Stake]:
    """Employers with far fewer people than three months before: what a month brings less. Raises NoLawInForce."""
    share = StoredLawBook().law("stakes.lost_share", region=NATIONAL, on=today).value
    before, now = _sums(viewer, month - MONTHS_BACK), _sums(viewer, month)
    silent = set(
        bills_seen_by(viewer).filter(month=month, kind=BillKind.PROVISIONAL).values_list("employer_id", flat=True)
    )
    found = []
    for employer_id, (people, total) in before.items():
        people_now, total_now = now.get(employer_id, (0, 0))
        lost = people - people_now
        if employer_id not in silent and lost > 0 and lost >= people * share and total > total_now:
            words = Words(f"{people} 人减至 {people_now} 人", f"{people} people, now {people_now}")
            found.append(Stake(employer_id, total - total_now, month if people_now else month - MONTHS_BACK, words))
    return _ranked(found)


def _sums(viewer: Viewer, month: Month) -> dict[int, tuple[int, int]]:
    """People and amount of a month by employer, of what was assessed first."""
    rows = bills_seen_by(viewer).filter(month=month, kind=BillKind.ASSESSED, version=0).order_by()
    sums = rows.values_list("employer_id").annotate(people=Max("people"), total=Sum("total_fen"))
    return {employer_id: (people, total) for employer_id, people, total in sums}


def at_floor(viewer: Viewer, month: Month, today: dt.date) -> list[Stake]:
    """Employers with abnormally many people at the lower limit, by what is missing to the average of their region.

    Where somebody reaches both lines it is judged by pension. Raises NoLawInForce.
    """
    law = StoredLawBook()
    limits = {name: law.law(f"stakes.floor_{name}", region=NATIONAL, on=today).value for name in ("share", "people")}
    found: dict[int, Stake] = {}
    for line, insurance in ((Line.HRSS, Insurance.PENSION), (Line.HS, Insurance.MEDICAL)):
        reached = {reach.path for reach in viewer.reaches if reach.post in WORK_WITH_BILLS and reach.line == line}
        if not reached:
            continue
        rows = run_sql(
            SQL / "at_floor.sql",
            limits
            | {"month": month.first_day, "insurance": insurance, "paths": [f"{path}%" for path in sorted(reached)]},
        )
        for employer_id, people, low, _, stake in rows:
            words = Words(f"{people} 人中 {low} 人按下限", f"{low} of {people} people at the lower limit")
            found.setdefault(employer_id, Stake(employer_id, stake, month, words))
    return _ranked(found.values())


def _ranked(found: Iterable[Stake]) -> list[Stake]:
    return sorted(found, key=lambda each: (-each.stake_fen, each.employer_id))


@dataclass(frozen=True, slots=True)
class StakeList:
    title: Words
    stake: Words
    find: Callable[[Viewer, Month, dt.date], list[Stake]]


LISTS: dict[str, StakeList] = {
    "not-filed": StakeList(
        Words("未申报", "Not filed"), Words("暂按上月 110% 核定，元", "Provisional bills, ¥"), not_filed
    ),
    "lost-staff": StakeList(Words("人数骤减", "Staff lost"), Words("每月少缴，元", "Less a month, ¥"), lost_staff),
    "at-floor": StakeList(
        Words("集中按下限缴费", "At the lower limit"),
        Words("与平均相差，元/月", "Short of the average a month, ¥"),
        at_floor,
    ),
}
