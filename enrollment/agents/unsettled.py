"""What of mandates stands against merging two records of one person."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q

from enrollment.agents.models import Mandate
from enrollment.registry.models import Person
from enrollment.registry.records import records_of
from siadmin.kernel.language import Words
from siadmin.matters.catalogue import Obstacle


def mandates_between(one: Person, other: Person, on: dt.date) -> Iterator[Obstacle]:
    """Nobody is their own agent; a mandate that only ran out is ended first as well."""
    ones, others = records_of(one.pk), records_of(other.pk)
    either = Q(person__in=ones, agent__in=others) | Q(person__in=others, agent__in=ones)
    for mandate in Mandate.objects.filter(either, ended_at__isnull=True).order_by("pk"):
        words = Words("两条记录之间有代办授权 {number}", "mandate {number} is between the two records")
        yield Obstacle(words.filled(number=mandate.number))
