"""Whose personal accounts the family shares."""

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
