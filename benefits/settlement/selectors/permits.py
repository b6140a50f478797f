"""Who sees bills, flags and clearings, and who may take their next step: post, line and region."""

import datetime as dt

from django.db.models import QuerySet

from benefits.payments.selectors.permits import LOOKERS, NOT_YOUR_POST, fund_reached
from benefits.providers.selectors.permits import OWN_INSTITUTION, why_own
from benefits.settlement.models import ClearingHold, ClearingRun, Flag, Reconciliation, Settlement
from benefits.settlement.rules.clearing import CLEARING, STATE_WORDS, Act, State
from enrollment.registry.selectors import delegates_on
from siadmin.agency.models import Region, User
from siadmin.agency.posts import NAMES, Post
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.refusal import Reason, Refusal
from siadmin.kernel.workflow import SAME_PERSON, WRONG_STATE
from siadmin.matters import subjects

OWN_BILL = Reason(
    "bill_your_own",
    "这是您本人的账单，不能由您核定。",
    "This is a bill of your own; you decide nothing about it.",
    "交由其他人员办理。",
    "Let somebody else decide.",
)
NOTHING_DUE = Reason(
    "clearing_of_nothing",
    "{month}拨付 {number} 中没有应付的机构。",
    "Clearing {number} of {month} pays no institution anything.",
    "作废后，有结算时再汇总。",
    "Cancel it, and assemble one once something was settled.",
)
OPEN, DECIDE, HOLD = "open", "decide", "hold"
RESULTS, ANEW = "results", "anew"
POST_OF: dict[str, str] = {
    OPEN: Post.CLERK, DECIDE: Post.REVIEWER, Act.REVIEW: Post.REVIEWER, Act.APPROVE: Post.APPROVER,
    Act.CANCEL: Post.REVIEWER, Act.PAY: Post.CASHIER, Act.SEND_BACK: Post.APPROVER, Act.LEAVE_OUT: Post.REVIEWER,
    HOLD: Post.REVIEWER, RESULTS: Post.ACCOUNTANT, ANEW: Post.CASHIER,
}  # fmt: skip
PRESSES: dict[str, Words] = {
    OPEN: Words("汇总拨付", "Assemble a clearing"),
    DECIDE: Words("核定", "Decide"),
    Act.REVIEW: Words("复核通过", "Let it through"),
    Act.APPROVE: Words("审批", "Approve"),
    Act.CANCEL: Words("作废", "Cancel"),
    Act.SEND_BACK: Words("退回复核", "Send back to be checked"),
    Act.PAY: Words("拨付", "Pay"),
    Act.LEAVE_OUT: Words("移出机构", "Leave an institution out"),
    HOLD: Words("暂缓拨付", "Hold an institution"),
    RESULTS: Words("导入银行回盘", "Take the bank's answer"),
    ANEW: Words("重新拨付", "Pay anew"),
}


def why_no_post(region: Region, fund: str, act: str, by: User, on: dt.date) -> Refusal | None:
    """Why this account's posts do not let it do that; None where they do."""
    post, press = POST_OF[act], PRESSES[act]
    if fund_reached(by, post, fund, region, on):
        return None
    name = NAMES[post]
    return NOT_YOUR_POST(place=region.words, act_zh=press.zh, act_en=press.en, post_zh=name.zh, post_en=name.en)


def why_not(own: ClearingRun, act: str, by: User, on: dt.date) -> Refusal | None:
    """Why `by` may not do this with the clearing now: state, post with line and region, four eyes, money."""
    if all(arrow.name != act for arrow in CLEARING.possible(own.state)):
        return WRONG_STATE(state=STATE_WORDS[own.state], move=PRESSES[act])
    if refusal := why_no_post(own.region, own.fund, act, by, on):
        return refusal
    signed = {"open": own.opened_eyes, Act.REVIEW: own.reviewed_eyes, Act.APPROVE: own.approved_eyes}
    try:
        CLEARING.check(act, state=own.state, actor=by.eyes, actors=signed)
    except Refusal as refusal:
        return refusal
    if act == Act.REVIEW and not own.clearings.filter(left_out__isnull=True).exists():
        return NOTHING_DUE(number=own.number, month=own.month)
    return why_own_clearing(own, by, on) if act != Act.LEAVE_OUT else None


def why_not_paid(own: ClearingRun, act: str, by: User, on: dt.date) -> Refusal | None:
    """The same of what follows once it was paid: answers of banks, and what came back paid anew, by none who signed.

    Who paid takes in no answer either, of whatever file.
    """
    if own.state != State.PAID:
        return WRONG_STATE(state=STATE_WORDS[own.state], move=PRESSES[act])
    if refusal := why_no_post(own.region, own.fund, act, by, on):
        return refusal
    signed = (own.opened_eyes, own.reviewed_eyes, own.approved_eyes, own.paid_eyes if act == RESULTS else "")
    return SAME_PERSON() if by.eyes in signed else None


def why_own_clearing(own: ClearingRun, by: User, on: dt.date) -> Refusal | None:
    """Nobody signs what an institution is paid that they act for."""
    theirs = delegates_on(on).filter(user__person_hash=by.person_hash).values("employer")
    its = (
        own.clearings.filter(left_out__isnull=True, institution__employer__in=theirs)
        .select_related("institution__employer")
        .first()
    )
    return OWN_INSTITUTION(name=its.institution.employer.name) if its else None


def why_own_flag(flag: Flag, by: User, on: dt.date) -> Refusal | None:
    """Nobody decides about their own bill, or one of an institution they act for (REG 37)."""
    its = flag.settlement
    subject = subjects.find("person", [its.person.number]).get(its.person.number)
    if subject is not None and subject.eyes == by.eyes:
        return OWN_BILL()
    return why_own(its.institution, by, on)


def offered(own: ClearingRun) -> list[str]:
    """Steps of the whole that a screen shows in this state, whether or not the viewer may."""
    names = (arrow.name for arrow in CLEARING.possible(own.state))
    return [name for name in names if name in PRESSES and name != Act.LEAVE_OUT]


def clearings_seen_by(viewer: Viewer) -> QuerySet[ClearingRun]:
    """For staff: of funds of their line in regions they reach. None for others."""
    found = ClearingRun.objects.filter(viewer.holding(LOOKERS).fund_filter(region="region", fund="fund"))
    return found.select_related("region", "run", "opened_by", "reviewed_by", "approved_by", "paid_by").order_by(
        "-month", "-pk"
    )


def flags_seen_by(viewer: Viewer) -> QuerySet[Flag]:
    """For staff: of settlements of their funds and places. None for others."""
    its = viewer.holding(LOOKERS).fund_filter(region="region", fund="fund")
    found = Flag.objects.filter(settlement__in=Settlement.objects.filter(its))
    return found.select_related("settlement__institution__employer", "settlement__person", "settlement__region")


def settlements_seen_by(viewer: Viewer) -> QuerySet[Settlement]:
    """For staff: of their funds and places; for an institution's people: their own. None for others."""
    found = Settlement.objects.select_related("institution__employer", "person", "stay", "reverses")
    if viewer.is_staff:
        return found.filter(viewer.holding((*LOOKERS, Post.ADMINISTRATOR)).fund_filter(region="region", fund="fund"))
    return found.filter(institution__employer__in=viewer.employer_ids)


def reconciliations_seen_by(viewer: Viewer) -> QuerySet[Reconciliation]:
    """For staff: of institutions of regions they reach; for an institution's people: their own. None for others."""
    found = Reconciliation.objects.select_related("institution__employer")
    if viewer.is_staff:
        return found.filter(viewer.holding(LOOKERS).region_filter("institution__region"))
    return found.filter(institution__employer__in=viewer.employer_ids)


def holds_seen_by(viewer: Viewer) -> QuerySet[ClearingHold]:
    """For staff: institutions held now, of their funds and places. None for others."""
    its = viewer.holding(LOOKERS).fund_filter(region="institution__region", fund="fund")
    found = ClearingHold.objects.filter(its, lifted_at__isnull=True)
    return found.select_related("institution__employer", "institution__region", "held_by").order_by("pk")
