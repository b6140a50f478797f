"""A proposed value tried out on everybody before it is decided on: what it would do, as answer, charts and tables."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from contributions.dryruns import actions
from contributions.dryruns.answers import beyond, is_charged_with
from contributions.dryruns.changes import changes_since
from contributions.dryruns.lists import SEES_PEOPLE, effects_on_employers, touched
from contributions.dryruns.models import Baseline
from contributions.dryruns.selectors import (
    LOOKS,
    TRIES_OUT,
    Counted,
    Found,
    companions_of,
    dry_runs_of,
    found_by,
    of_line,
    places_of,
    seen_in,
)
from contributions.dryruns.telling import answer, stale_because
from contributions.dryruns.words import band_name
from siadmin.agency.access import looking, open_page, reads, staff, user_of, writes
from siadmin.agency.insurances import EMPLOYEE_FUNDS, FUND_SHORT_NAMES
from siadmin.agency.models import Region, User
from siadmin.agency.selectors import ancestors
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import chosen
from siadmin.kernel.models import Run, RunState, SliceState
from siadmin.kernel.refusal import Refusal
from siadmin.policy.models import Proposal, ProposalState
from siadmin.policy.reach import line_of

MOST_TOUCHED = 10
EARLIER = 8
_MOVING = (RunState.PLANNED, RunState.RUNNING)  # a paused run waits for a person: there is nothing to watch


@staff(*sorted(LOOKS))
@reads
def dry_run(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest dry run of a proposal, or `?run=7`: one of the earlier ones.

    What watches its progress is told to load the page anew at its end, with the charts.
    """
    proposal = _proposal(request, pk)
    shown = _shown(request, proposal)
    response = render(request, "dryruns/dry_run.html", shown)
    if "HX-Request" in request.headers and not shown["is_running"]:
        response["HX-Refresh"] = "true"
    return response


@staff(*sorted(TRIES_OUT))
@writes
def dry_run_try(request: HttpRequest, pk: int) -> HttpResponse:
    """Try it out on everybody, together with the open proposals that were chosen; nobody is charged."""
    proposal = _proposal(request, pk)
    viewer = looking(request)
    if not of_line(viewer, line_of(proposal.key), TRIES_OUT).reaches_region(proposal.region.path):
        raise Http404
    known = {str(each.pk): each.pk for each in companions_of(proposal)}
    chosen_too = [known[number] for number in request.POST.getlist("with") if number in known]
    try:
        actions.try_out(proposal_ids=[proposal.pk, *chosen_too], by=user_of(request), at=timezone.now())
    except Refusal as refusal:
        return render(request, "dryruns/dry_run.html", _shown(request, proposal) | {"refusal": refusal}, status=409)
    messages.success(request, gettext("It is being tried out. Nobody is charged."))
    return redirect("dry_run", proposal.pk)


def _proposal(request: HttpRequest, pk: int) -> Proposal:
    """404 where none of the places that a value may govern is within the viewer's reach."""
    proposal = get_object_or_404(Proposal.objects.select_related("region", "proposed_by"), pk=pk)
    held = of_line(looking(request), line_of(proposal.key))
    if not any(held.reaches_region(each.path) for each in [proposal.region, *places_of(proposal.region)]):
        raise Http404
    return proposal


def _shown(request: HttpRequest, proposal: Proposal) -> dict[str, Any]:
    viewer = looking(request)
    line = line_of(proposal.key)
    runs = list(dry_runs_of(proposal)[:EARLIER])
    asked = request.GET.get("run", "")
    run = next((each for each in runs if str(each.pk) == asked), runs[0] if runs else None)
    is_open, is_charged = proposal.state == ProposalState.PROPOSED, is_charged_with(proposal.key)
    shown: dict[str, Any] = {
        "proposal": proposal,
        "run": run,
        "is_newest": run is not None and run == runs[0],
        "is_open": is_open,
        "is_charged": is_charged,
        "beyond": None if is_charged else beyond(proposal.key),
        "nowhere": None if places_of(proposal.region) else _pool_above(proposal.region),
        "companions": _companions(proposal, run) if is_open and is_charged else [],
        "may_try": of_line(viewer, line, TRIES_OUT).reaches_region(proposal.region.path),
        "earlier": _by_whom(runs),
        "is_running": run is not None and run.state in _MOVING,
    }
    return shown | (_of_run(viewer, run) if run is not None else {})


def _pool_above(region: Region) -> Region | None:
    """Where the contributions of a region below a pool are charged: its own values govern no month."""
    above = Region.objects.in_bulk(ancestors(region)[1:])
    return next((above[code] for code in ancestors(region)[1:] if code in above and places_of(above[code])), None)


def _companions(proposal: Proposal, run: Run | None) -> list[tuple[Proposal, bool]]:
    """Open proposals it may be tried out with, and whether that is suggested: as last time, else by their first day."""
    last = {each["id"] for each in run.parameters["proposals"]} if run is not None else None
    return [
        (each, each.pk in last if last is not None else each.starts_on == proposal.starts_on)
        for each in companions_of(proposal)
    ]


def _by_whom(runs: list[Run]) -> list[tuple[Run, User | None]]:
    people = User.objects.in_bulk([run.started_by for run in runs if run.started_by])
    return [(run, people.get(run.started_by or 0)) for run in runs]


def _of_run(viewer: Viewer, run: Run) -> dict[str, Any]:
    """What a dry run found where the viewer may look, how far it is, and whether it is out of date."""
    seen = seen_in(viewer, run)
    found = found_by(run, seen)
    is_done = run.state == RunState.DONE
    sees_people = of_line(viewer, run.parameters["line"], SEES_PEOPLE)
    return {
        "found": found,
        "answer": answer(found) if is_done else None,
        "values": _values(run),
        "stale": stale_because(changes_since(run)) if is_done else (),
        "slices": run.slices.count(),
        "slices_done": run.slices.filter(state=SliceState.DONE).count(),
        "bands": [(band, band_name(band), counted) for band, counted in found.bands.items()],
        "bands_chart": _people_chart([band_name(band) for band in found.bands], found.bands) if found.bands else None,
        "tiers": list(found.tiers.items()),
        "tiers_chart": _tiers_chart(found) if len(found.tiers) > 1 else None,
        "places_chart": _places_chart(found) if is_done and len(found.touched) > 1 else None,
        "most_touched": [
            (each, open_page(viewer, "employer", each.employer.number))
            for each in (touched(run, list(effects_on_employers(run, seen)[:MOST_TOUCHED])) if is_done else [])
        ],
        "is_of_years": not found.people.all and bool(found.residents.all),
        "sees_people": any(sees_people.reaches_region(each.path) for each in seen),
        "run_url": open_page(viewer, "run", run.pk),
    }


def _values(run: Run) -> list[tuple[Proposal, Decimal | None]]:
    """The values that were tried out, each with what governs without it where that is one number."""
    proposals = Proposal.objects.in_bulk([each["id"] for each in run.parameters["proposals"]])
    laws = [
        law
        for kept in Baseline.objects.filter(tariff__supposed_in=run).values_list("laws", flat=True)
        for law in kept.values()
    ]
    told = []
    for each in run.parameters["proposals"]:
        old = {law["value"] for law in laws if law["key"] == each["key"]}
        told.append((proposals[each["id"]], Decimal(old.pop()) if len(old) == 1 else None))
    return told


def _tiers_chart(found: Found) -> dict[str, Any]:
    return _people_chart([f"{tier_fen // 100:,}" for tier_fen in found.tiers], found.tiers)


def _people_chart(labels: list[str], bars: Mapping[int, Counted]) -> dict[str, Any]:
    """People by band of their wages, or by tier: who pays more, less, the same."""
    counted = list(bars.values())
    return {
        "kind": "bars",
        "unit": "people",
        "stacked": True,
        "labels": labels,
        "series": [
            {"name": gettext("pay more"), "values": [each.more for each in counted]},
            {"name": gettext("pay less"), "values": [each.less for each in counted]},
            {"name": gettext("the same"), "values": [each.same for each in counted]},
        ],
    }


def _places_chart(found: Found) -> dict[str, Any]:
    """What each fund receives more by region, in fen a month; a year where residents' funds alone are touched."""
    places = [(place, Found(insurances=place.insurances).funds) for place in found.touched]
    of_a_month = [fund for fund in found.funds if fund in EMPLOYEE_FUNDS]
    funds = of_a_month or list(found.funds)
    return {
        "kind": "bars",
        "unit": "fen",
        "stacked": True,
        "labels": [chosen(zh=place.region.name_zh, en=place.region.name_en) for place, _ in places],
        "series": [
            {
                "name": str(FUND_SHORT_NAMES[fund]),
                "values": [sums[fund].net_fen if fund in sums else None for _, sums in places],
            }
            for fund in funds
        ],
    }
