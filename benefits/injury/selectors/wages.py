"""Contribution wages before an injury, and whether the work at its employer goes on."""

import datetime as dt
from pathlib import Path

from benefits.injury.models import Injury
from enrollment.participation.models import Employment
from enrollment.registry.records import records_of
from siadmin.agency.insurances import FUND_OF, Insurance
from siadmin.kernel.database import run_sql
from siadmin.kernel.months import Month

SQL = Path(__file__).resolve().parent.parent / "sql"


def wages_before(injury: Injury, months: int) -> tuple[int, int]:
    """Fen added up, and of how many of so many months before it; as they were charged by the day of the injury."""
    return wages_before_day(injury.person_id, injury.employer_id, injury.happened_on, months)


def wages_before_day(person_id: int, employer_id: int, on: dt.date, months: int) -> tuple[int, int]:
    """Of somebody's work for an employer: fen added up, and of how many of so many months before that of a day."""
    month = Month.of(on)
    given = {
        "records": records_of(person_id), "employer": employer_id, "insurance": Insurance.INJURY.value,
        "fund": FUND_OF[Insurance.INJURY], "first": (month - months).first_day, "before": month.first_day, "on": on,
    }  # fmt: skip
    ((fen, told),) = run_sql(SQL / "wages_before.sql", given)
    return int(fen), int(told)


def left_after(injury: Injury) -> Employment | None:
    """The work at the employer of the injury, once it has ended."""
    work = Employment.objects.filter(
        person__in=records_of(injury.person_id), employer=injury.employer_id, starts_on__lte=injury.happened_on
    )
    found = work.order_by("-starts_on").first()
    return found if found is not None and found.ends_before is not None else None
