"""Months charged and their law changed since: the acts of a re-settlement, each by somebody of their own."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from contributions.accounts.models import AccountCredit
from contributions.assessment.actions.resettlements import let_go, put_forward, try_out
from contributions.assessment.models import AssessmentLine, Bill, Notice, Resettlement, Tariff
from enrollment.registry.models import Employer, Person
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Region, User
from siadmin.kernel.models import Run
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.policy.actions import approve, propose
from siadmin.policy.models import Value
from tests.cities import (
    BEIJING,
    COUNTY_OF,
    SEPTEMBER,
    charge,
    declare,
    staff,
    tick,
    work,
)
from tests.factories import a_user

JULY, AUGUST = Month(2026, 7), Month(2026, 8)
CHARGED = (JULY, AUGUST, SEPTEMBER)
NEW_FLOOR = 7_400


def proposal(floor: int = NEW_FLOOR, pool: str = BEIJING, by: Any = None) -> Any:
    return propose(
        key="pension.base_floor", region=Region.objects.get(pk=pool), category="employee", unit="yuan_per_month",
        starts_on=dt.date(2026, 7, 1), ends_before=None, value=Decimal(floor), source="京人社发〔2026〕9号",
        status="official", note="", by=by or a_user(staff=True), at=tick(),
    )  # fmt: skip


def law_changes(floor: int = NEW_FLOOR, pool: str = BEIJING) -> None:
    approve(proposal_id=proposal(floor, pool).pk, seen_version=0, by=a_user(staff=True), at=tick())


def an_employer_charged(
    *wages: int, months: tuple[Month, ...] = CHARGED, at: str = COUNTY_OF[BEIJING]
) -> tuple[Employer, list[Person]]:
    employer, people = staff(len(wages), at=at, since=JULY)
    for month in months:
        declare(employer, month, dict(zip(people, wages, strict=True)))
    return employer, people


def charge_all(*months: Month, pool: str = BEIJING) -> None:
    for month in months or CHARGED:
        charge(pool, month)


def tried_out(*, pool: str = BEIJING, first: Month = JULY, **other: Any) -> Run:
    """A dry run, done."""
    run, _ = try_out(region=Region.objects.get(pk=pool), first=first, by=None, at=tick(), **other)
    return work(run)


def put(tried: Run, by: User | None = None) -> Resettlement:
    return put_forward(tried_id=tried.pk, by=by or a_user(staff=True), at=tick(), reason="新标准")


def opened(resettlement: Resettlement, by: User | None = None) -> Run:
    """Let go by somebody else; its slices wait."""
    return let_go(resettlement_id=resettlement.pk, seen_version=0, by=by or a_user(staff=True), at=tick())


def resettled(**how: Any) -> Run:
    """Tried out, put forward by one person, let go by another, and done."""
    return work(opened(put(tried_out(**how))))


def written() -> tuple[int, ...]:
    """What there is of everything that a re-settlement writes; what a dry run supposes governs nothing."""
    kept = (model.objects.count() for model in (AssessmentLine, Bill, Notice, AccountCredit, Value))
    return (*kept, Tariff.objects.filter(supposed_in=None).count())


def pension_bases(person: Person, month: Month = JULY) -> list[int]:
    lines = AssessmentLine.objects.filter(person_id=person.pk, month=month, insurance=Insurance.PENSION)
    return [line.base_fen // 100 for line in lines.order_by("version")]


def refused_as(code: str, act: Callable[[], object]) -> None:
    with pytest.raises(Refusal) as refused:
        act()
    assert refused.value.code == code


def a_difference() -> tuple[Employer, Run]:
    """A low wage charged, its floor raised since, and that tried out."""
    employer, _ = an_employer_charged(5_000)
    charge_all()
    law_changes()
    return employer, tried_out()
