"""When a participant or pensioner dies: the funeral grant, the survivors' payment, the account, the last month. Pure.

Source: SIL 14 and 17; 人社部发〔2021〕18号 (from 2021-09): months by contribution time, 1 more for each year
beyond 15 up to 24; retired people 1 less for each year drawn and never below 9; both counted to the month. One of
three funeral grants (SIL 49). The account's balance goes to the heirs.
"""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from benefits.pension.rules.amounts import half_up, per_month, same, shown
from siadmin.kernel.figures import plain
from siadmin.kernel.language import Words
from siadmin.kernel.money import Fen, written, yuan
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Explained, Law, Trace
from siadmin.policy.lawbook import NATIONAL, LawBook

INCOME = Words("上年城镇居民月人均可支配收入", "Urban disposable income a head and month, last year")


@dataclass(frozen=True, slots=True)
class SurvivorLaw:
    """Months: of the grant, by time paid (`short`, then from `…_from` on), more and less a year, the bounds."""

    funeral: Law
    short: Law
    middle: Law
    long: Law
    middle_from: Law
    long_from: Law
    beyond: Law
    further_year: Law
    most: Law
    drawn_year: Law
    least_drawing: Law

    @classmethod
    def from_book(cls, book: LawBook, *, on: dt.date, region: str = NATIONAL) -> "SurvivorLaw":
        """Raises NoLawInForce before 2021-09-01."""

        def law(key: str, category: str = "") -> Law:
            return book.law(f"pension.{key}", region=region, category=category, on=on)

        return cls(
            law("funeral_months", "employee"),
            law("survivor_months", "years_0_5"),
            law("survivor_months", "years_5_10"),
            law("survivor_months", "years_10_15"),
            law("survivor_from_months", "years_5_10"),
            law("survivor_from_months", "years_10_15"),
            law("survivor_from_months", "years_15_up"),
            law("survivor_further_year_months"),
            law("survivor_most_months"),
            law("survivor_drawn_year_months"),
            law("survivor_least_drawing_months"),
        )


@dataclass(frozen=True, slots=True)
class DeathFacts:
    """Months paid and drawn (None: not retired); a funeral grant of injury or unemployment insurance excludes ours."""

    contribution_months: int
    drawn_months: int | None = None
    funeral_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class DeathBenefits:
    """In fen; `months` of income the survivors' payment comes to."""

    funeral_fen: Fen
    survivors_fen: Fen
    months: Fraction

    @property
    def total_fen(self) -> Fen:
        return Fen(self.funeral_fen + self.survivors_fen)


def death_benefits(facts: DeathFacts, income: Law, law: SurvivorLaw) -> Explained[DeathBenefits]:
    """Funeral grant and survivors' payment, each rounded half up to the fen."""
    why = Trace()
    why.law(INCOME, income)
    monthly = per_month(income)
    funeral = _funeral(facts, monthly, law, why)
    months = _survivor_months(facts, law, why)
    how = same(f"{shown(monthly)} × {shown(months)}")
    survivors = Fen(why.money(Words("抚恤金", "Survivors' payment"), half_up(monthly * months), how, is_result=True))
    found = DeathBenefits(funeral, survivors, months)
    return why.conclude(
        found,
        Words(
            f"丧葬补助金{written(funeral)}元，抚恤金{written(survivors)}元，合计{written(found.total_fen)}元。",
            f"Funeral grant {written(funeral)} yuan, survivors' payment {written(survivors)} yuan: "
            f"{written(found.total_fen)} yuan.",
        ),
    )


def inheritance(balance_fen: int, drawn_fen: int, granted_fen: int = 0) -> Explained[Fen]:
    """What of the account is left to the heirs: the balance less what was drawn of it, never below zero. SIL 14.

    `granted_fen`: less what heirs were granted of it, as a payment on its way then did not arrive.
    """
    why = Trace()
    why.fact(Words("个人账户储存额", "Account balance"), yuan(balance_fen), "yuan")
    why.fact(Words("已领取的个人账户养老金", "Account pension drawn"), yuan(drawn_fen), "yuan")
    exact = f"{written(balance_fen)} − {written(drawn_fen)}"
    if granted_fen:
        why.fact(Words("已核定给继承人的余额", "Granted to the heirs already"), yuan(granted_fen), "yuan")
        exact += f" − {written(granted_fen)}"
    left = Fen(max(balance_fen - drawn_fen - granted_fen, 0))
    how = Words(f"{exact}，不低于零（社会保险法第14条）", f"{exact}, not below zero (Social Insurance Law, art. 14)")
    why.money(Words("可继承的余额", "Left to the heirs"), left, how, is_result=True)
    return why.conclude(
        left, Words(f"个人账户余额{written(left)}元可以继承。", f"{written(left)} yuan go to the heirs.")
    )


def stops_from(died_in: Month, last_paid_after: Law) -> Explained[Month]:
    """The first month without a pension: the month after the last one paid."""
    why = Trace()
    why.fact(Words("死亡月份", "Month of death"), died_in, "month")
    after = int(why.law(Words("死亡后仍发放的月数", "Months paid after the month of death"), last_paid_after))
    how = same(f"{died_in} + {after} + 1")
    month = why.step(Words("停发月份", "Stops from"), died_in + (after + 1), "month", how, True)
    return why.conclude(
        month, Words(f"{died_in}死亡，{month}起停发。", f"Died in {died_in}: no pension from {month} on.")
    )


def _funeral(facts: DeathFacts, monthly: Fraction, law: SurvivorLaw, why: Trace) -> Fen:
    name = Words("丧葬补助金", "Funeral grant")
    if facts.funeral_elsewhere:
        how = Words(
            "已选择领取工伤或失业保险的丧葬补助金，三者只领一项（社会保险法第49条）",
            "one of three only, and that of injury or unemployment was chosen (Social Insurance Law, art. 49)",
        )
        return Fen(why.money(name, 0, how))
    months = why.law(Words("丧葬补助金月数", "Months of the funeral grant"), law.funeral)
    how = same(f"{shown(monthly)} × {plain(months)}")
    return Fen(why.money(name, half_up(monthly * Fraction(months)), how, is_result=True))


def _survivor_months(facts: DeathFacts, law: SurvivorLaw, why: Trace) -> Fraction:
    paid = why.fact(Words("缴费月数", "Months paid"), facts.contribution_months, "months")
    within = law.long
    if paid < law.long_from.value:
        within = law.short if paid < law.middle_from.value else law.middle
    months = Fraction(why.law(Words("抚恤金月数", "Months of the survivors' payment"), within))
    beyond = int(law.beyond.value)
    if paid > beyond:
        why.law(Words("超过此数的另加", "More beyond"), law.beyond)
        more = why.law(
            Words(f"超过{beyond}个月后每满1年增加", f"More for each year beyond {beyond} months"), law.further_year
        )
        most = Fraction(why.law(Words("最高月数", "At most"), law.most))
        exact = f"{shown(months)} + ({paid} − {beyond}) ÷ 12 × {plain(more)}"
        months = min(months + Fraction(paid - beyond, 12) * Fraction(more), most)
        why.step(Words("计发月数", "Months"), shown(months), "months", same(f"min({exact}, {shown(most)})"))
    if facts.drawn_months is not None:
        drawn = why.fact(Words("已领取养老金的月数", "Months a pension was drawn"), facts.drawn_months, "months")
        less = why.law(Words("每领取1年减少", "Less for each year drawn"), law.drawn_year)
        least = Fraction(why.law(Words("领取期间最低月数", "At least, once drawing"), law.least_drawing))
        exact = f"max({shown(months)} − {drawn} ÷ 12 × {plain(less)}, {shown(least)})"
        months = max(months - Fraction(drawn, 12) * Fraction(less), least)
        why.step(Words("扣减后月数", "Months left"), shown(months), "months", same(exact))
    return months
