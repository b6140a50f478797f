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
from siadmin.kernel.money import Fen, written
from siadmin.kernel.refusal import Reason
from siadmin.kernel.trace import Explained, Law, Step, Trace
from siadmin.policy.lawbook import LawBook, NoLawInForce
from siadmin.policy.names import name_of

OLD_WAY_NEEDED = Reason(
    "pension_old_way_needed",
    "地区{region}的过渡性养老金仍在新老办法过渡期，需要先给出老办法的金额。",
    "Region {region} still phases in its new way of the transitional pension; the amount by the old way is needed.",
    "请先按老办法核定，再计算过渡期待遇。",
    "Decide the amount by the old way first, then calculate again.",
)
ADDITION_NOT_KNOWN = Reason(
    "pension_addition_not_known",
    "地区{region}另有“{name_zh}”，哪些人应当增发没有登记，不按少一项的金额计算。",
    "Region {region} adds “{name_en}” to a pension, and to whom is not on file: no amount without it is given.",
    "请由政策管理人员登记该项增发的适用条件及其依据；登记前按纸质文件核定。",
    "Ask the policy officers to record who has the addition and its source; until then it is decided on paper.",
)
ADDITIONS = ("pension.indexed_addition_rate", "pension.one_child_rate", "pension.transition_adjustment_constant")
PROVISIONAL = "provisional"
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


@dataclass(frozen=True, slots=True)
class Counted:
    """What of a working life the parts that follow the reference wage go by: months with deemed ones, average index.

    The rest as in `AwardFacts`.
    """

    region: str
    months: int
    index: Decimal
    deemed_months: int
    before_account_months: int
    transitional_index: Decimal | None = None
    old_way_fen: int | None = None

    @property
    def early_months(self) -> int:
        return self.deemed_months + self.before_account_months


@dataclass(frozen=True, slots=True)
class WageParts:
    """Base and transitional pension in fen a month; no transitional one without early months."""

    basic: Explained[Fen]
    transitional: Explained[Fen] | None

    @property
    def early_fen(self) -> Fen:
        return self.transitional.value if self.transitional else Fen(0)

    @property
    def steps(self) -> list[Step]:
        return [*self.basic.trace.steps, *(self.transitional.trace.steps if self.transitional else ())]


@dataclass(frozen=True, slots=True)
class AwardLaw:
    """The province's law on the day of retirement; `base` may be last year's, then its status is provisional.

    `additions`: what the province adds by conditions that are not on file.
    """

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
    additions: Sequence[Law] = ()

    @classmethod
    def from_book(cls, book: LawBook, *, region: str, on: dt.date) -> "AwardLaw":
        """Raises NoLawInForce where the province has no reference wage, or no verified way to count years and index."""

        def some(key: str) -> Law | None:
            try:
                return book.law(key, region=region, on=on)
            except NoLawInForce:
                return None

        limit = some("pension.low_index_limit")
        low = None
        if limit is not None and limit.value > 0:
            low = LowIndexLaw(limit, book.law("pension.low_index_decimals", region=region, on=on))
        ((way, decimals),) = book.table("pension.years_decimals", region=region, on=on).items()
        return cls(
            reference_wage(book, region=region, on=on),
            book.law("pension.basic_year_rate", region=region, on=on),
            some("pension.basic_extra_month_rate"),
            (way, decimals),
            book.law("pension.index_decimals", region=region, on=on),
            some("pension.deemed_index"),
            low,
            AnnuityLaw.from_book(book, on=on, region=region),
            table_of(book, "pension.transition_rate", region, on),
            some("pension.transition_new_share"),
            table_of(book, "pension.round_up_decimals", region, on),
            [each for key in ADDITIONS if (each := some(key)) is not None],
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


def reference_wage(book: LawBook, *, region: str, on: dt.date) -> Law:
    """C of the year of retirement, else last year's, provisional. Raises NoLawInForce when neither is on file."""
    try:
        return book.law("pension.calculation_base", region=region, category="employee", on=on)
    except NoLawInForce:
        last_year = dt.date(on.year - 1, 12, 31)
        law = book.law("pension.calculation_base", region=region, category="employee", on=last_year)
        return replace(law, status=PROVISIONAL)


def table_of(book: LawBook, key: str, region: str, on: dt.date) -> Mapping[str, Law]:
    """Every category of one key, none where the region has no value."""
    try:
        return book.table(key, region=region, on=on)
    except NoLawInForce:
        return {}


def monthly_award(facts: AwardFacts, law: AwardLaw) -> Explained[Award]:
    """Base, account and transitional pension with their total, in fen a month.

    Raises ADDITION_NOT_KNOWN, PROVINCE_NOT_VERIFIED and OLD_WAY_NEEDED for early years, what index, years and annuity
    months refuse.
    """
    index = index_of_history(facts.spells, facts.deemed_months, law.deemed_index, law.index_decimals)
    counted = Counted(
        facts.region, facts.months, index.value, facts.deemed_months, facts.before_account_months,
        facts.transitional_index, facts.old_way_fen,
    )  # fmt: skip
    parts = wage_parts(counted, law)
    account = account_pension(
        facts.balance_fen, annuity_months(facts.age_months, law.annuity), law.round_up.get("item")
    )
    early = parts.early_fen
    why = Trace(steps=[*index.trace.steps, *parts.steps, *account.trace.steps])
    total = _total([parts.basic.value, account.value, early], law.round_up.get("total"), why)
    award = Award(
        parts.basic.value, account.value, early, total, facts.months, index.value, law.base.status == PROVISIONAL
    )
    waits = Words("计发基数暂用上年，公布后重算。", " The reference wage is last year's; it is settled again later.")
    return why.conclude(
        award,
        Words(
            f"每月基本养老金{written(total)}元。{waits.zh if award.is_provisional else ''}",
            f"The pension is {written(total)} yuan a month.{waits.en if award.is_provisional else ''}",
        ),
    )


def wage_parts(counted: Counted, law: AwardLaw) -> WageParts:
    """The parts that follow the reference wage, each with its steps. Raises as `monthly_award`."""
    for each in law.additions:
        name = name_of(each.key)
        raise ADDITION_NOT_KNOWN(region=counted.region, name_zh=name.zh, name_en=name.en.lower())
    years = counted_years(counted.months, *law.years)
    item = law.round_up.get("item")
    wages = halves(law.base, counted.index, low=law.low)
    if law.years[0] == WHOLE_YEARS and law.month_rate is not None and item is not None:
        basic = basic_pension_by_months(wages, counted.months, law.year_rate, law.month_rate, item)
    else:
        basic = basic_pension(wages, years.value, law.year_rate, item)
    basic = Explained(basic.value, Trace(basic.trace.sentence, [*years.trace.steps, *basic.trace.steps]))
    if not counted.early_months:
        return WageParts(basic, None)
    own = counted.transitional_index
    return WageParts(basic, _transitional(counted, law, counted.index if own is None else own))


def total_of(items: Sequence[int], rounding: Law | None = None) -> Explained[Fen]:
    """Rounded items added up, in fen a month; the total up to the places of `rounding`."""
    why = Trace()
    total = _total(items, rounding, why)
    return why.conclude(total, Words(f"合计每月{written(total)}元。", f"{written(total)} yuan a month in all."))


def _transitional(counted: Counted, law: AwardLaw, index: Decimal) -> Explained[Fen]:
    rates = verified(law.transition, counted.region)
    if _DEEMED_ON_BASE in rates:
        return transitional_beijing(
            law.base,
            index,
            deemed=_years(counted.deemed_months, law),
            actual=_years(counted.before_account_months, law),
            deemed_rate=rates[_DEEMED_ON_BASE],
            actual_rate=rates[_ACTUAL_ON_INDEXED],
        )
    form = Form.MEAN if Form.MEAN in rates else Form.INDEXED
    new = transitional(form, law.base, index, _years(counted.early_months, law), rates[form])
    if law.new_share is None or law.new_share.value == 1:
        return new
    if counted.old_way_fen is None:
        raise OLD_WAY_NEEDED(region=counted.region)
    mixed = phased_in(counted.old_way_fen, new.value, law.new_share)
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
