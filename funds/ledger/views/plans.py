"""Funding plans of a month: what each fund needs, what was asked for and granted, what is left to draw."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from funds.ledger import needs
from funds.ledger.actions import answer_plan, prepare_plan, sign_plan, withdraw_plan
from funds.ledger.actions.funding import ANSWERED_BY_PAYER
from funds.ledger.forms import PlanAnswerForm, PlanForm
from funds.ledger.models import Book, FundingPlan
from funds.ledger.needs import Need
from funds.ledger.rules.planning import PLAN_WORDS, PlanState
from funds.ledger.selectors import Draw, drawers_of, drawn_by, draws_of, granted_to, plans_seen_by
from funds.ledger.views.where import READERS, Where, book_at, month_of, this_month, where_at, where_of
from siadmin.agency.access import acting, reads, staff, user_of, writes
from siadmin.agency.posts import Post
from siadmin.kernel.money import written
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.workflow import SAME_PERSON

SIGNERS = (Post.APPROVER, Post.DIRECTOR)
KEEPERS = (
    Post.ACCOUNTANT,
    Post.APPROVER,
    Post.DIRECTOR,
)  # who writes the reply down: never who prepared it, signed it, or pays
MOST_DRAWS = 50
STATE_KINDS = {"prepared": "act", "signed": "wait", "answered": "ok", "withdrawn": "back"}


@dataclass(frozen=True, slots=True)
class Row:
    """One fund in the month in view; fen."""

    book: Book
    needs: list[Need]
    granted_fen: int
    drawn_fen: int
    plans: list[dict[str, Any]] = field(default_factory=list)
    form: PlanForm | None = None
    draws: list[Draw] = field(default_factory=list)

    @property
    def unconfirmed_fen(self) -> int:
        """What was drawn and the bank has not brought, as far as it told."""
        return sum(draw.waiting_fen for draw in self.draws)

    @property
    def shown_draws(self) -> list[Draw]:
        return self.draws[:MOST_DRAWS]

    @property
    def left_fen(self) -> int:
        return self.granted_fen - self.drawn_fen

    @property
    def needed_fen(self) -> int:
        return sum(need.amount_fen for need in self.needs)

    @property
    def short_fen(self) -> int:
        """What is known to be paid and neither granted nor asked for."""
        asked = sum(each["plan"].amount_fen for each in self.plans if each["plan"].state in ("prepared", "signed"))
        return max(0, self.needed_fen - self.left_fen - asked)


@staff(*READERS, Post.APPROVER)
@reads
def funding_plans(request: HttpRequest) -> HttpResponse:
    """A month of the region's funds."""
    where = where_of(request, acting(request))
    return render(request, "ledger/plans.html", _page(request, where, month_of(request, this_month())))


@staff(Post.ACCOUNTANT)
@writes
def funding_plan_prepare(request: HttpRequest, region: str, fund: str) -> HttpResponse:
    """Ask for money for a month of a fund."""
    book = book_at(request, region, fund)
    where = where_at(acting(request), book.region)
    month, form = month_of(request, this_month()), PlanForm(request.POST, auto_id=f"plan-{fund}-%s")
    if not form.is_valid():
        return render(request, "ledger/plans.html", _page(request, where, month, forms={book.pk: form}), status=422)
    try:
        prepare_plan(
            book=book, month=month, amount_fen=form.amount_fen(), purpose=form.cleaned_data["purpose"],
            by=user_of(request), at=timezone.now(),
        )  # fmt: skip
    except Refusal as refusal:
        page = _page(request, where, month, forms={book.pk: form})
        return render(request, "ledger/plans.html", page | {"refusal": refusal}, status=409)
    messages.success(request, gettext("Prepared; another person signs it."))
    return redirect(f"{reverse('funding_plans')}?region={region}&month={month}")


@staff(*SIGNERS)
@writes
def funding_plan_sign(request: HttpRequest, number: str) -> HttpResponse:
    """Sign a plan that somebody else prepared."""
    return _done(request, number, gettext("Signed; it goes to the finance department."), sign_plan)


@staff(Post.ACCOUNTANT)
@writes
def funding_plan_withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Give a plan up before it is signed."""
    return _done(request, number, gettext("Withdrawn."), withdraw_plan)


@staff(*KEEPERS)
@writes
def funding_plan_answer(request: HttpRequest, number: str) -> HttpResponse:
    """What the finance department granted."""
    plan = _plan(request, number)
    form = PlanAnswerForm(request.POST, auto_id=f"answer-{plan.number}-%s")
    if not form.is_valid():
        page = _page(request, where_at(acting(request), plan.book.region), plan.month, answers={plan.pk: form})
        return render(request, "ledger/plans.html", page, status=422)
    given = form.given()
    return _done(
        request, number, gettext("On record: it may be drawn."), lambda **told: answer_plan(**told, **given), form
    )


def _plan(request: HttpRequest, number: str) -> FundingPlan:
    return get_object_or_404(plans_seen_by(acting(request)), number=number)


def _done(
    request: HttpRequest, number: str, what: str, act: Callable[..., FundingPlan], form: PlanAnswerForm | None = None
) -> HttpResponse:
    plan = _plan(request, number)
    try:
        act(plan_id=plan.pk, by=user_of(request), at=timezone.now())
    except Refusal as refusal:
        answers = {plan.pk: form} if form else {}
        page = _page(request, where_at(acting(request), plan.book.region), plan.month, answers=answers)
        return render(request, "ledger/plans.html", page | {"refusal": refusal}, status=409)
    messages.success(request, what)
    return redirect(f"{reverse('funding_plans')}?region={plan.book.region_id}&month={plan.month}")


def _page(
    request: HttpRequest, where: Where, month: Month, *, forms: dict[int, PlanForm] | None = None,
    answers: dict[int, PlanAnswerForm] | None = None,
) -> dict[str, Any]:  # fmt: skip
    posts = acting(request).posts
    may_prepare = Post.ACCOUNTANT in posts and month >= this_month()
    plans = list(plans_seen_by(acting(request)).filter(book__in=where.books, month=month).order_by("pk"))
    draws, rows = draws_of(where.books, month), []
    for book in where.books:
        own = [_offered(request, plan, (answers or {}).get(plan.pk)) for plan in plans if plan.book_id == book.pk]
        row = Row(book, needs.of(book, month), granted_to(book, month), drawn_by(book, month), own)
        form = ((forms or {}).get(book.pk) or _fresh(row)) if may_prepare else None
        rows.append(Row(book, row.needs, row.granted_fen, row.drawn_fen, own, form, draws.get(book.pk, [])))
    return {
        "where": where,
        "month": month,
        "rows": rows,
        "short_fen": sum(row.short_fen for row in rows),
        "left_fen": sum(row.left_fen for row in rows),
        "opens_draws": bool(set(READERS) & posts),
        "previous": month - 1,
        "next": month + 1 if month < this_month() + 1 else None,
        "states": PLAN_WORDS,
        "state_kinds": STATE_KINDS,
    }


def _fresh(row: Row) -> PlanForm:
    """Filled with what is known to be paid and not covered."""
    first = {"amount": written(row.short_fen), "purpose": gettext("Benefit payments")} if row.short_fen else {}
    return PlanForm(initial=first, auto_id=f"plan-{row.book.fund}-%s")


def _offered(request: HttpRequest, plan: FundingPlan, filled: PlanAnswerForm | None) -> dict[str, Any]:
    """A plan with what the viewer may do about it, or why not."""
    posts, user = acting(request).posts, user_of(request)
    signs = plan.state == PlanState.PREPARED and bool(set(SIGNERS) & posts)
    own = plan.prepared_by.eyes == user.eyes
    signed = plan.signed_by is not None and plan.signed_by.eyes == user.eyes
    answers = plan.state == PlanState.SIGNED and bool(set(KEEPERS) & posts)
    bars = (
        SAME_PERSON
        if own or signed
        else ANSWERED_BY_PAYER
        if answers and user.eyes in drawers_of(plan.book, plan.month)
        else None
    )
    blank = PlanAnswerForm(initial={"granted": written(plan.amount_fen)}, auto_id=f"answer-{plan.number}-%s")
    return {
        "plan": plan,
        "may_sign": signs and not own,
        "why_not": str(bars().message) if bars and (signs or answers) else "",
        "may_withdraw": plan.state == PlanState.PREPARED and Post.ACCOUNTANT in posts,
        "form": (filled or blank) if answers and not bars else None,
    }
