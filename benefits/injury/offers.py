"""What work injury insurance would give for an injury today."""

import datetime as dt
from collections.abc import Iterator

from benefits.claims.protocols import Offer
from benefits.injury.law import law_of, wage_months
from benefits.injury.rules.disability import GRADES, disability_lump
from benefits.injury.rules.wage import WageLaw, own_wage
from benefits.injury.selectors.wages import wages_before_day
from enrollment.participation.models import InsuredPeriod
from enrollment.registry.models import Person
from enrollment.registry.records import records_of
from siadmin.agency.insurances import Insurance
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.policy.plain import in_plain_words
from siadmin.policy.selectors import StoredLawBook

_PAGE = ("citizen_apply", "injury_application")
_LUMP = Words(
    "今天受伤并鉴定为{grade}级伤残，一次性伤残补助金", "An injury today, appraised as grade {grade}: the lump sum"
)

_CERTIFIED_FIRST = Words(
    "工伤须先认定，伤残等级由劳动能力鉴定得出", "An injury is certified first; its grade is appraised after that"
)


def injury_offers(person: Person, on: dt.date) -> Iterator[Offer]:
    """The lump sum of the worst and the mildest grade, for each employer that insures the person; and what is first."""
    month = Month.of(on)
    own = InsuredPeriod.objects.filter(person__in=records_of(person.pk), insurance=Insurance.INJURY)
    now = own.filter(employer__isnull=False, from_month__lte=month).exclude(before_month__lte=month)
    for period in now.select_related("region"):
        try:
            law = WageLaw.from_book(StoredLawBook(), region=period.region_id, on=on)
            wage = own_wage(*_wages(person, period, month), law)
            for grade in (GRADES[0], GRADES[-1]):
                months = law_of("injury.disability_lump_months", period.region, on, f"grade_{grade}")
                lump = disability_lump(grade, wage, months).value
                yield Offer(Insurance.INJURY, _LUMP.filled(grade=grade), int(lump))
        except Refusal as refusal:
            yield Offer(Insurance.INJURY, in_plain_words(refusal).words)
    if now:
        yield Offer(Insurance.INJURY, _CERTIFIED_FIRST, page=_PAGE)


def _wages(person: Person, period: InsuredPeriod, month: Month) -> tuple[int, int]:
    assert period.employer_id is not None, "asked for"
    return wages_before_day(person.pk, period.employer_id, month.first_day, wage_months(period.region, month.first_day))
