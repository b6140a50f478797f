"""What medical insurance would give today: whether it covers, and since when."""

import datetime as dt
from collections.abc import Iterator

from benefits.claims.protocols import Offer
from benefits.medical.rules.law import Scheme
from benefits.medical.selectors import standing_of
from enrollment.registry.models import Person
from siadmin.agency.insurances import Insurance, ResidentScheme

_INSURANCE = {Scheme.EMPLOYEE: Insurance.MEDICAL, Scheme.RESIDENT: ResidentScheme.MEDICAL}


def medical_offers(person: Person, on: dt.date) -> Iterator[Offer]:
    """Of the scheme that covers today; else why none does."""
    standing = standing_of(person, on)
    if standing.insured is None:
        if standing.region is not None:
            yield Offer(Insurance.MEDICAL, standing.why)
        return
    insurance = _INSURANCE[standing.insured.scheme]
    code = "medical_reimbursement" if insurance == Insurance.MEDICAL else "residents_reimbursement"
    yield Offer(insurance, standing.why, page=("citizen_apply", code))
