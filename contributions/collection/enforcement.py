"""Where employers stand on the ladder of SIL 63: what each owes past due, steps taken, steps that may come."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from contributions.assessment.models import Bill
from contributions.collection.late_fees import FeeStanding, fee_months, standing
from contributions.collection.models import Enforcement, EnforcementStep
from contributions.collection.owing import Owing, OwingSeen
from contributions.collection.rules.ladder import Rung, next_rungs, waits_until
from enrollment.registry.models import Employer
from siadmin.agency.insurances import EMPLOYEE_FUNDS, FUND_NAMES, LINE_OF_FUND
from siadmin.agency.viewer import Viewer

RUNG_DAYS = "enforcement.days"


@dataclass(frozen=True, slots=True)
class OwedNow:
    """What an employer owes the funds of a line past due on a day: months and funds, oldest first."""

    rows: tuple[FeeStanding, ...]

    @property
    def open_fen(self) -> int:
        return sum(row.overdue_fen for row in self.rows)

    @property
    def fee_fen(self) -> int:
        return sum(row.to_pay_fen for row in self.rows)


def funds_of(line: str) -> list[str]:
    """The funds employers pay into that a line runs."""
    return [fund for fund in EMPLOYEE_FUNDS if LINE_OF_FUND[fund] == line]


def is_deferred(row: FeeStanding, today: dt.date) -> bool:
    """Whether payment of the month may wait today."""
    return any(each.starts_on <= today < each.ends_before for each in row.of.deferred)


def owed_now(employer: Employer, line: str, today: dt.date) -> OwedNow:
    """What is past due, deferred months left out; late fees charged and not paid count. Raises NoLawInForce."""
    bills = Bill.objects.filter(employer=employer, fund__in=funds_of(line))
    return owed_by_line(bills, today).get((employer.pk, line), OwedNow(()))


def owed_by_line(bills: QuerySet[Bill], today: dt.date) -> dict[tuple[int, str], OwedNow]:
    """(employer, line) → what is past due of these bills; who owes nothing is not there. As `owed_now`."""
    found: dict[tuple[int, str], list[FeeStanding]] = defaultdict(list)
    for row in standing(fee_months(bills), today):
        if (row.overdue_fen or row.to_pay_fen) and not is_deferred(row, today):
            found[row.of.employer_id, LINE_OF_FUND[row.of.fund]].append(row)
    return {place: OwedNow(tuple(rows)) for place, rows in found.items()}


def taken_rungs(enforcement: Enforcement | None) -> dict[Rung, dt.date]:
    """The rungs taken, each with its last day."""
    if enforcement is None:
        return {}
    return {Rung(rung): due_on for rung, due_on in enforcement.steps.values_list("rung", "due_on")}


def letter_content(employer: Employer, rung: Rung, owed: OwedNow, due_on: dt.date, note: str) -> dict[str, Any]:
    """What the letter of a rung says."""
    return {
        "rung": str(rung),
        "to": employer.name if rung in (Rung.ORDER_TO_PAY, Rung.GUARANTEE_DEMAND) else "",
        "employer": employer.name,
        "employer_en": employer.name_en or employer.name,
        "credit_code": employer.credit_code,
        "bank_name": employer.bank_name,
        "owed_fen": owed.open_fen,
        "late_fee_fen": owed.fee_fen,
        "due_on": due_on,
        "note": note,
        "rows": [
            {
                "month": row.of.month,
                "fund": FUND_NAMES[row.of.fund],
                "was_due_on": min(each.was_due_on for each in row.of.principals),
                "open_fen": row.overdue_fen,
                "fee_fen": row.to_pay_fen,
            }
            for row in owed.rows
        ],
    }


@dataclass(frozen=True, slots=True)
class OnTheLadder:
    """An employer past due with the funds of a line, and where it stands; `open_fen` is past-due principal."""

    employer_id: int
    line: str
    open_fen: int
    months: int
    since: dt.date
    enforcement: Enforcement | None
    steps: tuple[EnforcementStep, ...]
    next: tuple[Rung, ...]
    waits_until: dt.date | None

    @property
    def matter(self) -> str:
        """By which code a step is begun."""
        return f"enforcement_{self.line}"

    @property
    def last(self) -> EnforcementStep | None:
        return self.steps[-1] if self.steps else None


def on_the_ladder(viewer: Viewer, today: dt.date, *, step: str = "") -> OwingSeen:
    """Employers past due in the viewer's lines and regions, each line for itself, the most money first.

    `step`: those alone whose last step this is (`owing.NO_STEP`: who have come to none).
    """
    return OwingSeen(viewer, today, apart=True, step=step)


def ladder(owing: Iterable[Owing], today: dt.date) -> list[OnTheLadder]:
    """Where each of these stands: the steps taken and to come."""
    wanted = list(owing)
    standing_by = _standing({each.employer_id for each in wanted})
    found = []
    for each in wanted:
        enforcement, steps = standing_by.get((each.employer_id, each.line), (None, ()))
        taken = {Rung(step.rung): step.due_on for step in steps}
        found.append(
            OnTheLadder(
                each.employer_id,
                each.line,
                each.open_fen,
                each.months,
                each.since,
                enforcement,
                steps,
                tuple(next_rungs(taken, today)),
                waits_until(taken, today),
            )
        )
    return found


def _standing(
    employer_ids: set[int],
) -> Mapping[tuple[int, str], tuple[Enforcement | None, tuple[EnforcementStep, ...]]]:
    open_ones = Enforcement.objects.filter(employer__in=employer_ids, ended_on=None)
    return {
        (enforcement.employer_id, enforcement.line): (
            enforcement,
            tuple(sorted(enforcement.steps.all(), key=lambda step: step.pk)),
        )
        for enforcement in open_ones.prefetch_related("steps__letter", "steps__by")
    }


def enforcements_of(employer_id: int, lines: frozenset[str]) -> list[Enforcement]:
    """Every ladder of an employer in some lines, the newest first, with its steps."""
    found = Enforcement.objects.filter(employer=employer_id, line__in=lines).order_by("-opened_at")
    return list(found.prefetch_related("steps__letter", "steps__by"))
