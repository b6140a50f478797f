"""Every night: cases of people who are away, and due days that stood on a provisional calendar."""

from django.utils import timezone

from siadmin.kernel import jobs
from siadmin.matters import actions


@jobs.named("matters.nightly")
def nightly() -> int:
    at = timezone.now()
    return actions.hand_over_absent(at=at) + actions.recount_deadlines(at=at)
