"""Until when the employer goes on paying after an injury, and what is on record of its recurrences (WIR 33, 38)."""

import datetime as dt
from dataclasses import dataclass

from benefits.injury.law import law_of
from benefits.injury.models import Injury, PaidLeave, Recurrence
from benefits.injury.rules.leave import EXTENDED, Before, LeaveLaw, ends_of_leave


@dataclass(frozen=True, slots=True)
class Leave:
    """From a day up to, not including, another; `by_grade`: it ended earlier, as the grade was concluded."""

    starts_on: dt.date
    ends_before: dt.date
    extended_months: int
    by_grade: bool

    @property
    def last_day(self) -> dt.date:
        return self.ends_before - dt.timedelta(days=1)


def recurrence_of(injury: Injury) -> Recurrence | None:
    """The newest."""
    return injury.recurrences.order_by("-starts_on", "-pk").first()


def leave_on_record(injury: Injury, recurrence: Recurrence | None) -> Before | None:
    leaves = list(injury.leaves.filter(recurrence=recurrence).order_by("starts_on"))
    if not leaves:
        return None
    return Before(leaves[-1].ends_before, _extended(leaves))


def leave_of(injury: Injury) -> Leave | None:
    """The newest: of the injury, or of its last recurrence. It ends with the grade that followed its begin."""
    newest = injury.leaves.order_by("-starts_on").first()
    if newest is None:
        return None
    leaves = list(injury.leaves.filter(recurrence=newest.recurrence_id).order_by("starts_on"))
    starts_on, ends_before = leaves[0].starts_on, leaves[-1].ends_before
    graded = graded_on(injury, starts_on)
    if graded is not None and graded < ends_before:
        return Leave(starts_on, graded + dt.timedelta(days=1), _extended(leaves), by_grade=True)
    return Leave(starts_on, ends_before, _extended(leaves), by_grade=False)


def graded_on(injury: Injury, since: dt.date) -> dt.date | None:
    """When the first grade after a day was concluded."""
    found = injury.appraisals.filter(concluded_on__gte=since, grade__isnull=False).order_by("concluded_on").first()
    return found.concluded_on if found else None


def is_in_leave(injury: Injury, on: dt.date) -> bool:
    """Whether a day may be one of paid leave: of a leave on record, or no later than the longest without an extension.

    Raises NOT_VERIFIED_HERE.
    """
    if injury.leaves.filter(starts_on__lte=on, ends_before__gt=on).exists():
        return True
    return injury.happened_on <= on < ends_of_leave(injury.happened_on, int(leave_law(injury, on).most.value))


def leave_law(injury: Injury, on: dt.date) -> LeaveLaw:
    """Raises NOT_VERIFIED_HERE."""
    return LeaveLaw(
        law_of("injury.paid_leave_most_months", injury.region, on),
        law_of("injury.paid_leave_further_months", injury.region, on),
    )


def _extended(leaves: list[PaidLeave]) -> int:
    return sum(each.months for each in leaves if each.kind == EXTENDED)
