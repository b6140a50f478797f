"""Disability allowance (病残津贴) of who lost all working capacity before the retirement age. Pure.

Source: SIL 17; 人社部发〔2024〕72号, from 2025-01-01. Minimum time met and five years or less to the age: the whole
pension, not reckoned again at retirement. Met, but further away: the base pension only, reckoned again at five years.
Not met: the base pension for a limited time. An appraisal holds a year.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from benefits.pension.rules.amounts import same
from siadmin.kernel.language import Words
from siadmin.kernel.money import Fen, written, yuan
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.kernel.trace import Explained, Law, Trace
from siadmin.policy.lawbook import NATIONAL, LawBook

AT_RETIREMENT_AGE = Reason(
    "disability_at_retirement_age",
    "已达到法定退休年龄，应申领基本养老金，不再发给病残津贴。",
    "The statutory retirement age is reached: a pension is drawn, not a disability allowance.",
    "请办理基本养老金申领。",
    "Apply for the pension.",
)


class AllowanceKind(StrEnum):
    WHOLE_PENSION = "whole_pension"
    BASE_UNTIL_NEAR = "base_until_near"
    BASE_FOR_A_TIME = "base_for_a_time"


@dataclass(frozen=True, slots=True)
class DisabilityLaw:
    """All in months: `near_age`, `short` (paid below `short_below`), `further_year` for each year more, `appraisal`."""

    near_age: Law
    short: Law
    short_below: Law
    further_year: Law
    appraisal: Law

    @classmethod
    def from_book(cls, book: LawBook, *, on: dt.date, region: str = NATIONAL) -> "DisabilityLaw":
        """Raises NoLawInForce before 2025-01-01."""

        def law(key: str) -> Law:
            return book.law(f"pension.disability_{key}_months", region=region, on=on)

        return cls(law("near_age"), law("short"), law("short_below"), law("further_year"), law("appraisal"))


@dataclass(frozen=True, slots=True)
class DisabilityFacts:
    """Months to the statutory age, months paid with deemed ones, items of the pension in fen, when appraised."""

    months_to_age: int
    paid_months: int
    base_fen: int
    other_items_fen: int
    appraised_in: Month


@dataclass(frozen=True, slots=True)
class DisabilityAllowance:
    """In fen a month. `months`: how long at most, None until retirement. `appraise_before`: first month not covered."""

    kind: AllowanceKind
    monthly_fen: Fen
    months: int | None
    appraise_before: Month


def disability_allowance(facts: DisabilityFacts, minimum: Law, law: DisabilityLaw) -> Explained[DisabilityAllowance]:
    """`minimum`: pension.minimum_years_months of the year. Raises AT_RETIREMENT_AGE."""
    if facts.months_to_age <= 0:
        raise AT_RETIREMENT_AGE()
    why = Trace()
    why.fact(Words("缴费月数（含视同）", "Months counted, deemed ones included"), facts.paid_months, "months")
    why.fact(Words("距法定退休年龄", "Months to the statutory age"), facts.months_to_age, "months")
    least = why.law(Words("最低缴费年限", "Minimum contribution time"), minimum)
    near = why.law(Words("临近退休的界限", "Counts as near"), law.near_age)
    months: int | None = None
    amount = facts.base_fen
    if facts.paid_months < least:
        kind = AllowanceKind.BASE_FOR_A_TIME
        months = _months(facts.paid_months, law, why)
    elif facts.months_to_age > near:
        kind = AllowanceKind.BASE_UNTIL_NEAR
    else:
        kind = AllowanceKind.WHOLE_PENSION
        amount += facts.other_items_fen
    why.fact(Words("基础养老金", "Base pension"), yuan(facts.base_fen), "yuan")
    how = _HOW[kind]
    monthly = Fen(why.money(Words("病残津贴", "Disability allowance"), amount, how, is_result=True))
    valid = int(why.law(Words("鉴定结论有效期", "The appraisal holds"), law.appraisal))
    appraise = facts.appraised_in + valid
    how = same(f"{facts.appraised_in} + {valid}")
    why.step(Words("下次鉴定不晚于", "Next appraisal before"), appraise, "month", how)
    return why.conclude(
        DisabilityAllowance(kind, monthly, months, appraise),
        Words(
            f"病残津贴每月{written(monthly)}元" + (f"，最长{months}个月。" if months else "。"),
            f"The disability allowance is {written(monthly)} yuan a month"
            + (f" for at most {months} months." if months else "."),
        ),
    )


_HOW = {
    AllowanceKind.WHOLE_PENSION: Words(
        "已满最低缴费年限且临近退休：按基本养老金各项计发，退休时不再重算",
        "minimum time met and near the age: every item of the pension, not reckoned again at retirement",
    ),
    AllowanceKind.BASE_UNTIL_NEAR: Words(
        "已满最低缴费年限：先按基础养老金计发，距退休五年时重算",
        "minimum time met: the base pension, reckoned again when the age is near",
    ),
    AllowanceKind.BASE_FOR_A_TIME: Words(
        "未满最低缴费年限：按基础养老金计发，限期支付", "minimum time not met: the base pension for a limited time"
    ),
}


def _months(paid: int, law: DisabilityLaw, why: Trace) -> int:
    short = int(why.law(Words("最短支付月数", "Shortest time paid"), law.short))
    below = int(why.law(Words("最短支付的缴费界限", "Shortest below"), law.short_below))
    name = Words("支付月数", "Months paid")
    if paid < below:
        return why.step(name, short, "months", same(f"{paid} < {below}"))
    more = int(why.law(Words("每多缴1年增加", "More for each further year"), law.further_year))
    years = -(-(paid - below) // 12)
    how = Words(
        f"{short} + {years} × {more}（不足1年按1年）", f"{short} + {years} × {more} (a part of a year counts as one)"
    )
    return why.step(name, short + years * more, "months", how)


@dataclass(frozen=True, slots=True)
class ReckonedAnew:
    """In fen: what is paid a month from now on, and once for months that were paid less since the age was near."""

    monthly_fen: Fen
    difference_fen: Fen


def near_from(statutory: Month, near: Law) -> Month:
    """The month in which the age is near; `near`: pension.disability_near_age_months."""
    return statutory - int(near.value)


def reckoned_anew(before_fen: int, whole_fen: int, statutory: Month, near: Law, months: int) -> Explained[ReckonedAnew]:
    """Every item of the pension of the month the age became near, in the stead of the base pension drawn till then.

    `months`: how many were paid at the old amount since. Where that was more, nothing is asked back.
    """
    why = Trace()
    why.fact(Words("法定退休月份", "Statutory month"), statutory, "month")
    why.law(Words("临近退休的界限", "Counts as near"), near)
    since = Words("次月起重算", "reckoned again from the month after")
    why.step(Words("临近退休的月份", "The age is near in"), near_from(statutory, near), "month", since)
    why.fact(Words("重算前每月病残津贴", "Allowance a month until now"), yuan(before_fen), "yuan")
    why.fact(Words("已按原标准发放的月数", "Months paid at the old amount since"), months, "months")
    how = same(f"({written(whole_fen)} − {written(before_fen)}) × {months}")
    more = max(0, whole_fen - before_fen) * months
    gone = Fen(why.money(Words("以前月份补差", "Difference for months gone by"), more, how))
    how = _HOW[AllowanceKind.WHOLE_PENSION]
    monthly = Fen(why.money(Words("病残津贴", "Disability allowance"), whole_fen, how, is_result=True))
    return why.conclude(
        ReckonedAnew(monthly, gone),
        Words(
            f"病残津贴由每月{written(before_fen)}元重算为{written(monthly)}元，补差{written(gone)}元。",
            f"The disability allowance is {written(monthly)} yuan a month, {written(before_fen)} until now; "
            f"{written(gone)} yuan once for months gone by.",
        ),
    )
