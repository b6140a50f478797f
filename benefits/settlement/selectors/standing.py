"""What stands: stays of a program's institution, settlements that were not taken back, a person's year so far."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from benefits.providers.models import Department, ProviderClient
from benefits.settlement.models import Settlement, Stay
from benefits.settlement.protocols import paid_elsewhere
from benefits.settlement.rules.bills import YEAR_SUMS
from enrollment.registry.models import Person
from siadmin.kernel.database import run_prepared

SQL = Path(__file__).resolve().parent.parent / "sql"


_STAY = (
    "id", "number", "institution_id", "department_id", "agreement_id", "person_id", "scheme", "insurance", "fund",
    "region_id", "care", "admitted_on", "insured", "opened_at", "is_late",
)  # fmt: skip
_PERSON = ("id", "number", "name", "sex", "birth_on")


def stay_of(client: ProviderClient, number: str) -> Stay | None:
    """Of its own institution, with its person and department; none of others. What is rare is read when asked."""
    told = {"number": number, "institution": client.institution_id}
    for *row, code in run_prepared(SQL / "stay_of.sql", told):
        stay = Stay.from_db("default", _STAY, row[: len(_STAY)])
        stay.institution = client.institution
        stay.person = Person.from_db("default", _PERSON, row[len(_STAY) :])
        if stay.department_id is not None:
            stay.department = Department(pk=stay.department_id, institution_id=stay.institution_id, code=code)
        return stay
    return None


@dataclass(frozen=True, slots=True)
class Shown:
    """What a pre-settlement kept: its lines as they were told, what it showed; `settled`: as which settlement."""

    pk: int
    number: str
    until: dt.date
    is_last: bool
    lines: list[list[Any]]
    shown: dict[str, Any]
    settled: str | None


def shown_of(stay: Stay, number: str) -> Shown | None:
    """A pre-settlement of a stay."""
    return next((Shown(*row) for row in run_prepared(SQL / "shown_of.sql", {"number": number, "stay": stay.pk})), None)


def settlements_of(client: ProviderClient) -> QuerySet[Settlement]:
    """Of its own institution; nothing of others."""
    found = Settlement.objects.filter(institution=client.institution_id)
    return found.select_related("stay", "person", "institution__employer", "reverses", "shown")


def standing(stay: Stay) -> list[Settlement]:
    """Settlements of a stay that were not taken back, in their order."""
    found = Settlement.objects.filter(stay=stay, reverses__isnull=True, reversal__isnull=True)
    return list(found.order_by("pk"))


def standing_after(own: Settlement, records: Collection[int]) -> list[Settlement]:
    """What was settled later in the same year of the person, or the same stay, and stands; the last first."""
    of_year = Q(person__in=records, year=own.year, scheme=own.scheme)
    found = Settlement.objects.filter(of_year | Q(stay=own.stay_id), pk__gt=own.pk)
    return list(found.filter(reverses__isnull=True, reversal__isnull=True).order_by("-pk"))


def year_before(records: Collection[int], year: int, scheme: str) -> dict[str, int]:
    """What the year of a person and scheme comes to, under all their records, with what was paid beside bills."""
    beside = paid_elsewhere.all(records, year, scheme)
    told = {"records": list(records), "year": year, "scheme": scheme}
    (sums,) = run_prepared(SQL / "year_before.sql", told)
    return {name: own + sum(each[name] for each in beside) for name, own in zip(YEAR_SUMS, sums, strict=True)}


def locked(what: str) -> None:
    """What happens to a person's stays, or to one stay, happens one after the other, to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"settlement:{what}"])


@dataclass(frozen=True, slots=True)
class Lying:
    """A stay in hospital: its number, since when, and the institution."""

    number: str
    since: dt.date
    institution: int


def in_hospital(records: Collection[int], on: dt.date) -> Lying | None:
    """The stay in hospital that has begun before or on a day and not ended before it.

    Who leaves one hospital may enter another on the same day.
    """
    told = {"records": list(records), "day": on}
    return next((Lying(*row) for row in run_prepared(SQL / "in_hospital.sql", told)), None)
