"""The paid leave of who is treated after an injury: who pays, until when, how far it may be extended.

Source: WIR 33: the employer goes on paying the own pay, and nurses or pays for nursing; twelve months at most, by a
confirmation of the appraisal committee twelve more; it ends with the grade. WIR 38: again upon a recurrence.
"""

import datetime as dt
from dataclasses import dataclass

from benefits.injury.rules.days import same_day
from siadmin.kernel.figures import plain
from siadmin.kernel.language import Words
from siadmin.kernel.refusal import Reason, Refusal
from siadmin.kernel.trace import Law

FIRST, EXTENDED = "first", "extended"
KIND_WORDS = {
    FIRST: Words("停工留薪期", "Paid leave"),
    EXTENDED: Words("延长停工留薪期（劳动能力鉴定委员会确认）", "Longer paid leave, confirmed by the committee"),
}
LEAVE_TOO_LONG = Reason(
    "injury_leave_too_long",
    "停工留薪期最长 {most} 个月，填写的是 {given} 个月。",
    "A paid leave is {most} months at most; {given} were written.",
    "超过的，经劳动能力鉴定委员会确认后登记为延长（工伤保险条例第33条）。",
    "What goes beyond is confirmed by the committee and recorded as an extension (WIR 33).",
)
LEAVE_EXTENDED_TOO_FAR = Reason(
    "injury_leave_extended_too_far",
    "停工留薪期延长不超过 {most} 个月，已延长 {before} 个月，又填写 {given} 个月。",
    "A leave is extended by {most} months at most; it was by {before}, and {given} more were written.",
    "核对委员会的确认文件（工伤保险条例第33条）。",
    "Check what the committee confirmed (WIR 33).",
)
LEAVE_RECORDED = Reason(
    "injury_leave_recorded",
    "工伤 {injury} 的停工留薪期已登记，到 {day} 为止。",
    "The paid leave of injury {injury} is on record, until {day}.",
    "需要更长的，登记为延长。",
    "Where more is needed, record an extension.",
)
NO_LEAVE_TO_EXTEND = Reason(
    "injury_no_leave_to_extend",
    "工伤 {injury} 没有登记停工留薪期。",
    "No paid leave of injury {injury} is on record.",
    "先登记停工留薪期。",
    "Record the leave first.",
)
GRADED_ALREADY = Reason(
    "injury_leave_graded_already",
    "工伤 {injury} 已评定伤残等级，停工留薪期待遇已停发。",
    "Injury {injury} has its grade: the paid leave has ended with it.",
    "按伤残等级申领待遇（工伤保险条例第33条）。",
    "Claim the benefits of the grade (WIR 33).",
)


@dataclass(frozen=True, slots=True)
class Before:
    """The leave on record of one injury, or of one recurrence: until when, and by how many months it was extended."""

    ends_before: dt.date
    extended_months: int


@dataclass(frozen=True, slots=True)
class LeaveLaw:
    most: Law
    further: Law


def why_not_leave(kind: str, months: int, before: Before | None, injury: str, law: LeaveLaw) -> Refusal | None:
    if kind == FIRST:
        if before is not None:
            return LEAVE_RECORDED(injury=injury, day=before.ends_before - dt.timedelta(days=1))
        most = law.most.value
        return LEAVE_TOO_LONG(most=plain(most), given=months) if months > most else None
    if before is None:
        return NO_LEAVE_TO_EXTEND(injury=injury)
    if before.extended_months + months > law.further.value:
        return LEAVE_EXTENDED_TOO_FAR(most=plain(law.further.value), before=before.extended_months, given=months)
    return None


def ends_of_leave(starts_on: dt.date, months: int) -> dt.date:
    """The first day without it."""
    return same_day(starts_on, months)
