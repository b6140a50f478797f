"""What unemployment insurance would give if work ended today without one's own will."""

import datetime as dt
from collections.abc import Iterator

from benefits.claims.protocols import Offer
from benefits.claims.rules.assessed import Assessed
from benefits.claims.schemes import Claimant
from benefits.unemployment.forms import BY_EVIDENCE
from benefits.unemployment.schemes.benefit import UnemploymentBenefit
from enrollment.registry.models import Person
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.trace import Explained
from siadmin.policy.plain import in_plain_words

# As if the person were registered and looked for work.
IF_WORK_ENDED = {"cause": BY_EVIDENCE, "registered": True, "seeking": True}


def if_work_ended(person: Person, on: dt.date) -> tuple[Region, Explained[Assessed]] | None:
    """Where, and what it would come to with every step; nothing for who was never insured. Raises NOT_VERIFIED_HERE."""
    scheme = UnemploymentBenefit()
    place = scheme.place(person, IF_WORK_ENDED, on)
    return None if place is None else (place, scheme.assess(Claimant(person, place, on), IF_WORK_ENDED))


def unemployment_offers(person: Person, on: dt.date) -> Iterator[Offer]:
    """Nothing for who was never insured."""
    page = ("citizen_estimate",)
    try:
        ended = if_work_ended(person, on)
    except Refusal as refusal:
        yield Offer(Insurance.UNEMPLOYMENT, in_plain_words(refusal).words, page=page)
        return
    if ended is None:
        return
    found = ended[1].value
    if found.unmet:
        zh, en = "；".join(each.zh for each in found.unmet), "; ".join(each.en for each in found.unmet)
        yield Offer(Insurance.UNEMPLOYMENT, Words(f"现在失业：{zh}", f"Without work now: {en}"), page=page)
        return
    months = sum(each.before_month.index - each.from_month.index for each in found.items if each.before_month)
    said = Words(
        f"现在失业（非本人意愿），{months}个月，每月", f"Without work now, by no will of one's own, {months} months:"
    )
    yield Offer(Insurance.UNEMPLOYMENT, said, found.monthly_fen, is_monthly=True, page=page)
