"""The employer's declaration of a month: unchanged, by file or by grid; check, correct, file, receipt."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from contributions.declarations import actions
from contributions.declarations.acknowledged import counted
from contributions.declarations.actions import Entered
from contributions.declarations.actions.drafts import check_open
from contributions.declarations.forms import LeavingForm, UploadForm
from contributions.declarations.models import Declaration, DeclarationState, Door, RowState
from contributions.declarations.presentation import groups_of_draft
from contributions.declarations.protocols import outcome_of
from contributions.declarations.reasons import BEFORE_REGISTRATION, GRID_TOO_LONG, MONTH_NOT_OPEN, NO_FILE
from contributions.declarations.results import draft_report, result_file
from contributions.declarations.rounds import round_of
from contributions.declarations.selectors import basket, colleagues, filing_due_on
from contributions.declarations.views.public import as_download, languages
from contributions.declarations.views.whose import draft_of, employer_of, month_of
from enrollment.participation.actions import Leaving
from enrollment.participation.actions import leave as end_employments
from enrollment.participation.reporting import limits_of
from enrollment.registry.models import Employer, Person
from siadmin.agency import tiles
from siadmin.agency.access import employers, reads, user_of, writes
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal

GRID_MOST = 5000
NO_SUCH_MONTH = (MONTH_NOT_OPEN, BEFORE_REGISTRATION)


def _closed_because(employer: Employer, month: Month) -> Refusal | None:
    """Why an open month is not declared here. Raises MONTH_NOT_OPEN, BEFORE_REGISTRATION for one that is not open."""
    try:
        check_open(employer=employer, month=month, today=timezone.localdate())
    except Refusal as refusal:
        if refusal.reason in NO_SUCH_MONTH:
            raise
        return refusal
    return None


@employers
@reads
def declaration(request: HttpRequest, number: str) -> HttpResponse:
    """The present month."""
    return redirect("employer_month", employer_of(request, number).number, str(Month.of(timezone.localdate())))


@employers
@reads
def month(request: HttpRequest, number: str, month: str) -> HttpResponse:
    """What stands for a month, and the doors to declare it."""
    return _month_page(request, employer_of(request, number), month_of(month))


def _month_page(request: HttpRequest, employer: Employer, when: Month, refusal: Refusal | None = None) -> HttpResponse:
    closed = _closed_because(employer, when)
    made = list(Declaration.objects.filter(employer=employer, month=when).exclude(state=DeclarationState.DISCARDED))
    people = colleagues(employer, when)
    today = timezone.localdate()
    answer = {
        "employer": employer,
        "month": when,
        "earlier": when - 1 if when > Month.of(employer.registered_on) else None,
        "later": when + 1 if when < Month.of(today) else None,
        "filed": next((d for d in made if d.state == DeclarationState.FILED), None),
        "drafts": [d for d in made if d.state == DeclarationState.DRAFT],
        "versions": sorted((d for d in made if d.version), key=lambda d: -(d.version or 0)),
        "people": people,
        "wages_fen": sum(c.wage_fen or 0 for c in people),
        "unknown_wages": sum(c.wage_fen is None for c in people),
        "basket": basket(employer).count(),
        "due_on": filing_due_on(employer, when),
        "closed": closed,
        "round": round_of(employer, when),
        "refusal": refusal,
        "form": UploadForm(),
    }
    return render(request, "declarations/month.html", answer, status=409 if refusal else 200)


@employers
@writes
def unchanged(request: HttpRequest, number: str, month: str) -> HttpResponse:
    """“Nothing changed”: one press, also on a phone."""
    employer, now = employer_of(request, number), timezone.now()
    try:
        filed = actions.file_unchanged(
            employer=employer, month=month_of(month), by=user_of(request), at=now, today=timezone.localdate(now)
        )
    except Refusal as refusal:
        return _month_page(request, employer, month_of(month), refusal)
    return redirect("employer_receipt", number, filed.number)


@employers
@writes
def upload(request: HttpRequest, number: str, month: str) -> HttpResponse:
    """A payroll file becomes a draft; a file that cannot be read is kept and refused in words."""
    employer, form = employer_of(request, number), UploadForm(request.POST, request.FILES)
    when = month_of(month)
    if not form.is_valid():
        return _month_page(request, employer, when, NO_FILE())
    file = form.cleaned_data["file"]
    try:
        check_open(employer=employer, month=when, today=timezone.localdate())
        draft, _ = actions.draft_from_file(
            employer=employer,
            month=when,
            name=file.name,
            content=file.read(),
            door=Door.FILE,
            by=user_of(request),
            at=timezone.now(),
        )
    except Refusal as refusal:
        return _month_page(request, employer, when, refusal)
    return redirect("employer_check", number, draft.number)


@employers
@reads
def grid(request: HttpRequest, number: str, month: str) -> HttpResponse:
    """A table of everybody with last month's wage."""
    employer, when = employer_of(request, number), month_of(month)
    closed, people = _closed_because(employer, when), colleagues(employer, when)
    answer = {"employer": employer, "month": when, "people": people, "closed": closed}
    return render(request, "declarations/grid.html", answer)


@employers
@writes
def grid_send(request: HttpRequest, number: str, month: str) -> HttpResponse:
    """What is sent of the grid becomes a draft like a file."""
    employer, when = employer_of(request, number), month_of(month)
    try:
        check_open(employer=employer, month=when, today=timezone.localdate())
        draft = actions.draft_from_rows(
            employer=employer,
            month=when,
            rows=_entered(request, employer, when),
            door=Door.GRID,
            by=user_of(request),
            at=timezone.now(),
        )
    except Refusal as refusal:
        return _month_page(request, employer, when, refusal)
    return redirect("employer_check", number, draft.number)


def _entered(request: HttpRequest, employer: Employer, when: Month) -> list[Entered]:
    """Rows of the grid: known people by their public number, newcomers by what was typed."""
    known = {c.person.number: c for c in colleagues(employer, when)}
    rows = []
    for person, wage in zip(request.POST.getlist("person"), request.POST.getlist("wage"), strict=False):
        if person in known:
            colleague = known[person]
            rows.append(Entered(colleague.person.name, colleague.number, wage))
    typed = zip(
        request.POST.getlist("new_name"),
        request.POST.getlist("new_number"),
        request.POST.getlist("new_wage"),
        request.POST.getlist("new_hired_on"),
        strict=False,
    )
    rows += [Entered(*cells) for cells in typed if any(cell.strip() for cell in cells)]
    if len(rows) > GRID_MOST:
        raise GRID_TOO_LONG(rows=len(rows), most=GRID_MOST)
    return rows


@employers
@reads
def receipt(request: HttpRequest, number: str, draft: str) -> HttpResponse:
    """What was filed: number, version, people, sum, and the per-person result to download."""
    declaration = draft_of(request, number, draft)
    if declaration.state == DeclarationState.DRAFT:
        return redirect("employer_check", number, draft)
    if declaration.state == DeclarationState.DISCARDED:
        return redirect("employer_month", number, str(declaration.month))
    return render(
        request,
        "declarations/receipt.html",
        {
            "employer": declaration.employer,
            "declaration": declaration,
            "waiting": basket(declaration.employer).filter(declaration__month=declaration.month).count(),
            "outcome": outcome_of.call(declaration),
            "bills_url": tiles.page("employer_bills", declaration.employer.number),
            "filed_rows": declaration.rows.filter(state=RowState.FILED).count(),
            "answers": counted(declaration.employer, Month.of(timezone.localdate()), declaration),
        },
    )


@employers
@reads
def basket_page(request: HttpRequest, number: str) -> HttpResponse:
    """Rows that still wait for a correction, by declaration."""
    employer = employer_of(request, number)
    rows = basket(employer)
    return render(
        request,
        "declarations/basket.html",
        {
            "employer": employer,
            "groups": groups_of_draft(rows.filter(state=RowState.REFUSED)),
            "ready": rows.filter(state=RowState.ACCEPTED),
            "rows": {str(row.pk): row for row in rows},
        },
    )


@employers
@writes
def file_basket(request: HttpRequest, number: str) -> HttpResponse:
    """File the corrected rows that waited; a month that is refused stays, with its reason."""
    employer, now = employer_of(request, number), timezone.now()
    try:
        outcome = actions.submit_basket(employer=employer, by=user_of(request), at=now, today=timezone.localdate(now))
    except Refusal as nothing:
        messages.error(request, nothing.message)
        return redirect("employer_basket", number)
    for refused_month, refusal in outcome.refused.items():
        messages.error(request, f"{refused_month}: {refusal.message} {refusal.remedy}")
    if not outcome.declarations:
        return redirect("employer_basket", number)
    return redirect("employer_receipt", number, outcome.declarations[-1].number)


@employers
@writes
def template_file(request: HttpRequest, number: str, month: str) -> HttpResponse:
    """A workbook with this employer's own people in it; their full numbers leave the portal by a recorded act."""
    employer, when = employer_of(request, number), month_of(month)
    check_open(employer=employer, month=when, today=timezone.localdate())
    content = actions.give_template(
        employer=employer, month=when, languages=languages(), by=user_of(request), at=timezone.now()
    )
    return as_download(content, f"payroll-{when}.xlsx")


@employers
@reads
def report_file(request: HttpRequest, number: str, draft: str) -> HttpResponse:
    """The check of a draft, row by row; or, once filed, the per-person result."""
    declaration = draft_of(request, number, draft)
    if declaration.state == DeclarationState.DRAFT:
        return as_download(draft_report(declaration, languages()), f"check-{declaration.number}.xlsx")
    return as_download(result_file(declaration, languages()), f"result-{declaration.number}.xlsx")


@employers
@reads
def people(request: HttpRequest, number: str) -> HttpResponse:
    """Everybody insured this month, with wage; leave from here."""
    employer = employer_of(request, number)
    page = Paginator(colleagues(employer, Month.of(timezone.localdate())), 100).get_page(request.GET.get("page"))
    return render(request, "declarations/people.html", {"employer": employer, "page": page})


@employers
@reads
def leave(request: HttpRequest, number: str, person: str) -> HttpResponse:
    """Somebody left: the last day of work and why."""
    employer = employer_of(request, number)
    return render(request, "declarations/leave.html", _leaving(employer, _employed(employer, person), LeavingForm()))


def _leaving(employer: Employer, person: Person, form: LeavingForm) -> dict[str, Any]:
    days = limits_of(employer.pooling_region, timezone.localdate()).leaving
    return {"employer": employer, "person": person, "form": form, "days": days}


@employers
@writes
def leave_send(request: HttpRequest, number: str, person: str) -> HttpResponse:
    """End the employment; insured months run to the end of that month, charged ones after it follow."""
    employer, form = employer_of(request, number), LeavingForm(request.POST)
    found = _employed(employer, person)
    page = _leaving(employer, found, form)
    if not form.is_valid():
        return render(request, "declarations/leave.html", page, status=422)
    leaving = Leaving(found, form.cleaned_data["last_day"], form.cleaned_data["reason"])
    try:
        end_employments(employer=employer, leavings=[leaving], by=user_of(request), at=timezone.now())
    except Refusal as refusal:
        return render(request, "declarations/leave.html", page | {"refusal": refusal}, status=422)
    messages.success(request, gettext("Recorded."))
    return redirect("employer_people", number)


def _employed(employer: Employer, person: str) -> Person:
    """Somebody who works there still, by their public number; 404 for others."""
    employed = Person.objects.filter(employments__employer=employer, employments__ends_before__isnull=True)
    return get_object_or_404(employed, number=person)
