"""What opening a month will do, before anybody does it: who is assessed, billed provisionally, left to a person."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from contributions.assessment.run_kinds import ASSESSMENT
from contributions.assessment.tariffs import tariffs_of
from siadmin.agency.models import Region
from siadmin.kernel.database import joining_sets, run_sql
from siadmin.kernel.figures import percent
from siadmin.kernel.models import Run
from siadmin.kernel.months import Month
from siadmin.policy.calendar import legal_day
from siadmin.policy.selectors import law_of_day

SQL = Path(__file__).resolve().parent / "sql"


@dataclass(frozen=True, slots=True)
class Opening:
    """Counts of employers and people of a region's month, and the law's days.

    The employers are those with insured people; each is `billed` already (elsewhere, before it moved here), or becomes
    one of the others. `by_oneself`: people who pay for themselves and owe the month.
    """

    region: Region
    month: Month
    employers: int
    people: int
    billed: int
    declared: int
    unchanged: int
    provisional: int
    by_hand: int
    by_oneself: int
    due_on: dt.date
    tariffs: int
    provisional_values: int
    undeclared_share: str
    run: Run | None


def opening(region: Region, month: Month, *, at: dt.datetime) -> Opening:
    """What the run would find now. Raises NO_LAW_IN_FORCE, as the run itself would."""
    book = law_of_day(region, month.first_day)
    undeclared = book.law("contribution.undeclared_factor")
    tariffs = list(tariffs_of(region, month, at=at))
    wanted = {
        "region": region.pk,
        "month": month.first_day,
        "month_before": (month - 1).first_day,
        "silence_means_unchanged": book.is_set("declaration.wages_yearly"),
    }
    with joining_sets():
        (counts,) = run_sql(SQL / "opening.sql", wanted)
    employers, people, billed, declared, unchanged, provisional, by_hand, by_oneself = counts
    return Opening(
        region=region,
        month=month,
        employers=employers,
        people=people,
        billed=billed,
        declared=declared,
        unchanged=unchanged,
        provisional=provisional,
        by_hand=by_hand,
        by_oneself=by_oneself,
        due_on=legal_day(month, int(book.law("collection.due_day").value)),
        tariffs=len(tariffs),
        provisional_values=sum(tariff.is_provisional for tariff in tariffs),
        undeclared_share=percent(undeclared.value),
        run=Run.objects.filter(kind=ASSESSMENT, key=f"{region.pk}:{month}").first(),
    )
