"""Whose personal accounts the family shares."""

import datetime as dt

from django.db.models import Q

from benefits.medical.models import AccountSharing
from enrollment.registry.models import Person
from enrollment.registry.records import records_of


def shared_by(person: Person) -> list[AccountSharing]:
    """Who may use this person's account now, under any record."""
    own = AccountSharing.objects.filter(holder__in=records_of(person.pk), ended__isnull=True)
    return list(own.select_related("holder", "user").order_by("pk"))


def shared_with(person: Person) -> list[AccountSharing]:
    """Whose accounts this person may use now."""
    own = AccountSharing.objects.filter(user__in=records_of(person.pk), ended__isnull=True)
    return list(own.select_related("holder", "user").order_by("pk"))


def account_holders(person: Person, on: dt.date) -> list[Person]:
    """Whose accounts may pay for this person's care on a day: their own, then those of the living that are shared."""
    shared = AccountSharing.objects.filter(
        Q(ended__isnull=True) | Q(ended__ends_before__gt=on), user__in=records_of(person.pk), starts_on__lte=on,
        holder__died_on__isnull=True,
    )  # fmt: skip
    return [person, *(each.holder for each in shared.select_related("holder").order_by("pk"))]
