"""Hand waiting texts to the gateway; forget old counts of attempts."""

import datetime as dt

from django.utils import timezone

from siadmin.kernel import jobs
from siadmin.letters.actions import forget_attempts, give_up, send_next
from siadmin.letters.texting import gateway

AT_MOST_AT_ONCE = 500


@jobs.named("letters.send_texts")
def send_texts() -> int:
    """How many texts were handled; what is left waits for the next call."""
    give_up(at=timezone.now())
    carrier = gateway()
    handled = 0
    while carrier is not None and handled < AT_MOST_AT_ONCE and send_next(carrier, at=timezone.now()):
        handled += 1
    return handled


@jobs.named("letters.forget_attempts")
def forget() -> int:
    return forget_attempts(before=timezone.now() - dt.timedelta(days=1))
