"""Staff: rises of benefits, reckoned for everybody and looked at before another person approves them."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from benefits.payments import actions
from benefits.payments.forms import RiseForm
from benefits.payments.measures import measure_of, measures
from benefits.payments.models import Rise
from benefits.payments.rules.rising import RISE, RISE_WORDS, RiseAct, RiseState
from benefits.payments.selectors import LOOKERS, bands_of, rises_seen_by
from benefits.payments.selectors.permits import RISE_DID, RISE_PRESSES, why_not_rise
from benefits.payments.selectors.rising import to_supplement
from benefits.payments.words import RISE_STATE_KINDS
from funds.ledger.selectors import pooling_regions
from siadmin.agency.access import acting, open_page, reads, staff, user_of, writes
from siadmin.agency.forms import DecisionForm
from siadmin.agency.insurances import FUND_SHORT_NAMES
from siadmin.agency.posts import Post
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal

A_PAGE = 30
_YEARS_BACK = 2
_ACTIONS: Mapping[str, Callable[..., Rise]] = {
    RiseAct.APPROVE: actions.approve_rise,
    RiseAct.CANCEL: actions.cancel_rise,
}
_WORDS = {"states": RISE_WORDS, "state_kinds": RISE_STATE_KINDS, "funds": FUND_SHORT_NAMES}


@staff(*LOOKERS)
@reads
def rises(request: HttpRequest) -> HttpResponse:
    """Those of the viewer's funds and places, the newest first."""
    return _list(request)


def _list(
    request: HttpRequest, form: RiseForm | None = None, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    viewer = acting(request)
    seen = rises_seen_by(viewer)
    page = Paginator(seen.order_by("-pk"), A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "rows": [(each, measure_of(each.measure).title) for each in page],
        "to_supplement": [(each, measure_of(each.measure).title, count) for each, count in to_supplement(viewer)],
        "to_approve": seen.filter(state=RiseState.CHECKING).count(),
        "form": form or (_form(viewer) if Post.CLERK in viewer.posts else None),
        "refusal": refusal,
    }
    return render(request, "payments/rises.html", shown | _WORDS, status=status)


def _form(viewer: Viewer, data: Any = None) -> RiseForm:
    clerk = viewer.holding((Post.CLERK,))
    today = timezone.localdate()
    seen = [each for each in measures() if clerk.sees_fund(each.fund)]
    span = Month(today.year - _YEARS_BACK + 1, 1), Month.of(today)
    return RiseForm(
        data,
        measures=seen,
        regions=[each for each in pooling_regions() if clerk.reaches_region(each.path)],
        months=sorted({month for each in seen for month in each.begins(*span)}, reverse=True),
    )


@staff(Post.CLERK)
@writes
def rise_open(request: HttpRequest) -> HttpResponse:
    """Reckon a measure for everybody at a place."""
    form = _form(acting(request), request.POST)
    if not form.is_valid():
        return _list(request, form, status=422)
    told = form.cleaned_data
    try:
        own = actions.open_rise(
            code=told["measure"], region=form.regions[told["place"]], from_month=Month.parse(told["from_month"]),
            by=user_of(request), at=timezone.now(),
        )  # fmt: skip
    except Refusal as refusal:
        return _list(request, form, refusal, status=409)
    return redirect("run", own.run_id)


@staff(*LOOKERS)
@reads
def rise(request: HttpRequest, number: str) -> HttpResponse:
    """What it brings, how that is spread, the law it goes by, everybody it touches, and what the viewer may do."""
    return _page(request, _own(request, number))


def _own(request: HttpRequest, number: str) -> Rise:
    return get_object_or_404(rises_seen_by(acting(request)), number=number)


def _page(request: HttpRequest, own: Rise, status: int = 200, **more: Any) -> HttpResponse:
    user, today, viewer = user_of(request), timezone.localdate(), acting(request)
    measure, bands = measure_of(own.measure), bands_of(own)
    found = own.lines.select_related("entitlement__person").order_by("-amount_fen", "pk")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "own": own,
        "title": measure.title,
        "basis": measure.basis,
        "leaves_out": measure.leaves_out,
        "average_fen": own.month_fen // own.people if own.people else 0,
        "bands": bands,
        "law": [(Words(each["zh"], each["en"]), Decimal(each["value"]), each) for each in own.law],
        "chart": _chart(bands) if len(bands) > 1 else None,
        "page": page,
        "why": _why(request, own),
        "offers": [
            {
                "act": arrow.name, "label": RISE_PRESSES[arrow.name],
                "why_not": why_not_rise(own, arrow.name, user, today),
                "form": DecisionForm(
                    must_say_why=arrow.name == RiseAct.CANCEL, auto_id=f"{arrow.name}-%s",
                    initial={"seen_version": own.version},
                ),
            }
            for arrow in RISE.possible(own.state) if arrow.name in _ACTIONS
        ],
        "run_url": open_page(viewer, "run", own.run_id),
        "put_url": open_page(viewer, "run", own.put_run_id) if own.put_run_id else "",
    }  # fmt: skip
    return render(request, "payments/rise.html", shown | _WORDS | more, status=status)


def _why(request: HttpRequest, own: Rise) -> dict[str, Any] | None:
    """One line asked for, step by step."""
    asked = request.GET.get("line", "")
    line = own.lines.filter(pk=asked).select_related("entitlement__person").first() if asked.isdigit() else None
    if line is None:
        return None
    found = measure_of(own.measure).explained(line)
    return {"line": line, "trace": found.trace}


def _chart(bands: list[Any]) -> dict[str, Any]:
    return {
        "kind": "bars",
        "unit": "people",
        "stacked": False,
        "labels": [f"{each.least_fen / 100:.2f}–{each.most_fen / 100:.2f}" for each in bands],
        "series": [{"name": gettext("Benefits"), "values": [each.benefits for each in bands]}],
    }


@staff(Post.APPROVER)
@writes
def rise_act(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """Approve or cancel: on the version that was seen."""
    own = _own(request, number)
    if act not in _ACTIONS:
        raise Http404
    form = DecisionForm(request.POST, must_say_why=act == RiseAct.CANCEL, auto_id=f"{act}-%s")
    if not form.is_valid():
        return _page(request, own, status=422, faulty=form)
    given: dict[str, Any] = {"rise_id": own.pk, "seen_version": form.cleaned_data["seen_version"]}
    if act == RiseAct.CANCEL:
        given["reason"] = form.cleaned_data["reason"]
    try:
        _ACTIONS[act](**given, by=user_of(request), at=timezone.now())
    except Refusal as refusal:
        return _page(request, _own(request, number), status=409, refusal=refusal)
    messages.success(request, str(RISE_DID[act]))
    return redirect("rise", number)
