"""The order of settlement of one bill, and the year it stands in.

Source: SIL 28–29; the rules of each pooling area. Out of scope first, then the deductible, the bands of the pool to its
cap, large-sum aid above, major-illness insurance on what the person bore; then the personal account, then cash.

A year's bills add up: each takes the stretch after those settled before it, whenever the care was. What is reversed is
taken out of the year again, last settled first, so that nothing before it changes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from benefits.medical.rules.bands import Split, by_own_share
from benefits.medical.rules.law import Care, CareLaw, MajorLaw
from benefits.medical.rules.layers import large_sum, major_illness, outpatient
from benefits.medical.rules.scope import LineScope
from siadmin.kernel.language import Words
from siadmin.kernel.money import HALF_UP, Fen, fen, half_up, written
from siadmin.kernel.trace import Explained, Trace

_OUTSIDE = Words("范围外自费自付", "Out of scope")
_NOT_ON_FILE = Words("当地未登记，本次不计", "none on file for the place: not reckoned")


@dataclass(frozen=True, slots=True)
class Year:
    """What one person's bills of one scheme came to in a calendar year so far, in fen; `stays`: admissions."""

    stays: int = 0
    inpatient_scope_fen: int = 0
    outpatient_scope_fen: int = 0
    pool_fen: int = 0
    outpatient_pool_fen: int = 0
    large_fen: int = 0
    residual_fen: int = 0
    major_fen: int = 0

    def plus(self, other: "Year") -> "Year":
        return Year(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(Year)))

    def minus(self, other: "Year") -> "Year":
        return Year(*(getattr(self, each.name) - getattr(other, each.name) for each in fields(Year)))


@dataclass(frozen=True, slots=True)
class Bill:
    """`scope`: its lines added up.

    `opens_stay`: the first bill of its stay; later ones tell what those before took of the deductible.
    `is_further`: its stay is not the first of the year.
    """

    scope: LineScope
    opens_stay: bool = True
    is_further: bool = False
    deductible_taken_fen: int = 0


@dataclass(frozen=True, slots=True)
class Settled:
    """Fen. The parts add up to what was charged: out of scope, pool, large-sum, major-illness, and the person's own."""

    charged_fen: Fen
    out_of_scope_fen: Fen
    deductible_fen: Fen
    pool_fen: Fen
    large_fen: Fen
    major_fen: Fen
    own_in_scope_fen: Fen
    year: Year

    @property
    def fund_fen(self) -> Fen:
        return Fen(self.pool_fen + self.large_fen + self.major_fen)

    @property
    def self_pay_fen(self) -> Fen:
        """What the person pays, from the account or in cash."""
        return Fen(self.out_of_scope_fen + self.own_in_scope_fen)


def added_up(lines: Sequence[LineScope]) -> LineScope:
    """The lines of a bill as one."""
    return LineScope(*(Fen(sum(getattr(line, each.name) for line in lines)) for each in fields(LineScope)))


def settle(bill: Bill, year: Year, law: CareLaw) -> Explained[Settled]:
    """`year`: before this bill; that of the answer is what this bill adds to it."""
    why = Trace()
    outside = bill.scope.out_of_scope_fen
    why.money(Words("总费用", "Charged"), bill.scope.charged_fen, Words("各项费用相加", "all lines"))
    why.money(_OUTSIDE, outside, Words("超限价、丙类、先行自付", "limits, class C, paid first"))
    found = _pool(bill, year, law, why)
    large = _large(found, year, law, why)
    residual = Fen(found.deductible_fen + found.own_fen + found.above_fen - large)
    major = _major(residual, year, law.major, why)
    is_stay = law.care is Care.INPATIENT
    adds = Year(
        stays=int(is_stay and bill.opens_stay),
        inpatient_scope_fen=bill.scope.in_scope_fen if is_stay else 0,
        outpatient_scope_fen=0 if is_stay else bill.scope.in_scope_fen,
        pool_fen=found.fund_fen,
        outpatient_pool_fen=0 if is_stay else found.fund_fen,
        large_fen=large,
        residual_fen=residual,
        major_fen=major,
    )
    settled = Settled(
        charged_fen=bill.scope.charged_fen,
        out_of_scope_fen=outside,
        deductible_fen=found.deductible_fen,
        pool_fen=found.fund_fen,
        large_fen=large,
        major_fen=major,
        own_in_scope_fen=Fen(residual - major),
        year=adds,
    )
    own = settled.self_pay_fen
    why.money(Words("个人支付", "The person pays"), own, Words("其余部分", "what is left"), is_result=True)
    return why.conclude(
        settled,
        Words(
            f"总费用{written(settled.charged_fen)}元，基金支付{written(settled.fund_fen)}元，个人支付{written(own)}元。",
            f"Of {written(settled.charged_fen)} yuan the funds pay {written(settled.fund_fen)}, "
            f"the person {written(own)}.",
        ),
    )


def _pool(bill: Bill, year: Year, law: CareLaw, why: Trace) -> Split:
    left = None if law.cap is None else max(0, half_up(law.cap.amount_fen) - _counts_to_cap(year, law.care))
    if law.cap is not None:
        for each in law.cap.laws:
            why.law(Words("年度封顶线", "Cap of the year"), each)
    if law.care is Care.INPATIENT:
        assert law.further_deductible is not None
        deductible = law.further_deductible if bill.is_further else law.deductible
        due = fen(why.law(Words("起付线", "Deductible"), deductible), HALF_UP)
        explained = by_own_share(
            bill.scope.in_scope_fen,
            max(0, due - bill.deductible_taken_fen),
            year.inpatient_scope_fen,
            law.own_shares,
            law.retired_factor,
            away_factor=law.away,
            fund_left_fen=left,
        )
    else:
        assert law.rate is not None
        explained = outpatient(
            bill.scope.in_scope_fen,
            year.outpatient_scope_fen,
            law.deductible,
            law.rate,
            away_factor=law.away,
            left_fen=left,
        )
    why.steps += explained.trace.steps
    return explained.value


def _counts_to_cap(year: Year, care: Care) -> int:
    """A year's cap of outpatient care is its own; the pool's counts both."""
    return year.pool_fen if care is Care.INPATIENT else year.outpatient_pool_fen


def _large(found: Split, year: Year, law: CareLaw, why: Trace) -> Fen:
    if not found.above_fen:
        return Fen(0)
    if law.large_rate is None:
        why.step(Words("大额补助", "Large-sum aid"), _NOT_ON_FILE, "text", _NOT_ON_FILE)
        return Fen(0)
    explained = large_sum(found.above_fen, year.large_fen, law.large_rate, None)
    why.steps += explained.trace.steps
    return explained.value


def _major(residual_fen: int, year: Year, law: MajorLaw | None, why: Trace) -> Fen:
    if law is None:
        why.step(Words("大病保险", "Major-illness insurance"), _NOT_ON_FILE, "text", _NOT_ON_FILE)
        return Fen(0)
    explained = major_illness(
        residual_fen, law.deductible, law.rates, law.cap, before_fen=year.residual_fen, paid_fen=year.major_fen
    )
    why.steps += explained.trace.steps
    return explained.value
