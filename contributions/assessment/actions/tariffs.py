"""Freeze the law of a region's month as tariffs: the numbers the batch computes with, and where they come from."""

import datetime as dt

from django.db import connection, transaction

from contributions.assessment.models import Tariff
from contributions.assessment.tariffs import tariffs_of
from siadmin.agency.models import Region
from siadmin.kernel.months import Month


@transaction.atomic
def freeze_tariffs(*, region: Region, month: Month, at: dt.datetime) -> list[Tariff]:
    """The tariffs in force for a pooling region's month. Freezing again changes nothing unless the law did.

    When a value was superseded since, the old tariff stays for the lines that used it and a new one becomes current.
    Raises NO_LAW_IN_FORCE: a month is not assessed on guesses.
    """
    if Tariff.objects.filter(region=region, month=month, is_current=True).exists():
        standing, fresh = _compared(region, month, at)
        if not fresh:
            return standing  # nobody waits for anybody while the law stands still
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"tariffs:{region.pk}:{month}"])
    standing, fresh = _compared(region, month, at)
    for tariff in fresh:
        Tariff.objects.filter(
            region=region,
            month=month,
            insurance=tariff.insurance,
            category=tariff.category,
            risk_class=tariff.risk_class,
            factor=tariff.factor,
            is_current=True,
        ).update(is_current=False)
        tariff.save()
    return [*standing, *fresh]


def _compared(region: Region, month: Month, at: dt.datetime) -> tuple[list[Tariff], list[Tariff]]:
    """The tariffs that stand as the law does, and those that must be kept anew."""
    current = {
        (t.insurance, t.category, t.risk_class, t.factor): t
        for t in Tariff.objects.filter(region=region, month=month, is_current=True)
    }
    standing, fresh = [], []
    for tariff in tariffs_of(region, month, at=at):
        held = current.get((tariff.insurance, tariff.category, tariff.risk_class, tariff.factor))
        if held is not None and held.digest == tariff.digest:
            standing.append(held)
        else:
            fresh.append(tariff)
    return standing, fresh
