"""A draft before it is filed: its problems, its rows against last month, the bill, and the employer's two choices."""

import json
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from contributions.declarations import actions
from contributions.declarations.comparison import Comparison, Shown, compare
from contributions.declarations.forms import RowForm
from contributions.declarations.models import Declaration, DeclarationRow, DeclarationState, RowState
from contributions.declarations.presentation import groups_of_draft
from contributions.declarations.selectors import filed, filing_rule, waiting_before
from contributions.declarations.views.whose import draft_of
from siadmin.agency.access import employers, reads, user_of, writes
from siadmin.kernel.figures import percent
from siadmin.kernel.money import yuan
from siadmin.kernel.refusal import Refusal
from siadmin.policy.selectors import law_of_day

ROWS_A_PAGE = 50


@employers
@reads
def check(request: HttpRequest, number: str, draft: str) -> HttpResponse:
    """How many rows can be filed, every problem with its remedy, against last month, the bill, two choices."""
    return _check_page(request, draft_of(request, number, draft))


def _check_page(request: HttpRequest, draft: Declaration, refusal: Refusal | None = None) -> HttpResponse:
    """`rows`: which rows the list shows; `page`: which page of them."""
    if draft.state != DeclarationState.DRAFT:
        return redirect("employer_receipt", draft.employer.number, draft.number)
    rule = filing_rule(draft.employer.pooling_region, draft.month)
    law = law_of_day(draft.employer.pooling_region, draft.month.first_day)
    troubled = draft.rows.exclude(problems=[]).exclude(state=RowState.ASIDE).order_by("number")
    answer: dict[str, Any] = {
        "employer": draft.employer,
        "draft": draft,
        "month": draft.month,
        "last_month": draft.month - 1,
        "groups": groups_of_draft(troubled, len(draft.summary.get("sheets", [])) > 1),
        "warned": troubled.filter(state=RowState.ACCEPTED).count(),
        "aside": draft.rows.filter(state=RowState.ASIDE).count(),
        "rows_count": draft.rows.count(),
        "skipped": sum(draft.summary.get("skipped", {}).values()),
        "rule": rule,
        "due_on": rule.due_on,
        "undeclared_share": percent(law.law("contribution.undeclared_factor").value),
        "earlier_waiting": waiting_before(draft),
        "in_force": filed(draft.employer_id, draft.month),
        "refusal": refusal,
    }
    comparison = None
    try:
        answer["comparison"] = comparison = compare(draft)
    except Refusal as missing:
        answer["no_preview"] = missing
    answer |= _list_of_rows(request, draft, comparison)
    return render(request, "declarations/check.html", answer, status=409 if refusal else 200)


def _list_of_rows(request: HttpRequest, draft: Declaration, comparison: Comparison | None) -> dict[str, Any]:
    """One page of the draft's rows, and for every row on which page of all it stands."""
    wanted = request.GET.get("rows", "")
    shown = Shown(wanted) if comparison is not None and wanted in list(Shown) else Shown.ALL
    rows = draft.rows.order_by("sheet", "number")
    pages = {pk: place // ROWS_A_PAGE + 1 for place, pk in enumerate(rows.values_list("pk", flat=True))}
    ids = comparison.ids(shown) if comparison is not None else None
    if ids is not None:
        rows = rows.filter(pk__in=ids)
    return {
        "shown": shown,
        "page": Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "page_of": pages,
        "spans_sheets": len(draft.summary.get("sheets", [])) > 1,
    }


@employers
@writes
def correct(request: HttpRequest, number: str, draft: str, row: int) -> HttpResponse:
    """Check one row again with other values."""
    declaration, form = draft_of(request, number, draft), RowForm(request.POST)
    kept = get_object_or_404(DeclarationRow, pk=row, declaration=declaration)
    if form.is_valid():
        checked = actions.correct_row(
            row_id=kept.pk, **_corrected(kept, form.cleaned_data), by=user_of(request), at=timezone.now()
        )
        if checked.state == RowState.REPLACED:
            messages.info(
                request, gettext("A newer declaration of the month names this person; the row waits no more.")
            )
    return _after_row(declaration)


def _corrected(row: DeclarationRow, typed: dict[str, str]) -> dict[str, str]:
    """What was typed; an empty box keeps what the row has. Numbers are never written into the page."""
    given = json.loads(row.given or "{}")
    kept = {
        "name": row.name or given.get("name", ""),
        "number": row.identifier or given.get("number", ""),
        "wage": str(yuan(row.wage_fen)) if row.wage_fen is not None else given.get("wage", ""),
    }
    return {name: typed[name] if typed[name].strip() else kept[name] for name in kept}


@employers
@writes
def accept(request: HttpRequest, number: str, draft: str) -> HttpResponse:
    """Take the offered value of one row, or every sure one."""
    declaration = draft_of(request, number, draft)
    rows = [int(value) for value in request.POST.getlist("row") if value.isdecimal()]
    actions.accept_suggestions(declaration=declaration, row_ids=rows or None, by=user_of(request), at=timezone.now())
    return _after_row(declaration)


@employers
@writes
def aside(request: HttpRequest, number: str, draft: str, row: int) -> HttpResponse:
    """This row is not filed."""
    declaration = draft_of(request, number, draft)
    kept = get_object_or_404(DeclarationRow, pk=row, declaration=declaration)
    actions.put_aside(row_id=kept.pk, by=user_of(request), at=timezone.now())
    return _after_row(declaration)


def _after_row(declaration: Declaration) -> HttpResponse:
    where = "employer_check" if declaration.state == DeclarationState.DRAFT else "employer_basket"
    arguments = (declaration.employer.number, declaration.number)
    return redirect(where, *arguments[: 2 if where == "employer_check" else 1])


@employers
@writes
def submit(request: HttpRequest, number: str, draft: str) -> HttpResponse:
    """File the good rows; the others wait in the basket."""
    declaration, now = draft_of(request, number, draft), timezone.now()
    try:
        actions.submit(declaration=declaration, by=user_of(request), at=now, today=timezone.localdate(now))
    except Refusal as refusal:
        return _check_page(request, declaration, refusal)
    return redirect("employer_receipt", number, declaration.number)


@employers
@writes
def discard(request: HttpRequest, number: str, draft: str) -> HttpResponse:
    """Put a draft away; its document and rows are kept."""
    declaration = draft_of(request, number, draft)
    actions.discard(declaration=declaration, by=user_of(request), at=timezone.now())
    return redirect("employer_month", number, str(declaration.month))
