"""What pensions do by themselves."""

from django.utils import timezone

from benefits.pension.actions import tell_coming
from siadmin.kernel import jobs


@jobs.named("pension.tell_coming")
def tell_who_retires() -> int:
    """Each month; telling twice sends nothing. Returns how many were told."""
    return tell_coming(at=timezone.now())
