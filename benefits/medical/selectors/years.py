"""What of a calendar year is used up: deductibles, caps, bands."""

from django.db.models import Max, Sum

from benefits.medical.models import YEAR_FIELDS, Reimbursed
from benefits.medical.rules.law import Scheme
from benefits.medical.rules.order import Year
from enrollment.registry.models import Person
from enrollment.registry.records import records_of


def year_so_far(person: Person, scheme: Scheme, year: int) -> Year:
    """What was reimbursed of somebody's year, under any record."""
    own = Reimbursed.objects.filter(person__in=records_of(person.pk), scheme=scheme, year=year)
    sums = own.aggregate(**{name: Sum(name, default=0) for name in YEAR_FIELDS})
    return Year(**{name: int(sums[name]) for name in YEAR_FIELDS})


def next_in_year(person: Person, scheme: Scheme, year: int) -> int:
    """The place of the next reimbursement in it, from one."""
    own = Reimbursed.objects.filter(person__in=records_of(person.pk), scheme=scheme, year=year)
    return int(own.aggregate(last=Max("sequence", default=0))["last"]) + 1
