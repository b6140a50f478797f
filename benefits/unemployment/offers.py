"""What unemployment insurance would give if work ended today without one's own will."""

import datetime as dt
from collections.abc import Iterator

from benefits.claims.protocols import Offer
from benefits.claims.schemes import Claimant
from benefits.unemployment.forms import BY_EVIDENCE
from benefits.unemployment.schemes.benefit import UnemploymentBenefit
from enrollment.registry.models import Person
from siadmin.agency.insurances import Insurance
from siadmin.kernel.language import Words
from siadmin.kernel.refusal import Refusal

# As if the person were registered and looked for work.
IF_WORK_ENDED = {"cause": BY_EVIDENCE, "registered": True, "seeking": True}


def unemployment_offers(person: Person, on: dt.date) -> Iterator[Offer]:
    """Nothing for who was never insured."""
    scheme, page = UnemploymentBenefit(), ("citizen_estimate",)
    place = scheme.place(person, IF_WORK_ENDED, on)
    if place is None:
        return
    try:
        found = scheme.assess(Claimant(person, place, on), IF_WORK_ENDED).value
    except Refusal as refusal:
        yield Offer(scheme.insurance, Words(refusal.zh, refusal.en), page=page)
        return
    if found.unmet:
        zh, en = "；".join(each.zh for each in found.unmet), "; ".join(each.en for each in found.unmet)
        yield Offer(scheme.insurance, Words(f"现在失业：{zh}", f"Without work now: {en}"), page=page)
        return
    months = sum(each.before_month.index - each.from_month.index for each in found.items if each.before_month)
    said = Words(
        f"现在失业（非本人意愿），{months}个月，每月", f"Without work now, by no will of one's own, {months} months:"
    )
    yield Offer(Insurance.UNEMPLOYMENT, said, found.monthly_fen, is_monthly=True, page=page)
