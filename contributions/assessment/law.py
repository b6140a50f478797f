"""The law of one line, read from a law book: which parameters make up a `LineLaw`.

Shared by the tariffs the batch uses, by previews and by the replay of traces.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from contributions.assessment.rules.flexible import ACCOUNT_ABOVE_TOTAL
from contributions.assessment.rules.line import PAID_BY_ONESELF, LineLaw
from enrollment.participation.models import FLEXIBLE, LOCAL_HOUSEHOLD
from siadmin.agency.insurances import NAMES, PARAMETER_PREFIX, Insurance, ResidentScheme
from siadmin.kernel.figures import percent
from siadmin.kernel.trace import Law
from siadmin.policy.selectors import LawOfDay

_ONE_MILLIONTH = Decimal("0.000001")
LOCAL_SUPPLEMENT = "pension.local_supplement_employer_rate"


def line_law(
    book: LawOfDay, insurance: str, category: str, risk_class: int = 0, factor: Decimal = Decimal(1)
) -> LineLaw:
    """Limits and rates of an insurance for a category; injury by class and floating factor.

    Maternity shares the limits of medical (one fund, one base, MM10). Raises NO_LAW_IN_FORCE.
    """
    if category == FLEXIBLE:
        return flexible_law(book, insurance)
    if insurance in ResidentScheme.values:
        return resident_law(book, insurance, category)
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


def flexible_law(book: LawOfDay, insurance: str) -> LineLaw:
    """What people in flexible employment pay themselves: a rate on the base they chose, or a fixed amount.

    The pension's rate is split: 8% go to the account, the rest to the pool (P38 §6; SIL 12). Where the account's share
    has no end of decimals (8 of 24) six of them count: of a base in whole yuan, at whole per cents, the account is 8%
    to the fen all the same, as long as a month costs less than ten thousand yuan. Medical insurance has a base of its
    own in some places, and a fixed amount in others. Raises NO_LAW_IN_FORCE, ACCOUNT_ABOVE_TOTAL.
    """
    prefix = PARAMETER_PREFIX[insurance]
    nobody = Law(PAID_BY_ONESELF, Decimal(0), "rate", "社会保险法第10条、第23条", "law")
    floor, ceiling = (book.law(f"{prefix}.base_{end}", FLEXIBLE) for end in ("floor", "ceiling"))
    if insurance == Insurance.PENSION:
        rate, account = book.law("pension.flexible_rate", FLEXIBLE), book.law("pension.flexible_account_rate", FLEXIBLE)
        if account.value > rate.value:
            raise ACCOUNT_ABOVE_TOTAL(account=percent(account.value), total=percent(rate.value))
        part = (account.value / rate.value).quantize(_ONE_MILLIONTH) if rate.value else Decimal(0)
        share = replace(account, key="pension.flexible_account_share", value=part)
        return LineLaw(NAMES[insurance], nobody, rate, floor, ceiling, account_share=share)
    if insurance != Insurance.MEDICAL:
        return LineLaw(NAMES[insurance], nobody, book.law(f"{prefix}.flexible_rate", FLEXIBLE), floor, ceiling)
    if book.has("medical.flexible_fixed", FLEXIBLE):
        fixed = book.law("medical.flexible_fixed", FLEXIBLE)
        none = replace(fixed, key="medical.flexible_rate", value=Decimal(0), unit="rate")
        return LineLaw(NAMES[insurance], nobody, none, floor, ceiling, employee_fixed=fixed)
    if book.has("medical.flexible_base", FLEXIBLE):
        floor = ceiling = book.law("medical.flexible_base", FLEXIBLE)
    return LineLaw(NAMES[insurance], nobody, book.law("medical.flexible_rate", FLEXIBLE), floor, ceiling)


def resident_law(book: LawOfDay, scheme: str, category: str) -> LineLaw:
    """What a resident pays for a year: the tier, of which some categories pay a share only (SIL 22, 25; R8 §4–5).

    All of a pension tier goes to the account (R8 §5); medical insurance has none. Raises NO_LAW_IN_FORCE.
    """
    nobody = Law(PAID_BY_ONESELF, Decimal(0), "rate", "社会保险法第20条、第25条", "law")
    if scheme == ResidentScheme.PENSION:
        floor, ceiling = (book.law(f"pension.resident_tier_{end}_year", "resident") for end in ("min", "max"))
        share = book.law("pension.resident_own_share", category)
        account = Law("pension.resident_account_share", Decimal(1), "rate", "国发〔2014〕8号 第五条", "official")
        return LineLaw(NAMES[scheme], nobody, share, floor, ceiling, account_share=account)
    amount = book.law("medical.resident_individual_year", "resident")
    return LineLaw(NAMES[scheme], nobody, book.law("medical.resident_own_share", category), amount, amount)


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
