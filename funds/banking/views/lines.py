"""Lines of statements that the books do not know: the queue, and one line with what it could be."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from funds.banking.actions import explain_line, match_by_hand, own_line
from funds.banking.forms import ExplanationForm, MatchForm
from funds.banking.models import How, StatementLine
from funds.banking.selectors.lines import parts_of
from funds.banking.selectors.matching import candidates, lines_waiting
from funds.banking.selectors.statements import bank_accounts_seen_by
from funds.ledger.views.where import READERS, where_of
from siadmin.agency.access import acting, reads, staff, user_of, writes
from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.kernel.language import Words
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.workdays import working_days_left
from siadmin.policy.calendar import WorkCalendar

LINES_A_PAGE = 50
CANDIDATES = 20
DAYS_OF_CANDIDATES = 92  # a quarter: further back a person looks into the books
HOW = {
    How.REFERENCE: Words("按流水号", "by reference"),
    How.AMOUNT: Words("同日同额", "same day and sum"),
    How.TOTAL: Words("当日合计", "the day's total"),
    How.NEARBY: Words("同额，日期相近", "same sum, days apart"),
    How.HAND: Words("人工", "by hand"),
}


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line that waits: what is left of it, who has it, for how many working days, in which state."""

    line: StatementLine
    left_fen: int
    owner: User | None
    age: int
    kind: str
    word: Words
    url: str


def shown(line: Any, today: dt.date, calendar: WorkCalendar) -> LineShown:
    """`line` is one of `lines_waiting`."""
    kind, word = state_of(line)
    age = working_days_left(line.value_on, today, calendar)
    return LineShown(line, line.left_fen, line.owner, age, kind, word, reverse("statement_line", args=[line.pk]))


def state_of(line: StatementLine) -> tuple[str, Words]:
    """Kind and word: nobody has it, somebody looks for it, it is explained but the books do not know it."""
    if line.owner_id is None:
        return "late", Words("没有负责人", "Nobody has it")
    if line.note:
        return "wait", Words("已说明，仍未匹配", "Explained, not matched")
    return "act", Words("处理中", "In work")


@staff(*READERS)
@reads
def statement_lines(request: HttpRequest) -> HttpResponse:
    """Every line of the region's accounts that waits, the oldest first."""
    viewer = acting(request)
    where = where_of(request, viewer)
    found = lines_waiting(viewer, where.region)
    fund = request.GET.get("fund", "")
    if fund:
        found = found.filter(bank_account__account__book__fund=fund)
    page = Paginator(found, LINES_A_PAGE).get_page(request.GET.get("page"))
    calendar, today = WorkCalendar(), timezone.localdate()
    return render(
        request,
        "banking/statement_lines.html",
        {
            "where": where,
            "page": page,
            "lines": [shown(line, today, calendar) for line in page],
            "may_take": Post.ACCOUNTANT in viewer.posts,
            "fund": fund,
        },
    )


@staff(*READERS)
@reads
def statement_line(request: HttpRequest, pk: int) -> HttpResponse:
    """One line: what it says, what it is matched with, what it could be."""
    return render(request, "banking/statement_line.html", _page(request, _line_or_404(request, pk)))


def _page(request: HttpRequest, line: StatementLine) -> dict[str, Any]:
    viewer = acting(request)
    may_take = Post.ACCOUNTANT in viewer.posts
    waiting = lines_waiting(viewer).filter(pk=line.pk).first()
    since = line.value_on - dt.timedelta(days=DAYS_OF_CANDIDATES)
    matches = line.matches.select_related("posting__entry", "matched_by").order_by("pk")
    return {
        "line": line,
        "book": line.bank_account.account.book,
        "waiting": shown(waiting, timezone.localdate(), WorkCalendar()) if waiting else None,
        "rest_fen": abs(waiting.left_fen) if waiting else 0,
        "uses": parts_of(line),
        "matches": [(match, HOW[How(match.how)]) for match in matches],
        "candidates": candidates(line, since, CANDIDATES) if waiting else [],
        "form": ExplanationForm(initial={"note": line.note}),
        "may_take": may_take,
        "is_mine": viewer.user is not None and line.owner_id == viewer.user.pk,
    }


def _line_or_404(request: HttpRequest, pk: int) -> StatementLine:
    accounts = bank_accounts_seen_by(acting(request)).order_by().values("pk")
    lines = StatementLine.objects.filter(bank_account__in=accounts)
    return get_object_or_404(lines.select_related("bank_account__account__book__region", "owner", "statement"), pk=pk)


@staff(Post.ACCOUNTANT)
@writes
def statement_line_take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a line on: from now on it has a name."""
    line = _line_or_404(request, pk)
    try:
        own_line(line_id=line.pk, by=user_of(request), at=timezone.now())
    except Refusal as refusal:
        return _refused(request, pk, refusal)
    messages.success(request, gettext("It is yours now."))
    return redirect("statement_line", pk=pk)


@staff(Post.ACCOUNTANT)
@writes
def statement_line_explain(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what it comes from."""
    line = _line_or_404(request, pk)
    form = ExplanationForm(request.POST)
    if not form.is_valid():
        return _again(request, line, form=form)
    try:
        explain_line(line_id=line.pk, note=form.cleaned_data["note"], by=user_of(request), at=timezone.now())
    except Refusal as refusal:
        return _refused(request, pk, refusal)
    messages.success(request, gettext("Written down."))
    return redirect("statement_line", pk=pk)


@staff(Post.ACCOUNTANT)
@writes
def statement_line_match(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which posting it is."""
    line = _line_or_404(request, pk)
    form = MatchForm(request.POST)
    if not form.is_valid():
        return _again(request, line, match_form=form)
    try:
        line = match_by_hand(line_id=line.pk, **form.cleaned_data, by=user_of(request), at=timezone.now())
    except Refusal as refusal:
        return _refused(request, pk, refusal)
    matched = gettext("Matched: bank and books say the same.")
    messages.success(request, matched if line.matched_at else gettext("Matched in part; the rest still waits."))
    return redirect("statement_line", pk=pk)


def _again(request: HttpRequest, line: StatementLine, **forms_given: forms.Form) -> HttpResponse:
    return render(request, "banking/statement_line.html", _page(request, line) | forms_given, status=422)


def _refused(request: HttpRequest, pk: int, refusal: Refusal) -> HttpResponse:
    page = _page(request, _line_or_404(request, pk)) | {"refusal": refusal}
    return render(request, "banking/statement_line.html", page, status=409)
