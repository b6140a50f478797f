"""What the pension would give, at the statutory age and as the record stands today."""

import datetime as dt
from collections.abc import Iterator

from benefits.claims.protocols import Offer
from benefits.pension.selectors.drawing import is_drawn
from benefits.pension.selectors.estimates import outlook_of
from enrollment.registry.models import Person
from siadmin.agency.insurances import Insurance
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.policy.plain import in_plain_words


def pension_offers(person: Person, on: dt.date) -> Iterator[Offer]:
    """Nothing for who draws it, or was never in the employees' scheme."""
    if is_drawn(person, Insurance.PENSION, Month.of(on)):
        return
    page = ("citizen_estimate",)
    try:
        outlook = outlook_of(person, on)
    except Refusal as refusal:
        yield Offer(Insurance.PENSION, in_plain_words(refusal).words, page=page)
        return
    if outlook is None:
        return
    at = outlook.statutory
    found = at.stopping.value
    if found.award:
        said = Words(f"不再缴费，{at.month}退休，每月约", f"Paying no more, retiring in {at.month}: about")
        yield Offer(Insurance.PENSION, said, found.total_fen, is_monthly=True, page=page)
        return
    lacking = Words(
        f"不再缴费，到{at.month}法定退休年龄还差{found.missing_months}个月缴费",
        f"Paying no more, {found.missing_months} months are missing at the statutory age in {at.month}",
    )
    yield Offer(Insurance.PENSION, lacking, page=page)
