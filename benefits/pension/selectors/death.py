"""What the record says of somebody who died: where they were, what counts, what was drawn, what was granted upon it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.db.models import QuerySet

from benefits.claims.models import DeathGrant
from benefits.claims.selectors import granted_upon
from benefits.payments.models import Component
from benefits.pension.rules.death import stops_from
from benefits.pension.selectors.career import career_of, relation_at
from benefits.pension.selectors.coming import SCHEME
from benefits.pension.selectors.drawing import ALLOWANCES, monthly
from contributions.transfers.selectors.places import pool_over
from enrollment.participation.models import InsuredPeriod, PeriodEnd
from enrollment.registry.models import Person
from enrollment.registry.records import records_of
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Region
from siadmin.kernel.database import run_sql
from siadmin.kernel.months import Month
from siadmin.kernel.reading import answered_once
from siadmin.kernel.trace import Explained
from siadmin.policy.lawbook import NATIONAL
from siadmin.policy.selectors import StoredLawBook

SQL = Path(__file__).resolve().parent.parent / "sql"
ACCOUNT_PENSION = "account_pension"


@dataclass(frozen=True, slots=True)
class DeathRecord:
    """Months counted, deemed ones included; the first month of the pension, none where none was drawn, and how many.

    `account_drawn_fen`: what was, or is being, paid of the account for months that were due; none where a former
    register paid the pension and told nothing of it. `granted`: by component, what was granted upon this death already.
    """

    died_on: dt.date
    months: int
    drawn_from: Month | None
    drawn_months: int | None
    balance_fen: int
    account_drawn_fen: int | None
    granted: Mapping[str, DeathGrant]


def place_of_deceased(person: Person) -> Region | None:
    """Where the pension was paid, else where somebody was insured last, else the place they lived in."""
    if (drawn := _drawn(person).last()) is not None:
        return drawn.entitlement.region
    return relation_at(person) or pool_over(person.residence) or pool_over(person.household)


def unpaid_from(died_on: dt.date) -> Explained[Month]:
    """The first month without an employees' pension. Raises NoLawInForce."""
    key = "pension.last_paid_after_death_months"
    law = StoredLawBook().law(key, region=NATIONAL, category="employee", on=died_on)
    return stops_from(Month.of(died_on), law)


@answered_once
def death_record(person: Person, died_on: dt.date, region: str, *, today: dt.date) -> DeathRecord:
    """As it stands today, under all records: months of all places count up to that of the death, each once."""
    died_in, first = Month.of(died_on), _drawn(person).first()
    career = career_of(person, region, until=died_in, today=today)
    drawn_from = first.from_month if first else _retired_from(person)
    return DeathRecord(
        died_on=died_on,
        months=career.months,
        drawn_from=drawn_from,
        drawn_months=None if drawn_from is None else max(0, died_in.index - drawn_from.index + 1),
        balance_fen=career.balance_fen,
        account_drawn_fen=None if drawn_from and not first else _account_drawn(person, died_in, today),
        granted=granted_upon(person),
    )


def _drawn(person: Person) -> QuerySet[Component]:
    return monthly(person, Insurance.PENSION).filter(entitlement__scheme=SCHEME)


def _retired_from(person: Person) -> Month | None:
    """From when a former register paid a pension: the last insurance ended by retirement."""
    own = InsuredPeriod.objects.filter(person__in=records_of(person.pk), insurance=Insurance.PENSION)
    known = [each for each in own if each.before_month != each.from_month]
    last = max(known, key=lambda each: each.from_month, default=None)
    return last.before_month if last is not None and last.ended_because == PeriodEnd.RETIRED else None


def _account_drawn(person: Person, until: Month, today: dt.date) -> int:
    """Fen up to the month of death: paid, or on its way; the run of that month is still to come while it lasts."""
    told = {
        "records": records_of(person.pk), "schemes": [SCHEME, *ALLOWANCES], "component": ACCOUNT_PENSION,
        "last": until.first_day, "may_come": Month.of(today) <= until,
    }  # fmt: skip
    return int(run_sql(SQL / "account_drawn.sql", told)[0][0])
