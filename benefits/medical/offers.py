"""What medical insurance would give today: whether it covers, and what is left of the year."""

import datetime as dt
from collections.abc import Iterator

from benefits.claims.protocols import Offer
from benefits.medical.rules.law import Scheme
from benefits.medical.selectors import standing_of, years_left
from enrollment.registry.models import Person
from siadmin.agency.insurances import Insurance, ResidentScheme
from siadmin.kernel.language import Words
from siadmin.kernel.money import written
from siadmin.kernel.refusal import Refusal

_INSURANCE = {Scheme.EMPLOYEE: Insurance.MEDICAL, Scheme.RESIDENT: ResidentScheme.MEDICAL}


def medical_offers(person: Person, on: dt.date) -> Iterator[Offer]:
    """Of the scheme that covers today; else why none does."""
    standing = standing_of(person, on)
    if standing.insured is None:
        if standing.region is not None:
            yield Offer(Insurance.MEDICAL, standing.why)
        return
    insurance = _INSURANCE[standing.insured.scheme]
    yield Offer(insurance, standing.why)
    try:
        left = years_left(person, standing, on)
    except Refusal as refusal:
        yield Offer(insurance, Words(refusal.zh, refusal.en))
        return
    page = ("citizen_apply", "medical_reimbursement" if insurance == Insurance.MEDICAL else "residents_reimbursement")
    for each in left:
        if each.most_fen is not None:
            rest = written(each.left_fen)
            yield Offer(
                insurance,
                Words(f"{each.name.zh}：本年度还剩{rest}元", f"{each.name.en}: ¥ {rest} left this year"),
                page=page,
            )
