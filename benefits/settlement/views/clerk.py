"""Staff: what bills were flagged for, clearings, days that differ, what each institution costs."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from benefits.payments.forms import OpenForm
from benefits.payments.selectors.permits import LOOKERS
from benefits.providers.views.done import done
from benefits.settlement import actions
from benefits.settlement.forms import FlagForm
from benefits.settlement.models import ClearingRun, Flag
from benefits.settlement.rules.clearing import STATE_WORDS, Act, State
from benefits.settlement.selectors.permits import (
    PRESSES,
    clearings_seen_by,
    flags_seen_by,
    offered,
    reconciliations_seen_by,
    why_not,
)
from benefits.settlement.selectors.spending import Spending, laws_of, spending_of
from enrollment.registry.names import organisation as named
from funds.ledger.selectors import pooling_regions
from siadmin.agency.access import acting, open_page, reads, staff, user_of, writes
from siadmin.agency.forms import DecisionForm
from siadmin.agency.insurances import FUND_SHORT_NAMES, LINE_OF_FUND
from siadmin.agency.posts import Post
from siadmin.kernel.language import chosen
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal

A_PAGE = 30
_MONTHS_BACK = 3
_MOST_DRAWN = 12
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
def bill_flags(request: HttpRequest) -> HttpResponse:
    """Flags nobody decided yet, the oldest first; with `show=decided` those that were."""
    return _flags(request)


def _flags(
    request: HttpRequest, filled: tuple[int, FlagForm] | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    viewer, is_decided = acting(request), request.GET.get("show") == "decided"
    found = flags_seen_by(viewer)
    open_ones = found.filter(disallowed_fen__isnull=True)
    order = (
        found.filter(disallowed_fen__isnull=False).order_by("-decided_at") if is_decided else open_ones.order_by("pk")
    )
    page = Paginator(order, A_PAGE).get_page(request.GET.get("page"))
    may = Post.REVIEWER in viewer.posts and not is_decided
    rows = [(each, chosen(zh=each.told["zh"], en=each.told["en"]), _flag_form(each, filled, may)) for each in page]
    shown = {"page": page, "rows": rows, "open_count": open_ones.count(), "is_decided": is_decided}
    return render(request, "settlement/flags.html", shown | more, status=status)


def _flag_form(flag: Flag, filled: tuple[int, FlagForm] | None, may: bool) -> FlagForm | None:
    if not may:
        return None
    return filled[1] if filled and filled[0] == flag.pk else FlagForm(auto_id=f"flag-{flag.pk}-%s")


@staff(Post.REVIEWER)
@writes
def bill_flag_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Allowed, or so much of it disallowed."""
    flag = get_object_or_404(flags_seen_by(acting(request)), pk=pk)
    form = FlagForm(request.POST, auto_id=f"flag-{flag.pk}-%s")

    def act() -> Flag:
        return actions.decide_flag(
            flag_id=flag.pk, disallowed_fen=form.disallowed_fen(), reason=form.cleaned_data["reason"],
            by=user_of(request), at=timezone.now(),
        )  # fmt: skip

    def page(**more: Any) -> HttpResponse:
        return _flags(request, (flag.pk, form), **more)

    return done(request, form, act, page, gettext("Decided."), ("bill_flags",))


@staff(*LOOKERS)
@reads
def clearings(request: HttpRequest) -> HttpResponse:
    """Clearings of the viewer's funds and places, the newest month first."""
    return _clearings(request)


def _open_form(request: HttpRequest, *given: Any) -> OpenForm:
    clerk, now = acting(request).holding((Post.CLERK,)), Month.of(timezone.localdate())
    regions = [each for each in pooling_regions() if clerk.reaches_region(each.path)]
    funds = [fund for fund in LINE_OF_FUND if clerk.sees_fund(fund)]
    return OpenForm(*given, regions=regions, funds=funds, months=[now - back for back in range(_MONTHS_BACK)])


def _clearings(request: HttpRequest, form: OpenForm | None = None, status: int = 200, **more: Any) -> HttpResponse:
    found = clearings_seen_by(acting(request))
    shown = {
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "form": form or (_open_form(request) if Post.CLERK in acting(request).posts else None),
        "waiting": found.filter(state__in=[State.CHECKING, State.REVIEWED, State.APPROVED]).count(),
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


@staff(*LOOKERS)
@reads
def clearing(request: HttpRequest, number: str) -> HttpResponse:
    """One clearing: what each institution is paid, and what the viewer may do."""
    return _page(request, get_object_or_404(clearings_seen_by(acting(request)), number=number))


def _page(request: HttpRequest, own: ClearingRun, status: int = 200, **more: Any) -> HttpResponse:
    user, today = user_of(request), timezone.localdate()
    filled: dict[str, DecisionForm] = more.pop("filled", {})
    page = Paginator(own.clearings.select_related("institution__employer").order_by("-pay_fen"), A_PAGE)
    shown = {
        "own": own,
        "page": page.get_page(request.GET.get("page")),
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
        return _page(request, own, filled={act: form}, **more)

    return done(request, form, do, page, gettext("Done."), ("clearing", own.number))


@staff(*LOOKERS)
@reads
def day_differences(request: HttpRequest) -> HttpResponse:
    """Days on which an institution and we differ, as it told them last; the newest first."""
    found = reconciliations_seen_by(acting(request)).filter(agrees=False).prefetch_related("differences")
    page = Paginator(found.order_by("-day", "-pk"), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "settlement/days.html", {"page": page})


@staff(Post.ADMINISTRATOR, Post.AUDITOR, Post.DIRECTOR)
@reads
def provider_spending(request: HttpRequest) -> HttpResponse:
    """What institutions cost in a month, those far from others of their kind marked."""
    now = Month.of(timezone.localdate())
    try:
        month = Month.parse(request.GET.get("month", ""))
    except ValueError:
        month = now
    rows = spending_of(acting(request), month)
    shown = {
        "month": month, "rows": rows, "total_fen": sum(each.fund_fen for each in rows),
        "outliers": sum(each.is_outlier for each in rows), "previous": month - 1,
        "next": month + 1 if month < now else None, "chart": _chart(rows), "laws": laws_of(rows),
    }  # fmt: skip
    return render(request, "settlement/spending.html", shown)


def _chart(rows: list[Spending]) -> dict[str, Any] | None:
    """The costliest institutions; nothing before there are two."""
    drawn = rows[:_MOST_DRAWN]
    if len(drawn) < 2:
        return None
    return {
        "kind": "bars",
        "unit": "fen",
        "stacked": False,
        "labels": [str(named(each.institution.employer.name, each.institution.employer.name_en)) for each in drawn],
        "series": [{"name": gettext("By the funds"), "values": [each.fund_fen for each in drawn]}],
    }
