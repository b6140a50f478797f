"""Outreach for clerks: the list of a place, one finding with all that was tried, contacts."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from enrollment.coverage.actions.outreach import assign, contact, show_number
from enrollment.coverage.forms import AssignForm, ContactForm, day_after
from enrollment.coverage.models import Contact, Finding
from enrollment.coverage.rules.kinds import Channel, Kind, Result
from enrollment.coverage.selectors.outreach import (
    WHOSE,
    WORKING,
    earlier_of,
    employers_of,
    findings_seen_by,
    places_below,
    queue,
    region_in_view,
    regions_reached,
    trail_of,
)
from enrollment.coverage.words import CHANNELS, CLOSINGS, KIND_MEANINGS, KIND_STATES, KINDS, REGISTERS, RESULTS
from enrollment.registry.models import Employer
from siadmin.agency.access import acting, open_page, reads, staff, user_of, writes
from siadmin.agency.downloads import handed_out
from siadmin.agency.insurances import Line
from siadmin.agency.posts import Post
from siadmin.agency.unmasking import REASONS
from siadmin.kernel.refusal import Refusal
from siadmin.matters.selectors.permits import holders

A_PAGE = 50
ASSIGNERS = (Post.CLERK, Post.REVIEWER)


@staff(*WORKING)
@reads
def outreach(request: HttpRequest) -> HttpResponse:
    """Who is to be approached, the weightiest first: `?region=110105&kind=missing&whose=due`."""
    return _list(request)


def _list(request: HttpRequest, status: int = 200, **more: Any) -> HttpResponse:
    viewer, today = acting(request), timezone.localdate()
    region = region_in_view(viewer, request.GET.get("region", ""))
    kind, whose = request.GET.get("kind", ""), request.GET.get("whose", "all")
    kind, whose = kind if kind in list(Kind) else "", whose if whose in WHOSE else "all"
    if region is None:
        return render(request, "coverage/outreach.html", {"region": None} | more, status=status)
    employer = Employer.objects.filter(number=request.GET.get("employer", "")).first()
    narrowed: dict[str, Any] = {"today": today, "employer": employer.number if employer else ""}
    everybody = queue(viewer, region, kind="", whose=whose, **narrowed)
    chosen = queue(viewer, region, kind=kind, whose=whose, **narrowed)
    page = Paginator(chosen, A_PAGE).get_page(request.GET.get("page"))
    may_assign = bool(viewer.posts & set(ASSIGNERS))
    shown = {
        "region": region,
        "regions": regions_reached(viewer),
        "trail": trail_of(viewer, region),
        "below": places_below(viewer, region),
        "page": page,
        "kind": kind,
        "whose": whose,
        "kinds": [(code, KINDS[code], everybody.filter(kind=code).count()) for code in Kind],
        "all_count": everybody.count(),
        "whose_counts": [(each, queue(viewer, region, kind=kind, whose=each, **narrowed).count()) for each in WHOSE],
        "employer": employer,
        "by_employer": employers_of(queue(viewer, region, kind=kind, whose=whose, today=today)),
        "must": everybody.filter(is_must=True).count(),
        "kind_names": KINDS,
        "kind_states": KIND_STATES,
        "meanings": KIND_MEANINGS,
        "results": RESULTS,
        "today": today,
        "assign": AssignForm(holders(region, Line.HRSS, Post.CLERK, today), auto_id="assign-%s")
        if may_assign
        else None,
    }
    return render(request, "coverage/outreach.html", shown | more, status=status)


@staff(*ASSIGNERS)
@writes
def outreach_assign(request: HttpRequest) -> HttpResponse:
    """Give the marked ones to a clerk, or back to nobody."""
    viewer, today = acting(request), timezone.localdate()
    region = region_in_view(viewer, request.GET.get("region", ""))
    if region is None:
        raise Http404
    marked = [each for each in request.POST.getlist("finding") if each.isascii() and each.isdigit() and len(each) < 19]
    seen = list(findings_seen_by(viewer).filter(pk__in=marked).values_list("pk", flat=True))
    form = AssignForm(holders(region, Line.HRSS, Post.CLERK, today), request.POST, findings=seen)
    if not form.is_valid() or not seen:
        messages.warning(request, gettext("Mark whom it is about, then choose a clerk."))
        return redirect(f"{reverse('outreach')}?{request.GET.urlencode()}")
    try:
        done = assign(findings=seen, to=form.receiver, by=user_of(request), at=timezone.now())
    except Refusal as refusal:
        return _list(request, 409, refusal=refusal)
    messages.success(request, gettext("%(count)s handed over.") % {"count": done})
    return redirect(f"{reverse('outreach')}?{request.GET.urlencode()}")


def _finding(request: HttpRequest, pk: int) -> Finding:
    return get_object_or_404(findings_seen_by(acting(request)), pk=pk)


@staff(*WORKING)
@reads
def finding(request: HttpRequest, pk: int) -> HttpResponse:
    """One finding: what it rests on, everything that was tried, what to do next."""
    return _page(request, _finding(request, pk))


def _page(
    request: HttpRequest, found: Finding, status: int = 200, form: ContactForm | None = None, **more: Any
) -> HttpResponse:
    viewer, today = acting(request), timezone.localdate()
    may_work = found.is_open and Post.CLERK in viewer.posts
    known = found.known or (getattr(found.person, "known", None) if found.person else None)
    initial = {"seen_version": found.version, "next_on": day_after(today)}
    shown = {
        "finding": found,
        "who": found.whose,
        "known": known,
        "kind": KINDS[found.kind],
        "kind_state": KIND_STATES[found.kind],
        "meaning": KIND_MEANINGS[found.kind],
        "closing": CLOSINGS.get(found.closed_because),
        "result": RESULTS.get(found.result),
        "sightings": known.sightings.select_related("batch").order_by("-last_month", "kind") if known else [],
        "registers": REGISTERS,
        "contacts": found.contacts.select_related("by", "document").defer("document__content").order_by("-pk"),
        "channels": CHANNELS,
        "results": RESULTS,
        "earlier": [(each, KINDS[each.kind], CLOSINGS.get(each.closed_because)) for each in earlier_of(found)],
        "form": form or (ContactForm(is_must=found.is_must, initial=initial) if may_work else None),
        "person_url": open_page(viewer, "person", found.person.number) if found.person else "",
        "employer_url": open_page(viewer, "employer", found.employer.number) if found.employer else "",
        "reasons": [(code, str(words)) for code, words in REASONS.items()],
        "unmask_url": reverse("finding_unmask", args=[found.pk]) if may_work and known else "",
    }
    return render(request, "coverage/finding.html", shown | more, status=status)


@staff(Post.CLERK)
@writes
def finding_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what one contact came to."""
    found = _finding(request, pk)
    form = ContactForm(request.POST, request.FILES, is_must=found.is_must)
    if not form.is_valid():
        return _page(request, found, 422, form)
    given = form.cleaned_data
    try:
        contact(
            finding_id=found.pk,
            seen_version=given["seen_version"],
            channel=Channel(given["channel"]),
            result=Result(given["result"]),
            note=given["note"],
            next_on=given["next_on"],
            evidence=form.evidence,
            by=user_of(request),
            at=timezone.now(),
        )
    except Refusal as refusal:
        return _page(request, _finding(request, pk), 409, form, refusal=refusal)
    messages.success(request, gettext("Kept."))
    return redirect("finding", pk)


@staff(Post.CLERK)
@writes
def finding_unmask(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the identity number once, with a reason, recorded; nothing of it is kept in the browser."""
    found = _finding(request, pk)
    known = found.known or (getattr(found.person, "known", None) if found.person else None)
    if known is None:
        raise Http404
    try:
        shown = show_number(known=known, reason=request.POST.get("reason", ""), by=user_of(request), at=timezone.now())
    except Refusal as refusal:
        return _page(request, found, 409, refusal=refusal)
    response = _page(request, found, shown_number=shown)
    response.headers["Cache-Control"] = "no-store"
    return response


@staff(*WORKING)
@reads
def contact_paper(request: HttpRequest, pk: int, contact: int) -> HttpResponse:
    """The scan that came with a result."""
    kept = get_object_or_404(
        Contact.objects.select_related("document"), pk=contact, finding=_finding(request, pk), document__isnull=False
    )
    return handed_out(kept.document)
