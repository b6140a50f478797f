"""Since when a past month that is made good was owed. Pure.

An employer owes for its own staff from the first day of work and may always make good (SIL 58, 60, 63); until when
people who pay for themselves may pay is `contribution.flexible_back_months`.
"""

import datetime as dt


def owed_since(month_due_on: dt.date, works_since: dt.date) -> dt.date:
    """The day on which an employer owed a month of somebody it insured later than the law allows.

    The month's own due day, though nobody is owed for before they worked (SIL 58, 60, 86).
    """
    return max(month_due_on, works_since)
