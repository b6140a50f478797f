"""A fund's clearing of a month: assembled by slices, reviewed, approved and paid, each by another person."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import QuerySet, Sum
from django.utils import timezone

from benefits.providers.models import Institution
from benefits.providers.rules.measures import NO_PAYMENT
from benefits.providers.selectors.permits import why_own
from benefits.settlement.actions.remitting import book_out, write_files
from benefits.settlement.models import Cleared, ClearedFlag, ClearingRun, LeftOut
from benefits.settlement.protocols import waited_for
from benefits.settlement.rules.clearing import STOP_WORDS, Act, State, Stop
from benefits.settlement.selectors.permits import OPEN, why_no_post, why_not
from benefits.settlement.selectors.stops import standing_of_run, stops_of
from funds.ledger.actions import draw
from funds.ledger.models import Book
from funds.ledger.selectors import first_open_day
from siadmin.agency.models import Region, User
from siadmin.agency.trail import record, refusals_recorded
from siadmin.kernel import runs
from siadmin.kernel.database import joining_sets, refusing, run_sql
from siadmin.kernel.language import Words
from siadmin.kernel.models import Run, Slice
from siadmin.kernel.months import Month
from siadmin.kernel.protection import opaque_number
from siadmin.kernel.refusal import Reason
from siadmin.kernel.runs import Scope
from siadmin.kernel.workflow import CHANGED_SINCE

SQL = Path(__file__).resolve().parent.parent / "sql"
INSTITUTIONS_A_SLICE = 20
CLEARED_ALREADY = Reason(
    "clearing_open_already",
    "{place}{month}已有拨付批次。",
    "{place} has a clearing of {month} already.",
    "打开该批次；需要重做的，先作废。",
    "Open it; cancel it first if it must be made anew.",
)
CLEARED_EARLY = Reason(
    "clearing_not_yet",
    "{month} 还没有到。",
    "{month} has not begun.",
    "到当月再汇总。",
    "Clear it in its month.",
)
STOPPED_SINCE = Reason(
    "clearing_stopped_since",
    "{name}自汇总后不能拨付：{stop}。",
    "{name} cannot be paid since this was assembled: {stop}.",
    "由复核人员将该机构移出本批次，其余照常拨付。",
    "A reviewer leaves that institution out; the others are paid.",
)
GIVEN_BACK_SINCE = Reason(
    "clearing_given_back_since",
    "批次 {number} 已退还本批次的核减金额。",
    "The clearing {number} gives back what this one disallowed.",
    "先作废该批次，或将该机构移出该批次。",
    "Cancel that one first, or leave its institution out.",
)
NOT_IN_IT = Reason(
    "clearing_not_in_it",
    "{name}不在批次 {number} 中，或已移出。",
    "{name} is not in the clearing {number}, or was left out.",
    "刷新页面查看最新状态。",
    "Reload the page to see how it stands.",
)
NOBODY = Reason(
    "clearing_nobody",
    "{place}没有登记的定点机构。",
    "{place} has no institution.",
    "核对地区。",
    "Check the place.",
)


def _of_a_run(clearing_id: int) -> tuple[str, str]:
    return "run", str(ClearingRun.objects.values_list("run", flat=True).get(pk=clearing_id))


class ProviderClearingRun:
    """What institutions are due, a range of them in one statement."""

    code = "provider_clearing"
    title = Words("定点机构费用拨付", "Clearing of institutions")

    def plan(self, run: Run) -> Iterable[Scope]:
        ids = list(
            Institution.objects.filter(region=run.parameters["region"]).order_by("pk").values_list("pk", flat=True)
        )
        for start in range(0, len(ids), INSTITUTIONS_A_SLICE):
            part = ids[start : start + INSTITUTIONS_A_SLICE]
            yield Scope({"first": part[0], "last": part[-1]}, len(part))

    def execute(self, part: Slice) -> dict[str, Any]:
        told, own = part.run.parameters, ClearingRun.objects.get(run=part.run)
        given = {
            "run": own.pk, "region": own.region_id, "fund": own.fund, "month": own.month.first_day,
            "day": told["day"], "stopping": [str(kind) for kind in NO_PAYMENT],
            "waiting": waited_for.all(), **part.scope,
        }  # fmt: skip
        names = ("institutions", "settlements", "fund_fen", "account_fen", "disallowed_fen", "pay_fen")
        with joining_sets(by_key=True):
            return dict(zip(names, run_sql(SQL / "clear_slice.sql", given)[0], strict=True))

    def finish(self, run: Run) -> dict[str, Any]:
        own = ClearingRun.objects.select_for_update(of=("self",)).get(run=run)
        totals = runs.add_up(run)
        paid = own.clearings.aggregate(fen=Sum("pay_fen", default=0))["fen"]
        assert paid == totals.get("pay_fen", 0), "a slice and its rows commit together"
        own.state, own.total_fen, own.version = State.CHECKING, paid, own.version + 1
        own.save(update_fields=["state", "total_fen", "version"])
        return totals


@transaction.atomic
def open_clearing(*, region: Region, fund: str, month: Month, by: User, at: dt.datetime) -> ClearingRun:
    """What a fund of a region owes its institutions to a month.

    Raises CLEARED_ALREADY, CLEARED_EARLY, NOBODY and what `why_no_post` answers.
    """
    today = timezone.localdate(at)
    if refusal := why_no_post(region, fund, OPEN, by, today):
        raise refusal
    if month > Month.of(today):
        raise CLEARED_EARLY(month=month)
    number = opaque_number("K")
    told = {"region": region.pk, "fund": fund, "month": str(month), "day": today.isoformat()}
    run, _ = runs.open_run(kind=ProviderClearingRun.code, key=number, parameters=told, by=by.pk, at=at)
    if not run.people:
        raise NOBODY(place=region.words)
    with (
        refusing("clearing_once_a_month", CLEARED_ALREADY(place=region.words, month=month)),
        transaction.atomic(),
    ):
        made = ClearingRun.objects.create(
            number=number, region=region, fund=fund, month=month, run=run, opened_by=by, opened_eyes=by.eyes,
            opened_at=at,
        )  # fmt: skip
    record(by=by, at=at, code="clearing_opened", **_told(made))
    return made


@refusals_recorded(_of_a_run, by="clearing_id")
@transaction.atomic
def review_clearing(*, clearing_id: int, seen_version: int, by: User, at: dt.datetime) -> ClearingRun:
    """A reviewer lets it through. Raises what `_taken` refuses."""
    own = _taken(clearing_id, seen_version, Act.REVIEW, by, at)
    own.state, own.reviewed_by, own.reviewed_eyes, own.reviewed_at = State.REVIEWED, by, by.eyes, at
    record(by=by, at=at, code="clearing_reviewed", **_told(own))
    return _saved(own)


@refusals_recorded(_of_a_run, by="clearing_id")
@transaction.atomic
def approve_clearing(*, clearing_id: int, seen_version: int, by: User, at: dt.datetime) -> ClearingRun:
    """An approver lets the money go. Raises what `_taken` refuses."""
    own = _taken(clearing_id, seen_version, Act.APPROVE, by, at)
    own.state, own.approved_by, own.approved_eyes, own.approved_at = State.APPROVED, by, by.eyes, at
    record(by=by, at=at, code="clearing_approved", **_told(own))
    return _saved(own)


@refusals_recorded(_of_a_run, by="clearing_id")
@transaction.atomic
def send_clearing_back(*, clearing_id: int, seen_version: int, reason: str, by: User, at: dt.datetime) -> ClearingRun:
    """What was let through is checked again. Raises what `_taken` refuses."""
    own = _taken(clearing_id, seen_version, Act.SEND_BACK, by, at)
    own.state, own.reason = State.CHECKING, reason
    own.reviewed_by, own.reviewed_eyes, own.reviewed_at = None, "", None
    record(by=by, at=at, code="clearing_sent_back", reason=reason, **_told(own))
    return _saved(own)


@refusals_recorded(_of_a_run, by="clearing_id")
@transaction.atomic
def cancel_clearing(*, clearing_id: int, seen_version: int, reason: str, by: User, at: dt.datetime) -> ClearingRun:
    """Nothing of it is paid; what it took in is kept, and free for another. Raises GIVEN_BACK_SINCE, or as `_taken`."""
    own = _taken(clearing_id, seen_version, Act.CANCEL, by, at)
    own.state, own.reason = State.CANCELLED, reason
    _saved(own)
    _free(own.clearings.values("pk"), at)
    record(by=by, at=at, code="clearing_cancelled", reason=reason, **_told(own))
    return own


@refusals_recorded(_of_a_run, by="clearing_id")
@transaction.atomic
def leave_out(
    *, clearing_id: int, seen_version: int, institution: Institution, reason: str, by: User, at: dt.datetime
) -> LeftOut:
    """The others go on; what it had here is free for a later clearing.

    Raises NOT_IN_IT, GIVEN_BACK_SINCE, OWN_INSTITUTION, and what `_taken` refuses.
    """
    own, today = _taken(clearing_id, seen_version, Act.LEAVE_OUT, by, at), timezone.localdate(at)
    if refusal := why_own(institution, by, today):
        raise refusal
    its = standing_of_run(own).filter(institution=institution)
    if (out := its.first()) is None:
        raise NOT_IN_IT(name=institution.employer.name, number=own.number)
    because = stops_of([institution.pk], own.fund, today).get(institution.pk, Stop.BY_HAND)
    made = LeftOut.objects.create(
        clearing=out, because=because, reason=reason, left_out_by=by, left_out_eyes=by.eyes, left_out_at=at
    )
    _free(own.clearings.filter(pk=out.pk).values("pk"), at)
    own.total_fen -= out.pay_fen
    record(
        by=by, at=at, code="clearing_left_out", reason=reason, institution=institution.number, left_out_fen=out.pay_fen,
        **_told(own),
    )  # fmt: skip
    _saved(own)
    return made


@refusals_recorded(_of_a_run, by="clearing_id")
@transaction.atomic
def pay_clearing(*, clearing_id: int, seen_version: int, by: User, at: dt.datetime) -> ClearingRun:
    """Drawn by the plan, booked by institution, in files to the banks.

    Raises STOPPED_SINCE, FUND_SHORT, PLAN_SHORT, and what `_taken` refuses.
    """
    own = _taken(clearing_id, seen_version, Act.PAY, by, at)
    if stopped := _stopped(own, timezone.localdate(at)):
        raise STOPPED_SINCE(name=stopped[0], stop=STOP_WORDS[stopped[1]])
    book = Book.objects.select_for_update().get(region=own.region, fund=own.fund)
    day, key = first_open_day(book, timezone.localdate(at)), f"clearing:{own.number}"
    reason = f"定点机构费用拨付 {own.number}"
    if own.total_fen:
        draw(book=book, key=f"{key}:funding", amount_fen=own.total_fen, reason=reason, on=day, by=by.pk, at=at)
    for each in standing_of_run(own).select_related("institution").order_by("pk"):
        if each.pay_fen:
            each.entry = book_out(book, own, each, f"{key}:{each.pk}", by, at)
        each.paid_at = at
        each.save(update_fields=["entry", "paid_at"])
    write_files(own, by, at)
    own.state, own.paid_by, own.paid_eyes, own.paid_at = State.PAID, by, by.eyes, at
    record(by=by, at=at, code="clearing_paid", **_told(own))
    return _saved(own)


def _free(its: QuerySet[Any, Any], at: dt.datetime) -> None:
    """What these clearings took in is free for another, and kept (REG 53). Raises GIVEN_BACK_SINCE."""
    off = ClearedFlag.objects.filter(clearing__in=its, freed_at__isnull=True)
    back = ClearedFlag.objects.filter(
        flag__in=off.filter(amount_fen__gt=0).values("flag"), amount_fen__lt=0, freed_at__isnull=True
    )
    if later := back.select_related("clearing__run").first():
        raise GIVEN_BACK_SINCE(number=later.clearing.run.number)
    off.update(freed_at=at)
    Cleared.objects.filter(clearing__in=its, freed_at__isnull=True).update(freed_at=at)


def _stopped(own: ClearingRun, on: dt.date) -> tuple[str, Stop] | None:
    """One of its institutions that something stops now: its name, and what."""
    its = standing_of_run(own).values("institution")
    for pk, stop in stops_of(Institution.objects.filter(pk__in=its), own.fund, on).items():
        return Institution.objects.select_related("employer").get(pk=pk).employer.name, stop
    return None


def _taken(clearing_id: int, seen_version: int, act: str, by: User, at: dt.datetime) -> ClearingRun:
    """Under a lock, for an act its actor may do. Raises CHANGED_SINCE and what `why_not` answers."""
    own = ClearingRun.objects.select_for_update(of=("self",)).select_related("region").get(pk=clearing_id)
    if own.version != seen_version:
        raise CHANGED_SINCE()
    if refusal := why_not(own, act, by, timezone.localdate(at)):
        raise refusal
    return own


def _told(own: ClearingRun) -> dict[str, Any]:
    """For the trail."""
    return {
        "subject_kind": "run", "subject": str(own.run_id), "clearing": own.number, "fund": own.fund,
        "month": str(own.month), "total_fen": own.total_fen,
    }  # fmt: skip


def _saved(own: ClearingRun) -> ClearingRun:
    own.version += 1
    own.save()
    return own
