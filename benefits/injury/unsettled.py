"""What stands against closing an employer's account: what was advanced in its stead and not paid back (SIL 41)."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q

from benefits.injury.models import Advance
from benefits.injury.selectors.advanced import left_of
from enrollment.registry.models import Employer
from siadmin.kernel.language import Words
from siadmin.matters.catalogue import Obstacle

_OWED = Words("先行支付的工伤待遇（{number}）尚未偿还", "what was advanced in its stead ({number}) is not paid back")


def advances_open(employer: Employer, on: dt.date) -> Iterator[Obstacle]:
    """But for what two people found to be uncollectable."""
    theirs = Q(injury__employer=employer) | Q(contractor=employer)
    for advance in Advance.objects.filter(theirs, uncollectable__isnull=True).order_by("pk"):
        if left := left_of(advance):
            yield Obstacle(_OWED.filled(number=advance.number), left)
