"""What counts for me though it was not charged here: months, deemed years and balances from elsewhere."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from contributions.accounts.selectors import openings_of
from contributions.history.models import MonthKind
from contributions.history.selectors import months_of, stretches_of
from enrollment.registry.models import Person
from siadmin.agency.access import citizens, looking, reads


@citizens
@reads
def citizen_history(request: HttpRequest) -> HttpResponse:
    """Each stretch with where it was kept, who paid, on what; deemed months with their decision; balances."""
    person = get_object_or_404(Person, pk=looking(request).person_id)
    months = months_of(person.pk)
    shown = {
        "person": person,
        "paid": len({month.month for month in months if month.kind == MonthKind.ACTUAL}),
        "deemed": len({month.month for month in months if month.kind == MonthKind.DEEMED}),
        "stretches": stretches_of(person.pk, months),
        "openings": openings_of(person.pk),
    }
    return render(request, "history/citizen.html", shown)
