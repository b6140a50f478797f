"""Everybody: the service guides, from the same description that drives the form and the case (REG 3, 28, 31, 32)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from siadmin.agency.access import everyone, looking, open_page, reads
from siadmin.agency.insurances import LINE_NAMES
from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.refusal import Refusal
from siadmin.matters.catalogue import Door, Matter, matter_of, matters
from siadmin.matters.selectors.terms import terms_of
from siadmin.matters.services import Service, service_of, services
from siadmin.matters.words import CERTIFICATES, DOORS, HANDS, OTHER, RISKS, TOPICS, topic_of
from siadmin.policy.lawbook import NATIONAL
from siadmin.policy.listing import regions_with_values

LONGEST_QUERY = 60


def _regions(request: HttpRequest) -> tuple[list[Region], Region | None]:
    """Places with law of their own, and the one asked for: the nation where none is."""
    regions = regions_with_values()
    wanted = request.GET.get("region", NATIONAL)
    return regions, next((each for each in regions if each.pk == wanted), regions[0] if regions else None)


@everyone
@reads
def guides(request: HttpRequest) -> HttpResponse:
    """Everything one may ask for, by topic; with `?q=` those that say every word of it in either language."""
    regions, region = _regions(request)
    query = " ".join(request.GET.get("q", "").split())[:LONGEST_QUERY]
    groups = [(kind, _by_topic(kind, query.casefold().split())) for kind in ("person", "employer", "")]
    shown = {
        "groups": [(kind, topics) for kind, topics in groups if topics],
        "found": sum(len(each) for _, topics in groups for _, each in topics),
        "query": query,
        "regions": regions,
        "region": region,
    }
    return render(request, "matters/guides.html", shown)


def _by_topic(kind: str, words: list[str]) -> list[tuple[Words, list[Service | Matter]]]:
    """Topics with what they hold of a kind of subject; those with nothing are left out."""
    told: list[tuple[Words, list[Service | Matter]]] = [
        (CERTIFICATES, [each for each in services(kind) if _says(each, words)])
    ]
    found = [each for each in matters(subject_kind=kind) if _says(each, words)]
    told += [(topic, [each for each in found if topic_of(each.category) == topic]) for topic in (*TOPICS, OTHER)]
    return [(topic, those) for topic, those in told if those]


def _says(each: Service | Matter, words: list[str]) -> bool:
    parts = (each.title, each.who, each.result, each.basis)
    text = " ".join(f"{part.zh} {part.en}" for part in parts).casefold()
    return all(word in text for word in words)


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
