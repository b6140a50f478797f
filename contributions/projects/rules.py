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
