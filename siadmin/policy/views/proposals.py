"""Changing the law's numbers: propose, look at what would change, approve, refuse, withdraw. Four eyes are people."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from siadmin.agency.access import looking, reads, staff, user_of, writes
from siadmin.agency.forms import DecisionForm
from siadmin.agency.models import Region
from siadmin.agency.posts import Post
from siadmin.agency.viewer import Viewer
from siadmin.kernel.refusal import Refusal
from siadmin.policy import actions
from siadmin.policy.files import UNITS
from siadmin.policy.forms import ValueForm
from siadmin.policy.listing import change_from, in_force
from siadmin.policy.models import Proposal, ProposalState, Series, Status, Unit, Value
from siadmin.policy.protocols import charged_with, dry_run_of
from siadmin.policy.reach import approvers_of, may_decide, may_propose

A_PAGE = 50
# A key nobody has a value for yet tells its unit by its last word.
_UNIT_OF_ENDING = {"_rate": Unit.RATE, "base_floor": Unit.YUAN_PER_MONTH, "base_ceiling": Unit.YUAN_PER_MONTH}


@staff()
@reads
def policy_proposals(request: HttpRequest) -> HttpResponse:
    """The inbox: what waits for a decision, then what was decided."""
    viewer = looking(request)
    waiting = list(
        Proposal.objects.filter(state=ProposalState.PROPOSED)
        .select_related("region", "proposed_by")
        .order_by("proposed_at")
    )
    decided = Proposal.objects.exclude(state=ProposalState.PROPOSED).select_related(
        "region", "proposed_by", "decided_by"
    )
    page = Paginator(decided.order_by("-decided_at", "-pk"), A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "waiting": [(each, _old(each), _may_decide(viewer, each)) for each in waiting],
        "mine": sum(_may_decide(viewer, each) for each in waiting),
        "page": page,
    }
    return render(request, "policy/policy_proposals.html", shown)


@staff()
@reads
def policy_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal: old and new side by side, the months already charged, and what the viewer may do."""
    proposal = get_object_or_404(Proposal.objects.select_related("region", "proposed_by", "decided_by"), pk=pk)
    return render(request, "policy/policy_proposal.html", _shown(request, proposal))


def _shown(request: HttpRequest, proposal: Proposal) -> dict[str, Any]:
    viewer = looking(request)
    is_open = proposal.state == ProposalState.PROPOSED
    charged = charged_with(
        proposal.key,
        proposal.category,
        proposal.region,
        proposal.value,
        proposal.starts_on,
        proposal.ends_before,
    )
    is_own = viewer.user is not None and viewer.user.eyes == proposal.proposed_by.eyes
    superseded = list(_overlapping(proposal)) if is_open else []
    old = _old(proposal)
    return {
        "proposal": proposal,
        "old": old,
        "superseded": superseded,
        "change": change_from([each.value for each in [old, *superseded] if each is not None], proposal.value),
        "charged": charged,
        "dry_run": dry_run_of.call(proposal, viewer),
        "settle": list({each.region.pk: each for each in charged}.values()),  # the first month of each region
        "is_open": is_open,
        "is_own": is_own,
        "is_approver": may_decide(viewer, proposal.key, proposal.region),
        "may_decide": is_open and _may_decide(viewer, proposal),
        "may_withdraw": is_open and is_own,
        "approvers": [
            grant
            for grant in approvers_of(proposal.key, proposal.region, timezone.localdate())
            if grant.user.eyes != proposal.proposed_by.eyes
        ][:4],
        "form": DecisionForm(initial={"seen_version": proposal.version}),
    }


def _may_decide(viewer: Viewer, proposal: Proposal) -> bool:
    """In the viewer's post, line and region, and not proposed by the same person."""
    assert viewer.user is not None
    return may_decide(viewer, proposal.key, proposal.region) and viewer.user.eyes != proposal.proposed_by.eyes


def _old(proposal: Proposal) -> Value | None:
    """What is in force on the first day of a proposal, inherited or not: what its value would take the place of."""
    present = in_force(proposal.region, proposal.starts_on)
    for each in present:
        if (each.key, each.value.series.category) == (proposal.key, proposal.category):
            return each.value
    return None


def _overlapping(proposal: Proposal) -> QuerySet[Value]:
    """Values of the same series whose belief would end."""
    values = Value.objects.filter(
        series__key=proposal.key,
        series__region=proposal.region,
        series__category=proposal.category,
        superseded_at__isnull=True,
    ).filter(Q(ends_before__isnull=True) | Q(ends_before__gt=proposal.starts_on))
    if proposal.ends_before is not None:
        values = values.filter(starts_on__lt=proposal.ends_before)
    return values.order_by("starts_on")


@staff(Post.POLICY_OFFICER)
@reads
def propose(request: HttpRequest) -> HttpResponse:
    """The form for a new value of `?key=&region=&category=`; without a key one is chosen from the list first."""
    if not request.GET.get("key"):
        return redirect("policy_values")
    place = _place(request, request.GET)
    initial = {"status": Status.OFFICIAL, "value": request.GET.get("value", "")}
    return render(request, "policy/propose.html", place | {"form": ValueForm(place["unit"], initial=initial)})


@staff(Post.POLICY_OFFICER)
@writes
def propose_value(request: HttpRequest) -> HttpResponse:
    """Keep the proposal; it governs nothing until another person approves it."""
    place = _place(request, request.POST)
    form = ValueForm(place["unit"], request.POST)
    if not form.is_valid():
        return render(request, "policy/propose.html", place | {"form": form}, status=422)
    try:
        proposal = actions.propose(
            key=place["key"],
            region=place["region"],
            category=place["category"],
            unit=place["unit"],
            starts_on=form.cleaned_data["starts_on"],
            ends_before=form.ends_before,
            value=form.cleaned_data["value"],
            source=form.cleaned_data["source"],
            status=form.cleaned_data["status"],
            note=form.cleaned_data["note"],
            by=user_of(request),
            at=timezone.now(),
        )
    except Refusal as refusal:
        return render(request, "policy/propose.html", place | {"form": form, "refusal": refusal}, status=409)
    messages.success(request, gettext("Proposed. It governs nothing until somebody else approves it."))
    return redirect("policy_proposal", proposal.pk)


def _place(request: HttpRequest, given: Any) -> dict[str, Any]:
    """Which parameter a value is proposed for; 404 where the viewer may not, or where there is no such parameter."""
    viewer = looking(request)
    key, category = given.get("key", ""), given.get("category", "")
    region = get_object_or_404(Region, pk=given.get("region", ""))
    unit = unit_of(key)
    if unit is None or not may_propose(viewer, key, region) or not _is_category(category):
        raise Http404
    held = in_force(region, timezone.localdate())
    now = next((each for each in held if (each.key, each.value.series.category) == (key, category)), None)
    return {
        "key": key,
        "category": category,
        "region": region,
        "unit": unit,
        "unit_words": UNITS[unit],
        "now": now,
    }


def _is_category(category: str) -> bool:
    return not category or Series.objects.filter(category=category).exists()


def unit_of(key: str) -> str | None:
    """The unit a parameter has everywhere."""
    known = Series.objects.filter(key=key).values_list("unit", flat=True).first()
    if known is not None:
        return known
    return next((str(unit) for ending, unit in _UNIT_OF_ENDING.items() if key.endswith(ending)), None)


@staff(Post.APPROVER)
@writes
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """From now on the value is what we believe."""
    said = gettext("Approved: from now on this is the value in force.")
    return _decide(request, pk, actions.approve, said, must_say_why=False)


@staff(Post.APPROVER)
@writes
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """The present value stays; the reason goes to the proposer."""
    return _decide(request, pk, actions.refuse, gettext("Refused: the present value stays."), must_say_why=True)


def _decide(
    request: HttpRequest, pk: int, decide: Callable[..., object], said: str, *, must_say_why: bool
) -> HttpResponse:
    viewer = looking(request)
    proposal = get_object_or_404(Proposal.objects.select_related("region", "proposed_by", "decided_by"), pk=pk)
    if not may_decide(viewer, proposal.key, proposal.region):
        raise Http404
    return _done(request, proposal, decide, said, must_say_why)


@staff(Post.POLICY_OFFICER)
@writes
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own proposal back."""
    viewer = looking(request)
    proposal = get_object_or_404(Proposal.objects.select_related("region", "proposed_by", "decided_by"), pk=pk)
    if not may_propose(viewer, proposal.key, proposal.region):
        raise Http404
    return _done(request, proposal, actions.withdraw, gettext("Withdrawn."), must_say_why=False)


def _done(
    request: HttpRequest, proposal: Proposal, act: Callable[..., object], said: str, must_say_why: bool
) -> HttpResponse:
    form = DecisionForm(request.POST, must_say_why=must_say_why)
    if not form.is_valid():
        shown = _shown(request, proposal) | {"form": form}
        return render(request, "policy/policy_proposal.html", shown, status=422)
    try:
        act(
            proposal_id=proposal.pk,
            seen_version=form.cleaned_data["seen_version"],
            by=user_of(request),
            at=timezone.now(),
            reason=form.cleaned_data["reason"],
        )
    except Refusal as refusal:
        proposal.refresh_from_db()
        shown = _shown(request, proposal) | {"refusal": refusal}
        return render(request, "policy/policy_proposal.html", shown, status=409)
    messages.success(request, said)
    return redirect("policy_proposal", proposal.pk)
