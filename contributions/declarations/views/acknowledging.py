"""Employees see the wage declared for them and answer; the employer sees who has; clerks see what is disputed."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from contributions.declarations.acknowledged import answers_to, asked_by, asked_of, counted, disputes_seen_by
from contributions.declarations.actions import answer_wage, record_paper
from contributions.declarations.forms import DisputeForm, PaperForm
from contributions.declarations.views.whose import employer_of
from enrollment.registry.models import Employer, Person
from siadmin.agency.access import acting, citizens, employers, looking, reads, staff, user_of, writes
from siadmin.agency.posts import Post
from siadmin.kernel.money import HALF_UP, fen
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal

A_PAGE = 100


def _this_month() -> Month:
    return Month.of(timezone.localdate())


# --- the employee ----------------------------------------------------------------------------------------------------


@citizens
@reads
def citizen_wages(request: HttpRequest) -> HttpResponse:
    """The wages declared for me: is that right?"""
    return _own_page(request)


@citizens
@writes
def citizen_wage_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        _answered(request, pk, confirms=True)
    except Refusal as refusal:
        return _own_page(request, refusal=refusal, status=409)
    messages.success(request, gettext("Thank you. Your employer sees that you confirmed it."))
    return redirect("citizen_wages")


@citizens
@writes
def citizen_wage_dispute(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what is wrong; the employer is told at once, the agency sees it."""
    form = DisputeForm(request.POST)
    if not form.is_valid():
        return _own_page(request, form=form, asked=pk, status=422)
    claimed = form.cleaned_data["claimed"]
    try:
        _answered(
            request, pk, confirms=False, remark=form.cleaned_data["remark"],
            claimed_fen=None if claimed is None else fen(claimed, HALF_UP),
        )  # fmt: skip
    except Refusal as refusal:
        return _own_page(request, refusal=refusal, status=409)
    messages.success(request, gettext("Your employer has been told, and the agency sees it too."))
    return redirect("citizen_wages")


def _answered(request: HttpRequest, pk: int, **said: Any) -> None:
    now, seen = timezone.now(), request.POST.get("seen_fen", "")
    answer_wage(
        person=_own(request), wage_id=pk, seen_fen=int(seen) if seen.isdecimal() else -1, by=user_of(request), at=now,
        today=timezone.localdate(now), **said,
    )  # fmt: skip


def _own(request: HttpRequest) -> Person:
    return get_object_or_404(Person, pk=looking(request).person_id)


def _own_page(request: HttpRequest, *, status: int = 200, **more: Any) -> HttpResponse:
    rows = asked_of(_own(request).pk, _this_month())
    shown = {"rows": rows, "waiting": sum(row.is_waiting for row in rows), "form": DisputeForm()}
    return render(request, "declarations/citizen_wages.html", shown | more, status=status)


# --- the employer ----------------------------------------------------------------------------------------------------


@employers
@reads
def employer_acknowledgements(request: HttpRequest, number: str) -> HttpResponse:
    """Who acknowledged the wage declared for them, who disputes it, who has not answered."""
    return _employer_page(request, employer_of(request, number))


@employers
@writes
def employer_paper(request: HttpRequest, number: str) -> HttpResponse:
    """Record who signed on paper; the employer keeps the paper."""
    employer, now = employer_of(request, number), timezone.now()
    form = PaperForm(request.POST, today=timezone.localdate(now))
    if not form.is_valid():
        return _employer_page(request, employer, form=form, status=422)
    try:
        count = record_paper(
            employer=employer, numbers=request.POST.getlist("person"), signed_on=form.cleaned_data["signed_on"],
            by=user_of(request), at=now, today=timezone.localdate(now),
        )  # fmt: skip
    except Refusal as refusal:
        return _employer_page(request, employer, form=form, refusal=refusal, status=409)
    said = ngettext("%(count)s signature recorded.", "%(count)s signatures recorded.", count) % {"count": count}
    messages.success(request, said)
    return redirect("employer_acknowledgements", number)


def _employer_page(request: HttpRequest, employer: Employer, *, status: int = 200, **more: Any) -> HttpResponse:
    month = _this_month()
    page = Paginator(asked_by(employer, month), A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "employer": employer,
        "page": page,
        "counts": counted(employer, month),
        "form": PaperForm(today=timezone.localdate()),
    }
    return render(request, "declarations/acknowledgements.html", shown | more, status=status)


# --- the clerk -------------------------------------------------------------------------------------------------------


@staff(Post.CLERK, Post.REVIEWER, Post.APPROVER, Post.AUDITOR)
@reads
def wage_disputes(request: HttpRequest) -> HttpResponse:
    """Declared wages that employees dispute, the longest waiting first."""
    found = disputes_seen_by(acting(request), _this_month())
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    answers = answers_to(page.object_list)
    rows = [(wage, answers[wage.answered]) for wage in page.object_list]
    return render(request, "declarations/wage_disputes.html", {"page": page, "rows": rows})
