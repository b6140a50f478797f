"""The law of one line, read from a law book: which parameters make up a `LineLaw`.

Shared by the tariffs the batch uses, by previews and by the replay of traces.
"""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from contributions.assessment.rules.line import LineLaw
from enrollment.participation.models import LOCAL_HOUSEHOLD
from siadmin.agency.insurances import NAMES, PARAMETER_PREFIX, Insurance
from siadmin.kernel.trace import Law
from siadmin.policy.selectors import LawOfDay

LOCAL_SUPPLEMENT = "pension.local_supplement_employer_rate"


def line_law(
    book: LawOfDay, insurance: str, category: str, risk_class: int = 0, factor: Decimal = Decimal(1)
) -> LineLaw:
    """Limits and rates of an insurance for a category; injury by class and floating factor.

    Maternity shares the limits of medical (one fund, one base, MM10). Raises NO_LAW_IN_FORCE.
    """
    prefix = PARAMETER_PREFIX[insurance]
    limits = PARAMETER_PREFIX[Insurance.MEDICAL] if insurance == Insurance.MATERNITY else prefix
    name = NAMES[insurance]
    floor, ceiling = book.law(f"{limits}.base_floor", category), book.law(f"{limits}.base_ceiling", category)
    if insurance == Insurance.INJURY:
        return LineLaw(
            insurance=name,
            employer_rate=book.law(f"injury.class_{risk_class}_rate", category),
            employee_rate=book.law("injury.employee_rate", category),
            floor=floor,
            ceiling=ceiling,
            floating_factor=None if factor == 1 else floating(factor),
        )
    if insurance == Insurance.MATERNITY:
        return LineLaw(name, book.law("maternity.employer_rate", category), _nothing(), floor, ceiling)
    return LineLaw(
        insurance=name,
        employer_rate=book.law(f"{prefix}.employer_rate", category),
        employee_rate=book.law(f"{prefix}.employee_rate", category),
        floor=floor,
        ceiling=ceiling,
        employer_supplement_rate=_supplement(book, insurance, category),
        employee_fixed=book.law("medical.employee_fixed", category) if insurance == Insurance.MEDICAL else None,
        account_share=_account_share(book, insurance, category),
    )


def floating(factor: Decimal) -> Law:
    """The employer's floating factor is a decision about the employer, not a value of the region (WIR 8)."""
    return Law("injury.floating_factor", factor, "rate", "人社部发〔2015〕71号; 单位费率浮动决定", "official")


def _nothing() -> Law:
    return Law("maternity.employee_rate", Decimal(0), "rate", "社会保险法第53条", "law")


def _supplement(book: LawOfDay, insurance: str, category: str) -> Law | None:
    """Only some places have one: medical for large sums, pension for workers with a local household."""
    if insurance == Insurance.MEDICAL and book.has("medical.supplement_employer_rate", category):
        return book.law("medical.supplement_employer_rate", category)
    if insurance == Insurance.PENSION and category == LOCAL_HOUSEHOLD and book.has(LOCAL_SUPPLEMENT, category):
        return book.law(LOCAL_SUPPLEMENT, category)
    return None


def _account_share(book: LawOfDay, insurance: str, category: str) -> Law | None:
    """Pension: the employee's whole part (P38 §6). Medical: by 国办发〔2021〕14号. Others have no account."""
    if insurance == Insurance.PENSION:
        return Law("pension.account_share", Decimal(1), "rate", "国发〔2005〕38号 第六条", "official")
    if insurance == Insurance.MEDICAL:
        return book.law("medical.account_inflow_rate", category)
    return None


def frozen_law(insurance: str, laws: Mapping[str, Mapping[str, str | None]]) -> LineLaw:
    """The law of a line again, from the values its tariff keeps."""
    return LineLaw(insurance=NAMES[insurance], **{name: _kept(value) for name, value in laws.items()})


def _kept(value: Mapping[str, str | None]) -> Law:
    starts_on, ends_before = value["starts_on"], value["ends_before"]
    return Law(
        key=str(value["key"]),
        value=Decimal(str(value["value"])),
        unit=str(value["unit"]),
        source=str(value["source"]),
        status=str(value["status"]),
        starts_on=dt.date.fromisoformat(starts_on) if starts_on else None,
        ends_before=dt.date.fromisoformat(ends_before) if ends_before else None,
        region=str(value["region"] or ""),
    )
