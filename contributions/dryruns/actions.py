"""Try proposed values out on everybody before they are approved: a run that reads, compares and charges nobody.

The people are each region's as its last charged month has them, the formula is that of assessment, the law is kept as
tariffs that govern nothing (ADR 0015).
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from contributions.assessment.actions.month import PEOPLE_A_SLICE
from contributions.assessment.actions.month import SQL as OF_ASSESSMENT
from contributions.assessment.models import Tariff
from contributions.dryruns.answers import beyond, is_charged_with
from contributions.dryruns.changes import marks
from contributions.dryruns.laws import AsIf, as_if, book_of, governed_together, pairs, why_untouched
from contributions.dryruns.models import Baseline
from contributions.dryruns.rules import BANDS
from contributions.dryruns.run_kinds import DRY_RUN
from contributions.dryruns.selectors import places_of, runs_of_place
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Region, User
from siadmin.agency.trail import record
from siadmin.kernel import runs
from siadmin.kernel.database import joining_sets, run_sql
from siadmin.kernel.language import Words
from siadmin.kernel.models import Run, RunState, Slice
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.kernel.runs import Scope
from siadmin.policy.actions import suppose
from siadmin.policy.models import Proposal, ProposalState
from siadmin.policy.names import full_name_of
from siadmin.policy.reach import line_of

SQL = Path(__file__).resolve().parent / "sql"
_ON_THE_WAY = (RunState.PLANNED, RunState.RUNNING, RunState.PAUSED)
_INSURANCES = (
    "people", "differing", "before_fen", "employer_fen", "employee_fen", "account_fen",
    "floor_before", "floor_after", "ceiling_before", "ceiling_after",
)  # fmt: skip
_COUNTED = ("more", "less", "same", "more_fen", "less_fen")
_LEFT_OUT = ("without_wage", "without_tariff")
DECIDED_ALREADY = Reason(
    "tried_value_decided",
    "参数提案已经处理，不再试算。",
    "A proposed value was decided on meanwhile; there is nothing to try out before.",
    "查看该提案；已批准的参数按有效参数核定。",
    "Open the proposal; an approved value is what months are assessed by.",
)
NOT_CHARGED_WITH = Reason(
    "not_charged_with",
    "{why}因此试算不能说明“{name}”的影响。",
    "{why} So a dry run cannot show what “{name}” does.",
    "按该参数的用途另行评估。",
    "Look at what the value is used for.",
)
NOT_OF_ONE_PLACE = Reason(
    "not_of_one_place",
    "一起试算的提案须属同一地区、同一条线，且不是同一参数。",
    "Values are tried out together when they are of one place and one line, and each of another parameter.",
    "分别试算。",
    "Try each out by itself.",
)
NOBODY_CHARGED = Reason(
    "nobody_charged_yet",
    "{region}还没有已核定的月份，没有可以试算的人群。",
    "No month has been assessed in {region} in its time: there are no people to try it out on.",
    "核定首个月份后再试算。",
    "Try it out once a month has been assessed.",
)


class DryRun:
    """Proposed values on everybody of the regions where they would govern, against the law without them."""

    code = DRY_RUN
    title = Words("参数试算", "Dry run of values")

    def plan(self, run: Run) -> Iterable[Scope]:
        """Keep both laws, then cut the regions they touch; which regions those are the run goes on saying.

        Ranges of employers first, where any of their insurances is touched, then people who pay for themselves.
        """
        touched = _keep_laws(run, _places(run))
        for region, insurances in touched.items():
            wanted = {
                "region": region,
                "month": Month.parse(run.parameters["regions"][region]["month"]).first_day,
                "size": run.parameters["people_a_slice"],
                "run": run.pk,
            }
            ranges = run_sql(SQL / "plan_own.sql", wanted)
            if insurances & set(Insurance.values):
                ranges = [*run_sql(OF_ASSESSMENT / "plan_slices.sql", wanted), *ranges]
            for first, last, people in ranges:
                yield Scope({"region": region, "first": first, "last": last}, people)

    def execute(self, part: Slice) -> dict[str, Any]:
        """Figures of the slice's employers and the sums over its payers. One transaction; bills are not looked at."""
        region = part.scope["region"]
        with joining_sets():
            rows = run_sql(
                SQL / "try_slice.sql",
                {
                    "region": region,
                    "month": Month.parse(part.run.parameters["regions"][region]["month"]).first_day,
                    "first": part.scope["first"],
                    "last": part.scope["last"],
                    "run": part.run_id,
                    "slice": part.pk,
                    "bands": list(BANDS),
                },
            )
        return {"regions": {region: _sums(rows)}}

    def finish(self, run: Run) -> dict[str, Any]:
        """Add the slices up."""
        return runs.add_up(run, {"regions": {}})


@transaction.atomic
def try_out(
    *, proposal_ids: Sequence[int], by: User | None, at: dt.datetime, people_a_slice: int = PEOPLE_A_SLICE
) -> tuple[Run, bool]:
    """Compute what proposed values would do together to everybody of their region; nothing is charged.

    Asking while one of the same values is under way gives that one. Raises DECIDED_ALREADY, NOT_CHARGED_WITH,
    NOT_OF_ONE_PLACE, GOVERN_NO_MONTH, NOBODY_CHARGED, FLOOR_ABOVE_CEILING, NO_LAW_IN_FORCE.
    """
    proposals = list(Proposal.objects.filter(pk__in=proposal_ids).select_related("region").order_by("pk"))
    region, line = _check(proposals)
    with connection.cursor() as cursor:  # two who ask at once: the second waits, then finds what the first opened
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"dry_run:{region.pk}:{line}"])
    wanted = {"proposals": [_told(each) for each in proposals]}
    standing = runs_of_place(region).filter(parameters__contains=wanted, state__in=_ON_THE_WAY)
    same = [run for run in standing if len(run.parameters["proposals"]) == len(proposals)]
    if same:
        return same[0], False
    everywhere = places_of(region)
    places = as_if(everywhere, *governed_together(proposals))
    if not places:
        raise NOBODY_CHARGED(region=region.words)
    there = {each.region.pk for each in places}
    run, is_new = runs.open_run(
        kind=DRY_RUN,
        key=f"{region.pk}:{runs_of_place(region).count() + 1}",
        parameters=wanted | {
            "region": region.pk,
            "line": line,
            "regions": {
                each.region.pk: {"month": str(each.month), "law_month": str(each.law_month)} for each in places
            },
            "left_out": [each.pk for each in everywhere if each.pk not in there],
            "marks": marks(),
            "people_a_slice": people_a_slice,
        },
        by=by.pk if by else None,
        at=at,
    )  # fmt: skip
    assert is_new, "keys are counted under the lock of the place"
    record(
        by=by, at=at, code="values_tried_out", subject_kind="run", subject=str(run.pk), region=region.pk,
        proposals=[each.pk for each in proposals],
    )  # fmt: skip
    return run, True


def _check(proposals: Sequence[Proposal]) -> tuple[Region, str]:
    """The one region and line of values that may be tried out together."""
    for each in proposals:
        if each.state != ProposalState.PROPOSED:
            raise DECIDED_ALREADY()
        if not is_charged_with(each.key):
            raise NOT_CHARGED_WITH(name=full_name_of(each.key), why=beyond(each.key))
    places = {(each.region_id, line_of(each.key)) for each in proposals}
    numbers = {(each.key, each.category) for each in proposals}
    if len(places) != 1 or len(numbers) != len(proposals):
        raise NOT_OF_ONE_PLACE()
    line = line_of(proposals[0].key)
    assert line is not None, "whatever a line is computed with is of one insurance"
    return proposals[0].region, line


def _told(proposal: Proposal) -> dict[str, Any]:
    """A proposal as a dry run goes on saying it; what it says stays."""
    return {
        "id": proposal.pk,
        "key": proposal.key,
        "category": proposal.category,
        "value": str(proposal.value),
        "starts_on": proposal.starts_on.isoformat(),
        "ends_before": proposal.ends_before.isoformat() if proposal.ends_before else None,
    }


def _places(run: Run) -> list[AsIf]:
    """The regions a run tries its values on."""
    regions = Region.objects.in_bulk(list(run.parameters["regions"]))
    return [
        AsIf(regions[code], Month.parse(each["month"]), Month.parse(each["law_month"]))
        for code, each in run.parameters["regions"].items()
    ]


def _keep_laws(run: Run, places: list[AsIf]) -> dict[str, set[str]]:
    """Keep, as tariffs of this run, what the law comes to with the values, and beside each what it does without.

    Returns the regions and insurances in which they differ. The run says by region why another is untouched, and what
    goes on unpublished.
    """
    told = run.parameters
    before = {each.region.pk: book_of(each) for each in places}
    with transaction.atomic():
        for proposal in told["proposals"]:
            suppose(proposal_id=proposal["id"], at=run.planned_at)
        after = {each.region.pk: book_of(each) for each in places}
        transaction.set_rollback(True)
    found: list[tuple[Tariff, Baseline]] = []
    told["untouched"] = {}
    for each in places:
        (without, _), (book, going_on) = before[each.region.pk], after[each.region.pk]
        there = pairs(each, without, book, at=run.planned_at)
        if not there:
            told["untouched"][each.region.pk] = why_untouched(each, told["proposals"], book, at=run.planned_at)
        used = {law["key"] for tariff, _ in there for law in tariff.laws.values()}
        told["regions"][each.region.pk]["going_on"] = sorted(going_on & used)
        found += there
    for tariff, _ in found:
        tariff.supposed_in, tariff.is_current = run, False
    Tariff.objects.bulk_create([tariff for tariff, _ in found])
    for tariff, baseline in found:
        baseline.tariff = tariff
    Baseline.objects.bulk_create([baseline for _, baseline in found])
    touched: dict[str, set[str]] = {}
    for tariff, _ in found:
        touched.setdefault(tariff.region_id, set()).add(tariff.insurance)
    return touched


def _sums(rows: Iterable[tuple[Any, ...]]) -> dict[str, Any]:
    """The sums of a slice by name."""
    told: dict[str, Any] = {"insurances": {}, "bands": {}, "own": {}, "tiers": {}, "employers": {}, "left_out": {}}
    names = {"insurances": _INSURANCES, "bands": (*_COUNTED, "employer_fen"), "left_out": _LEFT_OUT}
    for what, which, *values in rows:
        sums = dict(zip(names.get(what, _COUNTED), map(int, values), strict=False))
        if which:
            told[what][which] = sums
        else:
            told[what] = sums
    return told
