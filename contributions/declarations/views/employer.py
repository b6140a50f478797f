"""The employer's declaration of a month: unchanged, by file or by grid; check, correct, file, receipt."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from contributions.declarations import actions
from contributions.declarations.actions import Entered
from contributions.declarations.actions.drafts import check_open, entries
from contributions.declarations.forms import LeavingForm, RowForm, UploadForm
from contributions.declarations.intake.template import template
from contributions.declarations.models import Declaration, DeclarationRow, DeclarationState, Door, RowState
from contributions.declarations.presentation import groups_of_draft
from contributions.declarations.results import draft_report, result_file
from contributions.declarations.selectors import basket, colleagues, compare, declarations_seen_by, filing_due_on
from contributions.declarations.views.public import as_download, languages
from enrollment.participation.actions import Leaving
from enrollment.participation.actions import leave as end_employments
from enrollment.registry.models import Employer, Person
from enrollment.registry.selectors import employers_seen_by
from siadmin.agency.access import employers, reads, writes
from siadmin.agency.models import User
from siadmin.kernel.language import chosen
from siadmin.kernel.money import yuan
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal

GRID_MOST = 5000


def _employer(request: HttpRequest, number: str) -> Employer:
    viewer = request.viewer  # type: ignore[attr-defined]
    return get_object_or_404(employers_seen_by(viewer).filter(pk__in=viewer.employer_ids), number=number)


def _month(text: str) -> Month:
    try:
        return Month.parse(text)
    except ValueError as error:
        raise Http404 from error


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


def _draft(request: HttpRequest, number: str, draft: str) -> Declaration:
    employer = _employer(request, number)
    viewer = request.viewer  # type: ignore[attr-defined]
    return get_object_or_404(declarations_seen_by(viewer), employer=employer, number=draft)


def _closed_because(employer: Employer, month: Month) -> Refusal | None:
    try:
        check_open(employer=employer, month=month, today=timezone.localdate())
    except Refusal as refusal:
        return refusal
    return None


@employers
@reads
def declaration(request: HttpRequest, number: str) -> HttpResponse:
    """The present month."""
    return redirect("employer_month", _employer(request, number).number, str(Month.of(timezone.localdate())))


@employers
@reads
def month(request: HttpRequest, number: str, month: str) -> HttpResponse:
    """What stands for a month, and the doors to declare it."""
    return _month_page(request, _employer(request, number), _month(month))


def _month_page(request: HttpRequest, employer: Employer, when: Month, refusal: Refusal | None = None) -> HttpResponse:
    made = list(Declaration.objects.filter(employer=employer, month=when).exclude(state=DeclarationState.DISCARDED))
    people = colleagues(employer, when)
    today = timezone.localdate()
    answer = {
        "employer": employer,
        "month": when,
        "earlier": when - 1,
        "later": when + 1 if when < Month.of(today) else None,
        "filed": next((d for d in made if d.state == DeclarationState.FILED), None),
        "drafts": [d for d in made if d.state == DeclarationState.DRAFT],
        "versions": sorted((d for d in made if d.version), key=lambda d: -(d.version or 0)),
        "people": people,
        "wages_fen": sum(c.wage_fen or 0 for c in people),
        "unknown_wages": sum(c.wage_fen is None for c in people),
        "basket": basket(employer).count(),
        "due_on": filing_due_on(employer, when),
        "closed": _closed_because(employer, when),
        "refusal": refusal,
        "form": UploadForm(),
    }
    return render(request, "declarations/month.html", answer, status=409 if refusal else 200)


@employers
@writes
def unchanged(request: HttpRequest, number: str, month: str) -> HttpResponse:
    """“Nothing changed”: one press, also on a phone."""
    employer, now = _employer(request, number), timezone.now()
    try:
        filed = actions.file_unchanged(
            employer=employer, month=_month(month), by=_user(request), at=now, today=timezone.localdate(now)
        )
    except Refusal as refusal:
        return _month_page(request, employer, _month(month), refusal)
    return redirect("employer_receipt", number, filed.number)


@employers
@writes
def upload(request: HttpRequest, number: str, month: str) -> HttpResponse:
    """A payroll file becomes a draft; a file that cannot be read is kept and refused in words."""
    employer, form = _employer(request, number), UploadForm(request.POST, request.FILES)
    when = _month(month)
    if not form.is_valid():
        messages.error(request, gettext("Choose a file first."))
        return redirect("employer_month", number, month)
    file = form.cleaned_data["file"]
    try:
        check_open(employer=employer, month=when, today=timezone.localdate())
        draft, _ = actions.draft_from_file(
            employer=employer,
            month=when,
            name=file.name,
            content=file.read(),
            door=Door.FILE,
            by=_user(request),
            at=timezone.now(),
        )
    except Refusal as refusal:
        return _month_page(request, employer, when, refusal)
    return redirect("employer_check", number, draft.number)


@employers
def grid(request: HttpRequest, number: str, month: str) -> HttpResponse:
    """A table of everybody with last month's wage; what is sent becomes a draft like a file."""
    employer, when = _employer(request, number), _month(month)
    if request.method != "POST":
        people = colleagues(employer, when)
        answer = {"employer": employer, "month": when, "people": people, "closed": _closed_because(employer, when)}
        return render(request, "declarations/grid.html", answer)
    try:
        check_open(employer=employer, month=when, today=timezone.localdate())
        draft = actions.draft_from_rows(
            employer=employer,
            month=when,
            rows=_entered(request, employer, when),
            door=Door.GRID,
            by=_user(request),
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
    return rows[:GRID_MOST]


@employers
@reads
def check(request: HttpRequest, number: str, draft: str) -> HttpResponse:
    """How many rows can be filed, every problem with its remedy, against last month, the bill, two choices."""
    return _check_page(request, _draft(request, number, draft))


def _check_page(request: HttpRequest, draft: Declaration, refusal: Refusal | None = None) -> HttpResponse:
    if draft.state != DeclarationState.DRAFT:
        return redirect("employer_receipt", draft.employer.number, draft.number)
    troubled = draft.rows.exclude(problems=[]).exclude(state=RowState.ASIDE).order_by("number")
    answer: dict[str, Any] = {
        "employer": draft.employer,
        "draft": draft,
        "month": draft.month,
        "groups": groups_of_draft(troubled, len(draft.summary.get("sheets", [])) > 1),
        "warned": troubled.filter(state=RowState.ACCEPTED).count(),
        "aside": draft.rows.filter(state=RowState.ASIDE).count(),
        "rows_count": draft.rows.count(),
        "skipped": sum(draft.summary.get("skipped", {}).values()),
        "due_on": filing_due_on(draft.employer, draft.month),
        "refusal": refusal,
    }
    try:
        answer["comparison"] = compare(draft)
    except Refusal as missing:
        answer["no_preview"] = missing
    return render(request, "declarations/check.html", answer, status=409 if refusal else 200)


@employers
@writes
def correct(request: HttpRequest, number: str, draft: str, row: int) -> HttpResponse:
    """Check one row again with other values."""
    declaration, form = _draft(request, number, draft), RowForm(request.POST)
    kept = get_object_or_404(DeclarationRow, pk=row, declaration=declaration)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("name", "number", "wage")}
        old = {"name": kept.name, "number": kept.identifier or "", "wage": _wage_text(kept)}
        values = {name: given[name] if name in request.POST else old[name] for name in old}
        actions.correct_row(row_id=kept.pk, **values, by=_user(request), at=timezone.now())
    return _after_row(declaration)


def _wage_text(row: DeclarationRow) -> str:
    return str(yuan(row.wage_fen)) if row.wage_fen is not None else ""


@employers
@writes
def accept(request: HttpRequest, number: str, draft: str) -> HttpResponse:
    """Take the offered value of one row, or every sure one."""
    declaration = _draft(request, number, draft)
    rows = [int(value) for value in request.POST.getlist("row") if value.isdecimal()]
    actions.accept_suggestions(declaration=declaration, row_ids=rows or None, by=_user(request), at=timezone.now())
    return _after_row(declaration)


@employers
@writes
def aside(request: HttpRequest, number: str, draft: str, row: int) -> HttpResponse:
    """This row is not filed."""
    declaration = _draft(request, number, draft)
    kept = get_object_or_404(DeclarationRow, pk=row, declaration=declaration)
    actions.put_aside(row_id=kept.pk, by=_user(request), at=timezone.now())
    return _after_row(declaration)


def _after_row(declaration: Declaration) -> HttpResponse:
    where = "employer_check" if declaration.state == DeclarationState.DRAFT else "employer_basket"
    arguments = (declaration.employer.number, declaration.number)
    return redirect(where, *arguments[: 2 if where == "employer_check" else 1])


@employers
@writes
def submit(request: HttpRequest, number: str, draft: str) -> HttpResponse:
    """File the good rows; the others wait in the basket."""
    declaration, now = _draft(request, number, draft), timezone.now()
    try:
        actions.submit(declaration=declaration, by=_user(request), at=now, today=timezone.localdate(now))
    except Refusal as refusal:
        return _check_page(request, declaration, refusal)
    return redirect("employer_receipt", number, declaration.number)


@employers
@writes
def discard(request: HttpRequest, number: str, draft: str) -> HttpResponse:
    """Put a draft away; its document and rows are kept."""
    declaration = _draft(request, number, draft)
    actions.discard(declaration=declaration, by=_user(request), at=timezone.now())
    return redirect("employer_month", number, str(declaration.month))


@employers
@reads
def receipt(request: HttpRequest, number: str, draft: str) -> HttpResponse:
    """What was filed: number, version, people, sum, and the per-person result to download."""
    declaration = _draft(request, number, draft)
    if declaration.state == DeclarationState.DRAFT:
        return redirect("employer_check", number, draft)
    return render(
        request,
        "declarations/receipt.html",
        {
            "employer": declaration.employer,
            "declaration": declaration,
            "waiting": declaration.rows.filter(state__in=[RowState.REFUSED, RowState.ACCEPTED]).count(),
            "filed_rows": declaration.rows.filter(state=RowState.FILED).count(),
        },
    )


@employers
@reads
def basket_page(request: HttpRequest, number: str) -> HttpResponse:
    """Rows that still wait for a correction, by declaration."""
    employer = _employer(request, number)
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
    """File the corrected rows that waited, month by month."""
    employer, now = _employer(request, number), timezone.now()
    months: dict[Month, list[int]] = {}
    for row in basket(employer).filter(state=RowState.ACCEPTED):
        months.setdefault(row.declaration.month, []).append(row.pk)
    filed = None
    for ids in months.values():
        try:
            filed = actions.submit_basket(
                employer=employer, row_ids=ids, by=_user(request), at=now, today=timezone.localdate(now)
            )
        except Refusal as refusal:
            messages.error(request, refusal.message)
    return redirect("employer_receipt", number, filed.number) if filed else redirect("employer_basket", number)


@employers
@reads
def template_file(request: HttpRequest, number: str, month: str) -> HttpResponse:
    """A workbook with this employer's own people in it."""
    employer, when = _employer(request, number), _month(month)
    name = chosen(zh=employer.name, en=employer.name_en or employer.name)
    content = template(entries(employer, when), employer=name, month=when, languages=languages())
    return as_download(content, f"payroll-{when}.xlsx")


@employers
@reads
def report_file(request: HttpRequest, number: str, draft: str) -> HttpResponse:
    """The check of a draft, row by row; or, once filed, the per-person result."""
    declaration = _draft(request, number, draft)
    if declaration.state == DeclarationState.DRAFT:
        return as_download(draft_report(declaration, languages()), f"check-{declaration.number}.xlsx")
    return as_download(result_file(declaration, languages()), f"result-{declaration.number}.xlsx")


@employers
@reads
def people(request: HttpRequest, number: str) -> HttpResponse:
    """Everybody insured this month, with wage; leave from here."""
    employer = _employer(request, number)
    page = Paginator(colleagues(employer, Month.of(timezone.localdate())), 100).get_page(request.GET.get("page"))
    return render(request, "declarations/people.html", {"employer": employer, "page": page})


@employers
def leave(request: HttpRequest, number: str, person: str) -> HttpResponse:
    """Somebody left: the last day of work and why; insured months run to the end of that month."""
    employer, form = _employer(request, number), LeavingForm(request.POST or None)
    found = get_object_or_404(
        Person.objects.filter(employments__employer=employer, employments__ends_before__isnull=True), number=person
    )
    refusal = None
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        leaving = Leaving(found, form.cleaned_data["last_day"], form.cleaned_data["reason"])
        try:
            end_employments(employer=employer, leavings=[leaving], by=_user(request), at=now)
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(request, gettext("Recorded."))
            return redirect("employer_people", number)
    answer = {"employer": employer, "person": found, "form": form, "refusal": refusal}
    return render(request, "declarations/leave.html", answer, status=422 if request.method == "POST" else 200)
