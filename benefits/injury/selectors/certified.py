"""Applications that wait, injuries that were found, and whether an employer had insured somebody by a day."""

import datetime as dt

from django.db.models import QuerySet

from benefits.injury.models import Application, Injury
from contributions.projects.models import Project
from contributions.projects.selectors import covers
from enrollment.participation.models import Employment, InsuredPeriod
from enrollment.participation.selectors import in_month
from enrollment.registry.models import Employer, Person
from enrollment.registry.records import records_of
from enrollment.registry.selectors import our_number
from siadmin.agency.insurances import Insurance
from siadmin.kernel.months import Month


def applications_of(person: Person) -> QuerySet[Application]:
    """Under all records of a person, the newest first."""
    found = Application.objects.filter(person__in=records_of(person.pk))
    return found.select_related("employer", "person", "region", "certification__injury").order_by("-pk")


def waiting_of(person: Person) -> list[Application]:
    """Accepted, and not decided."""
    return list(applications_of(person).filter(certification__isnull=True))


def to_state(employer: Employer) -> list[Application]:
    """Applications by others that it has said nothing of, and that are not decided."""
    asked = Application.objects.filter(
        employer=employer, answer_by__isnull=False, statement__isnull=True, certification__isnull=True
    )
    return list(asked.select_related("person").order_by("answer_by", "pk"))


def injuries_of(person: Person) -> QuerySet[Injury]:
    """Under all records of a person, the newest first."""
    found = Injury.objects.filter(person__in=records_of(person.pk))
    return found.select_related("employer", "person", "region", "certification__application").order_by("-happened_on")


def injuries_at(employer: Employer) -> QuerySet[Injury]:
    """Of an employer's people, the newest first."""
    found = Injury.objects.filter(employer=employer)
    return found.select_related("employer", "person", "region", "certification__application").order_by("-happened_on")


def injury_numbered(number: str) -> Injury:
    """Raises Injury.DoesNotExist."""
    return Injury.objects.select_related("employer", "person", "region").get(number=number)


def employer_named(text: str) -> Employer | None:
    """By its number with us, or by its credit code: of several the one that is not cancelled."""
    if number := our_number(text.upper()):
        return Employer.objects.filter(number=number).first()
    of_code = Employer.objects.filter(credit_code=text.upper())
    return of_code.filter(cancelled_on__isnull=True).first() or of_code.order_by("-cancelled_on").first()


def employers_now(person: Person) -> list[Employer]:
    """Who employs somebody by the record, the newest employment first."""
    jobs = Employment.objects.filter(person__in=records_of(person.pk), ends_before__isnull=True)
    return [job.employer for job in jobs.select_related("employer").order_by("-starts_on", "-pk")]


def was_insured(person: Person, employer: Employer, on: dt.date, project: Project | None = None) -> bool:
    """Insured against work injury by that employer for the month of a day, and reported by then.

    On the site of an insured project everybody is, whoever employs them, without being reported (SPI 3).
    """
    if project is not None and covers(project, on):
        return True
    records = records_of(person.pk)
    insured = InsuredPeriod.objects.filter(in_month(Month.of(on)), person__in=records, employer=employer)
    if not insured.filter(insurance=Insurance.INJURY).exists():
        return False
    work = Employment.objects.filter(person__in=records, employer=employer, starts_on__lte=on)
    newest = work.exclude(ends_before__lte=on).order_by("-starts_on").first()
    return newest is None or newest.reported_on is None or newest.reported_on <= on
