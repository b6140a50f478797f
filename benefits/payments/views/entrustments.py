"""Staff: what an office, or a clerk who goes there, is asked to look into; what they found (REG 26, 30)."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from benefits.payments import actions
from benefits.payments.forms import EntrustForm, ReportForm
from benefits.payments.models import Entrustment, Suspicion
from benefits.payments.rules.entrusting import DIRECTLY_WORDS, FINDING_WORDS, WAY_WORDS
from benefits.payments.selectors import (
    LOOKERS,
    amount_of,
    candidates,
    entrusted_to,
    entrustments_seen_by,
    name_of,
    offices_for,
    suspicions_seen_by,
)
from benefits.payments.selectors.entrusted import theirs
from benefits.payments.words import suspected_words
from siadmin.agency import documents
from siadmin.agency.access import acting, looking, reads, staff, user_of, writes
from siadmin.agency.downloads import handed_out
from siadmin.agency.posts import Post
from siadmin.kernel.refusal import Refusal

A_PAGE = 30


@staff(Post.CLERK)
@reads
def entrustments(request: HttpRequest) -> HttpResponse:
    """What one's office is asked to look into, the first due first."""
    found, today = entrusted_to(looking(request)), timezone.localdate()
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "rows": [(each, name_of(each.suspicion.entitlement), suspected_words(each.suspicion.kind)) for each in page],
        "late": found.filter(due_on__lt=today).count(),
        "count": found.count(),
        "ways": WAY_WORDS,
        "today": today,
    }
    return render(request, "payments/entrustments.html", shown)


def _suspicion(request: HttpRequest, pk: int) -> Suspicion:
    return get_object_or_404(suspicions_seen_by(acting(request)).filter(closed_at__isnull=True), pk=pk)


def _form(suspicion: Suspicion, *args: Any) -> EntrustForm:
    entitlement, today = suspicion.entitlement, timezone.localdate()
    return EntrustForm(*args, visitors=candidates(entitlement, today), offices=offices_for(entitlement))


def _giving(
    request: HttpRequest, suspicion: Suspicion, form: EntrustForm, status: int = 200, **more: Any
) -> HttpResponse:
    shown = {
        "suspicion": suspicion,
        "form": form,
        "name": name_of(suspicion.entitlement),
        "fen": amount_of(suspicion.entitlement),
        "what": suspected_words(suspicion.kind),
    }
    return render(request, "payments/suspicion_entrust.html", shown | more, status=status)


@staff(Post.CLERK)
@reads
def suspicion_entrusting(request: HttpRequest, pk: int) -> HttpResponse:
    """Who looks into it, and with whom?"""
    suspicion = _suspicion(request, pk)
    return _giving(request, suspicion, _form(suspicion))


@staff(Post.CLERK)
@writes
def suspicion_entrust(request: HttpRequest, pk: int) -> HttpResponse:
    """It is theirs until the day the law of the place gives."""
    suspicion = _suspicion(request, pk)
    form = _form(suspicion, request.POST)
    if not form.is_valid():
        return _giving(request, suspicion, form, 422)
    try:
        made = actions.entrust(suspicion_id=suspicion.pk, by=user_of(request), at=timezone.now(), **form.cleaned_data)
    except Refusal as refusal:
        return _giving(request, suspicion, form, 409, refusal=refusal)
    messages.success(request, gettext("It is looked into by %(day)s.") % {"day": made.due_on})
    return redirect("suspicions")


def _entrustment(request: HttpRequest, pk: int) -> Entrustment:
    return get_object_or_404(entrustments_seen_by(acting(request)), pk=pk)


def _page(
    request: HttpRequest, made: Entrustment, form: ReportForm | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    today, suspicion = timezone.localdate(), made.suspicion
    shown = {
        "made": made,
        "entitlement": suspicion.entitlement,
        "name": name_of(suspicion.entitlement),
        "fen": amount_of(suspicion.entitlement),
        "what": suspected_words(suspicion.kind),
        "way": WAY_WORDS[made.way],
        "directly": DIRECTLY_WORDS.get(made.directly),
        "finding": FINDING_WORDS.get(made.finding),
        "may_report": made.reported_at is None
        and suspicion.closed_at is None
        and theirs(made, user_of(request), today),
        "form": form or ReportForm(initial={"visited_on": today}),
        "today": today,
    }
    return render(request, "payments/entrustment.html", shown | more, status=status)


@staff(*LOOKERS)
@reads
def entrustment(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom and what to look into; what was found."""
    return _page(request, _entrustment(request, pk))


@staff(Post.CLERK)
@writes
def entrustment_report(request: HttpRequest, pk: int) -> HttpResponse:
    """What was found there, with what the person said to it."""
    made, at = _entrustment(request, pk), timezone.now()
    form = ReportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, made, form, 422)
    told = dict(form.cleaned_data)
    upload, by = told.pop("evidence"), user_of(request)
    try:
        if upload is not None:
            told["document"] = documents.keep(name=upload.name, kind=upload.kind, content=upload.content, by=by, at=at)
        actions.report_entrustment(entrustment_id=made.pk, report=actions.Report(**told), by=by, at=at)
    except Refusal as refusal:
        return _page(request, made, form, 409, refusal=refusal)
    messages.success(request, gettext("Reported. Two people decide; nothing stops by it."))
    return redirect("entrustment", made.pk)


@staff(*LOOKERS)
@reads
def entrustment_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The evidence as it came, to be saved and never run in the browser."""
    made = get_object_or_404(entrustments_seen_by(acting(request)).filter(document__isnull=False), pk=pk)
    return handed_out(made.document)
