"""Who is away and who stands in."""

import datetime as dt

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from siadmin.agency.access import acting, reads, staff, writes
from siadmin.agency.models import PostGrant, User
from siadmin.agency.posts import Post
from siadmin.agency.viewer import Viewer
from siadmin.kernel.refusal import Refusal
from siadmin.matters import actions
from siadmin.matters.forms import AbsenceForm
from siadmin.matters.models import Absence
from siadmin.matters.rules import DUE_POST

GRANTING = (Post.REVIEWER, Post.APPROVER, Post.DIRECTOR)


def _staff_of(viewer: Viewer, on: dt.date) -> QuerySet[User]:
    """Who handles cases at the offices a viewer's posts cover, but for the viewer."""
    within = Q(pk__in=[])
    for reach in viewer.reaches:
        within |= Q(office__line=reach.line, office__region__path__startswith=reach.path)
    held = PostGrant.objects.filter(within, post__in=set(DUE_POST.values()), starts_on__lte=on).filter(
        Q(ends_before__isnull=True) | Q(ends_before__gt=on)
    )
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("display_name", "pk")


def _page(request: HttpRequest, form: AbsenceForm | None = None, status: int = 200, **more: object) -> HttpResponse:
    viewer, today = acting(request), timezone.localdate()
    people = _staff_of(viewer, today)
    current = (
        Absence.objects.filter(user__in=people, ends_before__gt=today)
        .select_related("user", "deputy", "granted_by")
        .order_by("starts_on", "pk")
    )
    shown = {"absences": current, "form": form or AbsenceForm(people), "today": today}
    return render(request, "matters/absences.html", shown | more, status=status)


@staff(*GRANTING)
@reads
def absences(request: HttpRequest) -> HttpResponse:
    """Who is away now and next, and the form for another."""
    return _page(request)


@staff(*GRANTING)
@writes
def absence_record(request: HttpRequest) -> HttpResponse:
    """Record an absence; what is in those hands goes over at once."""
    at = timezone.now()
    form = AbsenceForm(_staff_of(acting(request), timezone.localdate()), request.POST)
    if not form.is_valid():
        return _page(request, form, 422)
    try:
        actions.record_absence(
            user=form.staff[form.cleaned_data["user"]],
            deputy=form.staff[form.cleaned_data["deputy"]],
            starts_on=form.cleaned_data["starts_on"],
            ends_before=form.ends_before,
            reason=form.cleaned_data["reason"],
            by=request.user,  # type: ignore[arg-type]
            at=at,
        )
    except Refusal as refusal:
        return _page(request, form, 409, refusal=refusal)
    actions.hand_over_absent(at=at)
    messages.success(request, gettext("Recorded; open cases go to the deputy."))
    return redirect("absences")


@staff(*GRANTING)
@writes
def absence_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Back earlier: the absence ends today."""
    today = timezone.localdate()
    found = get_object_or_404(Absence, pk=pk, user__in=_staff_of(acting(request), today))
    try:
        actions.end_absence(absence_id=found.pk, ends_before=today, by=request.user, at=timezone.now())  # type: ignore[arg-type]
    except Refusal as refusal:
        return _page(request, status=409, refusal=refusal)
    return redirect("absences")
