"""Floor and ceiling of the contribution base, and the base held between them.

Source: 国办发〔2019〕13号 and the yearly notices of the regions. Where a region publishes amounts of its own they
are law as they stand and are not derived here.
"""

from dataclasses import dataclass
from decimal import Decimal

from siadmin.kernel.figures import percent, plain
from siadmin.kernel.language import Words
from siadmin.kernel.money import HALF_UP, Fen, fen, whole_yuan, written, yuan
from siadmin.kernel.refusal import Reason
from siadmin.kernel.trace import Explained, Law, Trace

FLOOR_ABOVE_CEILING = Reason(
    "floor_above_ceiling",
    "缴费基数下限 {floor} 元高于上限 {ceiling} 元。",
    "The lower limit of the base, {floor} yuan, is above the upper limit, {ceiling} yuan.",
    "请核对这两个参数及其依据。",
    "Check both values and their sources.",
)

FLOOR = Words("缴费基数下限", "Contribution base, lower limit")
CEILING = Words("缴费基数上限", "Contribution base, upper limit")
DECLARED = Words("申报缴费工资", "Declared contribution wage")
BASE = Words("缴费基数", "Contribution base")


@dataclass(frozen=True, slots=True)
class LimitsLaw:
    """`average` in yuan_per_month or yuan_per_year; shares as fractions of it (0.60, 3.00)."""

    average: Law
    floor_share: Law
    ceiling_share: Law


@dataclass(frozen=True, slots=True)
class Limits:
    floor_fen: Fen
    ceiling_fen: Fen


def limits(law: LimitsLaw) -> Explained[Limits]:
    """Average × share, rounded half up to the whole yuan; a yearly average / 12 is not rounded before.

    Raises FLOOR_ABOVE_CEILING.
    """
    why = Trace()
    average = why.law(Words("全口径平均工资", "Full-scope average wage"), law.average)
    months = 12 if law.average.unit == "yuan_per_year" else 1
    floor_share = why.law(Words("下限比例", "Share for the lower limit"), law.floor_share)
    ceiling_share = why.law(Words("上限比例", "Share for the upper limit"), law.ceiling_share)
    floor = why.money(FLOOR, _part(average, floor_share, months), _how(average, floor_share, months), is_result=True)
    ceiling = why.money(
        CEILING, _part(average, ceiling_share, months), _how(average, ceiling_share, months), is_result=True
    )
    if floor > ceiling:
        raise FLOOR_ABOVE_CEILING(floor=written(floor), ceiling=written(ceiling))
    return why.conclude(
        Limits(Fen(floor), Fen(ceiling)),
        Words(
            f"平均工资的{percent(floor_share)}和{percent(ceiling_share)}，四舍五入到元："
            f"缴费基数不低于{written(floor)}元，不高于{written(ceiling)}元。",
            f"{percent(floor_share)} and {percent(ceiling_share)} of the average wage, rounded to the whole yuan: "
            f"the contribution base is at least {written(floor)} yuan and at most {written(ceiling)} yuan.",
        ),
    )


def _part(average: Decimal, share: Decimal, months: int) -> Fen:
    return whole_yuan(average * share / months, HALF_UP)


def _how(average: Decimal, share: Decimal, months: int) -> Words:
    product = f"{plain(average)} × {percent(share)}" + (" ÷ 12" if months == 12 else "")
    return Words(f"{product}，四舍五入到元", f"{product}, rounded half up to the whole yuan")


def base_between(declared_fen: int, floor: Law | None, ceiling: Law | None, why: Trace) -> tuple[Fen, Words]:
    """The declared wage held between floor and ceiling (None: no such limit), in fen, and in words why it counts.

    A wage equal to a limit counts as it is; there is no share of a month. Raises FLOOR_ABOVE_CEILING.
    """
    why.fact(DECLARED, yuan(declared_fen), "yuan")
    floor_fen = fen(why.law(FLOOR, floor), HALF_UP) if floor else None
    ceiling_fen = fen(why.law(CEILING, ceiling), HALF_UP) if ceiling else None
    if floor_fen is not None and ceiling_fen is not None and floor_fen > ceiling_fen:
        raise FLOOR_ABOVE_CEILING(floor=written(floor_fen), ceiling=written(ceiling_fen))
    wage = written(declared_fen)
    if floor_fen is not None and declared_fen < floor_fen:
        base = floor_fen
        reason = Words(
            f"申报工资{wage}元低于缴费基数下限，按{written(base)}元计算",
            f"The declared wage of {wage} yuan is below the lower limit, so {written(base)} yuan counts",
        )
    elif ceiling_fen is not None and declared_fen > ceiling_fen:
        base = ceiling_fen
        reason = Words(
            f"申报工资{wage}元高于缴费基数上限，按{written(base)}元计算",
            f"The declared wage of {wage} yuan is above the upper limit, so {written(base)} yuan counts",
        )
    else:
        base = Fen(declared_fen)
        reason = Words(f"按申报工资{wage}元计算", f"The declared wage of {wage} yuan counts as it is")
    why.money(BASE, base, reason)
    return base, reason
