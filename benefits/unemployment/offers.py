"""What unemployment insurance would give if work ended today without one's own will."""

import datetime as dt
from collections.abc import Iterator

from benefits.claims.protocols import Offer
from benefits.claims.rules.assessed import Assessed
from benefits.claims.schemes import Claimant
from benefits.payments.selectors import pension_of
from benefits.unemployment.forms import BY_EVIDENCE
from benefits.unemployment.schemes.benefit import UnemploymentBenefit
from benefits.unemployment.selectors import last_insured, last_spell
from enrollment.participation.models import PeriodEnd
from enrollment.registry.models import Person
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.trace import Explained
from siadmin.policy.plain import in_plain_words

# As if the person were registered and looked for work.
IF_WORK_ENDED = {"cause": BY_EVIDENCE, "registered": True, "seeking": True}


def if_work_ended(person: Person, on: dt.date) -> tuple[Region, Explained[Assessed]] | None:
    """Where, and what it would come to with every step; nothing for who was never insured, draws it, or is retired.

    Raises NOT_VERIFIED_HERE.
    """
    scheme, month = UnemploymentBenefit(), Month.of(on)
    spell = last_spell(person, scheme.code)
    if _is_retired(person, month) or (spell is not None and not spell.is_over_in(month)):
        return None
    place = scheme.place(person, IF_WORK_ENDED, on)
    return None if place is None else (place, scheme.assess(Claimant(person, place, on), IF_WORK_ENDED))


def _is_retired(person: Person, month: Month) -> bool:
    """Insured no more because of it, or a pension is drawn (SIL 51): no work is lost any more."""
    last = last_insured(person)
    ended = last.before_month if last is not None and last.ended_because == PeriodEnd.RETIRED else None
    return (ended is not None and ended <= month) or pension_of(person.pk, month) is not None


def unemployment_offers(person: Person, on: dt.date) -> Iterator[Offer]:
    """Nothing where work that is lost would bring nothing more."""
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
        f"现在失业（非本人意愿），{months}个月，每月",
        f"Without work now, by no will of one's own, {months} month{'' if months == 1 else 's'}:",
    )
    yield Offer(Insurance.UNEMPLOYMENT, said, found.monthly_fen, is_monthly=True, page=page)
