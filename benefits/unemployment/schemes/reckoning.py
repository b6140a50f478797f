"""What a spell of unemployment brings, from what is known or told: conditions, months, the amount of each month."""

import datetime as dt

from benefits.claims.rules.assessed import Assessed, Item, Rhythm
from benefits.unemployment.rules.amount import AmountLaw, monthly_benefit
from benefits.unemployment.rules.duration import DurationLaw, benefit_months, carried
from benefits.unemployment.rules.entitlement import EntitlementLaw, Facts, entitlement, unmet_words
from benefits.unemployment.rules.nearing import extension
from enrollment.participation.retirement import retirement_law
from enrollment.participation.rules.retirement import RetirementGroup, statutory_retirement
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Explained, Step, Trace
from siadmin.policy.lawbook import NATIONAL, LawBook
from siadmin.policy.selectors import StoredLawBook
from siadmin.policy.verified import value

BENEFIT = "unemployment_benefit"


def reckoned(told: Facts, born: Month, group: RetirementGroup, *, region: str, on: dt.date) -> Explained[Assessed]:
    """The three conditions; months by the place's table; the amount of each month; on to retirement if it is near.

    From the month of `on`, by the law of that day. Raises NOT_VERIFIED_HERE.
    """
    book = StoredLawBook()
    conditions = entitlement(told, EntitlementLaw.from_book(book, region=region, on=on))
    if conditions.value:
        return Explained(Assessed(unmet=[unmet_words(each) for each in conditions.value]), conditions.trace)
    months = _months(told, book, region, on)
    first = Month.of(on)
    last, extended_from, more = _end(born, group, first, months.value, book, on)
    items, steps = _items(told.paid_months, first, last, extended_from, AmountLaw.from_book(book, region=region, on=on))
    trace = Trace(
        Words(f"符合领取条件，自{first}起领取，至{last}止。", f"The benefit is due from {first} to {last}."),
        [*conditions.trace.steps, *months.trace.steps, *more.steps, *steps],
    )
    return Explained(Assessed(items=items), trace)


def _months(told: Facts, book: LawBook, region: str, on: dt.date) -> Explained[int]:
    found = benefit_months(told.paid_months, DurationLaw.from_book(book, region=region, on=on))
    if not told.unused_months:
        return found
    cap = value(book, "unemployment.merged_cap_months", region=region, on=on)
    together = carried(found.value, told.unused_months, cap)
    return Explained(together.value, Trace(together.trace.sentence, [*found.trace.steps, *together.trace.steps]))


def _end(
    born: Month, group: RetirementGroup, first: Month, months: int, book: LawBook, on: dt.date
) -> tuple[Month, Month | None, Trace]:
    """The last month; from which one on it is past the spell, if it is; never past retirement."""
    retires = statutory_retirement(born, group, retirement_law(on)).value.month
    last = first + (months - 1)
    near = value(book, "unemployment.near_retirement_months", region=NATIONAL, on=on)
    if last >= retires:
        return max(first, retires), None, Trace()
    found = extension(first, last, retires, near)
    if not found.value.months:
        return last, None, Trace()
    return found.value.last_month, last + 1, found.trace


def _items(
    paid: int, first: Month, last: Month, extended_from: Month | None, law: AmountLaw
) -> tuple[list[Item], list[Step]]:
    """Stretches of months that pay the same, by the law of the day of the application."""
    items: list[Item] = []
    steps: list[Step] = []
    for month in first.until(last + 1):
        is_extended = extended_from is not None and month >= extended_from
        found = monthly_benefit(paid, month.index - first.index + 1, law, extended=is_extended)
        if items and items[-1].amount_fen == found.value:
            before = items.pop()
            items.append(Item(BENEFIT, before.amount_fen, Rhythm.MONTHLY, before.from_month, month + 1))
            continue
        items.append(Item(BENEFIT, found.value, Rhythm.MONTHLY, month, month + 1))
        steps += found.trace.steps
    return items, steps
