"""Who was adjusted on a provisional amount and settled again since: what the adjustment would have brought then."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet, Sum

from benefits.payments.models import Entitlement, Rise, RiseLine
from benefits.payments.rules.rising import RiseState
from benefits.payments.selectors import rises_seen_by
from benefits.pension.rules.adjustment import AdjustmentFacts, AdjustmentLaw, adjusted_again
from benefits.pension.rules.rising import in_january
from benefits.pension.schemes.employees import ADJUSTED, ADJUSTED_AGAIN, CODE, RESETTLED
from siadmin.agency.models import Region
from siadmin.agency.viewer import Viewer
from siadmin.kernel.months import Month
from siadmin.policy.selectors import StoredLawBook

_NEWEST = 12  # adjustments: what is older has been made anew, or had nobody
_LOOKED_AT = 200
_AT_ONCE = dt.timedelta(days=31)  # one that was approved while the other was reckoned
FIRST, SETTLED, AGAIN = "pension_adjustment", "pension_resettlement", "pension_adjusted_again"


def law_of(region: Region, from_month: Month) -> AdjustmentLaw:
    """The plan of a place for a year. Raises NOT_JANUARY, NoLawInForce."""
    in_january(from_month)
    return AdjustmentLaw.from_book(StoredLawBook(), region=region.pk, on=from_month.first_day)


@dataclass(frozen=True, slots=True)
class Due:
    """A pension by then, in fen a month: without the adjustment, and what that brought."""

    first: RiseLine
    pension_fen: int
    adjusted_fen: int

    @property
    def facts(self) -> AdjustmentFacts:
        return AdjustmentFacts(self.pension_fen, self.first.told["years"], self.first.told["age"])


def candidates(region: Region, month: Month) -> QuerySet[RiseLine]:
    """Lines of the adjustment of a month that was reckoned on less than is drawn before it now, and not made anew."""
    own = RiseLine.objects.filter(
        rise__region=region, rise__measure=FIRST, rise__from_month=month, rise__state=RiseState.DONE,
        entitlement__scheme=CODE,
    )  # fmt: skip
    anew = RiseLine.objects.filter(rise__measure=AGAIN, rise__from_month=month)
    anew = anew.exclude(rise__state=RiseState.CANCELLED)
    resettled = Entitlement.objects.filter(components__component=RESETTLED)
    own = own.filter(entitlement__in=resettled.values("pk")).exclude(entitlement__in=anew.values("entitlement"))
    own = own.annotate(drawn_fen=Sum("entitlement__components__amount_fen", filter=_drawn_by(month)))
    return own.filter(drawn_fen__gt=F("before_fen")).select_related("entitlement").order_by("pk")


def may_wait(region: Region, month: Month) -> bool:
    """A year before it was settled again since the adjustment was opened, and nobody looked since: asked of few rows,
    before anything is asked of pensions."""
    of_place = Rise.objects.filter(region=region, state=RiseState.DONE)
    first = of_place.filter(measure=FIRST, from_month=month).order_by("sequence").first()
    if first is None:
        return False
    since = first.opened_at - _AT_ONCE
    settled = (
        of_place.filter(measure=SETTLED, from_month__lt=month, approved_at__gt=since).order_by("approved_at").last()
    )
    anew = of_place.filter(measure=AGAIN, from_month=month)
    return settled is not None and not anew.filter(opened_at__gt=settled.approved_at).exists()


def waiting(region: Region, month: Month) -> QuerySet[Entitlement]:
    """Of these, whose adjustment would have brought more."""
    if not may_wait(region, month):
        return Entitlement.objects.none()
    found = more_of(candidates(region, month), month, law_of(region, month))
    return Entitlement.objects.filter(pk__in=[each.first.entitlement_id for each, _ in found])


def _drawn_by(month: Month) -> Q:
    """Parts of a pension that were due before the adjustment of a month, by the month."""
    part = "entitlement__components__"
    its = Q(**{f"{part}rhythm": "monthly", f"{part}from_month__lte": month})
    goes_on = Q(**{f"{part}before_month": None}) | Q(**{f"{part}before_month__gt": month})
    of_it = Q(**{f"{part}component__in": [ADJUSTED, ADJUSTED_AGAIN], f"{part}from_month__gte": month})
    return its & goes_on & ~of_it


def more_of(lines: QuerySet[RiseLine], month: Month, law: AdjustmentLaw) -> Iterator[tuple[Due, int]]:
    """Each that is due more, with how much."""
    for line in lines:
        due = Due(line, line.drawn_fen, line.amount_fen)  # type: ignore[attr-defined]
        if more := int(adjusted_again(due.facts, due.adjusted_fen, law).value):
            yield due, more


def to_adjust_anew(viewer: Viewer) -> dict[Month, int]:
    """Of the adjustments a viewer sees that are done: how many pensions wait for each to be made anew, by its month."""
    done = rises_seen_by(viewer).filter(measure=FIRST, state=RiseState.DONE).order_by("-from_month")[:_NEWEST]
    places = {(each.region_id, str(each.from_month)): each for each in done}
    found: dict[Month, int] = {}
    for each in places.values():
        if not may_wait(each.region, each.from_month):
            continue
        own = candidates(each.region, each.from_month)
        count = own[: _LOOKED_AT + 1].count()
        if 0 < count <= _LOOKED_AT:  # one by one it is known who is due nothing more; of many it is not worth the wait
            count = waiting(each.region, each.from_month).count()
        if count:
            found[each.from_month] = found.get(each.from_month, 0) + (own.count() if count > _LOOKED_AT else count)
    return found
