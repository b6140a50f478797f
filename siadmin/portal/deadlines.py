"""The month's legal days: until when employers declare, until when they pay."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from contributions.assessment.actions.month import due_on as moved_to_a_working_day
from contributions.declarations.selectors import filing_rule
from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.policy.lawbook import NoLawInForce
from siadmin.policy.selectors import law_of_day


@dataclass(frozen=True, slots=True)
class Deadline:
    """One day until which something must be done, with its article."""

    title: Words
    month: Month
    due_on: dt.date
    law: Words


def payment_due_on(region: Region, month: Month) -> dt.date:
    """The last day to pay a month in a pooling region. Raises NoLawInForce."""
    law = law_of_day(region, month.first_day)
    return moved_to_a_working_day(month, int(law.law("collection.due_day").value))


def upcoming(region_code: str, today: dt.date) -> list[Deadline]:
    """The deadlines of this and next month that are not past, nearest first; none where the law names no day."""
    region = Region.objects.get(pk=region_code)
    try:
        found = _of_months(region, (Month.of(today), Month.of(today) + 1))
    except NoLawInForce:
        return []
    return sorted((each for each in found if each.due_on >= today), key=lambda each: each.due_on)


def _of_months(region: Region, months: Iterable[Month]) -> list[Deadline]:
    found = []
    for month in months:
        found += [
            Deadline(
                Words("单位申报", "Employers declare"),
                month,
                filing_rule(region, month).due_on,
                Words("征缴条例第10条", "COLL 10"),
            ),
            Deadline(
                Words("单位缴费", "Employers pay"),
                month,
                payment_due_on(region, month),
                Words("征缴条例第10条", "COLL 10"),
            ),
        ]
    return found
