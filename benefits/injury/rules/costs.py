"""What the fund pays of the costs of treatment: by catalogue, food in hospital, travel out of the area, devices.

Source: WIR 30, 32; DEV 21. The standards of food and travel, and the limits of devices, are of the place.
"""

from dataclasses import dataclass

from siadmin.kernel.figures import plain
from siadmin.kernel.language import Words
from siadmin.kernel.money import HALF_UP, Fen, fen, written
from siadmin.kernel.trace import Explained, Law, Trace


@dataclass(frozen=True, slots=True)
class Told:
    """Fen of bills and of what the catalogues cover of them; days. `nights_fen`: what lodging cost."""

    billed_fen: int
    covered_fen: int
    hospital_days: int
    away_days: int
    nights: int
    nights_fen: int


@dataclass(frozen=True, slots=True)
class CostLaw:
    """Each only where it is asked for. Yuan a day; lodging at most so much a night."""

    food: Law | None = None
    away_food: Law | None = None
    lodging: Law | None = None


@dataclass(frozen=True, slots=True)
class Costs:
    treatment_fen: Fen
    food_fen: Fen
    travel_fen: Fen

    @property
    def total_fen(self) -> int:
        return self.treatment_fen + self.food_fen + self.travel_fen


def costs(told: Told, law: CostLaw) -> Explained[Costs]:
    """The whole of what the catalogues cover; food by the day; lodging as it cost, up to the standard."""
    why = Trace()
    why.money(Words("票据金额", "Billed"), told.billed_fen, Words("收费票据", "receipts"))
    treatment = Fen(min(told.covered_fen, told.billed_fen))
    how = Words("目录和住院服务标准内的全额", "all that catalogues and standards cover")
    why.money(Words("医疗、康复费用", "Treatment and rehabilitation"), treatment, how, is_result=True)
    food = _by_day(Words("住院伙食补助费", "Food in hospital"), told.hospital_days, law.food, why)
    travel = _by_day(Words("异地就医伙食费", "Food away"), told.away_days, law.away_food, why)
    if told.nights and law.lodging is not None:
        most = fen(why.law(Words("住宿费每晚最高", "Lodging, at most"), law.lodging), HALF_UP)
        lodging = min(told.nights_fen, most * told.nights)
        how = Words(
            f"实际费用，不超过{written(most)} × {told.nights}", f"as it cost, up to {written(most)} × {told.nights}"
        )
        why.money(Words("异地就医住宿费", "Lodging away"), lodging, how, is_result=True)
        travel = Fen(travel + lodging)
    found = Costs(treatment, food, travel)
    total = written(found.total_fen)
    return why.conclude(found, Words(f"基金支付{total}元。", f"The fund pays {total} yuan."))


def device(cost_fen: int, most: Law) -> Explained[Fen]:
    """As it cost, up to the limit of its kind at the place (WIR 32; DEV 21)."""
    why = Trace()
    why.money(Words("配置费用", "Cost"), cost_fen, Words("收费票据", "receipts"))
    limit = fen(why.law(Words("最高支付限额", "At most"), most), HALF_UP)
    amount = Fen(min(cost_fen, limit))
    how = Words("实际费用，不超过限额", "as it cost, up to the limit")
    why.money(Words("辅助器具费用", "Assistive device"), amount, how, is_result=True)
    return why.conclude(amount, Words(f"辅助器具费用{written(amount)}元。", f"{written(amount)} yuan for the device."))


def _by_day(name: Words, days: int, standard: Law | None, why: Trace) -> Fen:
    if not days or standard is None:
        return Fen(0)
    a_day = fen(why.law(Words(f"{name.zh}标准", f"{name.en}, a day"), standard), HALF_UP)
    formula = f"{written(a_day)} × {plain(days)}"
    return Fen(why.money(name, a_day * days, Words(formula, formula), is_result=True))
