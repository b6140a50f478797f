"""The monthly run of a fund: assembled by slices, reviewed by one, approved by another, neither who opened it."""

import datetime as dt
import json
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models import Sum
from django.utils import timezone

from benefits.payments.actions.giving_up import give_up
from benefits.payments.actions.offsetting import set_off_in
from benefits.payments.actions.suspecting import look_through
from benefits.payments.excluding import funds_never_beside, work_beside
from benefits.payments.law import guard_law
from benefits.payments.models import Batch, BenefitLine, Hold, Payment, PaymentRun
from benefits.payments.rules.course import OPEN, STATE_WORDS, Act, State, Why
from benefits.payments.selectors.permits import OPEN as OPENING
from benefits.payments.selectors.permits import why_no_post, why_not
from siadmin.agency.models import Region, User
from siadmin.agency.trail import record, refusals_recorded
from siadmin.kernel import runs
from siadmin.kernel.database import joining_sets, run_sql
from siadmin.kernel.language import Words
from siadmin.kernel.models import Run, Slice
from siadmin.kernel.months import Month
from siadmin.kernel.protection import opaque_number
from siadmin.kernel.refusal import Reason
from siadmin.kernel.runs import Scope
from siadmin.kernel.workflow import CHANGED_SINCE

SQL = Path(__file__).resolve().parent.parent / "sql"
PEOPLE_A_SLICE = 10_000
_EVER = dt.datetime(1990, 1, 1, tzinfo=dt.UTC)
_COUNTS = ("people", "lines", "amount_fen", "payments", "held", "offset_fen")
OPEN_ALREADY = Reason(
    "payment_run_open_already",
    "{place}{month}的发放批次 {number} 已存在（{state_zh}）。",
    "{place} has the run {number} of {month} already ({state_en}).",
    "打开该批次；需要重做的，先作废。",
    "Open that run; cancel it first if it must be made anew.",
)
MONTH_BEFORE_OPEN = Reason(
    "payment_month_before_open",
    "{number} 批次（{month}）尚未审批。",
    "The run {number} of {month} is not approved yet.",
    "按月份顺序发放。",
    "Pay the months in order.",
)
NOT_YET = Reason(
    "payment_month_not_yet",
    "{month} 还没有到，不能发放。",
    "{month} has not begun; nothing is paid for it yet.",
    "到当月再发放。",
    "Pay it in its month.",
)
NOBODY_TO_PAY = Reason(
    "payment_nobody_to_pay",
    "{place}没有在付的待遇。",
    "Nothing is in payment in {place}.",
    "核对地区和险种。",
    "Check place and fund.",
)
SAMPLE_WAITS = Reason(
    "payment_sample_waits",
    "还有 {count} 笔抽查未核。",
    "{count} payments of the audit sample have not been looked at.",
    "逐笔核对抽查的发放后再复核。",
    "Look at each payment of the sample, then review.",
)
SUMS_DIFFER = Reason(
    "payment_sums_differ",
    "控制数不符：明细 {left} 分，应付 {right} 分。",
    "Control sums differ: lines {left} fen, payments {right} fen.",
    "运行已停止，请系统管理岗核查。",
    "The run stopped; the administrator must look into it.",
)


def _of_a_run(payment_run_id: int) -> tuple[str, str]:
    return "run", str(PaymentRun.objects.values_list("run", flat=True).get(pk=payment_run_id))


def _of_whom(by: User) -> tuple[str, str]:
    return "user", by.username


on_record = refusals_recorded(_of_a_run, by="payment_run_id")


class PaymentBatchRun:
    """Lines, payments and holds, slice by slice; at the end what only the whole run shows, and the sample."""

    code = "payments"
    title = Words("待遇发放", "Payment of benefits")

    def plan(self, run: Run) -> Iterable[Scope]:
        told = run.parameters
        wanted = {
            "region": told["region"], "fund": told["fund"], "month": Month.parse(told["month"]).first_day,
            "size": told["people_a_slice"],
        }  # fmt: skip
        for first, last, people in run_sql(SQL / "plan_people.sql", wanted):
            yield Scope({"first": first, "last": last}, people)

    def execute(self, part: Slice) -> dict[str, Any]:
        """One range of people in one statement."""
        told, own = part.run.parameters, PaymentRun.objects.get(run=part.run)
        month = Month.parse(told["month"])
        with joining_sets(by_key=True):
            ((*counts, by_item),) = run_sql(
                SQL / "pay_slice.sql",
                {
                    "region": told["region"],
                    "fund": told["fund"],
                    "month": month.first_day,
                    "month_before": (month - 1).first_day,
                    "since": told["since"],
                    "run": own.pk,
                    "slice": part.pk,
                    "first": part.scope["first"],
                    "last": part.scope["last"],
                    "at": part.run.planned_at,
                    "jump_ppm": told["jump_ppm"],
                    "outlier_fen": told["outlier_fen"],
                    "back_months": told["back_months"],
                    "back_month": (month - told["back_months"]).first_day,
                    "excluded_funds": told["excluded_funds"],
                    "work_beside": work_beside(told["fund"]),
                },
            )
        return dict(zip(_COUNTS, map(int, counts), strict=True)) | {"by_item": json.loads(by_item)}

    def finish(self, run: Run) -> dict[str, Any]:
        """Hold shared accounts, draw the sample, add up. Raises SUMS_DIFFER."""
        own = PaymentRun.objects.select_for_update().get(run=run)
        totals = runs.add_up(run, dict.fromkeys(_COUNTS, 0))
        given = {"run": own.pk, "month": own.month.first_day, "at": run.planned_at}
        many = max(1, -(-totals["payments"] * run.parameters["sample_ppm"] // 1_000_000))
        with joining_sets():  # what the slices wrote a moment ago is empty to the planner
            run_sql(SQL / "hold_shared.sql", given)
            run_sql(SQL / "hold_changed.sql", given | {"persons": None})
            run_sql(SQL / "hold_against.sql", given | {"region": own.region_id, "fund": own.fund, "entitlements": None})
            run_sql(SQL / "draw_sample.sql", given | {"seed": secrets.randbits(63), "many": many})
        stopped = Hold.objects.filter(batch_id__in=own.batches.values("pk"), because=Why.STOPPED)
        give_up(list(stopped.values_list("person_id", flat=True)), None, run.planned_at, run=own)
        lines = BenefitLine.objects.filter(paid_in=own.pk).aggregate(fen=Sum("amount_fen", default=0))["fen"]
        batches = own.batches.values("pk")
        paid = Payment.objects.filter(month=own.month, batch_id__in=batches).aggregate(
            fen=Sum("amount_fen", default=0)
        )["fen"]
        offset = set_off_in(own.pk)
        if not lines == paid + offset == totals["amount_fen"]:
            raise SUMS_DIFFER(left=lines, right=paid + offset)
        own.state, own.people, own.total_fen, own.offset_fen = State.CHECKING, totals["payments"], paid, offset
        own.version += 1
        own.save(update_fields=["state", "people", "total_fen", "offset_fen", "version"])
        return totals


@refusals_recorded(_of_whom, by="by")
@transaction.atomic
def open_payments(
    *, region: Region, fund: str, month: Month, by: User, at: dt.datetime, people_a_slice: int = PEOPLE_A_SLICE
) -> PaymentRun:
    """Plan what a fund of a region pays in a month; what our own records say against benefits is suspected first.

    Raises NOT_YET, OPEN_ALREADY, MONTH_BEFORE_OPEN, NOBODY_TO_PAY, NoLawInForce, and what `why_no_post` answers.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"payments:{region.pk}:{fund}"])
    if refusal := why_no_post(region, fund, OPENING, by, timezone.localdate(at)):
        raise refusal
    if month > Month.of(timezone.localdate(at)):
        raise NOT_YET(month=month)
    _in_order(region, fund, month)
    law = guard_law(region, fund, month.first_day)
    since = _looked_back_to(region, fund)
    suspected = look_through(region, fund, month, at)
    number = opaque_number("R")
    parameters = {
        "region": region.pk, "fund": fund, "month": str(month), "since": since.isoformat(),
        "jump_ppm": law.jump_ppm, "outlier_fen": law.outlier_fen, "sample_ppm": law.sample_ppm,
        "back_months": law.back_months,
        "excluded_funds": funds_never_beside(fund), "people_a_slice": people_a_slice,
    }  # fmt: skip
    banks = [row[0] for row in run_sql(SQL / "banks.sql", {"region": region.pk, "fund": fund})]
    run, _ = runs.open_run(kind=PaymentBatchRun.code, key=number, parameters=parameters, by=by.pk, at=at)
    if not run.people:
        raise NOBODY_TO_PAY(place=region.words)
    payments = PaymentRun.objects.create(
        number=number, region=region, fund=fund, month=month, run=run, opened_by=by, opened_eyes=by.eyes, opened_at=at
    )
    Batch.objects.bulk_create(Batch(payment_run=payments, bank_name=name) for name in sorted(banks))
    record(
        by=by, at=at, code="payments_opened", subject_kind="run", subject=str(run.pk), region=region.pk, fund=fund,
        month=str(month), run=number, suspected=suspected,
    )  # fmt: skip
    return payments


def _looked_back_to(region: Region, fund: str) -> dt.datetime:
    """What was lifted or given up since the run before the last is looked for again.

    What began before the last run was opened may have been decided only after its slices looked.
    """
    standing = PaymentRun.objects.filter(region=region, fund=fund).exclude(state=State.CANCELLED)
    return standing.order_by("-month").values_list("opened_at", flat=True)[1:2].first() or _EVER


def _in_order(region: Region, fund: str, month: Month) -> None:
    standing = PaymentRun.objects.filter(region=region, fund=fund).exclude(state=State.CANCELLED)
    for each in standing.filter(month__gte=month).order_by("-month")[:1]:
        words = STATE_WORDS[each.state]
        raise OPEN_ALREADY(
            place=region.words, month=each.month, number=each.number, state_zh=words.zh, state_en=words.en
        )
    for each in standing.filter(state__in=OPEN).order_by("month")[:1]:
        raise MONTH_BEFORE_OPEN(number=each.number, month=each.month)


@on_record
@transaction.atomic
def review(*, payment_run_id: int, seen_version: int, by: User, at: dt.datetime) -> PaymentRun:
    """A reviewer lets the run through, once the sample was looked at. Raises SAMPLE_WAITS and what `taken` refuses."""
    own = taken(payment_run_id, seen_version, Act.REVIEW, by, at)
    waiting = Hold.objects.filter(batch_id__in=own.batches.values("pk"), because=Why.SAMPLE, lifted_at__isnull=True)
    if count := waiting.count():
        raise SAMPLE_WAITS(count=count)
    own.state, own.reviewed_by, own.reviewed_eyes, own.reviewed_at, own.reason = State.REVIEWED, by, by.eyes, at, ""
    record(by=by, at=at, code="payments_reviewed", subject_kind="run", subject=str(own.run_id), **_told(own))
    return _saved(own)


@on_record
@transaction.atomic
def approve(*, payment_run_id: int, seen_version: int, by: User, at: dt.datetime) -> PaymentRun:
    """An approver lets the money go; files may leave from here on. Raises what `taken` refuses."""
    own = taken(payment_run_id, seen_version, Act.APPROVE, by, at)
    own.state, own.approved_by, own.approved_eyes, own.approved_at = State.APPROVED, by, by.eyes, at
    record(by=by, at=at, code="payments_approved", subject_kind="run", subject=str(own.run_id), **_told(own))
    return _saved(own)


@on_record
@transaction.atomic
def send_back(*, payment_run_id: int, seen_version: int, by: User, at: dt.datetime, reason: str) -> PaymentRun:
    """An approver returns it to review, saying why. Raises what `taken` refuses."""
    own = taken(payment_run_id, seen_version, Act.SEND_BACK, by, at)
    own.state, own.reviewed_by, own.reviewed_eyes, own.reviewed_at, own.reason = State.CHECKING, None, "", None, reason
    record(
        by=by,
        at=at,
        code="payments_sent_back",
        subject_kind="run",
        subject=str(own.run_id),
        reason=reason,
        **_told(own),
    )
    return _saved(own)


@on_record
@transaction.atomic
def cancel(*, payment_run_id: int, seen_version: int, by: User, at: dt.datetime, reason: str) -> PaymentRun:
    """Nothing of it is paid; the month may be run anew. What was assembled stays on record.

    Raises what `taken` refuses.
    """
    own = taken(payment_run_id, seen_version, Act.CANCEL, by, at)
    own.state, own.reason = State.CANCELLED, reason
    record(
        by=by,
        at=at,
        code="payments_cancelled",
        subject_kind="run",
        subject=str(own.run_id),
        reason=reason,
        **_told(own),
    )
    return _saved(own)


def taken(payment_run_id: int, seen_version: int, act: str, by: User, at: dt.datetime) -> PaymentRun:
    """The run under a lock, for an act its actor may do. Raises CHANGED_SINCE and what `why_not` answers."""
    own = PaymentRun.objects.select_for_update(of=("self",)).select_related("region").get(pk=payment_run_id)
    if own.version != seen_version:
        raise CHANGED_SINCE()
    if refusal := why_not(own, act, by, timezone.localdate(at)):
        raise refusal
    return own


def locked_run(batch_id: int) -> PaymentRun:
    """The run of a batch under a lock: what happens to its payments happens one after the other."""
    return PaymentRun.objects.select_for_update(of=("self",)).select_related("region").get(batches=batch_id)


def _told(own: PaymentRun) -> dict[str, Any]:
    """For the trail."""
    return {"run": own.number, "total_fen": own.total_fen}


def _saved(own: PaymentRun) -> PaymentRun:
    """Every act raises the version, so that nobody acts on what they did not see."""
    own.version += 1
    own.save()
    return own
