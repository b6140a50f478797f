"""Couriers and drivers: by how many orders I am insured, and through whom."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from contributions.platforms.selectors import orders_of
from contributions.platforms.words import INDUSTRIES
from enrollment.registry.models import Person
from siadmin.agency.access import citizens, looking, reads


@citizens
@reads
def citizen_orders(request: HttpRequest) -> HttpResponse:
    """Every month with insured orders; the platform pays, I pay nothing."""
    person = get_object_or_404(Person, pk=looking(request).person_id)
    rows = orders_of(person.pk)
    newest = rows[0].month if rows else None
    shown = {
        "person": person,
        "rows": rows,
        "newest": newest,
        "newest_orders": sum(each.orders for each in rows if each.month == newest),
        "industries": INDUSTRIES,
    }
    return render(request, "platforms/citizen_orders.html", shown)
