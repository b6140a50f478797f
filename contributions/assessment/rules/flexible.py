"""What people in flexible employment pay themselves, and the subsidy that gives a share of it back.

Sources: 社会保险法 art. 10, 12, 23; 国办发〔2019〕13号; 粤人社规〔2026〕14号 (12% pool, 8% account);
local subsidy rules.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from contributions.assessment.rules.rating import half_up_to_fen, rated
from siadmin.kernel.figures import percent, plain
from siadmin.kernel.language import Words
from siadmin.kernel.money import HALF_UP, Fen, times, whole_yuan, written, yuan
from siadmin.kernel.refusal import Reason
from siadmin.kernel.trace import Explained, Law, Step, Trace

ACCOUNT_ABOVE_TOTAL = Reason(
    "account_above_total",
    "记入个人账户的比例 {account} 高于总费率 {total}。",
    "The part for the personal account, {account}, is above the whole rate, {total}.",
    "请核对这两个费率。",
    "Check both rates.",
)

BASE = Words("缴费基数", "Contribution base")
RATE = Words("费率", "Rate")
AMOUNT = Words("应缴金额", "Amount due")

_MOST_PARTS = 12


@dataclass(frozen=True, slots=True)
class FromAverage:
    """A base derived from an average wage, and the amount of each rate on it."""

    base_fen: Fen
    amounts_fen: tuple[Fen, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """A flexible worker's pension contribution; pool + account = total."""

    total_fen: Fen
    pool_fen: Fen
    account_fen: Fen


def flexible_amount(base_fen: int, rate: Law) -> Explained[Fen]:
    """Base × rate, rounded half up to the fen."""
    why = Trace()
    _base(base_fen, why)
    amount = rated(AMOUNT, base_fen, why.law(RATE, rate), why, is_result=True)
    return why.conclude(
        amount,
        Words(
            f"基数{written(base_fen)}元，费率{percent(rate.value)}，本人缴{written(amount)}元。",
            f"On a base of {written(base_fen)} yuan at {percent(rate.value)} the person pays {written(amount)} yuan.",
        ),
    )


def flexible_from_average(average: Law, share: Law, rates: Sequence[Law]) -> Explained[FromAverage]:
    """Average × share rounded half up to the whole yuan is the base; each rate on it is rounded by itself."""
    why = Trace()
    average_yuan = why.law(Words("平均工资", "Average wage"), average)
    share_of = why.law(Words("基数比例", "Share of the average"), share)
    product = f"{plain(average_yuan)} × {percent(share_of)}"
    how = Words(f"{product}，四舍五入到元", f"{product}, rounded half up to the whole yuan")
    base = Fen(why.money(BASE, whole_yuan(average_yuan * share_of, HALF_UP), how))
    amounts = tuple(rated(AMOUNT, base, why.law(RATE, rate), why, is_result=True) for rate in rates)
    total = Fen(sum(amounts))
    return why.conclude(
        FromAverage(base, amounts),
        Words(
            f"基数取平均工资的{percent(share_of)}，为{written(base)}元；各项分别计算，合计{written(total)}元。",
            f"The base is {percent(share_of)} of the average wage, {written(base)} yuan; each item is calculated "
            f"by itself, {written(total)} yuan together.",
        ),
    )


def flexible_split(base_fen: int, total_rate: Law, account_rate: Law) -> Explained[Split]:
    """Whole amount and account part are each rounded half up; the pool gets what is left, so nothing is lost.

    Raises ACCOUNT_ABOVE_TOTAL.
    """
    if account_rate.value > total_rate.value:
        raise ACCOUNT_ABOVE_TOTAL(account=percent(account_rate.value), total=percent(total_rate.value))
    why = Trace()
    _base(base_fen, why)
    total = rated(AMOUNT, base_fen, why.law(RATE, total_rate), why, is_result=True)
    to_account = why.law(Words("记入个人账户的费率", "Rate for the personal account"), account_rate)
    account = rated(Words("记入个人账户", "To the personal account"), base_fen, to_account, why, is_result=True)
    rest = f"{written(total)} − {written(account)}"
    pool = Fen(
        why.money(Words("进入统筹基金", "To the pooled fund"), total - account, Words(rest, rest), is_result=True)
    )
    return why.conclude(
        Split(total, pool, account),
        Words(
            f"本人缴{written(total)}元，其中{written(account)}元记入个人账户，{written(pool)}元进入统筹基金。",
            f"The person pays {written(total)} yuan: {written(account)} yuan go to the personal account and "
            f"{written(pool)} yuan to the pooled fund.",
        ),
    )


def subsidy(base_fen: int, rate: Law | None, share: Fraction, share_law: Law) -> Explained[Fen]:
    """The subsidised share of a contribution, in fen: base × rate × share with one rounding half up at the end.

    With `rate` None, `base_fen` is itself the contribution, a fixed amount. `share` is exact (2/3); `share_law` says
    where it stands written.
    """
    why = Trace()
    name = BASE if rate else Words("固定缴费金额", "Fixed contribution")
    _base(base_fen, why, name)
    exact = Fraction(base_fen) * (Fraction(why.law(RATE, rate)) if rate else 1) * share
    why.steps.append(Step(Words("补贴比例", "Share refunded"), str(share), share_law.unit, law=share_law))
    formula = " × ".join([written(base_fen), *([percent(rate.value)] if rate else []), str(share)])
    how = half_up_to_fen(formula)
    exact_fen = Decimal(exact.numerator) / exact.denominator
    amount = Fen(why.money(Words("补贴金额", "Subsidy"), times(1, exact_fen, HALF_UP), how, is_result=True))
    return why.conclude(
        amount,
        Words(
            f"缴费的{share}由补贴承担：{written(amount)}元。",
            f"{share} of the contribution is refunded: {written(amount)} yuan.",
        ),
    )


def share_meant(law: Law) -> Fraction:
    """The simple fraction a share abbreviates: 0.6667 stands for 2/3, 0.50 for 1/2.

    A share that no fraction with a denominator up to twelve rounds to stands for itself.
    """
    simple = Fraction(law.value).limit_denominator(_MOST_PARTS)
    places = Decimal(1).scaleb(-4)
    rounded = (Decimal(simple.numerator) / simple.denominator).quantize(places, HALF_UP)
    return simple if rounded == law.value else Fraction(law.value)


def _base(base_fen: int, why: Trace, name: Words = BASE) -> None:
    why.fact(name, yuan(base_fen), "yuan")
