"""Who was granted a benefit after others rose by a measure that is about it too, and does not have the rise yet."""

from django.db.models import QuerySet

from benefits.payments.measures import measure_of
from benefits.payments.models import Entitlement, Rise, RiseLine
from benefits.payments.rules.rising import RiseState
from benefits.payments.selectors.permits import rises_seen_by
from siadmin.agency.viewer import Viewer

_NEWEST = 24  # rises: what is older has its supplement, or had nobody


def granted_since(last: Rise) -> QuerySet[Entitlement]:
    """Decided after the last rise of a measure and month was opened, or whenever, with no line in any of them."""
    risen = RiseLine.objects.filter(rise__measure=last.measure, rise__from_month=last.from_month)
    risen = risen.exclude(rise__state=RiseState.CANCELLED)
    measure = measure_of(last.measure)
    since = measure.may_rise(last)
    since = since.filter(decision__decided_at__gt=last.opened_at) if measure.follows_grants else since
    return since.exclude(pk__in=risen.filter(entitlement__in=since).values("entitlement"))


def to_supplement(viewer: Viewer) -> list[tuple[Rise, int]]:
    """Of the newest rises a viewer sees that are done: how many benefits granted since wait for each."""
    newest: dict[tuple[str, str, str], Rise] = {}
    for each in rises_seen_by(viewer).exclude(state=RiseState.CANCELLED).order_by("-pk")[:_NEWEST]:
        newest.setdefault((each.region_id, each.measure, str(each.from_month)), each)
    done = [each for each in newest.values() if each.state == RiseState.DONE]
    return [(each, count) for each in done if (count := granted_since(each).count())]
