"""Staff: benefits in payment that a register or our own record speaks against, each until it is answered (REG 26)."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from benefits.payments import actions
from benefits.payments.checks import check_titles, kinds_found
from benefits.payments.forms import ClearForm
from benefits.payments.models import Suspicion
from benefits.payments.rules.course import SUSPECTED_WORDS
from benefits.payments.selectors import LOOKERS, amount_of, name_of, suspicions_seen_by
from benefits.payments.words import OUTCOMES, VERIFIED
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
    viewer = acting(request)
    seen = suspicions_seen_by(viewer)
    waiting, answered = seen.filter(closed_at__isnull=True), seen.filter(closed_at__isnull=False)
    show = "answered" if request.GET.get("show") == "answered" else "waiting"
    found = waiting.order_by("found_at", "pk") if show == "waiting" else answered.order_by("-closed_at", "pk")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "rows": [
            (each, name_of(each.entitlement), amount_of(each.entitlement), _stop_page(viewer, each)) for each in page
        ],
        "show": show,
        "counts": {"waiting": waiting.count(), "answered": answered.count()},
        "form": ClearForm(auto_id=False),
        "may_clear": Post.CLERK in viewer.posts,
        "kinds": {**SUSPECTED_WORDS, **kinds_found()},
        "checks": check_titles(),
        "outcomes": OUTCOMES,
        "ways": VERIFIED,
        "today": timezone.localdate(),
    }
    return render(request, "payments/suspicions.html", shown | more, status=status)


def _stop_page(viewer: Viewer, suspicion: Suspicion) -> str:
    """Where the case of two that stops it begins; empty where the viewer may not."""
    if suspicion.closed_at is not None:
        return ""
    url = open_page(viewer, "matter_start", "benefit_stop", suspicion.entitlement.person.number)
    return f"{url}?entitlement={suspicion.entitlement.number}" if url else ""


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


@staff(Post.CLERK)
@writes
def suspicion_clear(request: HttpRequest, pk: int) -> HttpResponse:
    """Still entitled: how that was verified, and what was found."""
    found = get_object_or_404(suspicions_seen_by(acting(request)), pk=pk)
    form = ClearForm(request.POST)
    if not form.is_valid():
        return _page(request, status=422, faulty=form)
    try:
        actions.clear_suspicion(suspicion_id=found.pk, by=user_of(request), at=timezone.now(), **form.cleaned_data)
    except Refusal as refusal:
        return _page(request, status=409, refusal=refusal)
    messages.success(request, gettext("Answered. A reviewer lets go what waits of it."))
    return redirect("suspicions")
