"""Residents' pension: what years of tiers and subsidies come to, and what is paid a month from 60 on.

Source: 国发〔2014〕8号 §4–7: everything goes to the account; basic amount + account / 139.
"""

from decimal import Decimal

from siadmin.kernel.figures import plain
from siadmin.kernel.language import Words
from siadmin.kernel.money import HALF_UP, Fen, fen, times, written, yuan
from siadmin.kernel.trace import Explained, Law, Trace

BALANCE = Words("个人账户储存额", "Account balance")
ACCOUNT_PART = Words("个人账户养老金", "From the account")


def residents_pension(balance_fen: int, basic: Law, months: Law) -> Explained[Fen]:
    """Basic amount + balance / months, the account part rounded half up to the fen; in fen a month."""
    why = Trace()
    part = _account_part(balance_fen, months, why)
    basic_fen = fen(why.law(Words("基础养老金", "Basic amount"), basic), HALF_UP)
    how = f"{written(basic_fen)} + {written(part)}"
    total = Fen(why.money(Words("每月养老金", "A month"), basic_fen + part, Words(how, how), is_result=True))
    return why.conclude(
        total,
        Words(
            f"基础养老金{written(basic_fen)}元加个人账户{written(part)}元，每月{written(total)}元。",
            f"{written(basic_fen)} yuan basic and {written(part)} yuan of the account: {written(total)} yuan a month.",
        ),
    )


def basic_rise(before_fen: int, basic: Law) -> Explained[Fen]:
    """What a pension in payment rises by to the new basic amount; nothing is lowered. In fen a month."""
    why = Trace()
    why.fact(Words("调整前基础养老金", "Basic part before"), yuan(before_fen), "yuan")
    amount = fen(why.law(Words("新的基础养老金标准", "New basic amount"), basic), HALF_UP)
    how = Words(
        f"{written(amount)} − {written(before_fen)}，不低于0", f"{written(amount)} − {written(before_fen)}, not below 0"
    )
    more = Fen(why.money(Words("每月增加", "More a month"), max(0, amount - before_fen), how, is_result=True))
    return why.conclude(
        more, Words(f"每月增加{written(more)}元。", f"The pension rises by {written(more)} yuan a month.")
    )


def accumulated(tier_fen: int, subsidy_fen: int, years: int, interest_fen: int = 0) -> Explained[Fen]:
    """What an account holds after years of one tier and its subsidy, with the interest it earned; in fen."""
    why = Trace()
    why.fact(Words("每年本人缴费", "Tier a year"), yuan(tier_fen), "yuan")
    why.fact(Words("每年政府补贴", "Subsidy a year"), yuan(subsidy_fen), "yuan")
    why.fact(Words("利息", "Interest"), yuan(interest_fen), "yuan")
    how = f"({written(tier_fen)} + {written(subsidy_fen)}) × {years} + {written(interest_fen)}"
    total = Fen(why.money(BALANCE, (tier_fen + subsidy_fen) * years + interest_fen, Words(how, how), is_result=True))
    return why.conclude(
        total,
        Words(f"{years}年后账户共{written(total)}元。", f"After {years} years it holds {written(total)} yuan."),
    )


def account_part(balance_fen: int, months: Law) -> Explained[Fen]:
    """What an account gives a month; in fen."""
    why = Trace()
    part = _account_part(balance_fen, months, why)
    return why.conclude(part, Words(f"每月{written(part)}元。", f"{written(part)} yuan a month."))


def _account_part(balance_fen: int, months: Law, why: Trace) -> Fen:
    why.fact(BALANCE, yuan(balance_fen), "yuan")
    divisor = why.law(Words("计发月数", "Payment months"), months)
    how = f"{written(balance_fen)} ÷ {plain(divisor)}"
    return Fen(why.money(ACCOUNT_PART, times(1, Decimal(balance_fen) / divisor, HALF_UP), Words(how, how)))
