"""What the fund paid in advance of third parties, and what of it came back (SIL 30)."""

from django.db.models import Sum

from benefits.medical.models import ThirdPartyAdvance
from enrollment.registry.models import Person
from enrollment.registry.records import records_of


def advances_of(person: Person) -> list[ThirdPartyAdvance]:
    """For care of this person, the newest first."""
    own = ThirdPartyAdvance.objects.filter(decision__claim__person__in=records_of(person.pk))
    return list(own.select_related("decision__claim__region", "decision__claim__person").order_by("-pk"))


def left_to_recover(advance: ThirdPartyAdvance) -> int:
    """Fen."""
    back: int = advance.recovered.aggregate(fen=Sum("amount_fen", default=0))["fen"]
    return advance.amount_fen - back
