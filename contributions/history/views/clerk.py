"""Files of history: which there are, one with its totals and rows, and what people decide on it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from contributions.assessment.visibility import others_holding
from contributions.history import actions
from contributions.history.forms import MoneyLineForm
from contributions.history.models import FileState, HistoryFile, HistoryRow
from contributions.history.reasons import CURABLE, ROW_REASONS
from contributions.history.rules import COLUMNS, differing
from contributions.history.selectors import (
    DECIDES,
    LOOKS,
    TOTAL_NAMES,
    cells_of,
    files_seen_by,
    found_of,
    lines_it_came_by,
    may_decide,
    told_of,
)
from contributions.history.workflow import FILE
from funds.banking.models import StatementLine
from siadmin.agency.access import acting, looking, open_page, reads, staff, user_of, writes
from siadmin.agency.forms import DecisionForm
from siadmin.agency.posts import Post
from siadmin.kernel.identifiers.masking import masked, masked_name
from siadmin.kernel.language import Words
from siadmin.kernel.models import RunState
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.sheets import Cell, as_csv

FILES_A_PAGE = 50
ROWS_A_PAGE = 100
_MOVING = (RunState.PLANNED, RunState.RUNNING)


@staff(*LOOKS)
@reads
def history_files(request: HttpRequest) -> HttpResponse:
    """What came: first what waits for somebody, then everything."""
    viewer = acting(request)
    seen = files_seen_by(viewer)
    waiting = list(seen.filter(state__in=[FileState.RECEIVED, FileState.SUBMITTED, FileState.SENT_BACK]))
    rest = seen.exclude(pk__in=[file.pk for file in waiting])
    shown = {
        "waiting": waiting,
        "to_review": sum(file.state == FileState.SUBMITTED for file in waiting),
        "page": Paginator(rest, FILES_A_PAGE).get_page(request.GET.get("page")),
        "may_send": Post.CLERK in viewer.posts,
    }
    return render(request, "history/files.html", shown)


@staff(*LOOKS)
@reads
def history_file(request: HttpRequest, pk: int) -> HttpResponse:
    """One file: control totals told and found, its rows with what is wrong, and what may be done now."""
    return render(
        request, "history/file.html", _page(request, get_object_or_404(files_seen_by(acting(request)), pk=pk))
    )


def _page(request: HttpRequest, file: HistoryFile) -> dict[str, Any]:
    viewer, user = looking(request), user_of(request)
    rows = _rows(file)
    wanted = "problems" if file.refused_count else "all"
    only = request.GET.get("only", wanted)
    page = Paginator(rows.exclude(problem="") if only == "problems" else rows, ROWS_A_PAGE).get_page(
        request.GET.get("page")
    )
    moves = {move.name for move in FILE.possible(file.state)}
    acted = {file.received_by.eyes, file.submitted_by.eyes if file.submitted_by else ""}
    is_clerk = any(
        file.region.path.startswith(reach.path) and reach.line == file.line
        for reach in viewer.holding([Post.CLERK]).reaches
    )
    waits, accountant = file.state == FileState.SUBMITTED, viewer.holding([Post.ACCOUNTANT])
    money_waits = waits and file.money_fen is not None and file.confirmed_by is None
    may_confirm = user.eyes not in acted and files_seen_by(accountant).filter(pk=file.pk).exists()
    lines = lines_it_came_by(file) if money_waits and may_confirm else []
    return {
        "file": file,
        "totals": _totals(file),
        "differing": differing(told_of(file), found_of(file)),
        "only": only,
        "page": page,
        "rows": [_shown(row, file, is_own=file.received_by_id == user.pk) for row in page],
        "moves": moves if is_clerk else set(),
        "may_decide": waits and may_decide(viewer, file) and user.eyes not in acted,
        "is_own": waits and user.eyes in acted,
        "others": [
            grant
            for grant in others_holding(DECIDES, file.region, file.received_by.eyes, timezone.localdate())
            if grant.office.line == file.line
        ][:4],
        "money_waits": money_waits,
        "may_confirm": may_confirm,
        "lines": lines,
        "line_form": _line_form(file, lines),
        "statements_url": open_page(viewer, "statements"),
        "line_url": open_page(viewer, "statement_line", file.money_line_id) if file.money_line_id else "",
        "decision": DecisionForm(initial={"seen_version": file.version}),
        "is_running": file.run is not None and file.run.state in _MOVING,
        "is_curable": rows.filter(problem__in=CURABLE).exists(),
        "corrected": HistoryFile.objects.filter(replaces=file).first(),
    }


def _line_form(file: HistoryFile, lines: list[StatementLine]) -> MoneyLineForm:
    """The only line there is, or the only one of the day that was told, is chosen already."""
    same_day = [each for each in lines if each.value_on == file.money_on]
    likely = next((found[0].pk for found in (same_day, lines) if len(found) == 1), None)
    return MoneyLineForm(lines=lines, initial={"seen_version": file.version, "line": likely})


def _rows(file: HistoryFile) -> QuerySet[HistoryRow]:
    return HistoryRow.objects.filter(file=file).select_related("person", "employer").order_by("number")


def _totals(file: HistoryFile) -> list[tuple[str, Words, int, int]]:
    told, found = told_of(file), found_of(file)
    return [(name, words, getattr(told, name), getattr(found, name)) for name, words in TOTAL_NAMES.items()]


def _shown(row: HistoryRow, file: HistoryFile, *, is_own: bool) -> dict[str, Any]:
    """A row as its reader may see it: who sent it has the number and the name, others see them masked."""
    cells = cells_of(row)
    if not is_own:
        cells |= {"number": masked(cells["number"]), "name": masked_name(cells["name"])}
    return {"row": row, "cells": cells, "problem": _problem_of(row)}


def _problem_of(row: HistoryRow) -> Refusal | None:
    return ROW_REASONS[row.problem]() if row.problem else None


@staff(*LOOKS)
@reads
def history_problems(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows with a problem as they came, with what is wrong and what to do, to be corrected in the file."""
    file = get_object_or_404(files_seen_by(acting(request)), pk=pk)
    is_own = file.received_by_id == user_of(request).pk
    head = [*COLUMNS, gettext("row"), gettext("problem"), gettext("what to do")]
    rows: list[list[Cell]] = []
    for row in _rows(file).exclude(problem=""):
        cells, problem = _shown(row, file, is_own=is_own)["cells"], ROW_REASONS[row.problem]()
        rows.append([*(cells.get(name, "") for name in COLUMNS), row.number, problem.message, problem.remedy])
    response = HttpResponse(as_csv(head, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="history_{file.pk}_problems.csv"'
    return response


@staff(Post.CLERK)
@writes
def history_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a second person to have it booked."""
    return _decide(request, pk, actions.submit, gettext("Submitted. Another person has it booked or sends it back."))


@staff(Post.CLERK)
@writes
def history_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back; every row stays on record."""
    return _decide(request, pk, actions.withdraw, gettext("Withdrawn. Its rows stay on record."))


@staff(Post.ACCOUNTANT)
@writes
def history_confirm_money(request: HttpRequest, pk: int) -> HttpResponse:
    """The money that came with it is in the account."""
    file = get_object_or_404(files_seen_by(acting(request).holding([Post.ACCOUNTANT])), pk=pk)
    lines = lines_it_came_by(file) if file.money_fen is not None else []
    form = MoneyLineForm(request.POST, lines=lines)
    if not form.is_valid():
        return render(request, "history/file.html", _page(request, file) | {"line_form": form}, status=422)
    return _decide(
        request, pk, actions.confirm_money, gettext("Confirmed. A reviewer may have it booked now."),
        line_id=form.cleaned_data["line"],
    )  # fmt: skip


@staff(*DECIDES)
@writes
def history_approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Have it booked, by slices of people."""
    return _decide(request, pk, actions.approve, gettext("It is being booked."))


@staff(*DECIDES)
@writes
def history_send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Do not have it booked; the reason goes to who sent it."""
    return _decide(request, pk, actions.send_back, gettext("Sent back, with your reason."), must_say_why=True)


def _decide(
    request: HttpRequest, pk: int, act: Callable[..., object], said: str, *, must_say_why: bool = False, **more: Any
) -> HttpResponse:
    file = get_object_or_404(files_seen_by(acting(request)), pk=pk)
    form = DecisionForm(request.POST, must_say_why=must_say_why)
    if not form.is_valid():
        return render(request, "history/file.html", _page(request, file) | {"decision": form}, status=422)
    why = more | ({"reason": form.cleaned_data["reason"]} if must_say_why else {})
    try:
        act(file_id=pk, seen_version=form.cleaned_data["seen_version"], by=user_of(request), at=timezone.now(), **why)
    except Refusal as refusal:
        file = get_object_or_404(files_seen_by(acting(request)), pk=pk)
        return render(request, "history/file.html", _page(request, file) | {"refusal": refusal}, status=409)
    messages.success(request, said)
    return redirect("history_file", pk=pk)
