"""Staff: benefits in payment that a register or our own record speaks against, each until it is answered (REG 26)."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from benefits.payments import actions
from benefits.payments.checks import check_titles
from benefits.payments.models import Suspicion, Verification
from benefits.payments.rules.entrusting import FINDING_WORDS, WAY_WORDS, Finding
from benefits.payments.rules.reporting import REPORTER_WORDS
from benefits.payments.selectors import LOOKERS, amount_of, name_of, suspicions_seen_by
from benefits.payments.words import OUTCOMES, VERIFIED, suspected_kinds
from siadmin.agency.access import acting, open_page, reads, staff, user_of, writes
from siadmin.agency.posts import Post
from siadmin.agency.viewer import Viewer
from siadmin.kernel.refusal import Refusal

A_PAGE = 30


@staff(*LOOKERS)
@reads
def suspicions(request: HttpRequest) -> HttpResponse:
    """Those that wait, the oldest first; those that were answered, the newest first."""
    return _page(request)


def _page(request: HttpRequest, status: int = 200, **more: Any) -> HttpResponse:
    viewer, today = acting(request), timezone.localdate()
    seen = suspicions_seen_by(viewer)
    waiting, answered = seen.filter(closed_at__isnull=True), seen.filter(closed_at__isnull=False)
    show = "answered" if request.GET.get("show") == "answered" else "waiting"
    found = waiting.order_by("found_at", "pk") if show == "waiting" else answered.order_by("-closed_at", "pk")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "rows": [
            (each, name_of(each.entitlement), amount_of(each.entitlement), _cases(viewer, each), _next(each, today))
            for each in page
        ],
        "show": show,
        "counts": {"waiting": waiting.count(), "answered": answered.count()},
        "may_clear": Post.CLERK in viewer.posts,
        "kinds": suspected_kinds(),
        "reporters": REPORTER_WORDS,
        "checks": check_titles(),
        "outcomes": OUTCOMES,
        "ways": VERIFIED,
        "entrusted": WAY_WORDS,
        "findings": FINDING_WORDS,
        "today": today,
    }
    return render(request, "payments/suspicions.html", shown | more, status=status)


def _next(suspicion: Suspicion, today: dt.date) -> str:
    """What comes next in the order of REG 26: the person is asked, others look into it, two decide; empty: to wait."""
    given = list(suspicion.entrustments.all())
    asked: Verification | None = getattr(suspicion, "verification", None)
    found = {each.finding for each in given}
    if Finding.NOT_ENTITLED in found:
        return "stop"
    if Finding.ENTITLED in found or (asked is not None and asked.answered_at):
        return "keep"
    if any(each.reported_at is None and each.due_on >= today for each in given):
        return ""
    if asked is None and not given:
        return "ask"
    is_over = asked is None or asked.visit_wished_at or asked.due_on < today
    return "entrust" if is_over else ""


def _cases(viewer: Viewer, suspicion: Suspicion) -> dict[str, str]:
    """Where the cases of two begin that stop the benefit, or keep it; empty where the viewer may not."""
    if suspicion.closed_at is not None:
        return {}
    entitlement = suspicion.entitlement
    pages = {
        code: open_page(viewer, "matter_start", code, entitlement.person.number)
        for code in ("benefit_stop", "benefit_kept")
    }
    return {code: f"{url}?suspicion={suspicion.pk}" for code, url in pages.items() if url}


@staff(Post.CLERK)
@writes
def suspicion_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """The person is asked to confirm in the portal."""
    found = get_object_or_404(suspicions_seen_by(acting(request)), pk=pk)
    try:
        asked = actions.ask_person(suspicion_id=found.pk, by=user_of(request), at=timezone.now())
    except Refusal as refusal:
        return _page(request, status=409, refusal=refusal)
    messages.success(request, gettext("The person is asked to confirm by %(day)s.") % {"day": asked.due_on})
    return redirect("suspicions")
