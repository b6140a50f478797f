"""Staff: clearings, who is left out of one and who waits for the next; institutions held by somebody's word."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from benefits.payments.forms import AnswerForm, OpenForm
from benefits.payments.rules.course import ANSWER_WORDS
from benefits.payments.selectors.permits import LOOKERS
from benefits.providers.selectors.permits import institutions_seen_by
from benefits.providers.views.done import done
from benefits.settlement import actions, settlers
from benefits.settlement.forms import HoldForm, LeaveOutForm, LetGoForm
from benefits.settlement.models import ClearingFile, ClearingHold, ClearingRun
from benefits.settlement.rules.clearing import STATE_WORDS, STOP_WORDS, Act, State
from benefits.settlement.selectors.permits import (
    ANEW,
    PRESSES,
    RESULTS,
    clearings_seen_by,
    holds_seen_by,
    offered,
    why_not,
    why_not_paid,
)
from benefits.settlement.selectors.remitted import returned_of
from benefits.settlement.selectors.stops import standing_of_run, stops_of
from funds.ledger.selectors import pooling_regions
from siadmin.agency.access import acting, open_page, reads, staff, user_of, writes
from siadmin.agency.forms import DecisionForm
from siadmin.agency.insurances import FUND_SHORT_NAMES
from siadmin.agency.posts import Post
from siadmin.agency.viewer import Viewer
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal

A_PAGE = 30
UNPAID = (State.CHECKING, State.REVIEWED, State.APPROVED)
_MONTHS_BACK = 3
_ACTIONS: Mapping[str, Callable[..., ClearingRun]] = {
    Act.REVIEW: actions.review_clearing,
    Act.APPROVE: actions.approve_clearing,
    Act.CANCEL: actions.cancel_clearing,
    Act.SEND_BACK: actions.send_clearing_back,
    Act.PAY: actions.pay_clearing,
}
_SAYS_WHY = (Act.CANCEL, Act.SEND_BACK)
_STATE_KINDS = {
    State.ASSEMBLING: "wait", State.CHECKING: "act", State.REVIEWED: "act", State.APPROVED: "act", State.PAID: "ok",
    State.CANCELLED: "back",
}  # fmt: skip
_WORDS = {"states": STATE_WORDS, "state_kinds": _STATE_KINDS, "funds": FUND_SHORT_NAMES}


@staff(*LOOKERS)
@reads
def clearings(request: HttpRequest) -> HttpResponse:
    """Clearings of the viewer's funds and places, the newest month first."""
    return _clearings(request)


def _open_form(request: HttpRequest, *given: Any) -> OpenForm:
    clerk, now = acting(request).holding((Post.CLERK,)), Month.of(timezone.localdate())
    regions = [each for each in pooling_regions() if clerk.reaches_region(each.path)]
    return OpenForm(*given, regions=regions, funds=_funds(clerk), months=[now - back for back in range(_MONTHS_BACK)])


def _funds(viewer: Viewer) -> list[str]:
    """Those in the viewer's reach that pay institutions."""
    return [fund for fund in settlers.funds() if viewer.sees_fund(fund)]


def _clearings(request: HttpRequest, form: OpenForm | None = None, status: int = 200, **more: Any) -> HttpResponse:
    viewer = acting(request)
    found, opens = clearings_seen_by(viewer), bool(_funds(viewer.holding((Post.CLERK,))))
    holds = bool(_funds(viewer.holding((Post.REVIEWER,))))
    filled: dict[int, LetGoForm] = more.pop("filled", {})
    shown = {
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "holds": [(each, _let_go_form(request, each, filled)) for each in holds_seen_by(acting(request))],
        "hold_form": more.pop("hold_form", None) or (_hold_form(request) if holds else None),
        "form": form or (_open_form(request) if opens else None),
        "waiting": found.filter(state__in=UNPAID).count(),
    }
    return render(request, "settlement/clearings.html", shown | _WORDS | more, status=status)


@staff(Post.CLERK)
@writes
def clearing_open(request: HttpRequest) -> HttpResponse:
    """Assemble what a fund owes its institutions to a month."""
    form = _open_form(request, request.POST)
    if not form.is_valid():
        return _clearings(request, form, status=422)
    told = form.cleaned_data
    try:
        own = actions.open_clearing(
            region=form.regions[told["place"]], fund=told["fund"], month=Month.parse(told["month"]),
            by=user_of(request), at=timezone.now(),
        )  # fmt: skip
    except Refusal as refusal:
        return _clearings(request, form, status=409, refusal=refusal)
    return redirect("run", own.run_id)


def _hold_form(request: HttpRequest, *given: Any) -> HoldForm | None:
    """Of institutions and funds the viewer reviews; None for others."""
    reviewer = acting(request).holding((Post.REVIEWER,))
    if Post.REVIEWER not in reviewer.posts:
        return None
    institutions = institutions_seen_by(reviewer).order_by("employer__name")
    return HoldForm(*given, institutions=institutions, funds=_funds(reviewer), auto_id="hold-%s")


def _let_go_form(request: HttpRequest, hold: ClearingHold, filled: dict[int, LetGoForm]) -> LetGoForm | None:
    if Post.REVIEWER not in acting(request).posts:
        return None
    return filled.get(hold.pk) or LetGoForm(auto_id=f"let-go-{hold.pk}-%s")


@staff(Post.REVIEWER)
@writes
def clearing_hold(request: HttpRequest) -> HttpResponse:
    """From now on an institution waits."""
    form = _hold_form(request, request.POST)
    if form is None:
        raise Http404

    def act() -> ClearingHold:
        told = form.cleaned_data
        return actions.hold_institution(
            institution=form.chosen(), fund=told["fund"], reason=told["reason"], by=user_of(request),
            at=timezone.now(),
        )  # fmt: skip

    def page(**more: Any) -> HttpResponse:
        return _clearings(request, hold_form=form, **more)

    return done(request, form, act, page, gettext("Held."), ("clearings",))


@staff(Post.REVIEWER)
@writes
def clearing_let_go(request: HttpRequest, pk: int) -> HttpResponse:
    """The next clearing takes it in again."""
    own = get_object_or_404(holds_seen_by(acting(request)), pk=pk)
    form = LetGoForm(request.POST, auto_id=f"let-go-{own.pk}-%s")

    def act() -> ClearingHold:
        return actions.let_institution_go(
            hold_id=own.pk, reason=form.cleaned_data["reason"], by=user_of(request), at=timezone.now()
        )

    def page(**more: Any) -> HttpResponse:
        return _clearings(request, filled={own.pk: form}, **more)

    return done(request, form, act, page, gettext("Let go."), ("clearings",))


@staff(*LOOKERS)
@reads
def clearing(request: HttpRequest, number: str) -> HttpResponse:
    """One clearing: what each institution is paid, and what the viewer may do."""
    return shown_page(request, get_object_or_404(clearings_seen_by(acting(request)), number=number))


def shown_page(request: HttpRequest, own: ClearingRun, status: int = 200, **more: Any) -> HttpResponse:
    user, today = user_of(request), timezone.localdate()
    filled: dict[str, DecisionForm] = more.pop("filled", {})
    found = own.clearings.select_related("institution__employer", "left_out__left_out_by").order_by("-pay_fen", "pk")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    stops = stops_of([each.institution_id for each in page], own.fund, today) if own.state in UNPAID else {}
    shown = {
        "own": own,
        "page": page,
        "rows": [(each, stops.get(each.institution_id)) for each in page],
        "files": _files(own, more.pop("answered", {})),
        "returned": returned_of(own),
        "answers": ANSWER_WORDS,
        "may_take_file": bool({Post.CASHIER, Post.ACCOUNTANT} & acting(request).posts),
        "why_not_answer": why_not_paid(own, RESULTS, user, today),
        "why_not_anew": why_not_paid(own, ANEW, user, today),
        "waiting": own.waiting.select_related("institution__employer").order_by("due_fen", "pk"),
        "stop_words": STOP_WORDS,
        "leave_out": more.pop("leave_out", None) or (_leave_out_form(own) if own.state in UNPAID else None),
        "leave_out_not": why_not(own, Act.LEAVE_OUT, user, today),
        "offers": [
            {
                "act": act, "label": PRESSES[act], "why_not": why_not(own, act, user, today),
                "form": filled.get(act)
                or DecisionForm(
                    must_say_why=act in _SAYS_WHY, auto_id=f"{act}-%s", initial={"seen_version": own.version}
                ),
            }
            for act in offered(own)
        ],
        "run_url": open_page(acting(request), "run", own.run_id),
    }  # fmt: skip
    return render(request, "settlement/clearing.html", shown | _WORDS | more, status=status)


def answer_form(file: ClearingFile, *given: Any) -> AnswerForm:
    """Several files stand on one page, each with its own form."""
    data, files = given or (None, None)
    return AnswerForm(data, files, auto_id=f"answer-{file.pk}-%s")


def _files(own: ClearingRun, answered: dict[int, AnswerForm]) -> list[dict[str, Any]]:
    """Each file with the bank's answers and the form for the next. `answered`: forms that were sent and refused."""
    files = own.files.select_related("sent_by").prefetch_related("answers").order_by("pk")
    return [{"file": each, "form": answered.get(each.pk) or answer_form(each)} for each in files]


def _leave_out_form(own: ClearingRun, *given: Any) -> LeaveOutForm:
    its = standing_of_run(own).select_related("institution__employer").order_by("institution__employer__name")
    named = [each.institution for each in its]
    return LeaveOutForm(*given, institutions=named, auto_id="leave-out-%s", initial={"seen_version": own.version})


@staff(Post.REVIEWER)
@writes
def clearing_leave_out(request: HttpRequest, number: str) -> HttpResponse:
    """One institution is not paid by it; the others go on."""
    own = get_object_or_404(clearings_seen_by(acting(request)), number=number)
    form = _leave_out_form(own, request.POST)

    def act() -> None:
        told = form.cleaned_data
        actions.leave_out(
            clearing_id=own.pk, seen_version=told["seen_version"], institution=form.chosen(), reason=told["reason"],
            by=user_of(request), at=timezone.now(),
        )  # fmt: skip

    def page(**more: Any) -> HttpResponse:
        return shown_page(request, own, leave_out=form, **more)

    return done(request, form, act, page, gettext("Left out."), ("clearing", own.number))


@staff(Post.REVIEWER, Post.APPROVER, Post.CASHIER)
@writes
def clearing_act(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """The next step of a clearing."""
    own = get_object_or_404(clearings_seen_by(acting(request)), number=number)
    if act not in _ACTIONS:
        raise Http404
    form = DecisionForm(request.POST, must_say_why=act in _SAYS_WHY, auto_id=f"{act}-%s")

    def do() -> None:
        said = {"reason": form.cleaned_data["reason"]} if act in _SAYS_WHY else {}
        _ACTIONS[act](
            clearing_id=own.pk, seen_version=form.cleaned_data["seen_version"], by=user_of(request),
            at=timezone.now(), **said,
        )  # fmt: skip

    def page(**more: Any) -> HttpResponse:
        return shown_page(request, own, filled={act: form}, **more)

    return done(request, form, do, page, gettext("Done."), ("clearing", own.number))
