"""What is awarded at retirement: every item of the monthly pension, from the person's own record. Pure.

Source: 国发〔2005〕38号 art. 6, SIL 15 and 19. The reference wage is that of the year of retirement; until it is
published last year's stands in, the award is marked provisional and settled again later (`resettled`).
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from benefits.pension.rules.amounts import rounded_up, same
from benefits.pension.rules.annuity import AnnuityLaw, annuity_months
from benefits.pension.rules.basic import (
    LowIndexLaw,
    account_pension,
    basic_pension,
    basic_pension_by_months,
    halves,
)
from benefits.pension.rules.contribution_record import WHOLE_YEARS, Spell, counted_years, index_of_history
from benefits.pension.rules.transition import (
    Form,
    phased_in,
    transitional,
    transitional_beijing,
    verified,
)
from siadmin.kernel.figures import plain
from siadmin.kernel.language import Words
from siadmin.kernel.money import Fen, written, yuan
from siadmin.kernel.refusal import Reason
from siadmin.kernel.trace import Explained, Law, Trace
from siadmin.policy.lawbook import LawBook, NoLawInForce

OLD_WAY_NEEDED = Reason(
    "pension_old_way_needed",
    "地区{region}的过渡性养老金仍在新老办法过渡期，需要先给出老办法的金额。",
    "Region {region} still phases in its new way of the transitional pension; the amount by the old way is needed.",
    "请先按老办法核定，再计算过渡期待遇。",
    "Decide the amount by the old way first, then calculate again.",
)
_DEEMED_ON_BASE, _ACTUAL_ON_INDEXED = "deemed_on_base", "actual_on_indexed"
TOTAL = Words("每月基本养老金", "Pension a month")


@dataclass(frozen=True, slots=True)
class AwardFacts:
    """`spells` of the years paid; `deemed_months` (SIL 13); `before_account_months`: paid before accounts were set up,
    among those of the spells.

    `old_way_fen`: the transitional pension by the old way where a province phases in a new one. `transitional_index`:
    the province's own index of the early years, else the average index counts.
    """

    region: str
    spells: Sequence[Spell]
    balance_fen: int
    age_months: int
    deemed_months: int = 0
    before_account_months: int = 0
    transitional_index: Decimal | None = None
    old_way_fen: int | None = None

    @property
    def months(self) -> int:
        return sum(each.months for each in self.spells) + self.deemed_months

    @property
    def early_months(self) -> int:
        return self.deemed_months + self.before_account_months


@dataclass(frozen=True, slots=True)
class AwardLaw:
    """The province's law on the day of retirement; `base` may be last year's, then its status is provisional."""

    base: Law
    year_rate: Law
    month_rate: Law | None
    years: tuple[str, Law]
    index_decimals: Law
    deemed_index: Law | None
    low: LowIndexLaw | None
    annuity: AnnuityLaw
    transition: Mapping[str, Law]
    new_share: Law | None
    round_up: Mapping[str, Law]

    @classmethod
    def from_book(cls, book: LawBook, *, region: str, on: dt.date) -> "AwardLaw":
        """Raises NoLawInForce where the province has no reference wage, or no verified way to count years and index."""

        def some(key: str) -> Law | None:
            try:
                return book.law(f"pension.{key}", region=region, on=on)
            except NoLawInForce:
                return None

        limit = some("low_index_limit")
        low = None
        if limit is not None and limit.value > 0:
            low = LowIndexLaw(limit, book.law("pension.low_index_decimals", region=region, on=on))
        ((way, decimals),) = book.table("pension.years_decimals", region=region, on=on).items()
        return cls(
            reference_wage(book, region=region, on=on),
            book.law("pension.basic_year_rate", region=region, on=on),
            some("basic_extra_month_rate"),
            (way, decimals),
            book.law("pension.index_decimals", region=region, on=on),
            some("deemed_index"),
            low,
            AnnuityLaw.from_book(book, on=on, region=region),
            table_of(book, "pension.transition_rate", region, on),
            some("transition_new_share"),
            table_of(book, "pension.round_up_decimals", region, on),
        )


@dataclass(frozen=True, slots=True)
class Award:
    """Items in fen a month. `is_provisional`: to be settled again when the year's reference wage is published."""

    basic_fen: Fen
    account_fen: Fen
    transitional_fen: Fen
    total_fen: Fen
    months: int
    index: Decimal
    is_provisional: bool


@dataclass(frozen=True, slots=True)
class Resettlement:
    """After re-settlement: what is paid a month from now on, and what is due for the months paid (signed), in fen."""

    monthly_fen: Fen
    difference_fen: Fen


def reference_wage(book: LawBook, *, region: str, on: dt.date) -> Law:
    """C of the year of retirement, else last year's, provisional. Raises NoLawInForce when neither is on file."""
    try:
        return book.law("pension.calculation_base", region=region, category="employee", on=on)
    except NoLawInForce:
        last_year = dt.date(on.year - 1, 12, 31)
        law = book.law("pension.calculation_base", region=region, category="employee", on=last_year)
        return replace(law, status="provisional")


def table_of(book: LawBook, key: str, region: str, on: dt.date) -> Mapping[str, Law]:
    """Every category of one key, none where the region has no value."""
    try:
        return book.table(key, region=region, on=on)
    except NoLawInForce:
        return {}


def monthly_award(facts: AwardFacts, law: AwardLaw) -> Explained[Award]:
    """Base, account and transitional pension with their total, in fen a month.

    Raises PROVINCE_NOT_VERIFIED and OLD_WAY_NEEDED for early years, what index, years and annuity months refuse.
    """
    index = index_of_history(facts.spells, facts.deemed_months, law.deemed_index, law.index_decimals)
    years = counted_years(facts.months, *law.years)
    item = law.round_up.get("item")
    wages = halves(law.base, index.value, low=law.low)
    if law.years[0] == WHOLE_YEARS and law.month_rate is not None and item is not None:
        basic = basic_pension_by_months(wages, facts.months, law.year_rate, law.month_rate, item)
    else:
        basic = basic_pension(wages, years.value, law.year_rate, item)
    account = account_pension(facts.balance_fen, annuity_months(facts.age_months, law.annuity), item)
    parts = [index.trace, years.trace, basic.trace, account.trace]
    early = Fen(0)
    if facts.early_months:
        own = facts.transitional_index
        of_early_years = _transitional(facts, law, index.value if own is None else own)
        early = of_early_years.value
        parts.append(of_early_years.trace)
    why = Trace(steps=[step for part in parts for step in part.steps])
    total = _total([basic.value, account.value, early], law.round_up.get("total"), why)
    award = Award(basic.value, account.value, early, total, facts.months, index.value, law.base.status == "provisional")
    waits = Words("计发基数暂用上年，公布后重算。", " The reference wage is last year's; it is settled again later.")
    return why.conclude(
        award,
        Words(
            f"每月基本养老金{written(total)}元。{waits.zh if award.is_provisional else ''}",
            f"The pension is {written(total)} yuan a month.{waits.en if award.is_provisional else ''}",
        ),
    )


def resettled(paid_fen: int, due_fen: int, months: int) -> Explained[Resettlement]:
    """The published reference wage against the provisional one, for the months paid; the difference is signed."""
    why = Trace()
    why.fact(Words("暂按上年基数每月发放", "Paid a month on last year's wage"), yuan(paid_fen), "yuan")
    why.fact(Words("按公布基数每月应发", "Due a month on the published wage"), yuan(due_fen), "yuan")
    why.fact(Words("已发月数", "Months paid"), months, "months")
    how = same(f"({written(due_fen)} − {written(paid_fen)}) × {months}")
    owed = Fen((due_fen - paid_fen) * months)
    why.money(Words("重算差额", "Difference"), owed, how, is_result=True)
    sentence = Words(
        f"公布基数后每月{written(due_fen)}元，已发{months}个月的差额为{written(owed)}元。",
        f"On the published wage {written(due_fen)} yuan a month; the difference for {months} months is "
        f"{written(owed)} yuan.",
    )
    return why.conclude(Resettlement(Fen(due_fen), owed), sentence)


def total_of(items: Sequence[int]) -> Explained[Fen]:
    """Rounded items added up, in fen a month."""
    why = Trace()
    total = _total(items, None, why)
    return why.conclude(total, Words(f"合计每月{written(total)}元。", f"{written(total)} yuan a month in all."))


def _transitional(facts: AwardFacts, law: AwardLaw, index: Decimal) -> Explained[Fen]:
    rates = verified(law.transition, facts.region)
    if _DEEMED_ON_BASE in rates:
        return transitional_beijing(
            law.base,
            index,
            deemed=_years(facts.deemed_months, law),
            actual=_years(facts.before_account_months, law),
            deemed_rate=rates[_DEEMED_ON_BASE],
            actual_rate=rates[_ACTUAL_ON_INDEXED],
        )
    form = Form.MEAN if Form.MEAN in rates else Form.INDEXED
    new = transitional(form, law.base, index, _years(facts.early_months, law), rates[form])
    if law.new_share is None or law.new_share.value == 1:
        return new
    if facts.old_way_fen is None:
        raise OLD_WAY_NEEDED(region=facts.region)
    mixed = phased_in(facts.old_way_fen, new.value, law.new_share)
    assert mixed.trace.sentence is not None
    return Trace(steps=[*new.trace.steps, *mixed.trace.steps]).conclude(mixed.value, mixed.trace.sentence)


def _years(months: int, law: AwardLaw) -> Fraction:
    return counted_years(months, *law.years).value


def _total(items: Sequence[int], rounding: Law | None, why: Trace) -> Fen:
    total = Fen(sum(items))
    how = same(" + ".join(written(each) for each in items))
    if rounding is not None:
        places = plain(why.law(Words("合计进位保留小数位", "Places the total is rounded up to"), rounding))
        total = rounded_up(Fraction(total, 100), rounding)
        how = Words(f"{how.zh}，进位到{places}位小数", f"{how.en}, rounded up to {places} decimal")
    return Fen(why.money(TOTAL, total, how, is_result=True))
