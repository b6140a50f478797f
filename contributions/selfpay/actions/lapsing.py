"""The night after: a region's unpaid bills whose day is over lapse, by slices of people."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from contributions.assessment.actions import lapse_unpaid
from contributions.assessment.actions.own import lapses_before
from contributions.checkout.selectors import being_paid
from contributions.collection.selectors import partly_paid
from siadmin.agency.models import Region
from siadmin.kernel import runs
from siadmin.kernel.database import run_sql
from siadmin.kernel.language import Words
from siadmin.kernel.models import Run, Slice
from siadmin.kernel.runs import Scope

SQL = Path(__file__).resolve().parent.parent / "sql"
PEOPLE_A_SLICE = 2_000


class LapseRun:
    """What lapses in a region on a day."""

    code = "lapse"
    title = Words("未按时缴费失效", "Unpaid months lapse")
    nothing = dict.fromkeys(("lapsed",), 0)

    def plan(self, run: Run) -> Iterable[Scope]:
        told = run.parameters
        wanted = {"region": told["region"], "due_before": told["due_before"], "size": told["people_a_slice"]}
        for first, last, people in run_sql(SQL / "plan_lapse.sql", wanted):
            yield Scope({"first": first, "last": last}, people)

    def execute(self, part: Slice) -> dict[str, Any]:
        """A range of people; what somebody pays at this moment, or paid in part, stays."""
        region, at = Region.objects.get(pk=part.run.parameters["region"]), part.run.planned_at
        busy = {*being_paid(timezone.now()), *partly_paid(region)}
        people = (part.scope["first"], part.scope["last"])
        return {"lapsed": lapse_unpaid(region=region, today=timezone.localdate(at), at=at, busy=busy, people=people)}

    def finish(self, run: Run) -> dict[str, Any]:
        return runs.add_up(run, self.nothing)


@transaction.atomic
def open_lapse(*, region: Region, at: dt.datetime, people_a_slice: int = PEOPLE_A_SLICE) -> tuple[Run, bool]:
    """Plan what lapses in a region today; asking twice on a day gives the same run. Raises NO_LAW_IN_FORCE."""
    today = timezone.localdate(at)
    return runs.open_run(
        kind=LapseRun.code,
        key=f"{region.pk}:{today}",
        parameters={
            "region": region.pk,
            "due_before": lapses_before(region, today).isoformat(),
            "people_a_slice": people_a_slice,
        },
        by=None,
        at=at,
    )
