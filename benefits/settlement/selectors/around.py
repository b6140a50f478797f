"""What stands beside a bill when it is looked through."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from benefits.providers.rules import Care
from benefits.providers.selectors import Rule, suspending
from benefits.settlement.models import Stay
from benefits.settlement.protocols import doubts_of_bill
from benefits.settlement.rules.bills import Charged
from benefits.settlement.rules.checks import Around, Lying
from siadmin.kernel.database import run_prepared
from siadmin.kernel.months import Month

SQL = Path(__file__).resolve().parent.parent / "sql"


@dataclass(frozen=True, slots=True)
class Before:
    """A settlement of the same stay that stands."""

    number: str
    until: dt.date
    is_last: bool
    is_further: bool
    deductible_fen: int


@dataclass(frozen=True, slots=True)
class Beside:
    """Of the stay of a bill whether it was withdrawn and what of it was settled, and what stands around the bill."""

    is_withdrawn: bool
    before: tuple[Before, ...]
    around: Around
    died_on: dt.date | None


def beside(
    stay: Stay, until: dt.date, lines: Sequence[Charged], rules: Sequence[Rule | None], records: Collection[int],
    today: dt.date,
) -> Beside:  # fmt: skip
    """Departments, lines of the stay settled before, the same items of the same days in other bills of the person, and
    where else the person lies.
    """
    departments = {line.department for line in lines} - {""}
    first = min([stay.admitted_on, *(line.on for line in lines)])
    items = [rule.item if rule else None for rule in rules]
    told = {
        "stay": stay.pk, "records": list(records), "institution": stay.institution_id, "admitted": stay.admitted_on,
        "until": until, "is_inpatient": stay.care == Care.INPATIENT, "lines": [line.line for line in lines],
        "items": items, "days": [line.on for line in lines], "first": first,
        "from_month": Month.of(first).first_day, "to_month": Month.of(today).first_day,
        "departments": list(departments),
    }  # fmt: skip
    (row,) = run_prepared(SQL / "beside_bill.sql", told)
    is_withdrawn, before, settled, elsewhere, of_days, are_open, lying, died_on = row
    in_question = departments | ({stay.department.code} if stay.department else set())
    is_suspended = suspending(stay.institution, until, in_question)
    codes = {rule.item: rule.code for rule in rules if rule}
    around = Around(
        first=stay.admitted_on,
        last=until,
        departments=are_open,
        settled=settled,
        elsewhere={(codes[item], dt.date.fromisoformat(on)): number for item, on, number in elsewhere},
        of_days={(codes[item], dt.date.fromisoformat(on)): (quantity, times) for item, on, quantity, times in of_days},
        suspended=stay.institution.employer.name if is_suspended else "",
        lying=[Lying(*each) for each in lying],
        doubts=doubts_of_bill.all(records, stay.scheme, stay.admitted_on, until),
        told_late=timezone.localdate(stay.opened_at) if stay.is_late else None,
    )
    return Beside(
        is_withdrawn,
        tuple(Before(each[0], dt.date.fromisoformat(each[1]), *each[2:]) for each in before),
        around,
        died_on,
    )
