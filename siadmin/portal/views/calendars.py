"""An employer's legal days for calendar programs: as a file, and at an address that needs no sign-in."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language

from enrollment.registry.selectors import employers_seen_by
from siadmin.agency.access import employers as for_employers
from siadmin.agency.access import everyone, looking, reads
from siadmin.kernel.language import read_in
from siadmin.portal.obligations import Subscription, calendar_of, subscription


@for_employers
@reads
def employer_calendar(request: HttpRequest, number: str) -> HttpResponse:
    """As a file, in the reader's language."""
    found = get_object_or_404(employers_seen_by(looking(request)).select_related("pooling_region"), number=number)
    return _answer(Subscription(found, get_language() or settings.LANGUAGE_CODE))


@everyone
@reads
def obligations(request: HttpRequest, key: str) -> HttpResponse:
    """At an address that somebody was given, in the language they asked for it in: a program has none of its own."""
    subscribed = subscription(key, on=timezone.localdate())
    if subscribed is None:
        raise Http404
    read_in(subscribed.language)
    return _answer(subscribed)


def _answer(subscribed: Subscription) -> HttpResponse:
    now = timezone.now()
    calendar = calendar_of(subscribed, today=timezone.localdate(now), now=now)
    response = HttpResponse(calendar, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="obligations.ics"'
    response["Cache-Control"] = "private, no-store"
    return response
