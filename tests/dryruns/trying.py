"""A proposed value tried out before it governs: the acts of a dry run, and what a month really charges."""

import datetime as dt
from decimal import Decimal
from typing import Any

from contributions.accounts.models import AccountCredit
from contributions.assessment.models import AssessmentLine, Bill, Notice, Tariff
from contributions.dryruns.actions import try_out
from contributions.dryruns.models import EmployerEffect, PeopleEffect
from enrollment.participation.actions.by_oneself import choose_tier, join_by_oneself
from enrollment.registry.models import Employer, Person
from funds.ledger.models import Entry
from siadmin.agency.insurances import Insurance, ResidentScheme
from siadmin.agency.models import Region, User
from siadmin.kernel.models import Run
from siadmin.kernel.months import Month
from siadmin.policy.actions import propose
from siadmin.policy.models import Proposal, Value
from tests.cities import BEIJING, COUNTY_OF, NOVEMBER, OCTOBER, SEPTEMBER, charge, declare_fen, staff, tick, work
from tests.factories import a_person, a_user

HERE = [Insurance.PENSION.value, Insurance.MEDICAL.value, Insurance.UNEMPLOYMENT.value]
NEXT_JULY = dt.date(2027, 7, 1)
FLOOR, CEILING = "pension.base_floor", "pension.base_ceiling"
ALL = ("employer_fen", "supplement_fen", "employee_fen", "account_fen")


def proposed(
    value: int | str | Decimal,
    key: str = FLOOR,
    *,
    at: str = BEIJING,
    starts_on: dt.date = NEXT_JULY,
    ends_before: dt.date | None = None,
    category: str = "employee",
    unit: str = "yuan_per_month",
    by: User | None = None,
) -> Proposal:
    return propose(
        key=key, region=Region.objects.get(pk=at), category=category, unit=unit, starts_on=starts_on,
        ends_before=ends_before, value=Decimal(value), source="京人社发〔2027〕9号", status="official", note="",
        by=by or a_user(staff=True), at=tick(),
    )  # fmt: skip


def waiting(*proposals: Proposal, **how: Any) -> Run:
    """A dry run whose slices wait."""
    run, _ = try_out(proposal_ids=[each.pk for each in proposals], by=None, at=tick(), **how)
    return run


def tried(*proposals: Proposal, **how: Any) -> Run:
    """A dry run, done."""
    return work(waiting(*proposals, **how))


def a_town(
    *wages_fen: int, at: str = BEIJING, months: tuple[Month, ...] = (SEPTEMBER,)
) -> tuple[Employer, list[Person]]:
    """An employer whose people were charged in September at these wages, in fen."""
    employer, people = staff(len(wages_fen), at=COUNTY_OF[at])
    for month in months:
        declare_fen(employer, month, dict(zip(people, wages_fen, strict=True)))
        charge(at, month)
    return employer, people


def by_oneself(base_fen: int, *insurances: str, at: str = BEIJING) -> Person:
    person = a_person(lives_in=COUNTY_OF[at])
    join_by_oneself(
        person=person, region=Region.objects.get(pk=at), insurances=list(insurances) or HERE, base_fen=base_fen,
        rhythm="monthly", from_month=NOVEMBER, by=None, at=tick(),
    )  # fmt: skip
    return person


def resident(
    tier_fen: int, *, scheme: str = ResidentScheme.PENSION, category: str = "resident", at: str = BEIJING
) -> Person:
    person = a_person(lives_in=COUNTY_OF[at])
    choose_tier(
        person=person, region=Region.objects.get(pk=at), scheme=scheme, year=2026, tier_fen=tier_fen, category=category,
        by=None, at=tick(),
    )  # fmt: skip
    return person


def charged(month: Month) -> dict[tuple[str, int], tuple[int, ...]]:
    """(insurance, employer) → employer's part, people's part, accounts of a month's lines."""
    sums: dict[tuple[str, int], list[int]] = {}
    for line in AssessmentLine.objects.filter(month=month):
        into = sums.setdefault((line.insurance, line.employer_id), [0, 0, 0])
        into[0] += line.employer_fen + line.supplement_fen
        into[1] += line.employee_fen
        into[2] += line.account_fen
    return {place: tuple(values) for place, values in sums.items()}


def differences(earlier: Month = SEPTEMBER, later: Month = OCTOBER) -> dict[tuple[str, int], tuple[int, ...]]:
    """What the later month really charged more, where it did."""
    before = charged(earlier)
    more = {
        place: tuple(b - a for a, b in zip(before[place], now, strict=True)) for place, now in charged(later).items()
    }
    return {place: values for place, values in more.items() if any(values)}


def effects(run: Run) -> dict[tuple[str, int], tuple[int, ...]]:
    """The same as a dry run said it."""
    return {
        (each.insurance, each.employer_id): (each.employer_fen, each.employee_fen, each.account_fen)
        for each in EmployerEffect.objects.filter(run_id=run.pk)
    }


def written() -> tuple[int, ...]:
    """What there is of everything that a month writes; what a dry run supposes governs nothing."""
    kept = (model.objects.count() for model in (AssessmentLine, Bill, Notice, AccountCredit, Entry, Value))
    return (*kept, Tariff.objects.filter(supposed_in=None).count(), Tariff.objects.filter(is_current=True).count())


def kept(run: Run) -> tuple[Any, ...]:
    """Everything a dry run found."""
    employers = EmployerEffect.objects.filter(run_id=run.pk).order_by("employer_id", "insurance")
    people = PeopleEffect.objects.filter(run_id=run.pk).order_by("employer_id", "band")
    return (
        run.totals,
        list(employers.values_list("employer_id", "insurance", "lines", "before_fen", "employer_fen", "employee_fen")),
        list(people.values_list("employer_id", "band", "more", "less", "more_fen", "less_fen")),
    )
