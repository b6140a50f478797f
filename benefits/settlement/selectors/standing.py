"""What stands: stays of a program's institution, settlements that were not taken back, a person's year so far."""

import datetime as dt
from collections.abc import Collection

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from benefits.providers.models import ProviderClient
from benefits.settlement.models import Settlement, Stay, YearTotal
from benefits.settlement.protocols import paid_elsewhere
from benefits.settlement.rules.bills import YEAR_SUMS, Care


def stays_of(client: ProviderClient) -> QuerySet[Stay]:
    """Of its own institution; nothing of others."""
    found = Stay.objects.filter(institution=client.institution_id)
    return found.select_related(
        "person", "institution__employer", "institution__region", "region", "agreement", "department"
    )


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
    totals = YearTotal.objects.filter(person__in=records, year=year, scheme=scheme)
    sums = totals.aggregate(**{f"sum_{name}": Sum(name, default=0) for name in YEAR_SUMS})
    return {name: int(sums[f"sum_{name}"]) + sum(each[name] for each in beside) for name in YEAR_SUMS}


def locked(what: str) -> None:
    """What happens to a person's stays, or to one stay, happens one after the other, to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"settlement:{what}"])


def in_hospital(records: Collection[int], on: dt.date, but: int | None = None) -> Stay | None:
    """The stay in hospital, besides `but`, that has begun before or on a day and not ended before it.

    Who leaves one hospital may enter another on the same day.
    """
    ended = Settlement.objects.filter(stay=OuterRef("pk"), is_last=True, reverses__isnull=True, reversal__isnull=True)
    lying = Stay.objects.filter(person__in=records, care=Care.INPATIENT, admitted_on__lte=on, withdrawal__isnull=True)
    found = lying.exclude(pk=but or 0).exclude(Exists(ended.filter(until__lte=on)))
    return found.select_related("institution__employer").first()
