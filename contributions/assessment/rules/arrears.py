"""Late fees, amounts due without a declaration, and the fee per order of the occupational-injury pilot.

Sources: 社会保险法 art. 62 and 86; 人社部发〔2025〕24号 and the provincial notices on the fee per order.
"""

from dataclasses import dataclass

from contributions.assessment.rules.rating import half_up_to_fen
from siadmin.kernel.figures import percent, plain
from siadmin.kernel.language import Words
from siadmin.kernel.money import HALF_UP, Fen, fen, times, written, yuan
from siadmin.kernel.trace import Explained, Law, Trace


@dataclass(frozen=True, slots=True)
class LateFeeFacts:
    """`principal_fen` unpaid for `days` from the day it fell into arrears; how days are counted is the caller's law."""

    principal_fen: int
    days: int


def late_fee(facts: LateFeeFacts, daily_rate: Law) -> Explained[Fen]:
    """Principal × days × daily rate, rounded once, half up to the fen. Source: 社会保险法 art. 86.

    The employer bears it; it is never passed to employees.
    """
    why = Trace()
    why.fact(Words("欠缴本金", "Principal in arrears"), yuan(facts.principal_fen), "yuan")
    why.fact(Words("欠缴天数", "Days in arrears"), facts.days, "days")
    rate = why.law(Words("每日加收比例", "Rate a day"), daily_rate)
    how = half_up_to_fen(f"{written(facts.principal_fen)} × {facts.days} × {percent(rate)}")
    amount = times(facts.principal_fen * facts.days, rate, HALF_UP)
    fee = Fen(why.money(Words("滞纳金", "Late fee"), amount, how, is_result=True))
    return why.conclude(
        fee,
        Words(
            f"欠缴{written(facts.principal_fen)}元共{facts.days}天，每日加收{percent(rate)}，滞纳金{written(fee)}元。",
            f"{written(facts.principal_fen)} yuan were owed for {facts.days} days at {percent(rate)} a day: "
            f"a late fee of {written(fee)} yuan.",
        ),
    )


def undeclared_amount(last_month_fen: int, factor: Law) -> Explained[Fen]:
    """What is due for now when nothing was declared: last month's amount × factor. Source: 社会保险法 art. 62.

    Settled against the real amount once the employer declares.
    """
    why = Trace()
    why.fact(Words("上月缴费额", "Last month's contribution"), yuan(last_month_fen), "yuan")
    multiple = why.law(Words("未申报的系数", "Factor without declaration"), factor)
    how = half_up_to_fen(f"{written(last_month_fen)} × {percent(multiple)}")
    amount = times(last_month_fen, multiple, HALF_UP)
    due = Fen(why.money(Words("暂定应缴数额", "Provisional amount due"), amount, how, is_result=True))
    return why.conclude(
        due,
        Words(
            f"本月未申报，暂按上月缴费额的{percent(multiple)}确定：{written(due)}元，补报后结算。",
            f"Nothing was declared, so {percent(multiple)} of last month's amount is due for now: {written(due)} yuan, "
            f"settled once the declaration is in.",
        ),
    )


def order_fee(orders: int, fee_per_order: Law) -> Explained[Fen]:
    """The platform's occupational-injury fee: orders × fee per order, nothing from the worker.

    Source: 人社部发〔2025〕24号.
    """
    why = Trace()
    why.fact(Words("订单数", "Orders"), orders, "orders")
    fee = why.law(Words("每单费额", "Fee per order"), fee_per_order)
    how = half_up_to_fen(f"{orders:,} × {plain(fee)}")
    due = Fen(why.money(Words("平台应缴", "Due from the platform"), fen(fee * orders, HALF_UP), how, is_result=True))
    return why.conclude(
        due,
        Words(
            f"{orders:,}单，每单{plain(fee)}元，平台缴{written(due)}元，个人不缴费。",
            f"{orders:,} orders at {plain(fee)} yuan each: the platform pays {written(due)} yuan, the worker nothing.",
        ),
    )
