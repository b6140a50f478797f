"""The yearly round: where wages are declared once a year, who goes on by last year's wage (Order 20, art. 4).

Nothing closes for it: until an employer declares, contributions go on by the wages in force.
"""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from contributions.declarations.models import Declaration, DeclarationRow, DeclarationState, Door, RowState
from enrollment.participation.models import InsuredPeriod
from enrollment.participation.selectors import in_month
from enrollment.registry.models import Employer
from enrollment.registry.selectors import employers_seen_by
from siadmin.agency.models import Region
from siadmin.agency.viewer import Viewer
from siadmin.kernel.months import Month
from siadmin.policy.selectors import law_of_day

HOLD_FROM = "declaration.wages_hold_from"


@dataclass(frozen=True, slots=True)
class Round:
    """This year's wages hold from `starts` on; `waiting` people of an employer have none declared since."""

    starts: Month
    waiting: int


def round_in(region: Region, month: Month) -> Month | None:
    """From when the wages of a month's round hold; None where wages are declared monthly. Raises NoLawInForce."""
    law = law_of_day(region, month.first_day)
    if not law.is_set("declaration.wages_yearly") or not law.has(HOLD_FROM):
        return None
    return Month.parse(f"{law.law(HOLD_FROM).value:.0f}")


def round_of(employer: Employer, month: Month) -> Round | None:
    """How far an employer is in the round of a month. Raises NoLawInForce."""
    starts = round_in(employer.pooling_region, month)
    if starts is None:
        return None
    waiting = _waiting(starts, month).filter(employer=employer)
    return Round(starts, waiting.values("person").distinct().count())


def behind(viewer: Viewer, month: Month) -> QuerySet[Employer] | None:
    """Employers with somebody without a wage of this round; None where no round is in reach. Raises NoLawInForce."""
    seen = employers_seen_by(viewer).filter(cancelled_on__isnull=True)
    late, any_round = Q(), False
    for region in Region.objects.filter(pk__in=seen.order_by().values("pooling_region").distinct()):
        starts = round_in(region, month)
        if starts is not None:
            any_round = True
            late |= Q(Exists(_waiting(starts, month).filter(employer=OuterRef("pk"))), pooling_region=region)
    return seen.filter(late).order_by("name_folded") if any_round else None


def _waiting(starts: Month, month: Month) -> QuerySet[InsuredPeriod]:
    """Insured in a month, since before the round began, and in no declaration of a month of the round."""
    filed = Declaration.objects.filter(
        employer=OuterRef("employer"), month__gte=starts, month__lte=month, state=DeclarationState.FILED
    )
    named = DeclarationRow.objects.filter(
        person=OuterRef("person"), declaration__employer=OuterRef("employer"), declaration__month__gte=starts,
        declaration__month__lte=month, declaration__state=DeclarationState.FILED, state=RowState.FILED,
    )  # fmt: skip
    return InsuredPeriod.objects.filter(
        ~Exists(filed.filter(door=Door.UNCHANGED)), ~Exists(named), in_month(month), from_month__lt=starts
    )
