"""What dependants of one who died of work draw, each of a share (WIR 39)."""

from collections import defaultdict

from benefits.injury.models import DependantShare, Injury
from benefits.injury.rules.death import Dependant
from benefits.injury.rules.sharing import Drawn, Part
from benefits.injury.selectors.drawing import monthly_parts
from benefits.payments.models import EndingKind, Entitlement
from enrollment.registry.models import Person
from enrollment.registry.records import head_of, records_of

MONTHLY, MISSING_ADVANCE = "injury_dependant", "injury_missing_advance"


def drawn_by_others(injury: Injury, person: Person) -> list[Drawn]:
    """Of each other dependant all that was ever granted, yearly adjustments apart."""
    own = records_of(person.pk)
    parts, who = defaultdict[int, list[Part]](list), dict[int, Dependant]()
    for share, entitlement in _shares_of(injury):
        if entitlement.person_id not in own:
            head = head_of(entitlement.person).pk
            who[head] = Dependant(share.is_spouse, share.is_alone)
            parts[head] += _parts(entitlement)
    return [Drawn(who[head], drawn) for head, drawn in parts.items()]


def standing_share(injury: Injury, person: Person) -> Entitlement | None:
    """What somebody draws because of this injury."""
    own = records_of(person.pk)
    for _, entitlement in _shares_of(injury):
        if entitlement.person_id in own and not entitlement.endings.filter(kind=EndingKind.ENDED).exists():
            return entitlement
    return None


def shares_before(injury: Injury, person: Person) -> int:
    """How many were granted to somebody because of this injury."""
    own = records_of(person.pk)
    return sum(entitlement.person_id in own for _, entitlement in _shares_of(injury))


def _shares_of(injury: Injury) -> list[tuple[DependantShare, Entitlement]]:
    shares = {each.decision_id: each for each in injury.shares.all()}
    found = Entitlement.objects.filter(decision__in=shares).select_related("person").order_by("pk")
    return [(shares[each.decision_id], each) for each in found]


def _parts(entitlement: Entitlement) -> list[Part]:
    ended = [each.from_month for each in entitlement.endings.filter(kind=EndingKind.ENDED)]
    found = []
    for part in monthly_parts(entitlement):
        ends = [*ended, *([part.before_month] if part.before_month else [])]
        before = min(ends, default=None)
        if part.component == MONTHLY:
            found.append(Part(part.from_month, before, part.amount_fen))
    return found
