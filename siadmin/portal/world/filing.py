"""How and when an employer files and pays: most in time, some late, one not at all; by the stories and by chance."""

import datetime as dt
import random
from dataclasses import replace

from siadmin.kernel.months import Month
from siadmin.portal.world.chance import weighted
from siadmin.portal.world.employers import BEGIN_NOW, DemoEmployer
from siadmin.portal.world.events import Filing, Paying, Span

YEARLY = frozenset({"110000", "310000"})  # wages are declared once a year, then changes (declaration.wages_yearly)
BY_TAX = frozenset({"440300"})  # declared to the tax authority (declaration.by_tax_authority)
ASSESSED_ON = 16  # day of the month; who files later is late
_SUMMER = 7
_PAY_DAYS, _LATE_DAYS = (18, 20, 22, 25), (5, 11)
_PAYING = (("full", 945), ("late", 28), ("part", 6), ("excess", 8), ("no_reference", 8), ("never", 3))


def filings_of(
    draw: random.Random, span: Span, employer: DemoEmployer, month: Month, *, is_first: bool, has_missed: bool
) -> tuple[Filing, ...]:
    """The filings of a month, a missed one made good first; none for a month that is missed."""
    day = draw.randint(3, 14)
    chance = draw.random()
    if _misses(span, employer, month, chance, is_first=is_first, has_missed=has_missed):
        return ()
    if _is_late(span, employer, month, chance) and not is_first:
        day = draw.randint(18, 21)
    on = month.first_day + dt.timedelta(days=day - 1)
    if month == span.current:
        on = min(on, span.today)
    everybody = is_first or employer.city.code in BY_TAX or (employer.city.code in YEARLY and month.number == _SUMMER)
    present = Filing(month, "all" if everybody else "changes", on, is_late=day > ASSESSED_ON)
    if not has_missed:
        return (present,)
    later = min(month.first_day + dt.timedelta(days=18), span.today)
    again = Filing(month - 1, "all" if employer.city.code in BY_TAX else "unchanged", later, is_late=True)
    return again, present


def _misses(
    span: Span, employer: DemoEmployer, month: Month, chance: float, *, is_first: bool, has_missed: bool
) -> bool:
    """Who is new has not filed yet; one missed in autumn and misses the present month; others by chance."""
    if employer.story in BEGIN_NOW:
        return True
    if employer.city.code in YEARLY or is_first or has_missed:
        return False
    if employer.story == "unfiled":
        return month in (span.current, span.current - 6)
    return not employer.story and month < span.current and chance < 0.005


def _is_late(span: Span, employer: DemoEmployer, month: Month, chance: float) -> bool:
    if employer.story == "late":
        return month == span.current or month.number % 4 == 0
    return not employer.story and month < span.current and chance > 0.988


def quietly(employer: DemoEmployer, filings: tuple[Filing, ...], month: Month, *, has_news: bool) -> tuple[Filing, ...]:
    """Without news there is nothing to change: monthly cities confirm it, yearly ones stay silent."""
    how = "silent" if employer.city.code in YEARLY else "unchanged"
    return tuple(
        replace(filing, how=how) if filing.month == month and filing.how == "changes" and not has_news else filing
        for filing in filings
    )


def paying_of(draw: random.Random, span: Span, employer: DemoEmployer, month: Month) -> Paying:
    """How the bills of a month are paid, and when the money arrives."""
    how, day, later = weighted(draw, _PAYING), draw.choice(_PAY_DAYS), draw.choice(_LATE_DAYS)
    if employer.story == "arrears":
        how = "never" if month >= span.current - 3 else "late"
    elif employer.story == "partial" and month >= span.current - 1:
        how = "part"
    elif employer.story in BEGIN_NOW | {"unfiled"}:
        how = "never" if month == span.current else "full"
    elif employer.story:
        how = "full"
    if how == "never":
        return Paying(how, None)
    if how == "late":
        return Paying("full", (month + 1).first_day + dt.timedelta(days=later - 1))
    return Paying(how, month.first_day + dt.timedelta(days=day - 1))
