"""What of a calendar year is used up: deductibles, caps, bands."""

from collections.abc import Collection

from django.db.models import Max, Sum

from benefits.medical.models import YEAR_FIELDS, Reimbursed
from benefits.medical.rules.law import Scheme
from benefits.medical.rules.order import Year
from benefits.settlement.selectors import year_before
from enrollment.registry.models import Person
from enrollment.registry.records import records_of

SETTLER = "medical"


def year_so_far(person: Person, year: int) -> Year:
    """What somebody's year comes to, under any record: bills settled directly, and what was reimbursed."""
    return Year(**year_before(records_of(person.pk), year, SETTLER))


def reimbursed_in(records: Collection[int], year: int, code: str) -> list[dict[str, int]]:
    """What reimbursements add to a year, for direct settlement."""
    if code != SETTLER:
        return []
    own = Reimbursed.objects.filter(person__in=records, year=year)
    sums = own.aggregate(**{f"sum_{name}": Sum(name, default=0) for name in YEAR_FIELDS})
    return [{name: int(sums[f"sum_{name}"]) for name in YEAR_FIELDS}]


def next_in_year(person: Person, scheme: Scheme, year: int) -> int:
    """The place of the next reimbursement in it, from one."""
    own = Reimbursed.objects.filter(person__in=records_of(person.pk), scheme=scheme, year=year)
    return int(own.aggregate(last=Max("sequence", default=0))["last"]) + 1
