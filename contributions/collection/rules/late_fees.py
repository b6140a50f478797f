"""Late fees (滞纳金): what was paid late of a month of one fund, for how many days, and what that costs the employer.

What is owed by the order, and for a project, stands apart from what is owed for staff: each is a pot of its own, and
the money of one never pays another.

Sources: 社会保险法 art. 86; 实施《社会保险法》若干规定 art. 20 (never the employee's), 21, 22 (none while payment is
deferred), 29; 社会保险费征缴暂行条例 art. 13 (months before July 2011; it goes into the fund).
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from siadmin.kernel.figures import percent
from siadmin.kernel.language import Words
from siadmin.kernel.money import HALF_UP, Fen, times, written, yuan
from siadmin.kernel.trace import Explained, Law, Trace

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Principal:
    """A bill: what is due by the end of a day, in fen; negative where it takes something back."""

    was_due_on: dt.date
    amount_fen: int
    pot: str = ""


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that came on a day and was put to the month, in fen; what was given back of it is taken off."""

    paid_on: dt.date
    amount_fen: int
    pot: str = ""


@dataclass(frozen=True, slots=True)
class Deferred:
    """Days for which payment is deferred, half-open: they cost nothing (IMPL 21, 22)."""

    starts_on: dt.date
    ends_before: dt.date


@dataclass(frozen=True, slots=True)
class LatePart:
    """A part of the principal, in fen, with the days it was in arrears."""

    was_due_on: dt.date
    paid_on: dt.date
    amount_fen: int
    days: int
    pot: str = ""

    @property
    def fen_days(self) -> int:
        return self.amount_fen * self.days


def remaining(bills: Iterable[Principal]) -> list[Principal]:
    """What is due once everything taken back is taken off, the oldest due day first; pot by pot, the staff first.

    What is taken back lowers what fell due last: what remains is what was owed first.
    """
    bills = list(bills)
    pots = sorted({bill.pot for bill in bills})
    return [each for pot in pots for each in _lowered(bill for bill in bills if bill.pot == pot)]


def _lowered(bills: Iterable[Principal]) -> list[Principal]:
    ordered = sorted((bill for bill in bills if bill.amount_fen), key=lambda bill: bill.was_due_on)
    back = -sum(bill.amount_fen for bill in ordered if bill.amount_fen < 0)
    left: list[Principal] = []
    for bill in reversed([bill for bill in ordered if bill.amount_fen > 0]):
        lowered = min(back, bill.amount_fen)
        back -= lowered
        if bill.amount_fen > lowered:
            left.append(replace(bill, amount_fen=bill.amount_fen - lowered))
    return left[::-1]


def days_in_arrears(
    was_due_on: dt.date, paid_on: dt.date, deferred: Iterable[Deferred], *, counts_payment_day: bool
) -> int:
    """Days from the day after the due day to the payment, but for those deferred; never negative.

    Whether the day of payment itself counts is not in the texts: it is the region's (a dated value).
    """
    first, after = was_due_on + ONE_DAY, paid_on + ONE_DAY if counts_payment_day else paid_on
    free = sum(max(0, (min(after, each.ends_before) - max(first, each.starts_on)).days) for each in deferred)
    return max(0, (after - first).days - free)


def late_parts(
    bills: Iterable[Principal], payments: Iterable[Payment], deferred: Sequence[Deferred], *, counts_payment_day: bool
) -> list[LatePart]:
    """What was paid late: money in the order it came meets principal in the order it fell due.

    The deferred spells do not overlap each other. What is not paid yet costs nothing yet.
    """
    parts: list[LatePart] = []
    for due, money in _met(bills, payments):
        days = days_in_arrears(due.was_due_on, money.paid_on, deferred, counts_payment_day=counts_payment_day)
        if days:
            parts.append(LatePart(due.was_due_on, money.paid_on, money.amount_fen, days, due.pot))
    return sorted(parts, key=lambda part: (part.was_due_on, part.paid_on))


def _met(bills: Iterable[Principal], payments: Iterable[Payment]) -> Iterator[tuple[Principal, Payment]]:
    """Each part of a principal with the part of a payment that met it."""
    due = remaining(bills)
    for payment in sorted(payments, key=lambda payment: payment.paid_on):
        money = payment.amount_fen
        for place, principal in enumerate(due):
            amount = min(money, principal.amount_fen) if principal.pot == payment.pot else 0
            if amount > 0:
                yield principal, replace(payment, amount_fen=amount)
                due[place] = replace(principal, amount_fen=principal.amount_fen - amount)
                money -= amount


def still_open(bills: Iterable[Principal], payments: Iterable[Payment]) -> list[Principal]:
    """What is not paid yet, in fen, the oldest due day first."""
    left: list[Principal] = []
    money: dict[str, int] = defaultdict(int)
    for payment in payments:
        money[payment.pot] += payment.amount_fen
    for principal in remaining(bills):
        paid = min(money[principal.pot], principal.amount_fen)
        money[principal.pot] -= paid
        if principal.amount_fen > paid:
            left.append(replace(principal, amount_fen=principal.amount_fen - paid))
    return sorted(left, key=lambda each: each.was_due_on)


def _named(pot: str) -> Words:
    """What a pot is of: the first word says it (`assessment.models.Bill.pot`)."""
    return {
        "orders": Words("按单缴费", "Premium by the order"),
        "project": Words("项目工伤保险费", "Premium of a project"),
    }.get(pot.partition(" ")[0], Words("本金", "Principal"))


def fee_on(parts: Sequence[LatePart], daily_rate: Law) -> Explained[Fen]:
    """Principal × days, added up, × daily rate; rounded once, half up to the fen, for a fund's month.

    The employer bears it; it is never passed to employees (IMPL 20). Source: 社会保险法 art. 86.
    """
    why = Trace()
    for part in parts:
        what = _named(part.pot)
        name = Words(
            f"{part.was_due_on} 到期，{part.paid_on} 缴纳的{what.zh}（{part.days} 天）",
            f"{what.en} due on {part.was_due_on}, paid on {part.paid_on} ({part.days} days)",
        )
        why.fact(name, yuan(part.amount_fen), "yuan")
    rate = why.law(Words("每日加收比例", "Rate a day"), daily_rate)
    sums = " + ".join(f"{written(part.amount_fen)} × {part.days}" for part in parts) or "0"
    how = Words(f"（{sums}）× {percent(rate)}，四舍五入到分", f"({sums}) × {percent(rate)}, half up to the fen")
    amount = times(sum(part.fen_days for part in parts), rate, HALF_UP)
    fee = Fen(why.money(Words("滞纳金", "Late fee"), amount, how, is_result=True))
    return why.conclude(
        fee,
        Words(
            f"迟缴的本金按日加收{percent(rate)}，由单位承担，滞纳金{written(fee)}元。",
            f"Late money costs {percent(rate)} a day, borne by the employer: a late fee of {written(fee)} yuan.",
        ),
    )
