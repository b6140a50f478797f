"""The counter: who may act for a person; ending it at once."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from enrollment.agents.actions import end_mandate
from enrollment.agents.forms import EndForm
from enrollment.agents.models import Mandate
from enrollment.agents.selectors import mandates_of
from enrollment.agents.views.citizen import rows
from enrollment.registry.records import records_of
from enrollment.registry.selectors import persons_seen_by
from siadmin.agency.access import acting, open_page, reads, staff, user_of, writes
from siadmin.agency.posts import Post
from siadmin.kernel.refusal import Refusal
from siadmin.matters.selectors.cases import LOOKING


def _page(request: HttpRequest, number: str, status: int = 200, **more: Any) -> HttpResponse:
    person = get_object_or_404(persons_seen_by(acting(request)), number=number)
    shown = {
        "person": person,
        "rows": rows(mandates_of(person)),
        "form": EndForm(),
        "may_end": acting(request).holding((Post.CLERK,)).is_staff,
        "record_url": open_page(acting(request), "matter_start", "person_agent", person.number),
    }
    return render(request, "agents/person_agents.html", shown | more, status=status)


@staff(*LOOKING)
@reads
def person_agents(request: HttpRequest, number: str) -> HttpResponse:
    """Everybody who may act for a person, or once might."""
    return _page(request, number)


@staff(Post.CLERK)
@writes
def mandate_end(request: HttpRequest, number: str, which: str) -> HttpResponse:
    """Asked for by the person, the agent or a court: it ends with this act."""
    person = get_object_or_404(persons_seen_by(acting(request)), number=number)
    found = get_object_or_404(Mandate, person__in=records_of(person.pk), number=which)
    form = EndForm(request.POST)
    if not form.is_valid():
        return _page(request, number, 422, form=form)
    try:
        end_mandate(mandate_id=found.pk, by=user_of(request), at=timezone.now(), reason=form.cleaned_data["reason"])
    except Refusal as refusal:
        return _page(request, number, 409, refusal=refusal)
    messages.success(request, gettext("Ended: it opens nothing any more."))
    return redirect("person_agents", number)
