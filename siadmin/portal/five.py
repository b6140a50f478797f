"""All insurances of one person on one page: covered or not, months paid, what is drawn, what each would give today."""

import datetime as dt
from dataclasses import dataclass, field

from benefits.claims.protocols import Offer, offers
from benefits.payments.models import Entitlement
from benefits.payments.selectors import amount_of, entitlements_of, first_month_of, name_of
from enrollment.participation.selectors import periods_of
from enrollment.registry.models import Person
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.portal.record import gather
from siadmin.portal.shapes import InsuranceState


@dataclass(frozen=True, slots=True)
class Drawn:
    """A benefit granted: what it is called, fen (a month, or once), from which month."""

    name: Words
    amount_fen: int
    first: Month


@dataclass(frozen=True, slots=True)
class One:
    """One insurance: its state, what is drawn of it, what it would give."""

    state: InsuranceState
    drawn: list[Drawn] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)


def insurances_of(person: Person, viewer: Viewer, today: dt.date) -> list[One]:
    """Those a viewer may see, always in one order: staff the insurances of their line."""
    record = gather(person.pk, periods_of(person.pk), viewer, today)
    told = [each for each in offers.all(person, today) if viewer.sees_insurance(each.insurance)]
    granted = [each for each in entitlements_of(person.pk) if viewer.sees_insurance(each.insurance)]
    return [
        One(
            state,
            [_drawn(each) for each in granted if each.insurance == state.insurance],
            [each for each in told if each.insurance == state.insurance],
        )
        for state in record.insured
    ]


def _drawn(entitlement: Entitlement) -> Drawn:
    return Drawn(name_of(entitlement), amount_of(entitlement), first_month_of(entitlement))
