"""The ladder of SIL 63: which step may follow which, on what ground, and what each asks for. Pure.

An employer that does not pay in time is ordered to; only when that day has passed are its bank accounts asked for; then
the department is asked for a decision to transfer, and where the accounts hold less than is owed a guarantee is
demanded; only when none came is the court asked to seize and sell.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from siadmin.kernel.language import Words


class Rung(StrEnum):
    ORDER_TO_PAY = "order_to_pay"
    BANK_QUERY = "bank_query"
    TRANSFER_DECISION = "transfer_decision"
    GUARANTEE_DEMAND = "guarantee_demand"
    COURT_APPLICATION = "court_application"


@dataclass(frozen=True, slots=True)
class RungLaw:
    """A rung in words: its article, the rung it stands on, and whether that one's day must have passed."""

    title: Words
    article: Words
    after: Rung | None
    waits: bool


RUNGS: Mapping[Rung, RungLaw] = {
    Rung.ORDER_TO_PAY: RungLaw(
        Words("责令限期缴纳", "Order to pay"), Words("社会保险法第63条第1款、第86条", "SIL 63(1), 86"), None, False
    ),
    Rung.BANK_QUERY: RungLaw(
        Words("查询存款账户", "Query of bank accounts"),
        Words("社会保险法第63条第2款", "SIL 63(2)"),
        Rung.ORDER_TO_PAY,
        True,
    ),
    Rung.TRANSFER_DECISION: RungLaw(
        Words("申请划拨决定", "Application for a transfer decision"),
        Words("社会保险法第63条第2款", "SIL 63(2)"),
        Rung.BANK_QUERY,
        False,
    ),
    Rung.GUARANTEE_DEMAND: RungLaw(
        Words("要求提供担保", "Demand of a guarantee"),
        Words("社会保险法第63条第2款", "SIL 63(2)"),
        Rung.BANK_QUERY,
        False,
    ),
    Rung.COURT_APPLICATION: RungLaw(
        Words("申请人民法院强制执行", "Application to the court"),
        Words("社会保险法第63条第3款", "SIL 63(3)"),
        Rung.GUARANTEE_DEMAND,
        True,
    ),
}


def may_take(rung: Rung, taken: Mapping[Rung, dt.date], on: dt.date) -> bool:
    """Whether a rung may be taken on a day; `taken` says of each taken one by when it wanted to be answered."""
    law = RUNGS[rung]
    if rung in taken:
        return False
    if law.after is None:
        return True
    return law.after in taken and (not law.waits or on > taken[law.after])


def next_rungs(taken: Mapping[Rung, dt.date], on: dt.date) -> list[Rung]:
    """Those that may be taken on a day, in their order."""
    return [rung for rung in Rung if may_take(rung, taken, on)]


def waits_until(taken: Mapping[Rung, dt.date], on: dt.date) -> dt.date | None:
    """The day the ladder stands still for: the employer may still answer up to it; None when something may be done."""
    if next_rungs(taken, on):
        return None
    awaited = [taken[rung] for rung in (law.after for law in RUNGS.values() if law.waits) if rung and rung in taken]
    return min((day for day in awaited if day >= on), default=None)
