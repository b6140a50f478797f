"""What starts by itself: once a month, looking for people who are registered twice."""

from django.utils import timezone

from enrollment.registry.actions.alike import LOOKING_ALREADY, look_for_alike
from siadmin.kernel import jobs
from siadmin.kernel.refusal import Refusal


@jobs.named("registry.look_for_alike")
def looked_for_alike() -> list[int]:
    """Open the look over everybody; returns its run, or nothing where the last one is not done."""
    try:
        return [look_for_alike(by=None, at=timezone.now()).pk]
    except Refusal as refusal:
        if refusal.reason is not LOOKING_ALREADY:
            raise
        return []
