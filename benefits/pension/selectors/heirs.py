"""Accounts of who died that nobody has claimed: what is kept on them until heirs come (SIL 14)."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import BigIntegerField, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from benefits.claims.models import DeathGrant
from benefits.payments.selectors import LOOKERS
from benefits.pension.rules.death import inheritance
from benefits.pension.selectors.death import death_record, place_of_deceased
from enrollment.participation.models import InsuredPeriod
from enrollment.registry.models import Merge, Person
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Region
from siadmin.agency.viewer import Viewer

LEFT = "account_left"


@dataclass(frozen=True, slots=True)
class Unclaimed:
    """Whose account, where, and fen kept of it; none where a former register told nothing of what was drawn."""

    person: Person
    place: Region | None
    left_fen: int | None


def unclaimed_seen_by(viewer: Viewer) -> QuerySet[Person]:
    """For staff: who was in the employees' pension of their places and died, and whose account no heir was granted.

    Granted under any record of theirs.
    """
    here = viewer.holding(LOOKERS).fund_filter(region="region", fund="insurance")
    own = InsuredPeriod.objects.filter(here, insurance=Insurance.PENSION)
    granted = DeathGrant.objects.filter(component=LEFT).annotate(head=_head("deceased"))
    found = Person.objects.filter(died_on__isnull=False, pk__in=own.values("person")).annotate(head=_head("pk"))
    return found.exclude(head__in=granted.values("head")).order_by("died_on", "pk")


def _head(record: str) -> Coalesce:
    """The record a record stands under: one step only (`Merge`)."""
    standing = Merge.objects.filter(record=OuterRef(record), undone_at__isnull=True)
    return Coalesce(Subquery(standing.values("into")), F(record), output_field=BigIntegerField())


def kept_of(person: Person, today: dt.date) -> Unclaimed:
    """The balance with its interest, less what was drawn of it, under all records. Raises NoLawInForce."""
    assert person.died_on is not None, "only who died leaves an account"
    place = place_of_deceased(person)
    record = death_record(person, person.died_on, place.pk if place else "", today=today)
    if record.account_drawn_fen is None or LEFT in record.granted:
        return Unclaimed(person, place, 0 if LEFT in record.granted else None)
    return Unclaimed(person, place, int(inheritance(record.balance_fen, record.account_drawn_fen).value))
