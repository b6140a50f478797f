"""What maternity insurance would give for a birth today."""

import datetime as dt
from collections.abc import Iterator

from benefits.claims.protocols import Offer
from benefits.claims.schemes import Claimant
from benefits.maternity.forms import BIRTH
from benefits.maternity.schemes.allowance import CODE, MaternityAllowance
from benefits.maternity.selectors import insured_in
from enrollment.registry.models import Person, Sex
from siadmin.agency.insurances import Insurance
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.policy.plain import in_plain_words


def maternity_offers(person: Person, on: dt.date) -> Iterator[Offer]:
    """Of women whom an employer insures; of men what their spouse's costs are."""
    period = insured_in(person, Month.of(on))
    if period is None:
        return
    if person.sex != Sex.FEMALE:
        said = Words(
            "未就业配偶的生育医疗费用，按当地标准", "Costs of a birth of a spouse without work, by the place's rules"
        )
        yield Offer(Insurance.MATERNITY, said, page=("citizen_apply", "maternity_costs"))
        return
    facts = {"event": BIRTH, "happened_on": on.isoformat(), "infants": 1, "dystocia": False, "weeks": None}
    scheme, page = MaternityAllowance(), ("citizen_apply", CODE)
    try:
        found = scheme.assess(Claimant(person, period.region, on), facts).value
    except Refusal as refusal:
        yield Offer(Insurance.MATERNITY, in_plain_words(refusal).words, page=page)
        return
    if found.unmet:
        zh, en = "；".join(each.zh for each in found.unmet), "; ".join(each.en for each in found.unmet)
        yield Offer(Insurance.MATERNITY, Words(f"今天生育：{zh}", f"A birth today: {en}"), page=page)
        return
    said = Words("今天生育一个孩子，生育津贴共", "A birth of one child today, the allowance in all:")
    yield Offer(Insurance.MATERNITY, said, found.once_fen, page=page)
