"""What government adds to what people pay themselves, and for how long.

Sources: 国发〔2014〕8号 §4 (residents' pension); SIL 25, yearly 医保发 (residents' medical); 就业补贴办法 of the places
(hard to place: a share, at most three years, to retirement when fewer than five years remain).
"""

from collections.abc import Mapping

from siadmin.kernel.figures import plain
from siadmin.kernel.language import Words
from siadmin.kernel.money import HALF_UP, Fen, fen, written, yuan
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Explained, Law, Trace

TIER = Words("缴费档次", "Tier")
SUBSIDY = Words("政府补贴", "Government's subsidy")


def tier_subsidy(tier_fen: int, steps: Mapping[int, Law]) -> Explained[Fen]:
    """Residents' pension: what government adds for a year's tier. `steps`: from which tier in fen, yuan_per_year.

    The highest step not above the tier counts. A tier below every step gets nothing.
    """
    why = Trace()
    why.fact(TIER, yuan(tier_fen), "yuan")
    reached = max((step for step in steps if step <= tier_fen), default=None)
    if reached is None:
        return why.conclude(Fen(0), Words("该档次没有补贴。", "There is no subsidy for this tier."))
    law = steps[reached]
    amount = Fen(fen(why.law(SUBSIDY, law), HALF_UP))
    return why.conclude(
        amount,
        Words(
            f"{written(reached)}元及以上档次，政府每年补贴{written(amount)}元，记入个人账户。",
            f"For a tier of {written(reached)} yuan or more government adds {written(amount)} yuan a year, all of it "
            "to the account.",
        ),
    )


def medical_subsidy(individual: Law, own_share: Law, per_head: Law) -> Explained[Fen]:
    """Residents' medical: the amount per head, and the part of the own amount that government pays for some."""
    why = Trace()
    head = fen(why.law(Words("人均财政补助", "Subsidy per head"), per_head), HALF_UP)
    amount = fen(why.law(Words("个人缴费标准", "Individual amount"), individual), HALF_UP)
    share = why.law(Words("本人承担比例", "Own share"), own_share)
    own = fen(yuan(amount) * share, HALF_UP)
    aided = amount - own
    how = f"{written(head)} + {written(aided)}"
    total = Fen(why.money(SUBSIDY, head + aided, Words(how, how), is_result=True))
    return why.conclude(
        total,
        Words(
            f"财政补助{written(head)}元，资助个人缴费{written(aided)}元，共{written(total)}元。",
            f"{written(head)} yuan per head and {written(aided)} yuan of the own amount: {written(total)} yuan.",
        ),
    )


def capped(amount_fen: int, cap: Law | None) -> Explained[Fen]:
    """A month's subsidy held below the place's cap, where there is one (yuan_per_month)."""
    why = Trace()
    why.fact(SUBSIDY, yuan(amount_fen), "yuan")
    most = fen(why.law(Words("每月上限", "Cap a month"), cap), HALF_UP) if cap else amount_fen
    held = Fen(min(amount_fen, most))
    zh = f"每月上限{plain(cap.value)}元，" if cap else ""
    en = f"At most {plain(cap.value)} yuan a month: " if cap else ""
    return why.conclude(held, Words(f"{zh}补贴{written(held)}元。", f"{en}{written(held)} yuan are given back."))


def subsidised_before(first: Month, retires_in: Month, months: int, near_months: int) -> Month:
    """The first month without: `months` after the first, or retirement where it is less than `near_months` away."""
    return retires_in if retires_in.index - first.index < near_months else first + months
