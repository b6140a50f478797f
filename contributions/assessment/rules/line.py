"""One line of a bill: what one insurance costs employer and employee for one person and month.

Sources: 社会保险法 art. 12, 23, 33, 35, 44, 53; 国办发〔2019〕13号; regional rates. Each side is rounded by itself,
half up to the fen; totals add rounded amounts. `assess_line` explains a line; `LineFigures.line` computes the same in
whole numbers, as the statement that assesses a month does (its twin: assessment_amounts.sql).
"""

from dataclasses import dataclass
from decimal import Decimal

from contributions.assessment.rules.limits import base_between
from contributions.assessment.rules.rating import rated
from siadmin.kernel.figures import percent, plain
from siadmin.kernel.language import Words
from siadmin.kernel.money import HALF_UP, Fen, fen, millionths_half_up, per_million, written
from siadmin.kernel.refusal import Reason
from siadmin.kernel.trace import Explained, Law, Trace

NEGATIVE_WAGE = Reason(
    "negative_wage",
    "申报工资不能为负数：{wage} 元。",
    "The declared wage may not be negative: {wage} yuan.",
    "请填写当月应发工资；没有工资的填 0。",
    "Give the wage of the month; write 0 where there was none.",
)


# The key of an employer's rate that says: there is no employer.
PAID_BY_ONESELF = "contribution.paid_by_oneself"


@dataclass(frozen=True, slots=True)
class LineFacts:
    """`declared_fen`: the wage declared for the month; zero or more."""

    declared_fen: int


@dataclass(frozen=True, slots=True)
class Line:
    """Amounts in fen. `account_fen` is part of `employee_fen`; the fixed amount never enters the account."""

    base_fen: Fen
    employer_fen: Fen
    employer_supplement_fen: Fen
    employee_fen: Fen
    account_fen: Fen

    @property
    def employer_total_fen(self) -> Fen:
        return Fen(self.employer_fen + self.employer_supplement_fen)

    @property
    def total_fen(self) -> Fen:
        return Fen(self.employer_total_fen + self.employee_fen)


@dataclass(frozen=True, slots=True)
class LineFigures:
    """The same law in whole numbers, as the batch computes with it: fen, and parts per million."""

    floor_fen: int | None
    ceiling_fen: int | None
    employer_ppm: int
    employer_supplement_ppm: int
    employee_ppm: int
    employee_fixed_fen: int
    account_ppm: int

    def line(self, wage_fen: int) -> Line:
        """What a wage of zero or more costs, unexplained: for many people at once, where nothing is asked why."""
        base = wage_fen if self.floor_fen is None else max(wage_fen, self.floor_fen)
        base = base if self.ceiling_fen is None else min(base, self.ceiling_fen)
        by_rate = millionths_half_up(base, self.employee_ppm)
        return Line(
            base_fen=Fen(base),
            employer_fen=millionths_half_up(base, self.employer_ppm),
            employer_supplement_fen=millionths_half_up(base, self.employer_supplement_ppm),
            employee_fen=Fen(by_rate + self.employee_fixed_fen),
            account_fen=millionths_half_up(by_rate, self.account_ppm),
        )


@dataclass(frozen=True, slots=True)
class LineLaw:
    """Law of one insurance in one region and month.

    Limits and the fixed amount in yuan_per_month; rates as fractions of the base. `floating_factor` multiplies the
    employer's rate (injury: class rate × factor). `account_share` is the part of the employee's contribution by
    rate that goes to the personal account. None means: there is no such thing in this region.
    """

    insurance: Words
    employer_rate: Law
    employee_rate: Law
    floor: Law | None = None
    ceiling: Law | None = None
    floating_factor: Law | None = None
    employer_supplement_rate: Law | None = None
    employee_fixed: Law | None = None
    account_share: Law | None = None

    @property
    def is_own(self) -> bool:
        """Whether the person pays for themself: there is no employer, whose rate is nothing (SIL 10, 20, 23, 25)."""
        return self.employer_rate.key == PAID_BY_ONESELF

    @property
    def effective_employer_rate(self) -> Decimal:
        return self.employer_rate.value * (self.floating_factor.value if self.floating_factor else 1)

    def laws(self) -> tuple[Law | None, ...]:
        """Every value of it, absent ones as None."""
        return (
            self.employer_rate,
            self.employee_rate,
            self.floor,
            self.ceiling,
            self.floating_factor,
            self.employer_supplement_rate,
            self.employee_fixed,
            self.account_share,
        )

    def figures(self) -> LineFigures:
        """Raises ValueError when a rate is finer than one part per million."""
        return LineFigures(
            floor_fen=fen(self.floor.value, HALF_UP) if self.floor else None,
            ceiling_fen=fen(self.ceiling.value, HALF_UP) if self.ceiling else None,
            employer_ppm=per_million(self.effective_employer_rate),
            employer_supplement_ppm=per_million(_value(self.employer_supplement_rate)),
            employee_ppm=per_million(self.employee_rate.value),
            employee_fixed_fen=fen(_value(self.employee_fixed), HALF_UP),
            account_ppm=per_million(_value(self.account_share)),
        )


def assess_line(facts: LineFacts, law: LineLaw) -> Explained[Line]:
    """Hold the wage between the limits, then rate it: employer, supplement and employee, each rounded by itself.

    Raises NEGATIVE_WAGE, FLOOR_ABOVE_CEILING.
    """
    if facts.declared_fen < 0:
        raise NEGATIVE_WAGE(wage=written(facts.declared_fen))
    why = Trace()
    base, reason = base_between(facts.declared_fen, law.floor, law.ceiling, why)
    if law.is_own:
        employee, account = _employee_side(base, law, why)
        line = Line(base, Fen(0), Fen(0), employee, account)
        return why.conclude(line, _own_sentence(reason, line, law))
    employer_rate = _employer_rate(law, why)
    employer = rated(Words("单位应缴", "Employer amount due"), base, employer_rate, why, is_result=True)
    supplement = Fen(0)
    if law.employer_supplement_rate:
        rate = why.law(Words("单位补充费率", "Employer supplement rate"), law.employer_supplement_rate)
        name = Words("单位补充应缴", "Employer supplement due")
        supplement = rated(name, base, rate, why, is_result=True)
    employee, account = _employee_side(base, law, why)
    line = Line(base, employer, supplement, employee, account)
    return why.conclude(line, _sentence(reason, line, law))


def injury_rate(class_rate: Law, floating_factor: Law) -> Explained[Decimal]:
    """The employer's own injury rate: rate of its industry class × floating factor; exact, not rounded.

    Source: 人社部发〔2015〕71号.
    """
    why = Trace()
    class_value = why.law(Words("行业基准费率", "Rate of the industry class"), class_rate)
    factor = why.law(Words("浮动系数", "Floating factor"), floating_factor)
    product = f"{percent(class_value)} × {percent(factor)}"
    rate = why.step(Words("单位费率", "Employer rate"), class_value * factor, "rate", Words(product, product))
    return why.conclude(
        rate,
        Words(
            f"行业基准费率{percent(class_value)}，浮动到{percent(factor)}，单位费率为{percent(rate)}。",
            f"The rate of the industry class is {percent(class_value)}; floated to {percent(factor)} of it, "
            f"the employer pays {percent(rate)}.",
        ),
    )


def _employer_rate(law: LineLaw, why: Trace) -> Decimal:
    if law.floating_factor is None:
        return why.law(Words("单位费率", "Employer rate"), law.employer_rate)
    floated = injury_rate(law.employer_rate, law.floating_factor)
    why.steps.extend(floated.trace.steps)
    return floated.value


def _employee_side(base: Fen, law: LineLaw, why: Trace) -> tuple[Fen, Fen]:
    """The employee's amount, and the part of it that goes to the personal account."""
    rate = why.law(Words("个人费率", "Employee rate"), law.employee_rate)
    fixed = fen(_value(law.employee_fixed), HALF_UP)
    name = Words("个人应缴", "Employee amount due")
    if not fixed:
        by_rate = employee = rated(name, base, rate, why, is_result=True)
    else:
        by_rate = rated(Words("个人按费率应缴", "Employee amount by rate"), base, rate, why)
        assert law.employee_fixed is not None
        why.law(Words("个人固定金额", "Employee fixed amount"), law.employee_fixed)
        sum_of = f"{written(by_rate)} + {written(fixed)}"
        employee = Fen(why.money(name, by_rate + fixed, Words(sum_of, sum_of), is_result=True))
    if law.account_share is None:
        return employee, Fen(0)
    share = why.law(Words("记入个人账户的比例", "Share credited to the personal account"), law.account_share)
    account_name = Words("其中记入个人账户", "Of which to the personal account")
    return employee, rated(account_name, by_rate, share, why)


def _value(law: Law | None) -> Decimal:
    return law.value if law else Decimal(0)


def _own_sentence(reason: Words, line: Line, law: LineLaw) -> Words:
    zh = f"{reason.zh}。{law.insurance.zh}：本人缴{written(line.employee_fen)}元"
    en = f"{reason.en}. {law.insurance.en}: you pay {written(line.employee_fen)} yuan yourself"
    if line.account_fen:
        pool = written(line.employee_fen - line.account_fen)
        zh += f"，其中{written(line.account_fen)}元记入个人账户，{pool}元进入统筹基金"
        en += f": {written(line.account_fen)} yuan go to your account and {pool} yuan to the pooled fund"
    return Words(f"{zh}。", f"{en}.")


def _sentence(reason: Words, line: Line, law: LineLaw) -> Words:
    rate = percent(law.effective_employer_rate)
    zh = f"{reason.zh}。{law.insurance.zh}：单位缴{rate}，{written(line.employer_fen)}元"
    en = f"{reason.en}. {law.insurance.en}: the employer pays {rate}, {written(line.employer_fen)} yuan"
    if line.employer_supplement_fen:
        supplement = f"{percent(_value(law.employer_supplement_rate))}"
        zh += f"，另缴补充{supplement}，{written(line.employer_supplement_fen)}元"
        en += f", and a supplement of {supplement}, {written(line.employer_supplement_fen)} yuan"
    if not line.employee_fen:
        return Words(f"{zh}；个人不缴费。", f"{en}; the employee pays nothing.")
    fixed = plain(_value(law.employee_fixed))
    by_rate = percent(law.employee_rate.value)
    zh += f"；个人缴{by_rate}" + (f"加{fixed}元" if fixed != "0" else "") + f"，{written(line.employee_fen)}元"
    en += f"; the employee pays {by_rate}" + (f" and {fixed} yuan" if fixed != "0" else "")
    en += f", {written(line.employee_fen)} yuan"
    if line.account_fen == line.employee_fen:
        return Words(f"{zh}，全部记入个人账户。", f"{en}, all of it credited to the personal account.")
    if line.account_fen:
        account = written(line.account_fen)
        return Words(
            f"{zh}，其中{account}元记入个人账户。", f"{en}, of which {account} yuan go to the personal account."
        )
    return Words(f"{zh}。", f"{en}.")
