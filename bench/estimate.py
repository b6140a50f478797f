"""The page on which somebody with forty years of months reads what each month of retirement would bring; no network."""

import time
from decimal import Decimal
from statistics import median
from typing import Any

from django.test import RequestFactory
from django.urls import resolve, reverse

from bench import people as loading
from bench import places, search, working
from siadmin.agency.actions import open_account
from siadmin.agency.models import Region, User
from siadmin.agency.viewer import Viewer
from siadmin.policy.actions import approve, propose

PAGES = 30
FIRST_WAGE_ON_FILE = 2004
BORN = "1968-03-15"  # a man: retires in the middle of 2028, so that every month of the window is to come


def measure(*, people: int, keep: bool = False) -> dict[str, Any]:
    """Load, live forty years, open the page again and again. Raises RuntimeError where no pension is on it."""
    with places.fresh_database("estimate", keep=keep):
        places.load_reference()
        loading.load(people)
        search.live_long(1)
        with places.owned() as cursor:
            cursor.execute("ALTER TABLE registry_person DISABLE TRIGGER USER")
            cursor.execute("UPDATE registry_person SET birth_on = %s, retirement_group = 'M60' WHERE id = 1", [BORN])
            cursor.execute("ALTER TABLE registry_person ENABLE TRIGGER USER")
        staff = [_account(f"bench_{name}", f"11010519900101{place}01X") for place, name in enumerate(("one", "two"))]
        _wages(*staff)
        citizen = _account("bench_citizen", "110105196803150011", staff=False)
        took = sorted(_opened(citizen) for _ in range(PAGES))
        return {
            "bench": "estimate",
            "people": people,
            "page_months": search.LAST.index - search.FIRST.index + 1,
            "page_median_ms": round(median(took), 1),
            "page_worst_ms": round(took[-1], 1),
            "cores": working.cores(),
            "settings": places.server_settings(),
        }


def _account(username: str, number: str, *, staff: bool = True) -> User:
    return open_account(
        username=username, password="correct-horse-battery", display_name="林静", display_name_en="Lin Jing",
        identity_number=number, is_staff_member=staff, by=None, at=search.AT,
    )  # fmt: skip


def _wages(one: User, two: User) -> None:
    """Averages of the years before those on file, so that forty years can be measured; any number does."""
    first = search.FIRST.first_day.replace(month=1, day=1)
    proposal = propose(
        key="wage.average_month", region=Region.objects.get(pk=places.REGION), category="full_calibre",
        unit="yuan_per_month", starts_on=first, ends_before=first.replace(year=FIRST_WAGE_ON_FILE),
        value=Decimal(1000), source="bench", status="provisional", note="", by=one, at=search.AT,
    )  # fmt: skip
    approve(proposal_id=proposal.pk, seen_version=0, by=two, at=search.AT)


def _opened(citizen: User) -> float:
    """Milliseconds of the view, its template and everything below, read afresh as a request does."""
    path = reverse("citizen_estimate")
    request = RequestFactory().get(path)
    viewer = Viewer(user=citizen, person_id=1)
    request.user, request.viewer, request.htmx = citizen, viewer, False  # type: ignore[attr-defined]
    request.resolver_match = resolve(path)
    began = time.perf_counter()
    content = request.resolver_match.func(request).content
    took = (time.perf_counter() - began) * 1000
    if b"chart" not in content:
        raise RuntimeError("the page says nothing of a pension")
    return took
