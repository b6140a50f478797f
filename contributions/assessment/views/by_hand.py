"""Wages set by hand for whom nobody declared: prepared by a clerk, looked at by a reviewer (SIL 62, REG 37)."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from contributions.assessment import actions
from contributions.assessment.by_hand import (
    expected_bill,
    newest_proposals,
    proposed_wages,
    waiting_for_a_person,
    waiting_for_review,
)
from contributions.assessment.forms import WagesByHandForm
from contributions.assessment.models import HandAssessment, HandProposal
from contributions.assessment.visibility import employers_worked_on_by, others_holding
from enrollment.registry.models import Employer
from siadmin.agency.access import looking, reads, staff, user_of, writes
from siadmin.agency.forms import DecisionForm
from siadmin.agency.posts import Post
from siadmin.agency.tiles import page as page_url
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal

A_PAGE = 50
PREPARES = frozenset({Post.CLERK})
REVIEWS = frozenset({Post.REVIEWER})
LOOKS = PREPARES | REVIEWS | {Post.AUDITOR}


@staff(Post.CLERK, Post.REVIEWER, Post.APPROVER, Post.DIRECTOR, Post.AUDITOR)
@reads
def hand_assessments(request: HttpRequest) -> HttpResponse:
    """Employers with insured people, no declaration and no earlier month; `?show=review` what was prepared."""
    viewer = looking(request)
    waiting = waiting_for_a_person(viewer)
    to_review = waiting_for_review(waiting)
    to_prepare = waiting.exclude(pk__in=to_review.values("pk"))
    show = request.GET.get("show", "")
    if show not in ("prepare", "review"):
        show = "review" if Post.REVIEWER in viewer.posts and Post.CLERK not in viewer.posts else "prepare"
    page = Paginator(to_review if show == "review" else to_prepare, A_PAGE).get_page(request.GET.get("page"))
    newest = newest_proposals(page.object_list)
    shown = {
        "show": show,
        "page": page,
        "rows": [(each, newest.get(each.pk)) for each in page],
        "counts": {"prepare": to_prepare.count(), "review": to_review.count()},
        "people": sum(waiting.values_list("people", flat=True)),
        "eyes": user_of(request).eyes,
        "may_prepare": Post.CLERK in viewer.posts,
        "may_review": Post.REVIEWER in viewer.posts,
        "may_open": bool(viewer.posts & LOOKS),
    }
    return render(request, "assessment/hand_assessments.html", shown)


@staff(Post.CLERK, Post.REVIEWER, Post.AUDITOR)
@reads
def hand_assessment(request: HttpRequest, number: str, month: Month) -> HttpResponse:
    """One of them: to be prepared, what was prepared and waits for another person, or what became of it."""
    shown = _shown(request, *_waiting(request, LOOKS, number, month))
    return _page(request, shown, status=409 if "refusal" in shown else 200)


@staff(Post.CLERK)
@writes
def prepare_month_by_hand(request: HttpRequest, number: str, month: Month) -> HttpResponse:
    """Keep the wages for another person to look at; nothing is filed."""
    employer, waiting = _waiting(request, PREPARES, number, month)
    shown = _shown(request, employer, waiting)
    if "floor" not in shown:
        return _page(request, shown, status=409)
    form = shown["form"] = WagesByHandForm(proposed_wages(employer, month)[0], request.POST)
    if not form.is_valid():
        return _page(request, shown, status=422)
    try:
        actions.prepare_by_hand(
            employer=employer,
            month=month,
            wages=form.wages,
            by=user_of(request),
            at=timezone.now(),
            reason=form.cleaned_data["reason"],
        )
    except Refusal as refusal:
        return _page(request, shown | {"refusal": refusal}, status=409)
    messages.success(request, gettext("Prepared. It becomes a bill when another person has approved it."))
    return redirect("hand_assessment", number, month)


@staff(Post.REVIEWER)
@writes
def approve_month_by_hand(request: HttpRequest, number: str, month: Month) -> HttpResponse:
    """File the prepared wages; the month is assessed by the same act."""

    def approve(proposal: HandProposal, form: DecisionForm) -> str:
        actions.approve_by_hand(
            proposal_id=proposal.pk,
            seen_version=form.cleaned_data["seen_version"],
            by=user_of(request),
            at=timezone.now(),
            today=timezone.localdate(),
        )
        messages.success(request, gettext("Approved: the wages are filed and the bill is issued."))
        return page_url("work_bill", number, month)

    return _decide(request, REVIEWS, number, month, approve, must_say_why=False)


@staff(Post.REVIEWER)
@writes
def send_month_by_hand_back(request: HttpRequest, number: str, month: Month) -> HttpResponse:
    """Ask the clerk for other wages; the reason goes with it."""

    def send_back(proposal: HandProposal, form: DecisionForm) -> str:
        actions.send_back_by_hand(
            proposal_id=proposal.pk,
            seen_version=form.cleaned_data["seen_version"],
            by=user_of(request),
            at=timezone.now(),
            reason=form.cleaned_data["reason"],
        )
        messages.success(request, gettext("Sent back, with your reason. What was prepared is kept to start from."))
        return reverse("hand_assessments")

    return _decide(request, REVIEWS, number, month, send_back, must_say_why=True)


@staff(Post.CLERK)
@writes
def withdraw_month_by_hand(request: HttpRequest, number: str, month: Month) -> HttpResponse:
    """Take one's own back, to change it."""

    def withdraw(proposal: HandProposal, form: DecisionForm) -> str:
        actions.withdraw_by_hand(
            proposal_id=proposal.pk, seen_version=form.cleaned_data["seen_version"], by=user_of(request),
            at=timezone.now(),
        )  # fmt: skip
        messages.success(request, gettext("Taken back: change it and prepare it again."))
        return reverse("hand_assessment", args=(number, month))

    return _decide(request, PREPARES, number, month, withdraw, must_say_why=False)


def _decide(
    request: HttpRequest,
    posts: frozenset[Post],
    number: str,
    month: Month,
    act: Callable[[HandProposal, DecisionForm], str],
    *,
    must_say_why: bool,
) -> HttpResponse:
    """Do `act` with what was prepared last, and go where it says."""
    employer, waiting = _waiting(request, posts, number, month)
    form = DecisionForm(request.POST, must_say_why=must_say_why)
    if not form.is_valid():
        return _page(request, _shown(request, employer, waiting) | {"decision": form}, status=422)
    proposal = get_object_or_404(HandProposal, waiting=waiting, pk=_number(request.POST.get("proposal", "")))
    try:
        return redirect(act(proposal, form))
    except Refusal as refusal:
        waiting.refresh_from_db()
        return _page(request, _shown(request, employer, waiting) | {"refusal": refusal}, status=409)


def _shown(request: HttpRequest, employer: Employer, waiting: HandAssessment) -> dict[str, Any]:
    """What the page shows, by where the month stands; with a `refusal` when the law says nothing of it."""
    viewer = looking(request)
    month, today, eyes = waiting.month, timezone.localdate(), user_of(request).eyes
    history = list(waiting.proposals.select_related("prepared_by", "decided_by", "declaration").order_by("-pk"))
    newest = history[0] if history else None
    is_prepared = newest is not None and newest.is_prepared and waiting.decided_at is None
    shown: dict[str, Any] = {
        "employer": employer,
        "month": month,
        "waiting": waiting,
        "newest": newest,
        "history": history,
        "is_prepared": is_prepared,
        "is_overtaken": newest is not None and newest.is_prepared and waiting.decided_at is not None,
        "may_prepare": Post.CLERK in viewer.posts,
        "may_review": Post.REVIEWER in viewer.posts,
    }
    if waiting.decided_at is not None:
        return shown
    try:
        wages, shown["floor"] = proposed_wages(employer, month)
        if newest is not None and is_prepared:
            shown["is_own"] = newest.prepared_by.eyes == eyes
            shown["wages"] = [(each, newest.wages.get(str(each.person.pk))) for each in wages]
            shown["bill"] = expected_bill(employer, month, newest.wages)
            shown["reviewers"] = others_holding(REVIEWS, employer.region, newest.prepared_by.eyes, today)[:4]
            shown["decision"] = DecisionForm(initial={"seen_version": newest.version})
        else:
            shown["form"] = WagesByHandForm(wages, before=newest)
    except Refusal as refusal:
        shown["refusal"] = refusal
    return shown


def _page(request: HttpRequest, shown: dict[str, Any], *, status: int) -> HttpResponse:
    return render(request, "assessment/hand_assessment.html", shown, status=status)


def _waiting(
    request: HttpRequest, posts: frozenset[Post], number: str, month: Month
) -> tuple[Employer, HandAssessment]:
    viewer = looking(request)
    employers = employers_worked_on_by(viewer, posts).select_related("region", "pooling_region")
    employer = get_object_or_404(employers, number=number)
    return employer, get_object_or_404(
        HandAssessment.objects.select_related("decided_by"), employer=employer, month=month
    )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
