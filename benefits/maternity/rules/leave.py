"""How many days of leave are paid by the fund.

Source: 女职工劳动保护特别规定 art. 7 (WWR 7); days a province awards where its fund pays them.
"""

import datetime as dt
from dataclasses import dataclass

from siadmin.kernel.language import Words
from siadmin.kernel.trace import Explained, Law, Trace
from siadmin.policy.lawbook import LawBook
from siadmin.policy.verified import value, value_if_any

_DAYS = Words("产假天数", "Days of leave")


@dataclass(frozen=True, slots=True)
class BirthLaw:
    """Days. `award`: what the province adds and the fund pays; none where the employer pays it or nothing is added."""

    base: Law
    dystocia: Law
    further_child: Law
    award: Law | None

    @classmethod
    def from_book(cls, book: LawBook, *, region: str, on: dt.date) -> "BirthLaw":
        """On the day of birth. Raises NOT_VERIFIED_HERE."""
        paid = value_if_any(book, "maternity.award_paid_by_fund", region=region, on=on)
        award = value_if_any(book, "maternity.award_days", region=region, on=on)
        return cls(
            value(book, "maternity.base_days", region=region, on=on),
            value(book, "maternity.dystocia_days", region=region, on=on),
            value(book, "maternity.multiple_birth_days", region=region, on=on),
            award if paid is not None and paid.value else None,
        )


@dataclass(frozen=True, slots=True)
class MiscarriageLaw:
    """`boundary_weeks`: from then on the later days count; four months are taken as sixteen weeks."""

    early: Law
    late: Law
    boundary_weeks: Law

    @classmethod
    def from_book(cls, book: LawBook, *, region: str, on: dt.date) -> "MiscarriageLaw":
        """Raises NOT_VERIFIED_HERE."""
        return cls(
            value(book, "maternity.miscarriage_early_days", region=region, on=on),
            value(book, "maternity.miscarriage_late_days", region=region, on=on),
            value(book, "maternity.miscarriage_boundary_weeks", region=region, on=on),
        )


def birth_days(infants: int, *, dystocia: bool, law: BirthLaw) -> Explained[int]:
    """Days for a birth of `infants` children, one or more."""
    why = Trace()
    found = int(why.law(Words("产假", "Leave"), law.base))
    parts = [str(found)]
    if dystocia:
        more = int(why.law(Words("难产增加", "Difficult birth"), law.dystocia))
        found, parts = found + more, [*parts, str(more)]
    if further := why.fact(Words("婴儿数", "Children"), infants, "children") - 1:
        each = int(why.law(Words("每多生一个增加", "Each further child"), law.further_child))
        found, parts = found + each * further, [*parts, f"{each} × {further}"]
    if law.award is not None:
        award = int(why.law(Words("地方奖励假", "Days the province awards"), law.award))
        found, parts = found + award, [*parts, str(award)]
    formula = " + ".join(parts)
    why.step(_DAYS, found, "days", Words(formula, formula), is_result=True)
    return why.conclude(found, Words(f"产假{found}天。", f"Leave of {found} days."))


def miscarriage_days(weeks: int, law: MiscarriageLaw) -> Explained[int]:
    """Days after a miscarriage in that week of pregnancy."""
    why = Trace()
    why.fact(Words("怀孕周数", "Weeks of pregnancy"), weeks, "weeks")
    boundary = why.law(Words("满四个月", "Four months"), law.boundary_weeks)
    days = int(why.law(_DAYS, law.early if weeks < boundary else law.late))
    how = Words("未满四个月", "before four months") if weeks < boundary else Words("满四个月", "from four months")
    why.step(_DAYS, days, "days", how, is_result=True)
    return why.conclude(days, Words(f"产假{days}天。", f"Leave of {days} days."))
