"""Reference data without which nothing works: regions, forbidden pairs of posts, the law's numbers, calendars, books.

Safe to repeat: what is there, values decided by people included, stays as it is. For the owner of the database.
"""

import datetime as dt
from dataclasses import asdict, dataclass

from django.db import transaction

from funds.ledger.actions import open_books
from funds.ledger.models import AllowedFlow, Collector
from siadmin.agency import divisions
from siadmin.agency.actions import load_regions
from siadmin.agency.models import ForbiddenPair, Region
from siadmin.kernel import reference
from siadmin.policy.actions import load_years, seed
from siadmin.policy.files import shipped
from siadmin.policy.models import Value
from siadmin.policy.selectors import law_of_day

FIRST_CALENDAR_YEAR = 2019
_POOLED_BY = "medical.base_floor"  # each pooling region of the medical fund has limits of its own


@dataclass(frozen=True, slots=True)
class Installed:
    """How many of each there are now."""

    regions: int
    forbidden_pairs: int
    values_of_the_law: int
    calendar_years: int
    allowed_flows: int
    fund_books: int

    def counts(self) -> dict[str, int]:
        return asdict(self)


def pooling_regions() -> list[str]:
    """Codes of the regions the shipped law knows as pooling regions, in order."""
    return sorted({row.region for row in shipped().rows if row.key == _POOLED_BY})


@transaction.atomic
def install(*, at: dt.datetime, today: dt.date, books_on: dt.date) -> Installed:
    """Bring in what is missing. Calendars reach to the year after `today`; new books open on `books_on`."""
    load_regions(divisions.rows())
    reference.load()
    seed(shipped().rows, at=at)
    load_years(FIRST_CALENDAR_YEAR, today.year + 1, at=at)
    books = 0
    for region in Region.objects.filter(pk__in=pooling_regions()).order_by("pk"):
        by_tax = law_of_day(region, today).is_set("collection.by_tax_authority")
        collector = Collector.TAX if by_tax else Collector.AGENCY
        books += len(open_books(region=region, collector=collector, on=books_on))
    return Installed(
        regions=Region.objects.count(),
        forbidden_pairs=ForbiddenPair.objects.count(),
        values_of_the_law=Value.objects.filter(superseded_at__isnull=True).count(),
        calendar_years=today.year + 2 - FIRST_CALENDAR_YEAR,
        allowed_flows=AllowedFlow.objects.count(),
        fund_books=books,
    )
