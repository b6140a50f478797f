"""Bank statements: take one in, see its lines, and day by day whether the books say the same."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from funds.banking.actions import import_statement, open_bank_account
from funds.banking.forms import BankAccountForm, StatementForm
from funds.banking.models import How, Statement, StatementLine
from funds.banking.selectors.matching import booked_only, lines_waiting
from funds.banking.selectors.statements import (
    accounts_without_bank,
    bank_accounts_seen_by,
    days_of,
    statements_seen_by,
)
from funds.banking.views.lines import HOW, shown
from funds.ledger.views.where import READERS, Where, where_of
from siadmin.agency.access import acting, reads, staff, user_of, writes
from siadmin.agency.posts import Post
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.sheets import Cell, as_csv
from siadmin.policy.calendar import WorkCalendar

STATEMENTS_A_PAGE = 20
LINES_A_PAGE = 100
LINES_SHOWN = 10
POSTINGS_SHOWN = 20
SAMPLE: list[list[Cell]] = [
    ["BK20261105-0001", "2026-11-05", Decimal("1234.56"), "国家金库 待缴库税款", "社保费 2026-10"],
    ["BK20261105-0002", "2026-11-05", Decimal("-88.00"), "张三", "退费"],
]


@staff(*READERS)
@reads
def statements(request: HttpRequest) -> HttpResponse:
    """The accounts, and what was imported for them."""
    return render(request, "banking/statements.html", _page(request))


def _page(request: HttpRequest) -> dict[str, Any]:
    viewer = acting(request)
    where = where_of(request, viewer)
    found = statements_seen_by(viewer, where.region)
    accounts = list(bank_accounts_seen_by(viewer, where.region))
    nameless = accounts_without_bank(viewer, where.region) if where.region else None
    may_import = Post.ACCOUNTANT in viewer.posts
    waiting = lines_waiting(viewer, where.region)
    calendar, today = WorkCalendar(), timezone.localdate()
    untold, untold_count = booked_only(accounts, POSTINGS_SHOWN)
    return {
        "where": where,
        "waiting": [shown(line, today, calendar) for line in waiting[:LINES_SHOWN]],
        "waiting_count": waiting.count(),
        "untold": untold,
        "untold_count": untold_count,
        "bank_of": {account.pk: account for account in accounts},
        "page": Paginator(found, STATEMENTS_A_PAGE).get_page(request.GET.get("page")),
        "accounts": accounts,
        "behind": [account for account in accounts if account.last_on is None or _lags(account.last_on)],
        "nameless": nameless,
        "may_import": may_import,
        "form": StatementForm(accounts=bank_accounts_seen_by(viewer, where.region)) if may_import else None,
        "account_form": BankAccountForm(accounts=nameless) if may_import and nameless is not None else None,
    }


def _lags(last_on: Any) -> bool:
    """Whether the last month that is over is not reached by any line."""
    return bool(Month.of(last_on) < Month.of(timezone.localdate()) - 1)


@staff(Post.ACCOUNTANT)
@writes
def statement_import(request: HttpRequest) -> HttpResponse:
    """Take a statement in, whole or not at all."""
    viewer = acting(request)
    where = where_of(request, viewer)
    form = StatementForm(request.POST, request.FILES, accounts=bank_accounts_seen_by(viewer, where.region))
    if not form.is_valid():
        return render(request, "banking/statements.html", _page(request) | {"form": form}, status=422)
    file = form.cleaned_data["file"]
    try:
        statement, is_new = import_statement(
            bank_account=form.cleaned_data["bank_account"],
            name=file.name,
            content=file.read(),
            by=user_of(request),
            at=timezone.now(),
        )
    except Refusal as refusal:
        return render(
            request, "banking/statements.html", _page(request) | {"form": form, "refusal": refusal}, status=409
        )
    _tell(request, statement, is_new)
    return redirect("statement", pk=statement.pk)


def _tell(request: HttpRequest, statement: Statement, is_new: bool) -> None:
    if not is_new:
        messages.warning(request, gettext("This file was imported before; this is that import."))
        return
    fresh = statement.lines.count()
    told = [ngettext("%(n)s line imported.", "%(n)s lines imported.", fresh) % {"n": f"{fresh:,}"}]
    if known := statement.lines_count - fresh:
        text = ngettext(
            "%(n)s line was known by its bank reference and is not taken twice.",
            "%(n)s lines were known by their bank references and are not taken twice.",
            known,
        )
        told.append(text % {"n": f"{known:,}"})
    if waiting := statement.lines.filter(matched_at__isnull=True).count():
        text = ngettext("%(n)s line is not in the books yet.", "%(n)s lines are not in the books yet.", waiting)
        told.append(text % {"n": f"{waiting:,}"})
    elif fresh:
        told.append(gettext("The books say the same of all of them."))
    messages.success(request, " ".join(told))


@staff(Post.ACCOUNTANT)
@writes
def bank_account_open(request: HttpRequest) -> HttpResponse:
    """Name the real account behind an account of a book."""
    viewer = acting(request)
    where: Where = where_of(request, viewer)
    form = BankAccountForm(request.POST, accounts=accounts_without_bank(viewer, where.the_region))
    if not form.is_valid():
        return render(request, "banking/statements.html", _page(request) | {"account_form": form}, status=422)
    try:
        open_bank_account(**form.cleaned_data, by=user_of(request), at=timezone.now())
    except Refusal as refusal:
        page = _page(request) | {"account_form": form, "refusal": refusal}
        return render(request, "banking/statements.html", page, status=409)
    messages.success(request, gettext("The account is named; its statements can be imported."))
    return redirect(f"{reverse('statements')}{where.query()}")


@staff(*READERS)
@reads
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    """One statement: its days against the books, then its lines."""
    found = get_object_or_404(statements_seen_by(acting(request)), pk=pk)
    days = days_of(found.bank_account, found.first_on, found.last_on) if found.first_on else []
    lines = found.lines.order_by("value_on", "bank_reference").prefetch_related("matches__posting__entry")
    page = Paginator(lines, LINES_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "banking/statement.html",
        {
            "statement": found,
            "book": found.bank_account.account.book,
            "days": days,
            "unmatched": found.lines.filter(matched_at__isnull=True).count(),
            "page": page,
            "lines": [(line, line.matches.all(), _hows(line)) for line in page],
            "known": found.lines_count - found.fresh,
        },
    )


def _hows(line: StatementLine) -> list[Words]:
    """How its matches were found, each way once."""
    return [HOW[How(how)] for how in sorted({match.how for match in line.matches.all()})]


@staff(*READERS)
@reads
def statement_sample(request: HttpRequest) -> HttpResponse:
    """A file as the import wants it."""
    response = HttpResponse(
        as_csv(["bank_reference", "value_on", "amount", "counterparty", "text"], SAMPLE),
        content_type="text/csv; charset=utf-8",
    )
    response["Content-Disposition"] = 'attachment; filename="bank_statement_sample.csv"'
    return response
