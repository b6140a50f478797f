"""All insurances of one person on one page: covered or not, months paid, what is drawn, what each would give today."""

import datetime as dt
from dataclasses import dataclass, field

from benefits.claims.protocols import Offer, offers
from enrollment.participation.selectors import periods_of
from enrollment.registry.models import Person
from siadmin.agency.viewer import Viewer
from siadmin.portal.drawn import Drawn
from siadmin.portal.record import gather
from siadmin.portal.shapes import InsuranceState


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
    return [
        One(
            state,
            [each for each in record.drawn if each.insurance == state.insurance],
            [each for each in told if each.insurance == state.insurance],
        )
        for state in record.insured
    ]
