"""Disputed months, the employer's door: what is said, until when to answer, what was ordered."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from enrollment.coverage.actions.disputes import answer
from enrollment.coverage.forms import AnswerForm
from enrollment.coverage.models import Dispute
from enrollment.coverage.rules.kinds import Answer
from enrollment.coverage.selectors.disputes import disputes_seen_by, shown_beside
from enrollment.coverage.words import ANSWERS, CLAIMS
from enrollment.registry.models import Employer
from enrollment.registry.selectors import employers_seen_by, identifier_of
from siadmin.agency.access import employers, looking, open_page, reads, user_of, writes
from siadmin.agency.downloads import handed_out
from siadmin.kernel.identifiers.masking import masked
from siadmin.kernel.refusal import Refusal
from siadmin.matters.selectors.cases import facts_of
from siadmin.matters.words import STATE_KINDS, STATES


def _employer(request: HttpRequest, number: str) -> Employer:
    viewer = looking(request)
    return get_object_or_404(employers_seen_by(viewer).filter(pk__in=viewer.employer_ids), number=number)


def _dispute(request: HttpRequest, number: str, case: str) -> Dispute:
    own = disputes_seen_by(looking(request)).filter(employer=_employer(request, number))
    return get_object_or_404(own, case__number=case)


@employers
@reads
def employer_disputes(request: HttpRequest, number: str) -> HttpResponse:
    """What waits for an answer, what was ordered, what is over."""
    employer, today = _employer(request, number), timezone.localdate()
    disputes = list(disputes_seen_by(looking(request)).filter(employer=employer))
    rows = [
        (each, each.before_month - 1, CLAIMS[each.claim], STATES[each.case.state], STATE_KINDS[each.case.state],
         ANSWERS.get(each.answer))
        for each in disputes
    ]  # fmt: skip
    waiting = [each for each in disputes if not each.answer and each.case.is_open]
    shown = {
        "employer": employer,
        "rows": rows,
        "waiting": waiting,
        "next": min(waiting, key=lambda each: each.answer_due_on, default=None),
        "today": today,
    }
    return render(request, "coverage/employer_disputes.html", shown)


@employers
@reads
def employer_dispute(request: HttpRequest, number: str, case: str) -> HttpResponse:
    """One dispute: what the employee says, the three clocks, the answer or the form for it."""
    return _page(request, _dispute(request, number, case))


def _page(
    request: HttpRequest, dispute: Dispute, status: int = 200, form: AnswerForm | None = None, **more: Any
) -> HttpResponse:
    facts, held = facts_of(dispute.case), identifier_of(dispute.person)
    may_answer = not dispute.answer and dispute.case.is_open
    number = dispute.employer.number
    shown = {
        "employer": dispute.employer,
        "dispute": dispute,
        "case": dispute.case,
        "shown": shown_beside(dispute.case),
        "story": facts.get("story", ""),
        "identifier": masked(held.value) if held else "",
        "form": form or (AnswerForm() if may_answer else None),
        "enrol_url": open_page(looking(request), "employer_declaration", number),
        "make_good_url": _make_good_url(request, dispute),
        "answer_url": reverse("employer_dispute_answer", args=[number, dispute.case.number]),
    }
    return render(request, "coverage/employer_dispute.html", shown | more, status=status)


def _make_good_url(request: HttpRequest, dispute: Dispute) -> str:
    """Where past months are paid for, with those of the dispute."""
    url = open_page(looking(request), "employer_apply", dispute.employer.number, "back_payment")
    months = {"first_month": dispute.from_month, "last_month": dispute.before_month - 1}
    return url and f"{url}?{urlencode(months)}"


@employers
@writes
def employer_dispute_answer(request: HttpRequest, number: str, case: str) -> HttpResponse:
    """Answer, once."""
    dispute = _dispute(request, number, case)
    form = AnswerForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, dispute, 422, form)
    try:
        answer(
            dispute_id=dispute.pk,
            answer=Answer(form.cleaned_data["answer"]),
            words=form.cleaned_data["words"],
            evidence=form.evidence,
            by=user_of(request),
            at=timezone.now(),
        )
    except Refusal as refusal:
        return _page(request, dispute, 409, form, refusal=refusal)
    messages.success(request, gettext("Answered. Your employee and the agency see it now."))
    return redirect("employer_dispute", number, case)


@employers
@reads
def employer_dispute_paper(request: HttpRequest, number: str, case: str) -> HttpResponse:
    """The paper the employer sent with its answer."""
    dispute = _dispute(request, number, case)
    if dispute.answer_document is None:
        raise Http404
    return handed_out(dispute.answer_document)
