"""Settle charged months again after their law changed: tried out, put forward by one person, let go by another."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from contributions.assessment.actions import resettlements as verbs
from contributions.assessment.models import PreparedState, Resettlement
from contributions.assessment.resettlements import newest_dry_run, put_forward_in, runs_from, seen_by, settled_since
from contributions.assessment.visibility import others_holding
from siadmin.agency.access import looking, reads, staff, user_of, writes
from siadmin.agency.forms import DecisionForm, ReasonForm
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Region
from siadmin.agency.posts import Post
from siadmin.kernel.models import Run, RunState
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.policy.models import Proposal, ProposalState

LOOKS = (Post.POLICY_OFFICER, Post.REVIEWER, Post.APPROVER, Post.DIRECTOR, Post.AUDITOR)
TRIES_OUT = (Post.POLICY_OFFICER, Post.REVIEWER, Post.APPROVER)
LETS_GO = (Post.APPROVER,)
A_PAGE = 50
_MOVING = (RunState.PLANNED, RunState.RUNNING)  # a paused run waits for a person: there is nothing to watch


@dataclass(frozen=True, slots=True)
class Change:
    """What a re-settlement changes for one insurance, in fen."""

    insurance: str
    lines: int
    up_fen: int
    down_fen: int

    @property
    def net_fen(self) -> int:
        return self.up_fen + self.down_fen


@staff(*LOOKS)
@reads
def resettlements(request: HttpRequest) -> HttpResponse:
    """What was put forward: first what waits for a second person, then what was sent back, taken back or let go."""
    viewer = looking(request)
    seen = seen_by(viewer.holding(LOOKS))
    waiting = list(seen.filter(state=PreparedState.PREPARED).order_by("prepared_at"))
    decided = seen.exclude(state=PreparedState.PREPARED).order_by("-pk")
    lets_go, eyes = viewer.holding(LETS_GO), user_of(request).eyes
    rows = [
        (each, _net(each.tried), lets_go.reaches_region(each.region.path) and each.prepared_by.eyes != eyes)
        for each in waiting
    ]
    shown = {
        "waiting": rows,
        "mine": sum(is_mine for _, _, is_mine in rows),
        "page": Paginator(decided, A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "assessment/resettlements.html", shown)


@staff(*LOOKS)
@reads
def resettlement(request: HttpRequest, code: str, month: Month) -> HttpResponse:
    """A region's months from `month` on; `?proposal=7` looks at a value that is not approved yet."""
    return _page(request, _shown(request, LOOKS, code, month, request.GET), status=200)


@staff(*TRIES_OUT)
@writes
def try_out(request: HttpRequest, code: str, month: Month) -> HttpResponse:
    """Compute everything and charge nothing."""
    shown = _shown(request, TRIES_OUT, code, month, request.POST)
    proposal: Proposal | None = shown["proposal"]
    try:
        verbs.try_out(
            region=shown["region"],
            first=month,
            by=user_of(request),
            at=timezone.now(),
            proposal_id=proposal.pk if proposal else None,
        )
    except Refusal as refusal:
        return _page(request, shown | {"refusal": refusal}, status=409)
    messages.success(request, gettext("It is being tried out."))
    query = f"?proposal={proposal.pk}" if proposal else ""
    return redirect(reverse("resettlement", args=(code, month)) + query)


@staff(*TRIES_OUT)
@writes
def put_forward(request: HttpRequest, code: str, month: Month) -> HttpResponse:
    """Ask another person to let the dry run go that was looked at."""
    shown = _shown(request, TRIES_OUT, code, month, request.POST)
    form = shown["form"] = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, shown, status=422)
    number = request.POST.get("tried", "")
    tried = get_object_or_404(runs_from(shown["region"], month), pk=number if number.isdecimal() else 0)
    if not tried.parameters["dry_run"]:
        raise Http404
    try:
        verbs.put_forward(tried_id=tried.pk, by=user_of(request), at=timezone.now(), reason=form.cleaned_data["reason"])
    except Refusal as refusal:
        return _page(request, shown | {"refusal": refusal}, status=409)
    messages.success(request, gettext("Put forward. Another person lets it go or sends it back."))
    return redirect("resettlement", code, month)


@staff(*LETS_GO)
@writes
def let_go(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the differences as new lines and bills, by slices, as they were tried out."""
    said = gettext("The months are being settled again.")
    return _decide(request, LETS_GO, pk, verbs.let_go, said)


@staff(*LETS_GO)
@writes
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Do not let it go; the reason goes to who put it forward."""
    said = gettext("Sent back, with your reason.")
    return _decide(request, LETS_GO, pk, verbs.send_back, said, must_say_why=True)


@staff(*TRIES_OUT)
@writes
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own back."""
    return _decide(request, TRIES_OUT, pk, verbs.withdraw, gettext("Taken back."))


def _decide(
    request: HttpRequest,
    posts: tuple[Post, ...],
    pk: int,
    act: Callable[..., object],
    said: str,
    *,
    must_say_why: bool = False,
) -> HttpResponse:
    found = get_object_or_404(Resettlement.objects.select_related("region", "tried"), pk=pk)
    code, month = found.region_id, Month.parse(found.tried.parameters["first"])
    shown = _shown(request, posts, code, month, request.POST)
    form = DecisionForm(request.POST, must_say_why=must_say_why)
    if not form.is_valid():
        return _page(request, shown | {"decision": form}, status=422)
    why = {"reason": form.cleaned_data["reason"]} if must_say_why else {}
    try:
        act(
            resettlement_id=pk, seen_version=form.cleaned_data["seen_version"], by=user_of(request), at=timezone.now(),
            **why,
        )  # fmt: skip
    except Refusal as refusal:
        shown = _shown(request, posts, code, month, request.POST)
        return _page(request, shown | {"refusal": refusal}, status=409)
    messages.success(request, said)
    return redirect("resettlement", code, month)


def _shown(request: HttpRequest, posts: tuple[Post, ...], code: str, month: Month, given: QueryDict) -> dict[str, Any]:
    """What the page shows; 404 for a region the viewer's posts do not reach."""
    viewer = looking(request)
    region = get_object_or_404(Region, pk=code)
    if not viewer.holding(posts).reaches_region(region.path):
        raise Http404
    proposal = _proposal(given)
    tried = newest_dry_run(region, month, proposal.pk if proposal else None)
    put = put_forward_in(region)
    waiting = put.filter(state=PreparedState.PREPARED).first()
    here = list(put.filter(tried__parameters__first=str(month))[:A_PAGE])
    settled = next((each for each in here if each.run is not None), None)
    runs = (tried, settled.run if settled else None)
    is_here = waiting is not None and waiting in here
    looked_at = waiting.tried if waiting is not None and is_here else tried
    shown = {
        "region": region,
        "month": month,
        "proposal": proposal,
        "tried": tried,
        "changes": changes_of(tried),
        "people": _people_of(tried),
        "shown_people": _people_of(looked_at),
        "waiting": waiting,
        "is_here": is_here,
        "last": here[0] if here else None,
        "history": here,
        "settled": settled,
        "settled_changes": changes_of(settled.run if settled else None),
        "is_stale": tried is not None and settled_since(region, tried),
        "is_running": any(run is not None and run.state in _MOVING for run in runs),
        "may_try": viewer.holding(TRIES_OUT).reaches_region(region.path),
        "may_let_go": viewer.holding(LETS_GO).reaches_region(region.path),
        "form": ReasonForm(),
    }
    if waiting is not None and is_here:
        shown |= {
            "is_own": waiting.prepared_by.eyes == user_of(request).eyes,
            "waiting_changes": changes_of(waiting.tried),
            "others": others_holding(LETS_GO, region, waiting.prepared_by.eyes, timezone.localdate())[:4],
            "decision": DecisionForm(initial={"seen_version": waiting.version}),
        }
    return shown


def _page(request: HttpRequest, shown: dict[str, Any], *, status: int) -> HttpResponse:
    return render(request, "assessment/resettlement.html", shown, status=status)


def _proposal(given: QueryDict) -> Proposal | None:
    """The open proposal to be tried out; a decided one needs no supposing."""
    number = given.get("proposal", "")
    if not number.isdecimal():
        return None
    return Proposal.objects.filter(pk=number, state=ProposalState.PROPOSED).first()


def changes_of(run: Run | None) -> list[Change]:
    """By insurance, in their order; nothing before the run is done."""
    sums: dict[str, dict[str, int]] = (run.totals or {}).get("insurances", {}) if run else {}
    return [
        Change(insurance, sums[insurance]["lines"], sums[insurance]["up_fen"], sums[insurance]["down_fen"])
        for insurance in Insurance.values
        if insurance in sums
    ]


def _people_of(run: Run | None) -> dict[str, int] | None:
    """How many people pay more, less or the same; nothing before the run is done."""
    return (run.totals or {}).get("people") if run else None


def _net(run: Run) -> int:
    """What a run comes to in all, in fen."""
    return sum(each.net_fen for each in changes_of(run))
