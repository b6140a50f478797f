"""What a province's notice adds to a monthly benefit of an injury: a fixed amount, a share of what is drawn (WIR)."""

from dataclasses import dataclass
from fractions import Fraction

from siadmin.kernel.figures import percent, plain
from siadmin.kernel.language import Words
from siadmin.kernel.money import Fen, half_up, written
from siadmin.kernel.trace import Explained, Law, Trace


@dataclass(frozen=True, slots=True)
class RaiseLaw:
    """`fixed`: yuan a month; `share`: of what is drawn. Either may be nought."""

    fixed: Law
    share: Law


def raised(before_fen: int, law: RaiseLaw) -> Explained[Fen]:
    """Fen a month more, rounded half up once."""
    why = Trace()
    why.money(Words("调整前", "Before"), before_fen, Words("在付待遇", "in payment"))
    fixed = why.law(Words("定额调整", "Fixed amount"), law.fixed)
    share = why.law(Words("按比例调整", "Share"), law.share)
    amount = half_up(Fraction(fixed) * 100 + before_fen * Fraction(share))
    formula = f"{plain(fixed)} + {written(before_fen)} × {percent(share)}"
    why.money(Words("每月增加", "More a month"), amount, Words(formula, formula), is_result=True)
    return why.conclude(amount, Words(f"每月增加{written(amount)}元。", f"It rises by {written(amount)} yuan a month."))
