"""What is drawn beside each other once a pension begins: known by the benefits in payment, whoever granted them."""

from collections.abc import Sequence
from dataclasses import dataclass

from benefits.claims.schemes import Pension, pensions
from benefits.injury.grounds import ON_PENSION
from benefits.injury.rules.disability import Beside
from benefits.injury.rules.raising import raised
from benefits.injury.selectors.drawing import drawn, fen_in, first_drawn, monthly_parts
from benefits.injury.selectors.notices import notices
from benefits.payments.models import EndingKind, Entitlement
from enrollment.registry.models import Person
from enrollment.registry.records import records_of
from siadmin.kernel.months import Month

ALLOWANCE, NURSING, DIFFERENCE = "injury_allowance", "injury_nursing", "injury_pension_difference"


@dataclass(frozen=True, slots=True)
class AtAge:
    """An allowance beside pensions, fen a month of each, from the first month both are drawn for."""

    allowance: Entitlement
    allowance_fen: int
    pension_fen: int
    pensions: Sequence[Entitlement]
    first: Month


@dataclass(frozen=True, slots=True)
class SinceSettled:
    """A difference in payment, and both sides of it in each month since in which one of them changed."""

    difference: Entitlement
    settled_from: Month
    changes: Sequence[Beside]


def at_age(person: Person) -> AtAge | None:
    """None while no allowance, or no pension, is in payment."""
    allowances, pensions = drawn(person, ALLOWANCE), _pensions(person)
    if not allowances or not pensions:
        return None
    allowance = allowances[0]
    first = max(first_drawn(allowance), min(map(first_drawn, pensions)))
    return AtAge(allowance, fen_in(allowance, first), _pension_in(pensions, first), pensions, first)


def beside(found: AtAge, last: Month) -> Sequence[Beside]:
    """Both sides from the first month on, and up to a month in each in which one of them changed."""
    parts = [part for each in (found.allowance, *found.pensions) for part in monthly_parts(each)]
    months = {found.first} | {part.from_month for part in parts if found.first < part.from_month <= last}
    return [
        Beside(month, fen_in(found.allowance, month), _pension_in(found.pensions, month)) for month in sorted(months)
    ]


def since_settled(person: Person, last: Month) -> SinceSettled | None:
    """Up to a month. None while no difference is in payment, or no allowance ended for it."""
    differences, allowance = drawn(person, DIFFERENCE), _ended_allowance(person)
    if not differences or allowance is None:
        return None
    difference, pensions = differences[0], _pensions(person)
    settled_from = max(part.from_month for part in monthly_parts(difference))
    rises = _rises(allowance, last)
    months = {month for month, _ in rises} | {part.from_month for each in pensions for part in monthly_parts(each)}
    changes = [
        Beside(month, _allowance_in(allowance, rises, month), _pension_in(pensions, month))
        for month in sorted(months)
        if settled_from <= month <= last
    ]
    return SinceSettled(difference, settled_from, changes)


def _pensions(person: Person) -> list[Entitlement]:
    own = Entitlement.objects.filter(person__in=records_of(person.pk), scheme__in=pensions(Pension.OLD_AGE)).order_by(
        "pk"
    )
    return [each for each in own if not each.endings.filter(kind=EndingKind.ENDED).exists()]


def _pension_in(pensions: Sequence[Entitlement], month: Month) -> int:
    return sum(fen_in(each, month) for each in pensions)


def _ended_allowance(person: Person) -> Entitlement | None:
    own = Entitlement.objects.filter(person__in=records_of(person.pk), scheme=ALLOWANCE)
    ended = own.filter(endings__kind=EndingKind.ENDED, endings__because=ON_PENSION)
    return ended.select_related("region").order_by("-pk").first()


def _rises(allowance: Entitlement, last: Month) -> list[tuple[Month, int]]:
    """From which month it would have risen by the notices since it ended, and to what."""
    ended = min(each.from_month for each in allowance.endings.filter(kind=EndingKind.ENDED))
    had = {part.from_month for part in monthly_parts(allowance) if part.rise_line_id}
    fen, found = fen_in(allowance, ended), list[tuple[Month, int]]()
    for month, law in notices(ALLOWANCE, allowance.region_id, ended, last):
        if month not in had:
            fen += int(raised(fen, law).value)
            found.append((month, fen))
    return found


def _allowance_in(allowance: Entitlement, rises: Sequence[tuple[Month, int]], month: Month) -> int:
    risen = [fen for begun, fen in rises if begun <= month]
    return risen[-1] if risen else fen_in(allowance, month)
