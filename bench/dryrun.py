"""A dry run of next July's limits on everybody, from opening to done, against the floors of `assessment`.

The people, loaded and charged before, are those of `bench assessment`; what is timed is what happens after an officer
tries two proposed values out.

    computed floor   CREATE TABLE AS the lines computed anew by the same function (`assessment_due`)
    copied floor     CREATE TABLE AS SELECT * of the finished lines: not even the arithmetic
"""

import datetime as dt
from decimal import Decimal
from typing import Any

from bench import assessment, floors, places, working
from bench import people as loading
from bench.report import say
from contributions.dryruns.actions import try_out
from siadmin.agency.actions import open_account
from siadmin.agency.models import Region
from siadmin.kernel.models import Run
from siadmin.policy.actions import propose
from siadmin.policy.models import Proposal

AT = dt.datetime(2026, 11, 20, 2, tzinfo=dt.UTC)
VALUES = {"pension.base_floor": Decimal(7_700), "pension.base_ceiling": Decimal(35_000)}
STARTS_ON = dt.date(2027, 7, 1)


def measure(*, people: int, keep: bool = False) -> dict[str, Any]:
    """Load `people` people, charge their month, try two values out. Raises RuntimeError where somebody is missing."""
    with places.fresh_database("dryrun", keep=keep):
        employers = assessment.prepare(people)
        assessment.assess()
        ids = [each.pk for each in proposed()]
        places.checkpoint()
        worked = working.timed(lambda: opened(ids))
        say(f"tried out in {worked.seconds:.2f} s, {worked.run.slices.count()} slices")
        return figures(people, employers, worked)


def proposed() -> list[Proposal]:
    region = Region.objects.get(pk=places.REGION)
    by = open_account(
        username="bench", password="", display_name="量速", display_name_en="Bench",
        identity_number="110105198001010011", is_staff_member=True, by=None, at=AT,
    )  # fmt: skip
    return [
        propose(
            key=key, region=region, category="employee", unit="yuan_per_month", starts_on=STARTS_ON, ends_before=None,
            value=value, source="bench", status="provisional", note="", by=by, at=AT,
        )
        for key, value in VALUES.items()
    ]  # fmt: skip


def opened(proposal_ids: list[int]) -> Run:
    return try_out(proposal_ids=proposal_ids, by=None, at=AT)[0]


def figures(people: int, employers: int, worked: working.Worked) -> dict[str, Any]:
    told = worked.run.totals["regions"][places.REGION]
    counted = {name: sum(band[name] for band in told["bands"].values()) for name in ("more", "less", "same")}
    if sum(counted.values()) != people or any(told["left_out"].values()):
        raise RuntimeError(f"{counted} and {told['left_out']} for {people} people")
    places.verify()
    parameters = {"month": loading.MONTH.first_day, "region": places.REGION}
    rows = people * assessment.INSURANCES
    computed = floors.floor(assessment.COMPUTED, parameters, rows)
    copied = floors.floor(assessment.COPIED, parameters, rows)
    say(f"floors: computed {computed.seconds:.2f} s, copied {copied.seconds:.2f} s")
    return {
        "bench": "dryrun",
        "people": people,
        "employers": employers,
        **counted,
        "effects": loading.count("dryruns_employereffect") + loading.count("dryruns_peopleeffect"),
        **worked.figures(people),
        **floors.compared(worked.seconds, computed, copied),
        "cores": working.cores(),
        "settings": places.server_settings(),
    }
