"""Social security cards and e-vouchers: recorded by number, reported lost, found again, cancelled (REG 6, 7)."""

import datetime as dt

import pghistory
from django.db import transaction
from django.utils import timezone

from enrollment.registry.models import Card, CardState, Person
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.protection import keyed_hash
from siadmin.kernel.refusal import Reason

CARD_OF_ANOTHER = Reason(
    "card_of_another",
    "此卡号已登记在另一人名下，或此人已有一张有效的同类卡。",
    "The number is registered to somebody else, or this person has a good card of that kind already.",
    "核对卡号；换卡的先挂失或注销原卡。",
    "Check the number; for a new card report the old one lost or cancel it first.",
)
NO_SUCH_CARD = Reason(
    "no_such_card",
    "此人没有这个号码的卡。",
    "This person has no card of this number.",
    "核对卡号和人员。",
    "Check the number and the person.",
)


def check_card(person: Person, kind: str, number: str, state: str) -> Card | None:
    """The card that would change; nothing where it is new. Raises CARD_OF_ANOTHER, NO_SUCH_CARD."""
    own = Card.objects.filter(person=person, kind=kind, number_hash=keyed_hash(number)).order_by("-pk").first()
    good = (CardState.ISSUED, CardState.SUSPENDED)
    if state in good:
        others = Card.objects.filter(number_hash=keyed_hash(number)).exclude(state=CardState.CANCELLED)
        beside = [each for each in Card.objects.filter(person=person, kind=kind, state__in=good) if each != own]
        if others.exclude(person=person).exists() or beside:
            raise CARD_OF_ANOTHER()
    elif own is None:
        raise NO_SUCH_CARD()
    return own


@transaction.atomic
def set_card(*, person: Person, kind: str, number: str, state: str, by: User, at: dt.datetime, reason: str) -> Card:
    """A card is this person's, and in this state from today on. Raises what `check_card` refuses."""
    card = check_card(person, kind, number, state)
    if card is None:
        card = Card(person=person, kind=kind, number=number, number_hash=keyed_hash(number))
    card.state, card.since = CardState(state), timezone.localdate(at)
    with pghistory.context(actor=by.pk, reason=reason), refusing("card_number_once", CARD_OF_ANOTHER()):
        card.save()
    record(by=by, at=at, code="card_changed", subject_kind="person", subject=person.number, reason=reason, kind=kind,
           after=state)  # fmt: skip
    return card
