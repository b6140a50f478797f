"""What the law of a region's month comes to, as tariffs: whole numbers, each with the values it came from."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from dataclasses import fields
from decimal import Decimal
from typing import Any

from django.db.models import Q

from contributions.assessment.law import LOCAL_SUPPLEMENT, line_law
from contributions.assessment.models import Tariff
from contributions.assessment.rules.line import LineLaw
from enrollment.participation.models import LOCAL_HOUSEHOLD, MEDICAL_TIER_TWO, RESIDENT, UNEMPLOYED, InsuredPeriod
from enrollment.participation.selectors import in_month
from enrollment.registry.models import InjuryRate
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Region
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Law
from siadmin.policy.selectors import LawOfDay, law_of_day

ORDINARY = "employee"


def tariffs_of(
    region: Region, month: Month, *, at: dt.datetime, book: LawOfDay | None = None, residents_any_month: bool = False
) -> Iterator[Tariff]:
    """What the law of a month, or another `book`, comes to for its people, as tariffs that are not kept.

    Residents, who owe a year in its first month, have theirs in that month only, or in any. Raises NO_LAW_IN_FORCE.
    """
    book = book or law_of_day(region, month.first_day)
    for insurance, category, risk_class, factor in _wanted(region, month, book, residents_any_month):
        yield _tariff(region, month, insurance, category, risk_class, factor, book, at)


def _wanted(
    region: Region, month: Month, book: LawOfDay, residents_any_month: bool
) -> Iterator[tuple[str, str, int, Decimal]]:
    categories = {(insurance, ORDINARY) for insurance in Insurance.values}
    if ("medical.employer_rate", MEDICAL_TIER_TWO) in book.laws:
        categories.add((Insurance.MEDICAL, MEDICAL_TIER_TWO))
    if (LOCAL_SUPPLEMENT, LOCAL_HOUSEHOLD) in book.laws:
        categories.add((Insurance.PENSION, LOCAL_HOUSEHOLD))
    others = InsuredPeriod.objects.filter(in_month(month), region=region).exclude(category__in=(ORDINARY, UNEMPLOYED))
    if not residents_any_month:
        others = others.exclude(Q(category__startswith=RESIDENT) & ~Q(from_month=month))
    categories |= set(others.values_list("insurance", "category").distinct())
    for insurance, category in sorted(categories):
        if insurance != Insurance.INJURY:
            yield insurance, category, 0, Decimal(1)
    for risk_class, factor in sorted(_injury_rates(region, month)):
        for insurance, category in sorted(categories):
            if insurance == Insurance.INJURY:
                yield insurance, category, risk_class, factor


def _injury_rates(region: Region, month: Month) -> set[tuple[int, Decimal]]:
    """Every class and floating factor of an employer of the region in a month."""
    return set(
        InjuryRate.objects.filter(employer__pooling_region=region, starts_on__lte=month.first_day)
        .filter(Q(ends_before__isnull=True) | Q(ends_before__gt=month.first_day))
        .values_list("risk_class", "factor")
        .distinct()
    )


def _tariff(
    region: Region,
    month: Month,
    insurance: str,
    category: str,
    risk_class: int,
    factor: Decimal,
    book: LawOfDay,
    at: dt.datetime,
) -> Tariff:
    law = line_law(book, insurance, category, risk_class, factor)
    figures = law.figures()
    laws = laws_as_json(law)
    assert figures.floor_fen is not None and figures.ceiling_fen is not None
    return Tariff(
        region=region,
        month=month,
        insurance=insurance,
        category=category,
        risk_class=risk_class,
        factor=factor,
        floor_fen=figures.floor_fen,
        ceiling_fen=figures.ceiling_fen,
        employer_ppm=figures.employer_ppm,
        supplement_ppm=figures.employer_supplement_ppm,
        employee_ppm=figures.employee_ppm,
        employee_fixed_fen=figures.employee_fixed_fen,
        account_ppm=figures.account_ppm,
        is_provisional=any(entry["status"] in ("provisional", "memory") for entry in laws.values()),
        laws=laws,
        digest=hashlib.sha256(json.dumps(laws, sort_keys=True, ensure_ascii=False).encode()).hexdigest(),
        frozen_at=at,
    )


def laws_as_json(law: LineLaw) -> dict[str, dict[str, Any]]:
    """Every value of a line's law with its source and validity, as the tariff keeps it."""
    kept = {}
    for name in (field.name for field in fields(law)):
        value = getattr(law, name)
        if isinstance(value, Law):
            kept[name] = {
                "key": value.key,
                "value": format(value.value, "f"),
                "unit": value.unit,
                "source": value.source,
                "status": value.status,
                "starts_on": value.starts_on.isoformat() if value.starts_on else None,
                "ends_before": value.ends_before.isoformat() if value.ends_before else None,
                "region": value.region,
            }
    return kept
