"""What a construction project pays: its total cost × the rate of projects, once.

Sources: 部分行业企业工伤保险费缴纳办法 art. 3 (SPI 3); 人社部发〔2014〕103号.
"""

from dataclasses import dataclass

from contributions.assessment.rules.rating import half_up_to_fen
from siadmin.kernel.figures import percent
from siadmin.kernel.language import Words
from siadmin.kernel.money import HALF_UP, Fen, times, written, yuan
from siadmin.kernel.trace import Explained, Law, Trace

PARTS = 1_000_000
OLD_PREMIUM = Words("变更前的保险费", "Premium before it")


@dataclass(frozen=True, slots=True)
class Premium:
    amount_fen: Fen
    rate_ppm: int


def premium(cost_fen: int, rate: Law) -> Explained[Premium]:
    """In fen, rounded once, half up. The contractor pays it before work begins; workers pay nothing."""
    why = Trace()
    why.fact(Words("工程总造价", "Total cost of the project"), yuan(cost_fen), "yuan")
    share = why.law(Words("项目缴费费率", "Rate of projects"), rate)
    parts = share * PARTS
    if parts != int(parts):
        raise ValueError(f"{rate.key} is finer than a millionth: {share}")
    how = half_up_to_fen(f"{written(cost_fen)} × {percent(share)}")
    amount = times(cost_fen, share, HALF_UP)
    due = Fen(why.money(Words("项目工伤保险费", "Premium of the project"), amount, how, is_result=True))
    return why.conclude(
        Premium(due, int(parts)),
        Words(
            f"工程总造价{written(cost_fen)}元，按{percent(share)}一次性缴纳{written(due)}元，个人不缴费。",
            f"The project costs {written(cost_fen)} yuan; {percent(share)} of it, {written(due)} yuan, is paid once, "
            "and workers pay nothing.",
        ),
    )


def difference(cost_fen: int, before_fen: int, rate: Law) -> Explained[Fen]:
    """What a changed cost comes to more, or less (below zero), by the rate the project was registered with."""
    whole = premium(cost_fen, rate)
    why = Trace(steps=list(whole.trace.steps))
    why.fact(OLD_PREMIUM, yuan(before_fen), "yuan")
    more = Fen(whole.value.amount_fen - before_fen)
    how = f"{written(whole.value.amount_fen)} - {written(before_fen)}"
    why.money(Words("补缴或者退还", "More, or back"), more, Words(how, how), is_result=True)
    return why.conclude(
        more,
        Words(
            f"造价变更后保险费{written(whole.value.amount_fen)}元，原{written(before_fen)}元，相差{written(more)}元。",
            f"By the changed cost the premium is {written(whole.value.amount_fen)} yuan, it was {written(before_fen)}: "
            f"the difference is {written(more)}.",
        ),
    )
