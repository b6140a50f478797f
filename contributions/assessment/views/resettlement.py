"""Settle charged months again after their law changed: try it out, see who pays more and who less, then start it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from contributions.assessment.actions import ResettlementRun, open_resettlement
from contributions.assessment.forms import ReasonForm
from siadmin.agency.access import reads, staff, writes
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Region, User
from siadmin.agency.posts import Post
from siadmin.agency.viewer import Viewer
from siadmin.kernel.models import Run, RunState
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.policy.models import Proposal, ProposalState

LOOKS = (Post.POLICY_OFFICER, Post.REVIEWER, Post.APPROVER, Post.DIRECTOR, Post.AUDITOR)
TRIES_OUT = (Post.POLICY_OFFICER, Post.REVIEWER, Post.APPROVER)
STARTS = (Post.APPROVER,)


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
def resettlement(request: HttpRequest, code: str, month: Month) -> HttpResponse:
    """A region's months from `month` on; `?proposal=7` looks at a value that is not approved yet."""
    return render(request, "assessment/resettlement.html", _shown(request, LOOKS, code, month, request.GET))


@staff(*TRIES_OUT)
@writes
def try_out(request: HttpRequest, code: str, month: Month) -> HttpResponse:
    """Compute everything and write nothing."""
    return _open(request, TRIES_OUT, code, month, dry_run=True)


@staff(*STARTS)
@writes
def settle_again(request: HttpRequest, code: str, month: Month) -> HttpResponse:
    """Write the differences as new lines and bills, by slices."""
    return _open(request, STARTS, code, month, dry_run=False)


def _open(request: HttpRequest, posts: tuple[Post, ...], code: str, month: Month, *, dry_run: bool) -> HttpResponse:
    shown = _shown(request, posts, code, month, request.POST)
    form = ReasonForm(request.POST)
    if not dry_run and not form.is_valid():
        return render(request, "assessment/resettlement.html", shown | {"form": form}, status=422)
    proposal: Proposal | None = shown["proposal"]
    user: User = request.viewer.user  # type: ignore[attr-defined]
    try:
        open_resettlement(
            region=shown["region"],
            first=month,
            by=user,
            at=timezone.now(),
            reason=form.cleaned_data["reason"] if not dry_run else "",
            proposal_id=proposal.pk if proposal and dry_run else None,
            dry_run=dry_run,
        )
    except Refusal as refusal:
        return render(request, "assessment/resettlement.html", shown | {"refusal": refusal}, status=409)
    said = gettext("It is being tried out.") if dry_run else gettext("The months are being settled again.")
    messages.success(request, said)
    query = f"?proposal={proposal.pk}" if proposal else ""
    return redirect(reverse("resettlement", args=(code, month)) + query)


def _shown(request: HttpRequest, posts: tuple[Post, ...], code: str, month: Month, given: QueryDict) -> dict[str, Any]:
    """What the page shows; 404 for a region the viewer's posts do not reach."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    region = get_object_or_404(Region, pk=code)
    if not viewer.holding(posts).reaches_region(region.path):
        raise Http404
    proposal = _proposal(given)
    tried = _newest(region, month, lambda run: run.parameters["dry_run"], proposal)
    real = _newest(region, month, lambda run: not run.parameters["dry_run"], None)
    return {
        "region": region,
        "month": month,
        "proposal": proposal,
        "tried": tried,
        "changes": _changes(tried),
        "people": (tried.totals or {}).get("people") if tried else None,
        "real": real,
        "real_changes": _changes(real),
        "is_running": any(run is not None and run.state in _ON_THE_WAY for run in (tried, real)),
        "may_try": viewer.holding(TRIES_OUT).reaches_region(region.path),
        "may_start": viewer.holding(STARTS).reaches_region(region.path),
        "form": ReasonForm(),
    }


_ON_THE_WAY = (RunState.PLANNED, RunState.RUNNING)


def _proposal(given: QueryDict) -> Proposal | None:
    """The open proposal to be tried out; a decided one needs no supposing."""
    number = given.get("proposal", "")
    if not number.isdecimal():
        return None
    return Proposal.objects.filter(pk=number, state=ProposalState.PROPOSED).first()


def _newest(region: Region, month: Month, wanted: Callable[[Run], bool], proposal: Proposal | None) -> Run | None:
    """The last run of this region and first month of the wanted sort, for this proposal or for the law in force."""
    runs = Run.objects.filter(kind=ResettlementRun.code, key__startswith=f"{region.pk}:{month}..").order_by("-pk")
    number = proposal.pk if proposal else None
    return next((run for run in runs if wanted(run) and run.parameters["proposal"] == number), None)


def _changes(run: Run | None) -> list[Change]:
    """By insurance, in their order; nothing before the run is done."""
    sums: dict[str, dict[str, int]] = (run.totals or {}).get("insurances", {}) if run else {}
    return [
        Change(insurance, sums[insurance]["lines"], sums[insurance]["up_fen"], sums[insurance]["down_fen"])
        for insurance in Insurance.values
        if insurance in sums
    ]
