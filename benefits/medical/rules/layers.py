"""What pays above and beside the pool: large-sum aid, major-illness insurance, what flows into the personal account.

Source: 国办发〔2015〕57号 and the place's rules for the layers; 国办发〔2021〕14号 for the account.
"""

from collections.abc import Sequence
from fractions import Fraction

from benefits.medical.rules.bands import Split, by_fund_share
from siadmin.kernel.figures import percent
from siadmin.kernel.language import Words
from siadmin.kernel.money import HALF_UP, Fen, fen, half_up, times, written, yuan
from siadmin.kernel.trace import Explained, Law, Trace
from siadmin.policy.verified import Band


def large_sum(above_fen: int, paid_before_fen: int, rate: Law, cap: Law | None) -> Explained[Fen]:
    """A share of the costs in scope above the pool's cap, to the cap of the year; in fen."""
    why = Trace()
    why.fact(Words("统筹封顶线以上的费用", "Costs above the pool's cap"), yuan(above_fen), "yuan")
    share = why.law(Words("大额补助比例", "Share of large-sum aid"), rate)
    amount, how = (
        times(above_fen, share, HALF_UP),
        Words(f"{written(above_fen)} × {percent(share)}", f"{written(above_fen)} × {percent(share)}"),
    )
    if cap is not None:
        left = max(0, fen(why.law(Words("大额补助封顶线", "Cap of large-sum aid"), cap), HALF_UP) - paid_before_fen)
        if amount > left:
            amount, how = Fen(left), Words("年度封顶余额", "what is left to the year's cap")
    why.money(Words("大额补助支付", "Large-sum aid"), amount, how, is_result=True)
    return why.conclude(
        amount, Words(f"大额补助支付{written(amount)}元。", f"Large-sum aid pays {written(amount)} yuan.")
    )


def major_illness(
    residual_fen: int,
    deductible: Law,
    rates: Sequence[Band],
    cap: Law | None = None,
    *,
    before_fen: int = 0,
    paid_fen: int = 0,
) -> Explained[Fen]:
    """Of what the person bore in scope in the year, the shares above the deductible; in fen.

    `before_fen`: what was borne before this bill, `paid_fen`: what was paid of it. The bands run over the year's
    residual, so that bills add up to the year whatever their order.
    """
    least = fen(deductible.value, HALF_UP)
    why = Trace()
    why.law(Words("大病保险起付线", "Deductible of major-illness insurance"), deductible)
    found = by_fund_share(residual_fen, max(0, least - before_fen), before_fen, rates)
    why.steps += found.trace.steps
    amount = found.value.fund_fen
    if cap is not None:
        most = fen(why.law(Words("大病保险封顶线", "Cap of major-illness insurance"), cap), HALF_UP)
        amount = Fen(min(amount, max(0, most - paid_fen)))
    how = Words("各段相加", "the bands, added up")
    why.money(Words("大病保险支付", "Major-illness insurance"), amount, how, is_result=True)
    return why.conclude(
        amount, Words(f"大病保险支付{written(amount)}元。", f"Major-illness insurance pays {written(amount)} yuan.")
    )


def outpatient(
    amount_fen: int,
    before_fen: int,
    deductible: Law,
    rate: Law,
    *,
    away_factor: Law | None = None,
    left_fen: int | None = None,
) -> Explained[Split]:
    """A visit: what is left of the year's deductible first, then one rate; the rest is own.

    `before_fen`: costs in scope of the year before it. `left_fen`: what the fund may still pay this year; what it
    then does not pay is the person's.
    """
    least = fen(deductible.value, HALF_UP)
    why = Trace()
    why.law(Words("门诊起付线", "Outpatient deductible"), deductible)
    found = by_fund_share(amount_fen, max(0, least - before_fen), before_fen, (Band(0, None, rate),))
    why.steps += found.trace.steps
    split, paid = found.value, found.value.fund_fen
    if away_factor is not None:
        paid = times(paid, why.law(Words("异地就医支付系数", "Factor for care elsewhere"), away_factor), HALF_UP)
    if left_fen is not None and paid > left_fen:
        paid = Fen(left_fen)
    if paid != split.fund_fen:
        split = Split(split.deductible_fen, paid, Fen(split.own_fen + split.fund_fen - paid), split.above_fen)
        how = Words("异地系数和年度封顶之后", "after the factor and the year's cap")
        why.money(Words("基金支付", "The fund pays"), paid, how, is_result=True)
    return why.conclude(
        split,
        Words(
            f"门诊基金支付{written(split.fund_fen)}元，个人负担{written(split.self_pay_fen)}元。",
            f"The fund pays {written(split.fund_fen)} yuan, the person {written(split.self_pay_fen)}.",
        ),
    )


def account_inflow(base_fen: int, rate: Law) -> Explained[Fen]:
    """What a month's own contribution brings into the personal account; in fen."""
    why = Trace()
    why.fact(Words("缴费基数", "Base"), yuan(base_fen), "yuan")
    share = why.law(Words("本人缴费比例", "Own rate"), rate)
    amount = half_up(base_fen * Fraction(share))
    why.money(
        Words("划入个人账户", "Into the account"), amount, Words(f"× {percent(share)}", f"× {percent(share)}"), True
    )
    return why.conclude(
        amount, Words(f"每月划入个人账户{written(amount)}元。", f"{written(amount)} yuan a month go into the account.")
    )
