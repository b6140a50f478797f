"""What the record says of a birth's employer: whether it insured her and paid, what its people earned, what she did."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from benefits.claims.models import Decision, Outcome
from benefits.claims.selectors import content_of
from benefits.providers.rules import Care
from contributions.assessment.models import AssessmentLine
from contributions.assessment.selectors import InsuredMonth, record_of
from enrollment.participation.models import Employment, InsuredPeriod
from enrollment.registry.models import Employer, Person
from enrollment.registry.records import records_of
from siadmin.agency.insurances import FUND_OF, Insurance
from siadmin.kernel.database import run_sql
from siadmin.kernel.months import Month

SQL = Path(__file__).resolve().parent / "sql"
REIMBURSEMENTS = "medical_reimbursement", "residents_reimbursement"


@dataclass(frozen=True, slots=True)
class UnitWage:
    """Mean contribution wage in fen, exact, over so many months of people; `before` is not one of them."""

    mean: Fraction
    months: int
    first: Month
    before: Month


def insured_in(person: Person, month: Month) -> InsuredPeriod | None:
    """Where an employer insured her for maternity in that month."""
    by_employers = InsuredPeriod.objects.filter(insurance=Insurance.MATERNITY, employer__isnull=False)
    then = by_employers.filter(person__in=records_of(person.pk), from_month__lte=month).exclude(before_month__lte=month)
    return then.select_related("region", "employer").first()


def last_due_month(person: Person, month: Month) -> InsuredMonth | None:
    """The newest of her insured months up to that one whose bill is due or paid; none where nothing was asked yet."""
    told = [
        each
        for each in record_of(person.pk, today=month.last_day, of=[Insurance.MATERNITY])
        if each.month <= month and (each.is_paid or each.month < month)
    ]
    return max(told, key=lambda each: each.month, default=None)


def unit_wage(employer: Employer, month: Month) -> UnitWage | None:
    """Of the calendar year before the birth; of a new employer, of the birth's year up to its month.

    As it was charged by the end of that month: wages told or corrected later do not count.
    """
    last_year = Month(month.year - 1, 1)
    for first, before in ((last_year, last_year + 12), (Month(month.year, 1), month + 1)):
        given = {
            "employer": employer.pk, "insurance": Insurance.MATERNITY.value, "fund": FUND_OF[Insurance.MATERNITY],
            "first": first.first_day, "before": before.first_day, "on": month.last_day,
        }  # fmt: skip
        ((total, months),) = run_sql(SQL / "unit_wages.sql", given)
        if months:
            return UnitWage(Fraction(int(total), int(months)), int(months), first, before)
    return None


def own_wage(person: Person, employer: Employer, month: Month) -> int | None:
    """Her declared wage, fen a month, of the last month before the birth's; none where none was declared."""
    line = (
        AssessmentLine.objects.filter(
            person_id__in=records_of(person.pk), insurance=Insurance.MATERNITY, employer_id=employer.pk, month__lt=month
        )
        .order_by("-month", "-version")
        .first()
    )
    return line.wage_fen if line else None


def works_in(person: Person, month: Month) -> bool:
    """Whether an employer insured this person in that month, or employed them."""
    employed = Employment.objects.filter(person__in=records_of(person.pk), starts_on__lte=month.last_day)
    return insured_in(person, month) is not None or employed.exclude(ends_before__lte=month.first_day).exists()


def months_paid_before(person: Person, month: Month) -> int:
    """Months of maternity paid in a row up to that one, or to the one before it where it is not due yet."""
    record = record_of(person.pk, today=month.last_day, of=[Insurance.MATERNITY])
    paid = {each.month for each in record if each.is_paid}
    last = month if month in paid else month - 1
    count = 0
    while last - count in paid:
        count += 1
    return count


def claimed_back(mother: Person, on: dt.date) -> Decision | None:
    """The earliest reimbursement, under any record, of a stay in hospital on a day that is not merely its last."""
    granted = Decision.objects.filter(
        outcome=Outcome.GRANTED, claim__scheme__in=REIMBURSEMENTS, claim__person__in=records_of(mother.pk)
    )
    for decision in granted.select_related("assessment", "claim__case").order_by("pk"):
        assert decision.assessment is not None, "what is granted was assessed"
        facts = content_of(decision.assessment)["facts"]
        began, ended = (dt.date.fromisoformat(facts[name]) for name in ("began_on", "ended_on"))
        if facts["care"] == Care.INPATIENT and (began <= on < ended or began == on == ended):
            return decision
    return None
