"""Who may pay for past months, for which, and since when they were owed. Pure.

An employer owes for its own staff from the first day of work and may always make good (SIL 58, 60, 63). People who pay
for themselves pay for the current period only, unless the region says otherwise (社会保险法 art. 10; local notices).
"""

import datetime as dt
from enum import StrEnum

from siadmin.kernel.months import Month
from siadmin.kernel.trace import Law


class Payer(StrEnum):
    EMPLOYER = "employer"
    FLEXIBLE = "flexible"


class Bar(StrEnum):
    """Why a month may not be paid for now."""

    NOT_PAST = "not_past"
    FLEXIBLE_PAST = "flexible_past"


def bar_to(payer: Payer, month: Month, *, current: Month, flexible_allowed: Law) -> Bar | None:
    """What stands in the way of paying for `month` in `current`; None: nothing.

    `flexible_allowed`: the region's flag, 1 where people who pay for themselves may make past months good.
    """
    if month >= current:
        return Bar.NOT_PAST if payer == Payer.EMPLOYER else None
    if payer == Payer.FLEXIBLE and flexible_allowed.value != 1:
        return Bar.FLEXIBLE_PAST
    return None


def owed_since(month_due_on: dt.date, works_since: dt.date) -> dt.date:
    """The day on which an employer owed a month of somebody it insured later than the law allows.

    The month's own due day, though nobody is owed for before they worked (SIL 58, 60, 86).
    """
    return max(month_due_on, works_since)
