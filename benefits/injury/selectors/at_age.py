"""What is drawn beside each other once a pension begins: known by the benefits in payment, whoever granted them."""

from collections.abc import Sequence
from dataclasses import dataclass

from benefits.claims.rules.assessed import Rhythm
from benefits.injury.selectors.wages import drawn
from benefits.payments.models import Component, EndingKind, Entitlement
from enrollment.registry.models import Person
from enrollment.registry.records import records_of
from siadmin.kernel.months import Month

ALLOWANCE = "injury_allowance"
PENSIONS: list[str] = ["old_age_pension", "residents_pension"]


@dataclass(frozen=True, slots=True)
class AtAge:
    """An allowance beside pensions, fen a month of each, from the first month both are drawn for."""

    allowance: Entitlement
    allowance_fen: int
    pension_fen: int
    pensions: Sequence[Entitlement]
    first: Month


def at_age(person: Person) -> AtAge | None:
    """None while no allowance, or no pension, is in payment."""
    allowances = drawn(person, ALLOWANCE)
    own = Entitlement.objects.filter(person__in=records_of(person.pk), scheme__in=PENSIONS).order_by("pk")
    pensions = [each for each in own if not each.endings.filter(kind=EndingKind.ENDED).exists()]
    if not allowances or not pensions:
        return None
    allowance = allowances[0]
    first = max(_first(allowance), min(map(_first, pensions)))
    return AtAge(allowance, _in(allowance, first), sum(_in(each, first) for each in pensions), pensions, first)


def _monthly(entitlement: Entitlement) -> list[Component]:
    return list(entitlement.components.filter(rhythm=Rhythm.MONTHLY))


def _first(entitlement: Entitlement) -> Month:
    return min(part.from_month for part in _monthly(entitlement))


def _in(entitlement: Entitlement, month: Month) -> int:
    """Fen of a month."""
    return sum(
        part.amount_fen
        for part in _monthly(entitlement)
        if part.from_month <= month and (part.before_month is None or month < part.before_month)
    )
