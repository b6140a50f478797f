"""What a pension would be: today's record carried on to a month of retirement, by today's law and wages. Pure.

Source: 国发〔2005〕38号 art. 6; SIL 12 (who pays which share); Measures of 2024-09-13 art. 2 (minimum time). Nothing is
foretold: base, average wage and reference wage stay as they are today, and the account earns no interest meanwhile, so
that every figure is in today's money.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor

from benefits.pension.rules.award import Award, AwardFacts, AwardLaw, monthly_award
from benefits.pension.rules.contribution_record import Spell
from siadmin.kernel.figures import percent, years_and_months
from siadmin.kernel.language import Words
from siadmin.kernel.money import Fen, written
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Explained, Law, Trace


@dataclass(frozen=True, slots=True)
class Standing:
    """The record up to and including `until`: as for an award, without the age."""

    region: str
    born: Month
    until: Month
    spells: Sequence[Spell]
    balance_fen: int
    deemed_months: int = 0
    before_account_months: int = 0

    @property
    def months(self) -> int:
        return sum(each.months for each in self.spells) + self.deemed_months


@dataclass(frozen=True, slots=True)
class Paying:
    """How somebody pays from here on: the base in fen a month, today's average, the own share, the account's share."""

    base_fen: int
    average: Law
    own_rate: Law
    account_rate: Law


@dataclass(frozen=True, slots=True)
class Prospect:
    """Retiring in one month. `cost_fen`: what the person pays until then. No award where months are missing."""

    retires: Month
    age_months: int
    months: int
    more_months: int
    cost_fen: Fen
    missing_months: int
    award: Award | None

    @property
    def age(self) -> Words:
        return years_and_months(self.age_months)

    @property
    def total_fen(self) -> int:
        return self.award.total_fen if self.award else 0


def prospect(
    standing: Standing, paying: Paying | None, retires: Month, minimum: Law, law: AwardLaw, *, bought: int = 0
) -> Explained[Prospect]:
    """The pension of one month of retirement, paying on until then or, without `paying`, never again.

    `bought`: months of the past that are paid as well, on the same base. Raises what `monthly_award` refuses.
    """
    why = Trace()
    ahead = max(0, retires.index - standing.until.index) if paying else 0
    more = ahead + (bought if paying else 0)
    spells, balance, cost = [*standing.spells], standing.balance_fen, Fen(0)
    if paying and more:
        spells.append(Spell(paying.base_fen, paying.average, more))
        cost = _share(paying.base_fen, paying.own_rate, more, Words("本人缴费", "Paid by the person"), why)
        to_account = Words("记入个人账户", "Credited to the account")
        balance += _share(paying.base_fen, paying.account_rate, more, to_account, why)
    age = retires.index - standing.born.index
    months = standing.months + more
    needed = int(why.law(Words("最低缴费年限", "Minimum contribution time"), minimum))
    found = Prospect(retires, age, months, more, cost, max(0, needed - months), None)
    if found.missing_months:
        missing = found.missing_months
        return why.conclude(
            found, Words(f"{retires}退休时还差{missing}个月。", f"Retiring in {retires}, {missing} months are missing.")
        )
    facts = AwardFacts(standing.region, spells, balance, age, standing.deemed_months, standing.before_account_months)
    award = monthly_award(facts, law)
    why.steps += award.trace.steps
    total = written(award.value.total_fen)
    return why.conclude(
        replace(found, award=award.value),
        Words(
            f"{retires}退休，按现行政策和今天的工资水平每月约{total}元。",
            f"Retiring in {retires}: about {total} yuan a month, by today's law and wages.",
        ),
    )


def months_to_earn_back(cost_fen: int, more_fen: int) -> int | None:
    """After how many months of pension what was paid more has come back; never, where it brings nothing."""
    return None if more_fen <= 0 else -(-cost_fen // more_fen)


def _share(base_fen: int, rate: Law, months: int, name: Words, why: Trace) -> Fen:
    """Rounded half up each month, as a month is charged."""
    share = why.law(name, rate)
    each = floor(Fraction(base_fen) * Fraction(share) + Fraction(1, 2))
    formula = f"{written(base_fen)} × {percent(share)} × {months}"
    return Fen(why.money(name, Fen(each * months), Words(formula, formula)))
