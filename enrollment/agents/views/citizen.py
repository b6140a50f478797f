"""Citizens: who may act for me, for whom I may act; ending it at once."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from enrollment.agents.actions import end_mandate
from enrollment.agents.models import Mandate
from enrollment.agents.selectors import AS_WHAT, mandates_held_by, mandates_of, standing
from enrollment.registry.models import Person
from enrollment.registry.records import records_of
from siadmin.agency.access import citizens, looking, reads, user_of, writes
from siadmin.kernel.refusal import Refusal
from siadmin.matters.catalogue import matter_of

ENDED_ONLINE = "网上终止"


def rows(mandates: Any) -> list[dict[str, Any]]:
    """Mandates as pages show them: as what, in which matters by name, standing or over."""
    today = timezone.localdate()
    stands = set(
        Mandate.objects.filter(standing(today), pk__in=[each.pk for each in mandates]).values_list("pk", flat=True)
    )
    return [
        {
            "mandate": each,
            "as_what": AS_WHAT[each.kind],
            "matters": [matter_of(code).title for code in each.matters],
            "stands": each.pk in stands,
        }
        for each in mandates
    ]


def _page(request: HttpRequest, status: int = 200, **more: Any) -> HttpResponse:
    me = get_object_or_404(Person, pk=looking(request).person_id)
    held = mandates_held_by(me).filter(standing(timezone.localdate()))
    shown = {"mine": rows(mandates_of(me)), "held": rows(held)}
    return render(request, "agents/citizen_agents.html", shown | more, status=status)


@citizens
@reads
def citizen_agents(request: HttpRequest) -> HttpResponse:
    """Who acts for me and in what; for whom I act."""
    return _page(request)


@citizens
@writes
def citizen_agent_end(request: HttpRequest, number: str) -> HttpResponse:
    """End it: one's own, as whom it is for or as its agent."""
    person_id = looking(request).person_id
    records = records_of(person_id) if person_id is not None else []
    found = get_object_or_404(
        Mandate.objects.filter(person__in=records) | Mandate.objects.filter(agent__in=records), number=number
    )
    try:
        end_mandate(mandate_id=found.pk, by=user_of(request), at=timezone.now(), reason=ENDED_ONLINE)
    except Refusal as refusal:
        return _page(request, 409, refusal=refusal)
    messages.success(request, gettext("Ended: it opens nothing any more."))
    return redirect("citizen_agents")
