"""Months that employers, or people for themselves, have not paid, told to coverage: of a population, of one person."""

import datetime as dt
from itertools import groupby
from pathlib import Path

from contributions.assessment.law import line_law
from contributions.assessment.selectors import InsuredMonth, MonthState, record_of
from enrollment.coverage.protocols import People, UnpaidMonth, UnpaidSpell, Worth
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Region
from siadmin.kernel.database import run_sql
from siadmin.kernel.months import Month
from siadmin.policy.lawbook import NoLawInForce
from siadmin.policy.selectors import law_of_day

SQL = Path(__file__).resolve().parent / "sql"


def spells(people: People) -> list[UnpaidSpell]:
    """One statement for all people of a range."""
    rows = run_sql(
        SQL / "unpaid_spells.sql",
        {
            "region": people.region,
            "month": people.month.first_day,
            "today": people.today,
            "first": people.first,
            "last": people.last,
        },
    )
    return [UnpaidSpell(person, employer, Month.of(since), months) for person, employer, since, months in rows]


def months_of(person_id: int, today: dt.date) -> list[UnpaidMonth]:
    """Months in which somebody was insured and nothing is credited, the oldest first; the figures of the record."""
    missing = [each for each in record_of(person_id, today=today) if each.state == MonthState.MISSING]
    return [
        _month(month, payer, list(lines))
        for (month, payer), lines in groupby(
            sorted(missing, key=lambda each: (each.month, each.employer_id)),
            key=lambda each: (each.month, each.employer_id),
        )
    ]


def _month(month: Month, payer: int, lines: list[InsuredMonth]) -> UnpaidMonth:
    return UnpaidMonth(
        month=month,
        payer=payer,
        insurances=tuple(each.insurance for each in lines),
        employer_fen=sum(each.employer_fen for each in lines),
        employee_fen=sum(each.employee_fen for each in lines),
        account_fen=sum(each.account_fen for each in lines),
        due_on=min((each.due_on for each in lines if each.due_on), default=(month + 1).first_day),
    )


def worth(region: Region, month: Month, wage_fen: int) -> Worth | None:
    """What a month of the pension insurance would bring at a wage; None where the law of that month is not known."""
    try:
        law = line_law(law_of_day(region, month.first_day), Insurance.PENSION, "employee")
    except NoLawInForce:
        return None
    line = law.figures().line(wage_fen)
    return Worth(
        base_fen=line.base_fen,
        employer_fen=line.employer_total_fen,
        employee_fen=line.employee_fen,
        account_fen=line.account_fen,
        is_provisional=any(each.is_provisional for each in law.laws() if each is not None),
    )
