"""Subsidies beside the monthly benefit: job-seeking, childbirth, back at work early, start-up, migrant workers, skills.

Source: Guangdong regulations 20–23; UIR 21; REG 24(3). Where a place has none on file, asking for one is refused.
"""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from siadmin.kernel.figures import percent
from siadmin.kernel.language import Words
from siadmin.kernel.money import HALF_UP, Fen, fen, times, written, yuan
from siadmin.kernel.refusal import Reason
from siadmin.kernel.trace import Explained, Law, Trace

TOO_SHORT = Reason(
    "unemployment_too_short",
    "{what_zh}须满{needed}个月，现为{given}个月。",
    "{what_en} must last {needed} months; it is {given}.",
    "期限满后可以再申请。",
    "Apply again when the time is reached.",
)
_MONTHLY = Words("每月失业保险金", "Benefit a month")
_LEFT = Words("剩余期限", "Months left")
_MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Monthly:
    """A month's amount and all of them, in fen."""

    month_fen: Fen
    total_fen: Fen


@dataclass(frozen=True, slots=True)
class PaidAtOnce:
    """Months paid at once, what they come to, and the months kept for later."""

    lump_fen: Fen
    months_used: int
    months_left: int


def job_seeking(average_base_fen: int, months_drawn: int, rate: Law, most_months: Law) -> Explained[Monthly]:
    """A share of the average base of the last twelve months, rounded each month, for months drawn up to the most."""
    why = Trace()
    why.fact(Words("近十二个月平均缴费基数", "Average base of twelve months"), yuan(average_base_fen), "yuan")
    share = why.law(Words("求职补贴比例", "Share"), rate)
    formula = f"{written(average_base_fen)} × {percent(share)}"
    month = Fen(
        why.money(
            Words("每月求职补贴", "A month"), times(average_base_fen, share, HALF_UP), Words(formula, formula), True
        )
    )
    drawn = why.fact(Words("领取月数", "Months drawn"), months_drawn, "months")
    months = min(drawn, int(why.law(Words("最长", "At most"), most_months)))
    total = Fen(_lump(month, months, "广东省失业保险条例第20条", "Guangdong regulations 20", why))
    words = Words(
        f"求职补贴每月{written(month)}元，共{months}个月，计{written(total)}元。",
        f"The job-seeking subsidy is {written(month)} yuan a month for {months} months: {written(total)} yuan.",
    )
    return why.conclude(Monthly(month, total), words)


def childbirth(monthly_fen: int, months: Law) -> Explained[Fen]:
    """Months of the benefit paid at once on a birth; in fen."""
    why = Trace()
    why.fact(_MONTHLY, yuan(monthly_fen), "yuan")
    count = int(why.law(Words("加发月数", "Months"), months))
    lump = Fen(_lump(monthly_fen, count, "广东省失业保险条例第21条", "Guangdong regulations 21", why))
    return why.conclude(
        lump, Words(f"生育一次性加发{written(lump)}元。", f"On a birth {written(lump)} yuan are paid at once.")
    )


def paid_at_once(monthly_fen: int, months_left: int, share: Law) -> Explained[PaidAtOnce]:
    """A share of the months left, a part of a month counting as one, paid at once; the others are kept."""
    why = Trace()
    why.fact(_MONTHLY, yuan(monthly_fen), "yuan")
    left = why.fact(_LEFT, months_left, "months")
    part = why.law(Words("一次性领取的比例", "Share paid at once"), share)
    formula = f"{left} × {percent(part)}"
    how = Words(f"{formula}，不足一个月按一个月", f"{formula}, a part of a month counts as one")
    used = int((left * part).to_integral_value(ROUND_CEILING))
    why.step(Words("一次性领取月数", "Months paid at once"), used, "months", how)
    lump = Fen(_lump(monthly_fen, used, "广东省失业保险条例第22、23条", "Guangdong regulations 22, 23", why))
    words = Words(
        f"一次性领取{used}个月，{written(lump)}元；保留{left - used}个月。",
        f"{used} months are paid at once, {written(lump)} yuan; {left - used} months are kept.",
    )
    return why.conclude(PaidAtOnce(lump, used, left - used), words)


def has_new_work(contract_months: int, insured_months: int, contract: Law, insured: Law) -> Trace:
    """Long enough under contract and insured for the share of who is back at work early. Raises TOO_SHORT."""
    why = Trace()
    _long_enough(Words("劳动合同", "The contract"), contract_months, contract, why)
    _long_enough(Words("参加失业保险", "The insurance"), insured_months, insured, why)
    return why


@dataclass(frozen=True, slots=True)
class MigrantLaw:
    """UIR 21 leaves amount and months to the province; `qualifying` is of the nation."""

    qualifying: Law
    month: Law
    months_a_year: Law
    most_months: Law


def migrant_grant(months_worked: int, law: MigrantLaw) -> Explained[Fen]:
    """One-off grant by whole years of continuous work with one employer who paid; in fen. Raises TOO_SHORT."""
    why = Trace()
    _long_enough(Words("连续工作", "The work"), months_worked, law.qualifying, why)
    monthly = fen(why.law(Words("月标准", "A month"), law.month), HALF_UP)
    each = why.law(Words("每满一年", "For each year"), law.months_a_year)
    most = why.law(Words("最长", "At most"), law.most_months)
    years = months_worked // _MONTHS_A_YEAR
    months = int(min(years * each, most))
    lump = Fen(_lump(monthly, months, "失业保险条例第21条", "UIR 21", why))
    words = Words(
        f"连续工作满{years}年，一次性生活补助{written(lump)}元。",
        f"{years} years of continuous work: a one-off grant of {written(lump)} yuan.",
    )
    return why.conclude(lump, words)


def skill_subsidy(insured_months: int, qualifying: Law, amount: Law) -> Explained[Fen]:
    """For a certificate of a grade; in fen. Raises TOO_SHORT."""
    why = Trace()
    _long_enough(Words("参加失业保险", "The insurance"), insured_months, qualifying, why)
    standard = why.law(Words("标准", "Standard"), amount)
    how = Words("社会保险经办条例第24条", "REG 24(3)")
    paid = Fen(why.money(Words("技能提升补贴", "Skill subsidy"), fen(standard, HALF_UP), how, is_result=True))
    return why.conclude(paid, Words(f"技能提升补贴{written(paid)}元。", f"The skill subsidy is {written(paid)} yuan."))


def _lump(monthly_fen: int, months: int, zh: str, en: str, why: Trace) -> int:
    formula = f"{written(monthly_fen)} × {months}"
    return why.money(
        Words("一次性金额", "Amount"), monthly_fen * months, Words(f"{formula}，{zh}", f"{formula}, {en}"), True
    )


def _long_enough(what: Words, given: int, needed: Law, why: Trace) -> None:
    why.fact(what, given, "months")
    least: Decimal = why.law(Words("须满", "At least"), needed)
    if given < least:
        raise TOO_SHORT(what_zh=what.zh, what_en=what.en, needed=int(least), given=given)
