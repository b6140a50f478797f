"""Money for the expenditure account: asked for by a funding plan, granted by the finance department, drawn within it.

law    REG 40; 社会保险基金财务制度 (财社〔2017〕144号) art. 41: the fiscal special account pays by the funding plan
"""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from funds.ledger.actions.posting import Line, post
from funds.ledger.models import AccountKind, Book, Entry, FundingPlan, Side
from funds.ledger.rules.planning import ACT_WORDS, FUNDING_PLAN, PLAN_WORDS, PlanAct
from funds.ledger.selectors import balances_of, drawers_of, left_of_plans
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.money import written
from siadmin.kernel.months import Month
from siadmin.kernel.protection import opaque_number
from siadmin.kernel.refusal import Reason
from siadmin.kernel.workflow import WRONG_STATE

FUND_SHORT = Reason(
    "fund_short",
    "财政专户余额 {held} 元，不足以支付 {wanted} 元。",
    "The fiscal special account holds {held} yuan, less than the {wanted} yuan to be paid.",
    "资金到位后再划付。",
    "Pay when the money is there.",
)
PLAN_SHORT = Reason(
    "plan_short",
    "{month} 用款计划还可使用 {left} 元，不足以支付 {wanted} 元。",
    "The funding plans of {month} leave {left} yuan, less than the {wanted} yuan to be paid.",
    "编制用款计划，财政部门批复后再划付。",
    "Make a funding plan; pay when the finance department has granted it.",
)
PLAN_PAST = Reason(
    "plan_past",
    "{month} 已经过去，不能再编制用款计划。",
    "{month} is over; nothing is planned for it any more.",
    "编制当月或以后月份的用款计划。",
    "Plan for this month or a later one.",
)
GRANTED_MORE = Reason(
    "plan_granted_more",
    "批复金额 {granted} 元多于申请的 {asked} 元。",
    "{granted} yuan granted is more than the {asked} yuan asked for.",
    "按财政部门的批复填写；需要增加的，另行编制用款计划。",
    "Write what the finance department granted; for more, make another plan.",
)
GRANTED_WHEN = Reason(
    "plan_granted_when",
    "批复日期 {day} 早于报送，或者还没有到。",
    "The day {day} lies before the plan was submitted, or has not come yet.",
    "按批复文件填写日期。",
    "Write the day of the reply.",
)


ANSWERED_BY_PAYER = Reason(
    "plan_answered_by_payer",
    "同一人不能既登记财政批复，又从该基金当月的支出户付款。",
    "Who pays of this fund in this month does not write the finance department's reply down, nor the other way round.",
    "请由另一位工作人员办理。",
    "Someone else must do it.",
)


@transaction.atomic
def prepare_plan(*, book: Book, month: Month, amount_fen: int, purpose: str, by: User, at: dt.datetime) -> FundingPlan:
    """Ask for so much for a month's payments of a fund. Raises PLAN_PAST."""
    if month < Month.of(timezone.localdate(at)):
        raise PLAN_PAST(month=month)
    plan = FundingPlan.objects.create(
        number=opaque_number("F"), book=book, month=month, amount_fen=amount_fen, purpose=purpose, prepared_by=by,
        prepared_eyes=by.eyes, prepared_at=at,
    )  # fmt: skip
    record(by=by, at=at, code="funding_plan_prepared", **_told(plan))
    return plan


@transaction.atomic
def sign_plan(*, plan_id: int, by: User, at: dt.datetime) -> FundingPlan:
    """Another person signs it; it goes to the finance department. Raises WRONG_STATE, SAME_PERSON."""
    plan = _moved(plan_id, PlanAct.SIGN, by)
    plan.signed_by, plan.signed_eyes, plan.signed_at = by, by.eyes, at
    plan.save(update_fields=["state", "signed_by", "signed_eyes", "signed_at"])
    record(by=by, at=at, code="funding_plan_signed", **_told(plan))
    return plan


@transaction.atomic
def withdraw_plan(*, plan_id: int, by: User, at: dt.datetime) -> FundingPlan:
    """Given up before it was signed. Raises WRONG_STATE."""
    plan = _moved(plan_id, PlanAct.WITHDRAW, by)
    plan.save(update_fields=["state"])
    record(by=by, at=at, code="funding_plan_withdrawn", **_told(plan))
    return plan


@transaction.atomic
def answer_plan(
    *, plan_id: int, granted_fen: int, answered_on: dt.date, reference: str, by: User, at: dt.datetime
) -> FundingPlan:
    """What the finance department granted, all, a part or nothing: by who neither prepared nor signed it, nor pays.

    Raises WRONG_STATE, SAME_PERSON, ANSWERED_BY_PAYER, GRANTED_MORE, GRANTED_WHEN.
    """
    plan = _moved(plan_id, PlanAct.ANSWER, by)
    if by.eyes in drawers_of(plan.book, plan.month):
        raise ANSWERED_BY_PAYER()
    assert plan.signed_at is not None, "it was signed"
    if granted_fen > plan.amount_fen:
        raise GRANTED_MORE(granted=written(granted_fen), asked=written(plan.amount_fen))
    if not timezone.localdate(plan.signed_at) <= answered_on <= timezone.localdate(at):
        raise GRANTED_WHEN(day=answered_on)
    plan.granted_fen, plan.answered_on, plan.reference = granted_fen, answered_on, reference
    plan.answered_by, plan.answered_eyes, plan.answered_at = by, by.eyes, at
    plan.save()
    record(
        by=by, at=at, code="funding_plan_answered", granted_fen=granted_fen, reference=reference, **_told(plan)
    )  # fmt: skip
    return plan


@transaction.atomic
def draw(*, book: Book, key: str, amount_fen: int, reason: str, on: dt.date, by: int, at: dt.datetime) -> Entry:
    """From the fiscal special account to the expenditure account, once by its key.

    The book is locked by its caller: what is left of it stays left until the money is booked. Raises FUND_SHORT,
    PLAN_SHORT, ANSWERED_BY_PAYER.
    """
    check_funds(book, amount_fen, on)
    lines = [
        Line(book, AccountKind.EXPENDITURE, Side.DEBIT, amount_fen),
        Line(book, AccountKind.FISCAL, Side.CREDIT, amount_fen),
    ]
    with refusing("drawn_by_who_answered", ANSWERED_BY_PAYER()):
        entry, _ = post(key=key, flow="funding", booked_on=on, reason=reason, lines=lines, by=by, at=at)
    return entry


def check_funds(book: Book, amount_fen: int, on: dt.date) -> None:
    """Whether a book can draw so much on a day. Raises FUND_SHORT, PLAN_SHORT."""
    held = balances_of(book).get(AccountKind.FISCAL, 0)
    if held < amount_fen:
        raise FUND_SHORT(held=written(held), wanted=written(amount_fen))
    left = left_of_plans(book, Month.of(on))
    if left < amount_fen:
        raise PLAN_SHORT(month=Month.of(on), left=written(left), wanted=written(amount_fen))


def _moved(plan_id: int, act: str, by: User) -> FundingPlan:
    """The plan under a lock, in the state the act leads to, not saved. Raises WRONG_STATE, SAME_PERSON."""
    plan = FundingPlan.objects.select_for_update(of=("self",)).select_related("book__region").get(pk=plan_id)
    if act not in [arrow.name for arrow in FUNDING_PLAN.possible(plan.state)]:
        raise WRONG_STATE(state=PLAN_WORDS[plan.state], move=ACT_WORDS[act])
    actors: dict[str, str] = {PlanAct.PREPARE: plan.prepared_eyes, PlanAct.SIGN: plan.signed_eyes}
    plan.state = FUNDING_PLAN.check(act, state=plan.state, actor=by.eyes, actors=actors).target
    return plan


def _told(plan: FundingPlan) -> dict[str, Any]:
    """For the trail."""
    return {
        "subject_kind": "book", "subject": f"{plan.book.region_id}:{plan.book.fund}", "plan": plan.number,
        "month": str(plan.month), "amount_fen": plan.amount_fen,
    }  # fmt: skip
