"""What pensions do by themselves."""

from django.utils import timezone

from benefits.pension.actions import tell_coming, tell_near_age
from siadmin.kernel import jobs


@jobs.named("pension.tell_coming")
def tell_who_retires() -> int:
    """Each month; telling twice sends nothing. Returns how many were told."""
    return tell_coming(at=timezone.now())


@jobs.named("pension.tell_near_age")
def tell_whose_allowance_changes() -> int:
    """Each month; telling twice sends nothing. Returns how many were told."""
    return tell_near_age(at=timezone.now())
