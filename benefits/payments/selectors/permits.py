"""Who sees a payment run, and who may take its next step: the one place both screens and actions ask."""

import datetime as dt
from collections.abc import Mapping

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from benefits.payments.models import Entitlement, Overpayment, OwedBack, PaymentRun, Rise, Suspicion
from benefits.payments.rules.course import PAYMENT_RUN, STATE_WORDS, Act, State
from benefits.payments.rules.rising import RISE, RISE_WORDS, RiseAct
from enrollment.registry.models import Person
from enrollment.registry.subjects import Persons
from siadmin.agency.insurances import LINE_OF_FUND
from siadmin.agency.models import Region, User
from siadmin.agency.posts import NAMES, Post
from siadmin.agency.selectors import reaches_of
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.refusal import Reason, Refusal
from siadmin.kernel.workflow import SAME_PERSON, WRONG_STATE, Workflow

LOOKERS = (Post.CLERK, Post.REVIEWER, Post.APPROVER, Post.DIRECTOR, Post.ACCOUNTANT, Post.CASHIER, Post.AUDITOR)
OPEN, LIFT, SEND, RESULTS, AGAIN = "open", "lift", "send", "results", "again"
CLEAR = "clear"
RISE_OPEN = "rise_open"
# Acts that are no arrow of a run: which post takes each, and who of those that signed the run may not.
_BESIDE: dict[str, str] = {
    OPEN: Post.CLERK, LIFT: Post.REVIEWER, SEND: Post.CASHIER, RESULTS: Post.ACCOUNTANT, AGAIN: Post.CLERK,
    CLEAR: Post.CLERK, RISE_OPEN: Post.CLERK,
}  # fmt: skip
_NOT_BY: dict[str, tuple[str, ...]] = {
    LIFT: (OPEN,), SEND: (OPEN, Act.REVIEW, Act.APPROVE), RESULTS: (OPEN, Act.REVIEW, Act.APPROVE),
}  # fmt: skip
POST_OF: dict[str, str] = {arrow.name: arrow.post for arrow in PAYMENT_RUN.moves if arrow.post} | _BESIDE
PRESSES: dict[str, Words] = {
    OPEN: Words("汇总本月发放", "Assemble the month"),
    Act.REVIEW: Words("复核通过", "Let it through"),
    Act.APPROVE: Words("审批发放", "Approve"),
    Act.SEND_BACK: Words("退回复核", "Send back"),
    Act.CANCEL: Words("作废", "Cancel"),
    LIFT: Words("核实后放行", "Let it go"),
    SEND: Words("生成文件并划付", "Make the file and pay"),
    RESULTS: Words("导入银行回盘", "Take the bank's answer"),
    AGAIN: Words("重新发放", "Pay again"),
    CLEAR: Words("核实仍可领取", "Still entitled"),
    RISE_OPEN: Words("试算待遇调整", "Reckon a rise"),
}
DID: dict[str, Words] = {
    Act.REVIEW: Words("已复核通过。", "It was reviewed and let through."),
    Act.APPROVE: Words("已审批，可以划付。", "It was approved and can be paid."),
    Act.SEND_BACK: Words("已退回复核。", "It was sent back to be reviewed."),
    Act.CANCEL: Words("已作废。", "It was cancelled."),
    LIFT: Words("已放行，理由已记录。", "The payment was let go; the reason is on record."),
    RESULTS: Words("银行回盘已导入。", "The bank's answer was taken in."),
    AGAIN: Words("已重新发放，随下一文件划付。", "It goes to the bank again with the next file."),
}
RISE_POSTS: dict[str, str] = {arrow.name: arrow.post for arrow in RISE.moves if arrow.post}
RISE_PRESSES: dict[str, Words] = {
    RiseAct.APPROVE: Words("批准执行", "Approve"),
    RiseAct.CANCEL: Words("作废", "Cancel"),
}
RISE_DID: dict[str, Words] = {
    RiseAct.APPROVE: Words("已批准执行。", "It was approved."),
    RiseAct.CANCEL: Words("已作废。", "It was cancelled."),
}
OWN_BENEFIT = Reason(
    "payments_own_benefit",
    "不能办理本人的待遇，须回避。",
    "Nobody looks into their own benefit.",
    "由他人办理。",
    "Someone else must do it.",
)
NOT_YOUR_POST = Reason(
    "payments_not_your_post",
    "“{act_zh}”由{place}的“{post_zh}”办理。",
    "“{act_en}” is for the post “{post_en}” of {place}.",
    "请由该岗位的人员办理。",
    "Somebody who holds that post must do it.",
)


def runs_seen_by(viewer: Viewer) -> QuerySet[PaymentRun]:
    """For staff: runs of funds of their line in regions they reach. None for others."""
    found = PaymentRun.objects.filter(_within(viewer))
    return found.select_related("region", "run", "opened_by", "reviewed_by", "approved_by")


def suspicions_seen_by(viewer: Viewer) -> QuerySet[Suspicion]:
    """For staff: of benefits of their funds and places. None for others."""
    of_theirs = Entitlement.objects.filter(_within(viewer))
    found = Suspicion.objects.filter(entitlement__in=of_theirs)
    related = (
        "entitlement__person",
        "entitlement__region",
        "row__batch",
        "report__case",
        "closed_by",
        "ending__case",
        "verification",
    )
    return found.select_related(*related).prefetch_related(
        "entitlement__components", "entrustments__office", "entrustments__visitor"
    )


def overpayments_seen_by(viewer: Viewer) -> QuerySet[Overpayment]:
    """For staff: of benefits of their funds and places, with what came back in fen (`back_fen`). None for others."""
    of_theirs = Entitlement.objects.filter(_within(viewer))
    found = Overpayment.objects.filter(ending__entitlement__in=of_theirs)
    related = (
        "ending__entitlement__person",
        "ending__entitlement__region",
        "ending__case",
        "letter",
        "agreement",
    )
    found = found.prefetch_related("ending__entitlement__components", "offset_agreements__ended")
    return found.select_related(*related).annotate(back_fen=Coalesce(Sum("recovered__amount_fen"), 0))


def owed_back_seen_by(viewer: Viewer) -> QuerySet[OwedBack]:
    """For staff: what is owed of benefits of their funds and places, and not settled (`left_fen`). None for others."""
    of_theirs = Entitlement.objects.filter(_within(viewer))
    found = OwedBack.objects.filter(overpayment__ending__entitlement__in=of_theirs)
    found = found.annotate(left_fen=F("amount_fen") - Coalesce(Sum("settled__amount_fen"), 0)).filter(left_fen__gt=0)
    return found.select_related("overpayment__ending__entitlement__person").order_by("pk")


def _within(viewer: Viewer) -> Q:
    return viewer.holding(LOOKERS).fund_filter(region="region", fund="fund")


def fund_reached(user: User, post: str, fund: str, region: Region, on: dt.date) -> bool:
    """Whether a user's post, with its line and subtree, covers a fund of a region."""
    line = LINE_OF_FUND[fund]
    return any(
        reach.post == post and reach.line == line and region.path.startswith(reach.path)
        for reach in reaches_of(user, on=on)
    )


def why_no_post(region: Region, fund: str, act: str, by: User, on: dt.date) -> Refusal | None:
    """Why this account's posts do not let it do that; None where they do."""
    return _why_no_post(region, fund, POST_OF[act], PRESSES[act], by, on)


def _why_no_post(region: Region, fund: str, post: str, press: Words, by: User, on: dt.date) -> Refusal | None:
    if fund_reached(by, post, fund, region, on):
        return None
    name = NAMES[post]
    return NOT_YOUR_POST(place=region.words, act_zh=press.zh, act_en=press.en, post_zh=name.zh, post_en=name.en)


def why_own(person: Person, by: User) -> Refusal | None:
    """Nobody looks into their own benefit, by whichever account of theirs (REG 37)."""
    own = Persons().find([person.number]).get(person.number)
    return OWN_BENEFIT() if own is not None and own.eyes == by.eyes else None


def why_not(own: PaymentRun, act: str, by: User, on: dt.date) -> Refusal | None:
    """Why `by` may not do this with the run now; None when they may: state, post with line and region, four eyes."""
    if not _is_possible(own, act):
        return WRONG_STATE(state=STATE_WORDS[own.state], move=PRESSES[act])
    if refusal := why_no_post(own.region, own.fund, act, by, on):
        return refusal
    signed = {OPEN: own.opened_eyes, Act.REVIEW: own.reviewed_eyes, Act.APPROVE: own.approved_eyes}
    if act in _BESIDE:
        return SAME_PERSON() if by.eyes in [signed[each] for each in _NOT_BY.get(act, ())] else None
    return _why_not_by(PAYMENT_RUN, act, own.state, by, signed)


def _why_not_by(course: Workflow, act: str, state: str, by: User, signed: Mapping[str, str]) -> Refusal | None:
    try:
        course.check(act, state=state, actor=by.eyes, actors=signed)
    except Refusal as refusal:
        return refusal
    return None


def _is_possible(own: PaymentRun, act: str) -> bool:
    if act == LIFT:
        return own.state not in (State.ASSEMBLING, State.CANCELLED)
    if act in (SEND, RESULTS, AGAIN):
        return own.state == State.APPROVED
    return any(arrow.name == act for arrow in PAYMENT_RUN.possible(own.state))


def offered(own: PaymentRun) -> list[str]:
    """Decisions a screen shows in this state, whether or not the viewer may."""
    return [act for act in (Act.REVIEW, Act.APPROVE, Act.SEND_BACK, Act.CANCEL) if _is_possible(own, act)]


def rises_seen_by(viewer: Viewer) -> QuerySet[Rise]:
    """For staff: of their funds and places. None for others."""
    return Rise.objects.filter(_within(viewer)).select_related("region", "run", "put_run", "opened_by", "approved_by")


def why_not_rise(own: Rise, act: str, by: User, on: dt.date) -> Refusal | None:
    """Why `by` may not do this with the rise now; None when they may: state, post with line and region, four eyes."""
    if all(arrow.name != act for arrow in RISE.possible(own.state)):
        return WRONG_STATE(state=RISE_WORDS[own.state], move=RISE_PRESSES[act])
    if refusal := _why_no_post(own.region, own.fund, RISE_POSTS[act], RISE_PRESSES[act], by, on):
        return refusal
    return _why_not_by(RISE, act, own.state, by, {OPEN: own.opened_eyes})
