"""Everybody: the service guides, from the same description that drives the form and the case (REG 3, 28, 31, 32)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from siadmin.agency.access import everyone, looking, open_page, reads
from siadmin.agency.insurances import LINE_NAMES
from siadmin.agency.models import Region
from siadmin.kernel.refusal import Refusal
from siadmin.matters.catalogue import Door, matter_of, matters
from siadmin.matters.selectors.terms import terms_of
from siadmin.matters.services import Service, service_of, services
from siadmin.matters.words import DOORS, HANDS, RISKS
from siadmin.policy.lawbook import NATIONAL
from siadmin.policy.listing import regions_with_values


def _regions(request: HttpRequest) -> tuple[list[Region], Region | None]:
    """Places with law of their own, and the one asked for: the nation where none is."""
    regions = regions_with_values()
    wanted = request.GET.get("region", NATIONAL)
    return regions, next((each for each in regions if each.pk == wanted), regions[0] if regions else None)


@everyone
@reads
def guides(request: HttpRequest) -> HttpResponse:
    """Everything one may ask for."""
    regions, region = _regions(request)
    groups = [(kind, [*services(kind), *matters(subject_kind=kind)]) for kind in ("person", "employer", "")]
    shown = {"groups": [(kind, found) for kind, found in groups if found], "regions": regions, "region": region}
    return render(request, "matters/guides.html", shown)


def _service(request: HttpRequest, service: Service) -> dict[str, Any]:
    viewer = looking(request)
    return {
        "service": service,
        "doors": [DOORS[door] for door in Door if door in service.doors],
        "url": open_page(viewer, service.page),
    }


@everyone
@reads
def guide(request: HttpRequest, code: str) -> HttpResponse:
    """Who may ask, with which papers and why these, how long it takes, who decides, what one may do against it."""
    if (service := service_of(code)) is not None:
        return render(request, "matters/service.html", _service(request, service))
    try:
        matter = matter_of(code)
    except KeyError:
        raise Http404 from None
    regions, region = _regions(request)
    shown = {
        "matter": matter,
        "doors": [DOORS[door] for door in Door if door in matter.doors],
        "line": LINE_NAMES.get(matter.line),
        "regions": regions,
        "region": region,
        "may_apply": Door.CITIZEN in matter.doors and looking(request).person_id is not None,
    }
    if region is not None:
        try:
            terms = terms_of(matter, region, timezone.localdate())
        except Refusal as refusal:
            shown["refusal"] = refusal
        else:
            hands = [(RISKS[risk], HANDS[terms.hands_for(risk)], terms.hands[risk]) for risk in terms.hands]
            shown |= {"terms": terms, "hands": hands}
    return render(request, "matters/guide.html", shown)
