"""Benefits rise together: reckoned for everybody by slices, approved by another person, then put in payment by slices.

Nothing is paid from a reckoning; what is put in payment is what was looked at, to the fen.
"""

import datetime as dt
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from benefits.claims.schemes import schemes
from benefits.payments.measures import Measure, measure_of
from benefits.payments.models import Rise
from benefits.payments.rules.rising import RISE_WORDS, RiseAct, RiseState
from benefits.payments.selectors.permits import RISE_OPEN, why_no_post, why_not_rise
from benefits.payments.selectors.rising import granted_since
from benefits.payments.words import RISEN_TEXT
from siadmin.agency.models import Region, User
from siadmin.agency.trail import record, refusals_recorded
from siadmin.kernel import runs
from siadmin.kernel.database import joining_sets, run_sql
from siadmin.kernel.language import Words
from siadmin.kernel.models import Run, Slice
from siadmin.kernel.months import Month
from siadmin.kernel.protection import opaque_number
from siadmin.kernel.refusal import Reason, Refusal
from siadmin.kernel.runs import Scope
from siadmin.kernel.workflow import CHANGED_SINCE
from siadmin.letters.actions import Addressed, send_many
from siadmin.letters.models import RecipientKind
from siadmin.letters.protocols import Recipient

SQL = Path(__file__).resolve().parent.parent / "sql"
PEOPLE_A_SLICE = 20_000
RISEN_ALREADY = Reason(
    "rise_already",
    "{place}自 {month} 起的“{what}”已有批次 {number}（{state_zh}）。",
    "{place} has “{what}” from {month} on already: {number} ({state_en}).",
    "打开该批次；需要重做的，先作废。",
    "Open that one; cancel it first if it must be made anew.",
)
EARLIER_FIRST = Reason(
    "rise_earlier_first",
    "{place}自 {month} 起的“{what}”（{number}）还没有办完，或有此后核定的人员待补调。",
    "“{what}” of {place} from {month} on ({number}) is not done, or waits for its supplement.",
    "先办完较早的批次和补调，再试算以后的年度：后一年度按前一年度调整后的金额计算。",
    "Finish that one and its supplement first: the later year is reckoned from what it brings.",
)
LATER_STANDS = Reason(
    "rise_later_stands",
    "{place}自 {month} 起的“{what}”（{number}）已经试算，不能再补做较早年度的首次调整。",
    "“{what}” of {place} from {month} on ({number}) stands: the first rise of an earlier month is too late.",
    "先作废较晚的批次。",
    "Cancel the later one first.",
)
NOBODY_RISES = Reason(
    "rise_nobody",
    "{place}没有可以调整的待遇。",
    "Nothing in payment in {place} rises by it.",
    "核对地区和起始月份。",
    "Check the place and the first month.",
)
LAW_CHANGED = Reason(
    "rise_law_changed",
    "试算期间政策参数已变更，批次 {number} 不再有效。",
    "The values of the law changed while {number} was reckoned.",
    "作废该批次，重新试算。",
    "Cancel it and reckon anew.",
)
LAW_OF_THE_FIRST = Reason(
    "rise_law_of_the_first",
    "“{what}”的政策参数在批次 {number} 之后已变更，此后核定的人员须按同一规定补调。",
    "The values of “{what}” changed after {number}; who was granted since rises by the same ones.",
    "请政策管理人员核对参数的变更。",
    "Ask the policy officers about the change.",
)
PUT_DIFFERS = Reason(
    "rise_put_differs",
    "控制数不符：试算每月 {left} 分，在付 {right} 分。",
    "Control sums differ: {left} fen a month reckoned, {right} fen put in payment.",
    "运行已停止，请系统管理岗核查。",
    "The run stopped; the administrator must look into it.",
)


class _OfARise:
    """By ranges of people with something in payment."""

    def plan(self, run: Run) -> Iterable[Scope]:
        told = run.parameters
        wanted = {
            "region": told["region"], "fund": told["fund"], "month": Month.parse(told["until"]).first_day,
            "size": PEOPLE_A_SLICE,
        }  # fmt: skip
        for first, last, people in run_sql(SQL / "plan_people.sql", wanted):
            yield Scope({"first": first, "last": last}, people)


class RiseRun(_OfARise):
    """What everybody's benefit would rise by."""

    code = "rise"
    title = Words("待遇调整试算", "Reckoning a rise of benefits")

    def execute(self, part: Slice) -> dict[str, Any]:
        """Raises LAW_CHANGED, and what the measure refuses."""
        own = Rise.objects.select_related("region").get(run=part.run)
        measure = measure_of(own.measure)
        if _law_told(measure, own.region, own.from_month) != own.law:
            raise LAW_CHANGED(number=own.number)
        with joining_sets():
            people, fen = measure.reckon(own, part.scope["first"], part.scope["last"])
        return {"people": people, "month_fen": fen}

    def finish(self, run: Run) -> dict[str, Any]:
        own = Rise.objects.select_for_update().get(run=run)
        totals = runs.add_up(run, {"people": 0, "month_fen": 0})
        own.state, own.people, own.month_fen = RiseState.CHECKING, totals["people"], totals["month_fen"]
        _saved(own)
        return totals


class RisePutRun(_OfARise):
    """What was approved, in payment from its first month on: the next payment run pays it with the months gone by."""

    code = "rise_put"
    title = Words("待遇调整执行", "Putting a rise of benefits in payment")

    def execute(self, part: Slice) -> dict[str, Any]:
        own = Rise.objects.get(put_run=part.run)
        items = {each.code: each.items[own.component] for each in schemes() if own.component in each.items}
        with joining_sets():
            ((people, fen),) = run_sql(
                SQL / "put_rise.sql",
                {"rise": own.pk, "first": part.scope["first"], "last": part.scope["last"], "items": json.dumps(items)},
            )
        return {"people": int(people), "month_fen": int(fen)}

    def finish(self, run: Run) -> dict[str, Any]:
        """Raises PUT_DIFFERS."""
        own = Rise.objects.select_for_update().get(put_run=run)
        totals = runs.add_up(run, {"people": 0, "month_fen": 0})
        if (totals["people"], totals["month_fen"]) != (own.people, own.month_fen):
            raise PUT_DIFFERS(left=own.month_fen, right=totals["month_fen"])
        own.state = RiseState.DONE
        _saved(own)
        runs.open_run(
            kind=RiseToldRun.code, key=own.number, parameters=run.parameters, by=run.started_by, at=run.planned_at
        )
        return totals


class RiseToldRun(_OfARise):
    """Everybody whose benefit rose is told, once all of it is in payment: no money waits for a message."""

    code = "rise_told"
    title = Words("待遇调整告知", "Telling people that benefits rose")

    def execute(self, part: Slice) -> dict[str, Any]:
        """From which month, how much before and after, by which law; once."""
        own = Rise.objects.get(number=part.run.key)
        measure = measure_of(own.measure)
        lines = own.lines.filter(
            entitlement__person__gte=part.scope["first"], entitlement__person__lte=part.scope["last"]
        )
        columns = "pk", "entitlement__person__number", "from_month", "before_fen", "amount_fen"
        told = [
            Addressed(
                Recipient(RecipientKind.PERSON, number),
                {
                    "what": measure.title, "month": str(month), "before_fen": before, "after_fen": before + more,
                    "more_fen": more, "basis": measure.basis,
                },
                page=("citizen_benefits",),
                key=f"rise:{line}",
            )
            for line, number, month, before, more in lines.values_list(*columns)
        ]  # fmt: skip
        send_many(RISEN_TEXT, told, at=part.run.planned_at)
        return {"people": len(told), "month_fen": sum(one.values["more_fen"] for one in told)}

    def finish(self, run: Run) -> dict[str, Any]:
        return runs.add_up(run, {"people": 0, "month_fen": 0})


@transaction.atomic
def open_rise(*, code: str, region: Region, from_month: Month, by: User, at: dt.datetime) -> Rise:
    """Reckon a measure for everybody at a place; once it is done, for who was granted since, by the same law.

    Raises RISEN_ALREADY, EARLIER_FIRST, LATER_STANDS, LAW_OF_THE_FIRST, NOBODY_RISES, NoLawInForce, `why_no_post`.
    """
    measure = measure_of(code)
    if refusal := why_no_post(region, measure.fund, RISE_OPEN, by, timezone.localdate(at)):
        raise refusal
    with connection.cursor() as cursor:  # two who open it at once open one
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"rise:{region.pk}:{code}"])
    standing = Rise.objects.filter(region=region, measure=code, from_month=from_month)
    before = standing.exclude(state=RiseState.CANCELLED).order_by("-sequence").first()
    if before is not None and (before.state != RiseState.DONE or not granted_since(before).exists()):
        words = RISE_WORDS[before.state]
        raise RISEN_ALREADY(
            place=region.words, month=from_month, what=measure.title, number=before.number, state_zh=words.zh,
            state_en=words.en,
        )  # fmt: skip
    if refusal := _out_of_order(measure, region, from_month, is_first=before is None):
        raise refusal
    law = _law_told(measure, region, from_month)
    if before is not None and law != before.law:
        raise LAW_OF_THE_FIRST(what=measure.title, number=before.number)
    number = opaque_number("A")
    until = max(from_month, Month.of(timezone.localdate(at))) + 1  # what is granted now may begin next month
    parameters = {"region": region.pk, "fund": measure.fund, "from_month": str(from_month), "until": str(until)}
    run, _ = runs.open_run(kind=RiseRun.code, key=number, parameters=parameters, by=by.pk, at=at)
    if not run.people:
        raise NOBODY_RISES(place=region.words)
    own = Rise.objects.create(
        number=number, measure=code, region=region, fund=measure.fund, component=measure.component,
        from_month=from_month, sequence=before.sequence + 1 if before else 0, law=law, run=run, opened_by=by,
        opened_eyes=by.eyes, opened_at=at,
    )  # fmt: skip
    record(by=by, at=at, code="rise_opened", subject_kind="run", subject=str(run.pk), **_told(own))
    return own


def _out_of_order(measure: Measure, region: Region, from_month: Month, *, is_first: bool) -> Refusal | None:
    """A later year is reckoned from what the earlier brought: those are done, with their supplements, before it."""
    standing = Rise.objects.filter(region=region, measure=measure.code).exclude(state=RiseState.CANCELLED)
    newest: dict[str, Rise] = {}
    for each in standing.filter(from_month__lt=from_month).order_by("from_month", "-sequence"):
        newest.setdefault(str(each.from_month), each)
    for each in newest.values():
        if each.state != RiseState.DONE or granted_since(each).exists():
            return _said(EARLIER_FIRST, measure, each)
    later = standing.filter(from_month__gt=from_month).order_by("from_month").first()
    return _said(LATER_STANDS, measure, later) if is_first and later is not None else None


def _said(reason: Reason, measure: Measure, own: Rise) -> Refusal:
    return reason(place=own.region.words, month=own.from_month, what=measure.title, number=own.number)


def _law_told(measure: Measure, region: Region, from_month: Month) -> list[dict[str, str]]:
    return [
        {
            "zh": name.zh, "en": name.en, "value": str(law.value), "unit": law.unit, "source": law.source,
            "status": law.status,
        }
        for name, law in measure.laws(region, from_month)
    ]  # fmt: skip


def _of_a_rise(rise_id: int) -> tuple[str, str]:
    return "run", str(Rise.objects.values_list("run", flat=True).get(pk=rise_id))


_on_record = refusals_recorded(_of_a_rise, by="rise_id")


@_on_record
@transaction.atomic
def approve_rise(*, rise_id: int, seen_version: int, by: User, at: dt.datetime) -> Rise:
    """What was reckoned is put in payment. Raises CHANGED_SINCE and what `why_not_rise` answers."""
    own = _taken(rise_id, seen_version, RiseAct.APPROVE, by, at)
    parameters = {key: own.run.parameters[key] for key in ("region", "fund", "from_month", "until")}
    own.put_run, _ = runs.open_run(kind=RisePutRun.code, key=own.number, parameters=parameters, by=by.pk, at=at)
    own.state, own.approved_by, own.approved_eyes, own.approved_at = RiseState.APPROVED, by, by.eyes, at
    record(by=by, at=at, code="rise_approved", subject_kind="run", subject=str(own.run_id), **_told(own))
    return _saved(own)


@_on_record
@transaction.atomic
def cancel_rise(*, rise_id: int, seen_version: int, by: User, at: dt.datetime, reason: str) -> Rise:
    """Nothing of it is paid; it may be reckoned anew. Raises CHANGED_SINCE and what `why_not_rise` answers."""
    own = _taken(rise_id, seen_version, RiseAct.CANCEL, by, at)
    own.state, own.reason = RiseState.CANCELLED, reason
    record(
        by=by, at=at, code="rise_cancelled", subject_kind="run", subject=str(own.run_id), reason=reason, **_told(own)
    )
    return _saved(own)


def _taken(rise_id: int, seen_version: int, act: str, by: User, at: dt.datetime) -> Rise:
    own = Rise.objects.select_for_update(of=("self",)).select_related("region", "run").get(pk=rise_id)
    if own.version != seen_version:
        raise CHANGED_SINCE()
    if refusal := why_not_rise(own, act, by, timezone.localdate(at)):
        raise refusal
    return own


def _told(own: Rise) -> dict[str, Any]:
    return {"rise": own.number, "region": own.region_id, "month": str(own.from_month), "month_fen": own.month_fen}


def _saved(own: Rise) -> Rise:
    """Every act raises the version, so that nobody acts on what they did not see."""
    own.version += 1
    own.save()
    return own
