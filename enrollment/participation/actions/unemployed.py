"""Months for which the unemployment fund has somebody insured in the medical insurance stand as it pays (SIL 48)."""

import datetime as dt
from collections.abc import Collection, Sequence
from pathlib import Path

from django.db import transaction

from enrollment.participation.actions.insuring import spells
from enrollment.participation.models import UNEMPLOYED, InsuredPeriod
from enrollment.registry.models import Person
from enrollment.registry.records import records_of
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Region
from siadmin.kernel.database import run_sql
from siadmin.kernel.months import Month

SQL = Path(__file__).resolve().parent.parent / "sql"


@transaction.atomic
def insure_unemployed(
    *, region: Region, persons: Sequence[int], firsts: Sequence[dt.date], befores: Sequence[dt.date]
) -> None:
    """Stretches of months that are paid, each with the first and the one after the last: periods go on, or begin."""
    told = {"region": region.pk, "persons": list(persons), "firsts": list(firsts), "befores": list(befores)}
    run_sql(SQL / "insure_unemployed.sql", told)


@transaction.atomic
def uninsure_unemployed(*, person: Person, months: Collection[Month]) -> None:
    """Months that are paid no more, under any record: what is left of a period stands in stretches."""
    periods = InsuredPeriod.objects.filter(
        person__in=records_of(person.pk), insurance=Insurance.MEDICAL, category=UNEMPLOYED
    )
    for period in periods.order_by("from_month"):
        assert period.before_month is not None, "it is always closed"
        left = [month for month in period.from_month.until(period.before_month) if month not in months]
        if len(left) == period.before_month.index - period.from_month.index:
            continue
        first, *further = spells(left) or [(period.from_month, period.from_month)]
        if first[0] != period.from_month:
            further, first = [first, *further], (period.from_month, period.from_month)
        InsuredPeriod.objects.filter(pk=period.pk).update(before_month=first[1])
        for start, before in further:
            InsuredPeriod.objects.create(
                person_id=period.person_id, insurance=period.insurance, region_id=period.region_id,
                category=period.category, from_month=start, before_month=before, ended_because=period.ended_because,
            )  # fmt: skip
