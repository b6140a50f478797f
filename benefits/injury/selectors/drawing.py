"""What somebody draws of work injury insurance: in payment, of which month how much, paid through when."""

from collections.abc import Collection

from benefits.claims.models import GrantedOnce
from benefits.claims.rules.assessed import Rhythm
from benefits.payments.models import Component, EndingKind, Entitlement
from benefits.payments.selectors import paid_through
from enrollment.registry.models import Person
from enrollment.registry.records import records_of
from siadmin.kernel.months import Month


def granted_for(scheme: str, of: str) -> GrantedOnce | None:
    """What was granted once for an injury already."""
    found = GrantedOnce.objects.filter(scheme=scheme, of=of)
    return found.select_related("decision__claim__case").first()


def drawn(person: Person, scheme: str) -> list[Entitlement]:
    """In payment under any record: with a monthly part, and not ended."""
    own = Entitlement.objects.filter(
        person__in=records_of(person.pk), scheme=scheme, components__rhythm=Rhythm.MONTHLY
    ).distinct()
    return [each for each in own if not each.endings.filter(kind=EndingKind.ENDED).exists()]


def ended_from(person: Person, scheme: str) -> Month | None:
    """From which month the newest such benefit ended; none where none did."""
    own = Entitlement.objects.filter(person__in=records_of(person.pk), scheme=scheme)
    months = own.filter(endings__kind=EndingKind.ENDED).values_list("endings__from_month", flat=True)
    return max(months, default=None)


def granted_of(entitlement: Entitlement) -> str:
    """For what it was granted, as its scheme says it: the number of an injury comes first."""
    found = GrantedOnce.objects.filter(decision=entitlement.decision_id).first()
    return found.of if found else ""


def granted_before(person: Person, scheme: str) -> int:
    """How often it was granted to somebody, under any record."""
    return Entitlement.objects.filter(person__in=records_of(person.pk), scheme=scheme).count()


def monthly_parts(entitlement: Entitlement) -> list[Component]:
    return list(entitlement.components.filter(rhythm=Rhythm.MONTHLY))


def first_drawn(entitlement: Entitlement) -> Month:
    return min(part.from_month for part in monthly_parts(entitlement))


def fen_in(entitlement: Entitlement, month: Month, *, without: Collection[str] = ()) -> int:
    """Of a month, but for some components, as it was granted and has risen; its end does not count."""
    return sum(
        part.amount_fen
        for part in monthly_parts(entitlement)
        if part.component not in without
        and part.from_month <= month
        and (part.before_month is None or month < part.before_month)
    )


def paid_since(entitlement: Entitlement, first: Month, *, without: Collection[str] = ()) -> dict[Month, int]:
    """Fen of each month from one on that has left for the bank."""
    last = paid_through(entitlement)
    begins = max(first, first_drawn(entitlement))
    if last is None or last < begins:
        return {}
    return {month: fen_in(entitlement, month, without=without) for month in begins.until(last + 1)}


def suspended_since(entitlement: Entitlement, first: Month) -> set[Month]:
    """Months from one on that a suspension leaves unpaid though it was lifted since (WIR 42)."""
    periods = entitlement.endings.filter(kind=EndingKind.SUSPENDED).values_list("from_month", "before_month")
    return {month for begins, ends in periods if ends is not None for month in max(first, begins).until(ends)}
