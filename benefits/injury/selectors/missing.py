"""Who is missing since an accident of work (WIR 41)."""

from benefits.injury.models import Missing
from enrollment.registry.models import Person
from enrollment.registry.records import records_of


def missing_of(person: Person) -> Missing | None:
    """The newest, until they come back; of who was declared dead since then too."""
    found = Missing.objects.filter(injury__person__in=records_of(person.pk), came_back__isnull=True)
    return found.select_related("injury__person", "injury__region", "injury__employer").order_by("-pk").first()
