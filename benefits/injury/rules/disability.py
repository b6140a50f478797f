"""What grades of disability bring: the lump sum, the monthly allowance, nursing, lumps on leaving, paid leave.

Source: WIR 33–37; local regulations for the lumps on leaving. Grades count from 1, the worst, to 10.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from benefits.injury.rules.instead import Stretch
from benefits.injury.rules.wage import AVERAGE_WAGE
from siadmin.kernel.figures import percent, plain
from siadmin.kernel.language import Words
from siadmin.kernel.money import HALF_UP, Fen, fen, half_up, times, written, yuan
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.kernel.trace import Explained, Law, Trace

NO_SUCH_BENEFIT = Reason(
    "injury_no_such_benefit",
    "{grade}级伤残没有“{what_zh}”。",
    "Grade {grade} has no {what_en}.",
    "伤残津贴只发给一至六级，离职补助金只发给五至十级（工伤保险条例第35至37条）。",
    "The allowance is for grades 1 to 6, the lumps on leaving for grades 5 to 10 (WIR 35–37).",
)
LONGER_LEAVE = Reason(
    "injury_longer_leave",
    "停工留薪期为{given}个月，最长{most}个月。",
    "A paid leave of {given} months is longer than the {most} allowed.",
    "超过12个月的须经劳动能力鉴定委员会确认，延长不得超过12个月（工伤保险条例第33条）。",
    "Beyond twelve months the appraisal committee confirms it, for twelve more at most (WIR 33).",
)
GRADES = range(1, 11)
PAID_BY_FUND = range(1, 5)
DRAWS_ALLOWANCE = range(1, 7)
LEAVES_WITH_LUMPS = range(5, 11)
_GRADE = Words("伤残等级", "Grade of disability")


class Payer(StrEnum):
    FUND = "fund"
    EMPLOYER = "employer"

    @property
    def words(self) -> Words:
        return _PAYERS[self]


_PAYERS = {Payer.FUND: Words("工伤保险基金", "the fund"), Payer.EMPLOYER: Words("用人单位", "the employer")}


@dataclass(frozen=True, slots=True)
class Paid:
    amount_fen: Fen
    payer: Payer


@dataclass(frozen=True, slots=True)
class ExitLumps:
    """`medical_fen` by the fund, `employment_fen` by the employer."""

    medical_fen: Fen
    employment_fen: Fen


@dataclass(frozen=True, slots=True)
class Reduction:
    """Nearer to retirement than `from_months`, the employment lump falls by `year_share` for each year begun."""

    from_months: Law
    year_share: Law


def disability_lump(grade: int, wage: Explained[Fraction], months: Law) -> Explained[Fen]:
    """Months of the own wage, once, by the fund (WIR 35–37)."""
    why = _begun(grade, wage)
    count = why.law(Words("一次性伤残补助金月数", "Months"), months)
    amount = half_up(wage.value * Fraction(count))
    how = Words(f"本人工资 × {plain(count)}", f"own wage × {plain(count)}")
    why.money(Words("一次性伤残补助金", "Disability lump sum"), amount, how, is_result=True)
    return why.conclude(
        amount,
        Words(f"一次性伤残补助金{written(amount)}元。", f"The disability lump sum is {written(amount)} yuan."),
    )


def allowance(grade: int, wage: Explained[Fraction], rate: Law, minimum_wage: Law | None) -> Explained[Paid]:
    """A share of the own wage each month, topped up to the minimum wage; grades 5–6 by the employer (WIR 35, 36).

    Raises NO_SUCH_BENEFIT.
    """
    if grade not in DRAWS_ALLOWANCE:
        raise NO_SUCH_BENEFIT(grade=grade, what_zh="伤残津贴", what_en="allowance")
    why = _begun(grade, wage)
    share = why.law(Words("伤残津贴比例", "Share"), rate)
    amount = half_up(wage.value * Fraction(share))
    how = Words(f"本人工资 × {percent(share)}", f"own wage × {percent(share)}")
    if minimum_wage is not None:
        least = fen(why.law(Words("最低工资", "Minimum wage"), minimum_wage), HALF_UP)
        if amount < least:
            amount, how = least, Words("补足到最低工资", "topped up to the minimum wage")
    payer = Payer.FUND if grade in PAID_BY_FUND else Payer.EMPLOYER
    why.money(Words("伤残津贴", "Allowance"), amount, how, is_result=True)
    return why.conclude(
        Paid(amount, payer),
        Words(
            f"伤残津贴每月{written(amount)}元，由{payer.words.zh}支付。",
            f"The allowance is {written(amount)} yuan a month, paid by {payer.words.en}.",
        ),
    )


def pension_difference(allowance_fen: int, pension_fen: int) -> Explained[Fen]:
    """On pension age the allowance stops; the fund pays what the pension is lower by (WIR 35)."""
    why = Trace()
    why.fact(Words("伤残津贴", "Allowance"), yuan(allowance_fen), "yuan")
    why.fact(Words("基本养老金", "Pension"), yuan(pension_fen), "yuan")
    amount = Fen(max(0, allowance_fen - pension_fen))
    how = Words("津贴 − 养老金，不低于0", "allowance − pension, never below 0")
    why.money(Words("补足差额", "Difference"), amount, how, is_result=True)
    return why.conclude(
        amount,
        Words(
            f"基金每月补足差额{written(amount)}元。", f"The fund pays a difference of {written(amount)} yuan a month."
        ),
    )


@dataclass(frozen=True, slots=True)
class Beside:
    """What the allowance would be, and what the pension is, from a month on."""

    from_month: Month
    allowance_fen: int
    pension_fen: int


def differences(changes: Sequence[Beside]) -> Explained[Sequence[Stretch]]:
    """The difference follows later rises of either side (WIR 35; our reading: the allowance as it would have risen)."""
    why = Trace()
    found = list[Stretch]()
    for each in changes:
        answer = pension_difference(each.allowance_fen, each.pension_fen)
        why.fact(Words("自", "From"), str(each.from_month), "month")
        why.steps.extend(answer.trace.steps)
        found.append(Stretch(each.from_month, int(answer.value)))
    now = written(found[-1].fen)
    return why.conclude(found, Words(f"每月补足差额{now}元。", f"The difference is {now} yuan a month."))


def nursing(average: Law, rate: Law) -> Explained[Fen]:
    """A share of the average wage each month by how far somebody depends on others, by the fund (WIR 34)."""
    why = Trace()
    wage, share = why.law(AVERAGE_WAGE, average), why.law(Words("生活护理费比例", "Share"), rate)
    amount = fen(wage * share, HALF_UP)
    formula = f"{written(fen(wage, HALF_UP))} × {percent(share)}"
    why.money(Words("生活护理费", "Nursing"), amount, Words(formula, formula), is_result=True)
    return why.conclude(
        amount, Words(f"生活护理费每月{written(amount)}元。", f"Nursing is {written(amount)} yuan a month.")
    )


def exit_lumps(
    grade: int,
    base: Law,
    medical: Law,
    employment: Law,
    *,
    months_to_retirement: int | None = None,
    reduction: Reduction | None = None,
) -> Explained[ExitLumps]:
    """Months of the place's base on leaving the job: medical by the fund, employment by the employer (WIR 36, 37).

    `months_to_retirement`: to the statutory age, where it is near. Raises NO_SUCH_BENEFIT.
    """
    if grade not in LEAVES_WITH_LUMPS:
        raise NO_SUCH_BENEFIT(grade=grade, what_zh="离职补助金", what_en="lumps on leaving")
    why = Trace()
    why.fact(_GRADE, grade, "grade")
    wage = why.law(Words("计发基数", "Base"), base)
    for_medical = why.law(Words("一次性工伤医疗补助金月数", "Medical lump, months"), medical)
    for_work = why.law(Words("一次性伤残就业补助金月数", "Employment lump, months"), employment)
    medical_fen = fen(wage * for_medical, HALF_UP)
    kept = _kept(months_to_retirement, reduction, why)
    work_fen = times(fen(wage * for_work, HALF_UP), kept, HALF_UP)
    shown = written(fen(wage, HALF_UP))
    one = f"{shown} × {plain(for_medical)}"
    other = f"{shown} × {plain(for_work)}" + (f" × {percent(kept)}" if kept != 1 else "")
    why.money(Words("一次性工伤医疗补助金", "Medical lump"), medical_fen, Words(one, one), is_result=True)
    why.money(Words("一次性伤残就业补助金", "Employment lump"), work_fen, Words(other, other), is_result=True)
    return why.conclude(
        ExitLumps(medical_fen, work_fen),
        Words(
            f"基金支付一次性工伤医疗补助金{written(medical_fen)}元，单位支付一次性伤残就业补助金{written(work_fen)}元。",
            f"The fund pays {written(medical_fen)} yuan for medical needs, the employer {written(work_fen)} for work.",
        ),
    )


def paid_leave(months: int, wage_fen: int, most_months: Law) -> Explained[Paid]:
    """The own pay goes on while being treated; the employer pays it (WIR 33). Raises LONGER_LEAVE."""
    why = Trace()
    count = why.fact(Words("停工留薪期", "Paid leave"), months, "months")
    most = why.law(Words("最长", "At most"), most_months)
    if count > most:
        raise LONGER_LEAVE(given=count, most=plain(most))
    why.fact(Words("原工资福利待遇", "Own pay"), yuan(wage_fen), "yuan")
    amount = Fen(wage_fen * count)
    formula = f"{written(wage_fen)} × {count}"
    why.money(Words("停工留薪期待遇", "Pay on leave"), amount, Words(formula, formula), is_result=True)
    return why.conclude(
        Paid(amount, Payer.EMPLOYER),
        Words(f"停工留薪期待遇{written(amount)}元，由用人单位支付。", f"The employer pays {written(amount)} yuan."),
    )


def _begun(grade: int, wage: Explained[Fraction]) -> Trace:
    why = Trace(steps=[*wage.trace.steps])
    why.fact(_GRADE, grade, "grade")
    return why


def _kept(months_left: int | None, reduction: Reduction | None, why: Trace) -> Decimal:
    """The share of the employment lump that is left near retirement; a year begun counts as one."""
    if reduction is None or months_left is None:
        return Decimal(1)
    left = why.fact(Words("距法定退休年龄", "To the statutory age"), months_left, "months")
    short = int(why.law(Words("开始递减", "Reduced below"), reduction.from_months)) - max(left, 0)
    if short <= 0:
        return Decimal(1)
    share = why.law(Words("每年递减", "Less for each year"), reduction.year_share)
    return max(Decimal(0), 1 - share * -(-short // 12))
