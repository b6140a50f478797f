"""The yearly interest: which years wait, what starting one does, settling one again by two people."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from contributions.accounts.actions import StatementRun, interest_again, open_statements, open_year
from contributions.accounts.actions.statements import message_key
from contributions.accounts.models import AccountKind
from contributions.accounts.names import rate_words
from contributions.accounts.overview import year_ahead, years_within
from contributions.accounts.selectors.years import put_forward_for
from contributions.assessment.visibility import others_holding
from funds.ledger.models import Book
from funds.ledger.selectors import books_seen_by
from siadmin.agency.access import acting, looking, reads, staff, user_of, writes
from siadmin.agency.forms import DecisionForm, ReasonForm
from siadmin.agency.insurances import LINE_OF_FUND
from siadmin.agency.posts import Post
from siadmin.agency.viewer import Viewer
from siadmin.kernel.models import Run
from siadmin.kernel.refusal import Refusal

LOOKERS = (Post.REVIEWER, Post.APPROVER, Post.DIRECTOR, Post.ACCOUNTANT, Post.ADMINISTRATOR, Post.AUDITOR)
PUTS_FORWARD = (Post.REVIEWER, Post.APPROVER)
STARTERS = LETS_GO = (Post.APPROVER,)
OTHERS_NAMED = 4


@staff(*LOOKERS)
@reads
def account_years(request: HttpRequest) -> HttpResponse:
    """Every year of the accounts within reach: settled, waiting, without a rate, at a rate that has changed since."""
    years = years_within(acting(request), timezone.localdate())
    shown = {
        "rows": [(year, None if year.told_ppm is None else rate_words(year.told_ppm)) for year in years],
        "waiting": sum(year.is_waiting for year in years),
        "changed": sum(year.has_new_rate for year in years),
        "without_rate": any(year.rate is None for year in years),
    }
    return render(request, "accounts/account_years.html", shown)


@staff(*LOOKERS)
@reads
def account_year(request: HttpRequest, code: str, account: str, year: int) -> HttpResponse:
    """One year: what it opens with, what was credited, by which rate; what starting it does, or what it brought."""
    return _page(request, _book(acting(request), code, account, year), year)


@staff(*STARTERS)
@writes
def account_year_start(request: HttpRequest, code: str, account: str, year: int) -> HttpResponse:
    """Open the run; asked twice, it leads to the run that is there."""
    book = _book(acting(request), code, account, year)
    try:
        run, _ = open_year(region=book.region, account=book.fund, year=year, by=user_of(request), at=timezone.now())
    except Refusal as refusal:
        return _page(request, book, year, status=409, refusal=refusal)
    return redirect("run", pk=run.pk)


@staff(*PUTS_FORWARD)
@writes
def account_year_again(request: HttpRequest, code: str, account: str, year: int) -> HttpResponse:
    """Ask another person to settle the year and those after it again."""
    book, form = _book(acting(request), code, account, year), ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, book, year, status=422, form=form)
    try:
        interest_again.put_forward(
            region=book.region, account=book.fund, year=year, by=user_of(request), at=timezone.now(),
            reason=form.cleaned_data["reason"],
        )  # fmt: skip
    except Refusal as refusal:
        return _page(request, book, year, status=409, form=form, refusal=refusal)
    messages.success(request, gettext("Put forward. Another person lets it go or sends it back."))
    return redirect("account_year", code, account, year)


@staff(*LETS_GO)
@writes
def account_year_let_go(request: HttpRequest, code: str, account: str, year: int) -> HttpResponse:
    """Credit the differences, by slices."""
    said = gettext("The interest is being settled again.")
    return _decide(request, _book(acting(request), code, account, year), year, interest_again.let_go, said)


@staff(*LETS_GO)
@writes
def account_year_send_back(request: HttpRequest, code: str, account: str, year: int) -> HttpResponse:
    """Do not let it go; the reason goes to who put it forward."""
    book, said = _book(acting(request), code, account, year), gettext("Sent back, with your reason.")
    return _decide(request, book, year, interest_again.send_back, said, must_say_why=True)


@staff(*PUTS_FORWARD)
@writes
def account_year_withdraw(request: HttpRequest, code: str, account: str, year: int) -> HttpResponse:
    """Take one's own back."""
    book = _book(acting(request), code, account, year)
    return _decide(request, book, year, interest_again.withdraw, gettext("Taken back."))


def _decide(
    request: HttpRequest,
    book: Book,
    year: int,
    act: Callable[..., object],
    said: str,
    *,
    must_say_why: bool = False,
) -> HttpResponse:
    asked = put_forward_for(book.region.pk, book.fund).filter(year=year).first()
    if asked is None:
        raise Http404
    form = DecisionForm(request.POST, must_say_why=must_say_why)
    if not form.is_valid():
        return _page(request, book, year, status=422, decision=form)
    why = {"reason": form.cleaned_data["reason"]} if must_say_why else {}
    seen = form.cleaned_data["seen_version"]
    try:
        act(asked_id=asked.pk, seen_version=seen, by=user_of(request), at=timezone.now(), **why)
    except Refusal as refusal:
        return _page(request, book, year, status=409, refusal=refusal)
    messages.success(request, said)
    return redirect("account_year", book.region.pk, book.fund, year)


@staff(*STARTERS)
@writes
def statements_start(request: HttpRequest, code: str, account: str, year: int) -> HttpResponse:
    """Send everybody of the line their statement of the year; asked twice, it leads to the run that is there."""
    book = _book(acting(request), code, account, year)
    line = LINE_OF_FUND[book.fund]
    try:
        run, _ = open_statements(region=book.region, line=line, year=year, by=user_of(request), at=timezone.now())
    except Refusal as refusal:
        return _page(request, book, year, status=409, refusal=refusal)
    return redirect("run", pk=run.pk)


def _book(viewer: Viewer, code: str, account: str, year: int) -> Book:
    """The book of these accounts, if it is within reach and held in this year; 404 otherwise."""
    books = books_seen_by(viewer).filter(fund__in=AccountKind.values)
    book = get_object_or_404(books, region=code, fund=account)
    if not book.opened_on.year <= year <= timezone.localdate().year:
        raise Http404
    return book


def _page(request: HttpRequest, book: Book, year: int, *, status: int = 200, **more: Any) -> HttpResponse:
    ahead = year_ahead(book.region, book.fund, year)
    viewer = looking(request)
    told, is_over = ahead.shown.told_ppm, year < timezone.localdate().year
    shown = {
        "book": book,
        "year": year,
        "ahead": ahead,
        "shown": ahead.shown,
        "told_rate": None if told is None else rate_words(told),
        "is_over": is_over,
        "may_start": viewer.holding(STARTERS).reaches_fund(book.fund, book.region.path),
        "no_law": ahead.refusal,
        "statements": Run.objects.filter(
            kind=StatementRun.code, key=message_key(book.region.pk, LINE_OF_FUND[book.fund], year)
        ).first(),
        "may_send": is_over and (ahead.shown.is_settled or ahead.refusal is not None),
        "form": ReasonForm(),
        **_again(request, book, year),
    }
    return render(request, "accounts/account_year.html", shown | more, status=status)


def _again(request: HttpRequest, book: Book, year: int) -> dict[str, Any]:
    """What was put forward of the year, and what waits for a second person, here or at another year."""
    put = put_forward_for(book.region.pk, book.fund)
    waiting, viewer = next((each for each in put if each.is_prepared), None), looking(request)
    shown: dict[str, Any] = {
        "waiting": waiting,
        "history": [each for each in put if each.year == year],
        "may_put": viewer.holding(PUTS_FORWARD).reaches_fund(book.fund, book.region.path),
    }
    if waiting is None:
        return shown
    others = others_holding(LETS_GO, book.region, waiting.prepared_eyes, timezone.localdate())
    return shown | {
        "is_own": waiting.prepared_by.eyes == user_of(request).eyes,
        "others": [each for each in others if each.office.line == LINE_OF_FUND[book.fund]][:OTHERS_NAMED],
        "decision": DecisionForm(initial={"seen_version": waiting.version}),
    }
