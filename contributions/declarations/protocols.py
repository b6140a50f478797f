"""What declarations need from the room above: a bill in preview, and what became of a filing."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from contributions.declarations.models import Declaration
from enrollment.registry.models import Employer
from siadmin.kernel.followers import Slot
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Trace


@dataclass(frozen=True, slots=True)
class Charged:
    """Somebody a preview counts: who (a key of the caller's), the wage, and insurance → category."""

    key: str
    wage_fen: int
    insurances: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class PreviewLine:
    """One insurance of a bill in preview, in fen; `last_month_fen` is None where last month was not billed by line."""

    insurance: str
    people: int = 0
    employer_fen: int = 0
    employee_fen: int = 0
    last_month_fen: int | None = None
    trace: Trace | None = None

    @property
    def total_fen(self) -> int:
        return self.employer_fen + self.employee_fen

    @property
    def change_fen(self) -> int | None:
        return None if self.last_month_fen is None else self.total_fen - self.last_month_fen


@dataclass(slots=True)
class Preview:
    """What the month would cost; who is held at the floor or ceiling of the base; what is provisional.

    `billed_fen`, `last_month_fen`: what the month itself and the one before were billed in all; None before.
    """

    lines: dict[str, PreviewLine] = field(default_factory=dict)
    at_floor: list[str] = field(default_factory=list)
    at_ceiling: list[str] = field(default_factory=list)
    floor_fen: int = 0
    ceiling_fen: int = 0
    provisional: list[str] = field(default_factory=list)
    billed_fen: int | None = None
    last_month_fen: int | None = None

    @property
    def difference_fen(self) -> int | None:
        """What filing would change of a month that is billed already."""
        return None if self.billed_fen is None else self.total_fen - self.billed_fen

    @property
    def total_fen(self) -> int:
        return sum(line.total_fen for line in self.lines.values())

    @property
    def change_fen(self) -> int | None:
        return None if self.last_month_fen is None else self.total_fen - self.last_month_fen


class Effect(StrEnum):
    """What a filing did to the bills: its month is still to be assessed, was assessed on it, or was charged before."""

    TO_COME = "to_come"
    ASSESSED = "assessed"
    DIFFERENCE = "difference"
    NO_DIFFERENCE = "no_difference"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a filing. `amount_fen` (signed) and `due_on`: the difference it made to months charged before.

    `day`: when its month was first billed, None while it was not.
    """

    effect: Effect
    amount_fen: int = 0
    due_on: dt.date | None = None
    day: dt.date | None = None


outcome_of: Slot[[Declaration], Outcome] = Slot("outcome_of")
bill_preview: Slot[[Employer, Month, Sequence[Charged]], Preview] = Slot("bill_preview")
