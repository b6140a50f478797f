"""Claim what government adds: all that was paid and not claimed yet, listed by a run of slices, each month once."""

import datetime as dt
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Sum

from contributions.selfpay.law import EVERYBODY, owed_of
from contributions.selfpay.models import SubsidyClaim
from siadmin.agency.models import Region, User
from siadmin.agency.trail import record
from siadmin.kernel import runs
from siadmin.kernel.database import joining_sets, run_sql
from siadmin.kernel.language import Words
from siadmin.kernel.models import Run, RunState, Slice
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.kernel.runs import Scope

SQL = Path(__file__).resolve().parent.parent / "sql"
PEOPLE_A_SLICE = 10_000
NOTHING_TO_CLAIM = Reason(
    "no_subsidy_to_claim",
    "{region}没有尚未申请的政府补贴。",
    "There is no subsidy in {region} that was not claimed yet.",
    "有人缴费后再申请；每笔缴费只申请一次。",
    "Claim again once people have paid; each payment is claimed once.",
)
CLAIM_AT_WORK = Reason(
    "subsidy_claim_at_work",
    "申请 {number} 的名单正在编制。",
    "The list of claim {number} is being made.",
    "等它完成后再申请。",
    "Wait until it is done, then claim what came since.",
)
LIST_DIFFERS = Reason(
    "subsidy_list_differs",
    "控制数不符：各分片列入 {left} 分，名单合计 {right} 分。",
    "Control sums differ: the slices listed {left} fen, the list comes to {right} fen.",
    "运行已停止，请系统管理岗核查。",
    "The run stopped; the administrator must look into it.",
)


class SubsidyClaimRun:
    """The list of one claim, by slices of people."""

    code = "subsidy_claim"
    title = Words("编制政府补贴申请名单", "Listing a claim of subsidies")
    nothing = dict.fromkeys(("people", "items", "paid_fen", "amount_fen"), 0)

    def plan(self, run: Run) -> Iterable[Scope]:
        wanted = _owed(run) | {"size": run.parameters["people_a_slice"]}
        with joining_sets():
            ranges = run_sql(SQL / "plan_claim.sql", wanted)
        for first, last, people in ranges:
            yield Scope({"first": first, "last": last}, people)

    def execute(self, part: Slice) -> dict[str, Any]:
        """List a range of people; one transaction."""
        claim_id = SubsidyClaim.objects.values_list("pk", flat=True).get(listed_in=part.run_id)
        wanted = _owed(part.run, {"first": part.scope["first"], "last": part.scope["last"]})
        run_sql(SQL / "lock_people.sql", wanted)
        with joining_sets():
            rows = run_sql(SQL / "claim_slice.sql", wanted | {"claim": claim_id})
        return dict(zip(self.nothing, map(int, rows[0]), strict=True))

    def finish(self, run: Run) -> dict[str, Any]:
        """The claim asks for what was listed; one that found nothing any more asks for nothing. Raises LIST_DIFFERS."""
        totals = runs.add_up(run, self.nothing)
        claim = SubsidyClaim.objects.select_for_update(of=("self",)).select_related("claimed_by").get(listed_in=run)
        listed = claim.items.aggregate(
            people=Count("person", distinct=True), items=Count("pk"), paid_fen=Sum("paid_fen", default=0),
            amount_fen=Sum("amount_fen", default=0),
        )  # fmt: skip
        if totals != listed:
            raise LIST_DIFFERS(left=totals["amount_fen"], right=listed["amount_fen"])
        if totals["items"]:
            claim.people, claim.total_fen, claim.listed_at = listed["people"], listed["amount_fen"], run.planned_at
            claim.save(update_fields=["people", "total_fen", "listed_at"])
            record(
                by=claim.claimed_by, at=run.planned_at, code="subsidy_claimed", subject_kind="subsidy_claim",
                subject=claim.number, kind=claim.kind, region=claim.region_id, people=claim.people,
                amount_fen=claim.total_fen,
            )  # fmt: skip
        return totals


def _owed(run: Run, people: dict[str, int] | None = None) -> dict[str, Any]:
    told = run.parameters
    region, until = Region.objects.get(pk=told["region"]), Month.parse(told["until"])
    return owed_of(told["kind"], region, until, people or EVERYBODY)


@transaction.atomic
def claim_subsidies(
    *, kind: str, region: Region, until: Month, by: User, at: dt.datetime, people_a_slice: int = PEOPLE_A_SLICE
) -> SubsidyClaim:
    """Begin the list of what government owes for everything paid up to a month and not claimed yet (SIL 20, 25; R8 §4).

    Its run lists it and says what the claim asks for. Raises CLAIM_AT_WORK, NOTHING_TO_CLAIM, NO_LAW_IN_FORCE.
    """
    with connection.cursor() as cursor:  # two claimants at once: the second finds the first's list at work
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"subsidies:{kind}:{region.pk}"])
    at_work = SubsidyClaim.objects.filter(kind=kind, region=region, listed_at=None).exclude(
        listed_in__state=RunState.DONE
    )
    for claim in at_work[:1]:
        raise CLAIM_AT_WORK(number=claim.number)
    number = f"G{secrets.randbelow(10**11):011d}"
    run, _ = runs.open_run(
        kind=SubsidyClaimRun.code, key=number, by=by.pk, at=at,
        parameters={"kind": kind, "region": region.pk, "until": str(until), "people_a_slice": people_a_slice},
    )  # fmt: skip
    if not run.people:
        raise NOTHING_TO_CLAIM(region=region.words)
    return SubsidyClaim.objects.create(
        number=number, kind=kind, region=region, until_month=until, listed_in=run, claimed_by=by,
        claimed_eyes=by.eyes, claimed_at=at,
    )  # fmt: skip
