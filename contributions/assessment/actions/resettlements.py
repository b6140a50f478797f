"""Settle a region's charged months again: tried out, put forward by one person, let go by another (REG 11, 37)."""

import datetime as dt
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from contributions.assessment.actions.month import PEOPLE_A_SLICE
from contributions.assessment.actions.prepared import decide
from contributions.assessment.actions.resettlement_run import CHARGED, charged_employers
from contributions.assessment.models import Bill, PreparedState, Resettlement
from contributions.assessment.resettlements import ON_THE_WAY, runs_of, settled_since
from contributions.assessment.run_kinds import RESETTLEMENT
from siadmin.agency.models import Region, User
from siadmin.agency.trail import record
from siadmin.kernel import runs
from siadmin.kernel.models import Run, RunState
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason

NOTHING_CHARGED = Reason(
    "nothing_charged",
    "{region}自 {first} 起还没有已核定的月份，无需重新结算。",
    "No month from {first} on has been assessed in {region}; there is nothing to settle again.",
    "核对地区与起始月份。",
    "Check the region and the first month.",
)
PROPOSAL_NOT_APPROVED = Reason(
    "proposal_not_approved",
    "参数提案尚未批准，只能试算，不能重新结算。",
    "The proposed value is not approved yet: it can be tried out, not settled by.",
    "先批准提案，再按有效参数试算。",
    "Approve the proposal first, then try the law in force out.",
)
TRY_OUT_FIRST = Reason(
    "try_out_first",
    "试算尚未完成，不能提交重新结算。",
    "The dry run is not finished: nobody can see what the re-settlement would do.",
    "等试算完成后再提交。",
    "Wait until it is done.",
)
NOTHING_DIFFERS = Reason(
    "nothing_differs",
    "试算没有差异，无需重新结算。",
    "The dry run found no difference; there is nothing to settle again.",
    "参数变动后再试算。",
    "Try it out again when a value has changed.",
)
PUT_FORWARD_ALREADY = Reason(
    "put_forward_already",
    "{name}已为{region}提交重新结算，等待另一人放行。",
    "{name} has put a re-settlement of {region} forward; it waits for another person.",
    "请审批人退回，或由提交人撤回后再提交。",
    "Have it sent back, or taken back by who put it forward, then put this one forward.",
)
SETTLING_NOW = Reason(
    "settling_now",
    "{region}正在重新结算。",
    "{region} is being settled again at this moment.",
    "完成后重新试算。",
    "Try it out again when that is done.",
)
SETTLED_SINCE_TRIED = Reason(
    "settled_since_tried",
    "试算之后，{region}已经重新结算过。",
    "Since the dry run months of {region} were settled again: it would not be what was tried out.",
    "重新试算，看现在还有什么差异。",
    "Try it out again to see what differs now.",
)
CHARGED_SINCE_TRIED = Reason(
    "charged_since_tried",
    "试算之后，{region}已核定的单位或月份有变动。",
    "Since the dry run other employers or months were charged in {region}: it would not be what was tried out.",
    "退回，重新试算后再提交。",
    "Send it back, try it out again and put that forward.",
)


@transaction.atomic
def try_out(
    *,
    region: Region,
    first: Month,
    by: User | None,
    at: dt.datetime,
    proposal_id: int | None = None,
    people_a_slice: int = PEOPLE_A_SLICE,
) -> tuple[Run, bool]:
    """Compute what settling a region's charged months from `first` on again would change; nothing is charged.

    By the law in force, or as a proposed value would have it. Asking while one runs gives that one. Raises
    NOTHING_CHARGED, NO_LAW_IN_FORCE.
    """
    _one_at_a_time(region)
    last = _last_charged(region, first)
    if last is None:
        raise NOTHING_CHARGED(region=region.words, first=first)
    wanted = {"region": region.pk, "first": str(first), "last": str(last), "dry_run": True, "proposal": proposal_id}
    standing = runs_of(region).filter(parameters__contains=wanted, state__in=ON_THE_WAY).first()
    if standing is not None:
        return standing, False
    employers = charged_employers(region, first, last)
    run = _opened(region, wanted | {"employers": employers, "people_a_slice": people_a_slice}, by, at)
    record(
        by=by, at=at, code="resettlement_tried_out", subject_kind="run", subject=str(run.pk), region=region.pk,
        first=str(first), last=str(last),
    )  # fmt: skip
    return run, True


@transaction.atomic
def put_forward(*, tried_id: int, by: User, at: dt.datetime, reason: str) -> Resettlement:
    """Ask another person to let a finished dry run go, exactly as it was tried out.

    Raises PROPOSAL_NOT_APPROVED, TRY_OUT_FIRST, SETTLED_SINCE_TRIED, NOTHING_DIFFERS, PUT_FORWARD_ALREADY.
    """
    tried = Run.objects.get(pk=tried_id, kind=RESETTLEMENT, parameters__dry_run=True)
    region = Region.objects.get(pk=tried.parameters["region"])
    _one_at_a_time(region)
    if tried.parameters["proposal"] is not None:
        raise PROPOSAL_NOT_APPROVED()
    if tried.state != RunState.DONE:
        raise TRY_OUT_FIRST()
    if settled_since(region, tried):
        raise SETTLED_SINCE_TRIED(region=region.words)
    if not tried.totals["insurances"]:
        raise NOTHING_DIFFERS()
    standing = Resettlement.objects.filter(region=region, state=PreparedState.PREPARED).first()
    if standing is not None:
        raise PUT_FORWARD_ALREADY(name=standing.prepared_by.display_name, region=region.words)
    resettlement = Resettlement.objects.create(
        region=region, tried=tried, reason=reason, prepared_by=by, prepared_eyes=by.eyes, prepared_at=at
    )
    record(by=by, at=at, code="resettlement_put_forward", reason=reason, **_about(resettlement))
    return resettlement


@transaction.atomic
def let_go(*, resettlement_id: int, seen_version: int, by: User, at: dt.datetime) -> Run:
    """Settle the months again as they were tried out: same values, same months, same employers.

    Raises SAME_PERSON, WRONG_STATE, CHANGED_SINCE, SETTLING_NOW, SETTLED_SINCE_TRIED, VALUES_CHANGED,
    CHARGED_SINCE_TRIED, NO_LAW_IN_FORCE.
    """
    resettlement = _locked(resettlement_id)
    decide(resettlement, "approve", seen_version=seen_version, by=by, at=at)
    region, tried = resettlement.region, resettlement.tried
    _one_at_a_time(region)
    if runs_of(region).filter(parameters__dry_run=False, state__in=ON_THE_WAY).exists():
        raise SETTLING_NOW(region=region.words)
    if settled_since(region, tried):
        raise SETTLED_SINCE_TRIED(region=region.words)
    first = Month.parse(tried.parameters["first"])
    last = _last_charged(region, first)
    if (
        last is None
        or str(last) != tried.parameters["last"]
        or charged_employers(region, first, last) != tried.parameters["employers"]
    ):
        raise CHARGED_SINCE_TRIED(region=region.words)
    settled_as = {"dry_run": False, "tried": tried.pk, "reason": resettlement.reason}
    resettlement.run = _opened(region, tried.parameters | settled_as, by, at)
    resettlement.save()
    record(by=by, at=at, code="resettlement_let_go", reason=resettlement.reason, **_about(resettlement))
    return resettlement.run


@transaction.atomic
def send_back(*, resettlement_id: int, seen_version: int, by: User, at: dt.datetime, reason: str) -> Resettlement:
    """Do not let it go, saying why; the dry run stays. Raises SAME_PERSON, WRONG_STATE, CHANGED_SINCE."""
    resettlement = _locked(resettlement_id)
    decide(resettlement, "send_back", seen_version=seen_version, by=by, at=at, answer=reason)
    resettlement.save()
    record(by=by, at=at, code="resettlement_sent_back", reason=reason, **_about(resettlement))
    return resettlement


@transaction.atomic
def withdraw(*, resettlement_id: int, seen_version: int, by: User, at: dt.datetime) -> Resettlement:
    """Take back what one put forward oneself. Raises ONLY_ITS_PREPARER, WRONG_STATE, CHANGED_SINCE."""
    resettlement = _locked(resettlement_id)
    decide(resettlement, "withdraw", seen_version=seen_version, by=by, at=at)
    resettlement.save()
    record(by=by, at=at, code="resettlement_withdrawn", **_about(resettlement))
    return resettlement


def _one_at_a_time(region: Region) -> None:
    """Two who open at once: the second waits, then finds what the first opened."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"resettlement:{region.pk}"])


def _last_charged(region: Region, first: Month) -> Month | None:
    charged = Bill.objects.filter(region=region, employer__isnull=False, month__gte=first, kind__in=CHARGED)
    last: Month | None = charged.aggregate(last=Max("month"))["last"]
    return last


def _opened(region: Region, parameters: dict[str, object], by: User | None, at: dt.datetime) -> Run:
    run, is_new = runs.open_run(
        kind=RESETTLEMENT,
        key=f"{region.pk}:{parameters['first']}..{parameters['last']}:{runs_of(region).count() + 1}",
        parameters=parameters,
        by=by.pk if by else None,
        at=at,
    )
    assert is_new, "keys are counted under the lock of the region"
    return run


def _locked(resettlement_id: int) -> Resettlement:
    return (
        Resettlement.objects.select_for_update(of=("self",)).select_related("region", "tried").get(pk=resettlement_id)
    )


def _about(resettlement: Resettlement) -> dict[str, Any]:
    """What the trail tells of it."""
    tried = resettlement.tried.parameters
    return {
        "subject_kind": "run",
        "subject": str(resettlement.run_id or resettlement.tried_id),
        "region": resettlement.region_id,
        "first": tried["first"],
        "last": tried["last"],
    }
