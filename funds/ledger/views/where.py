"""Which pooling region and month a page is about, as its address says; what the viewer does not reach is not there."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.utils import timezone

from funds.ledger.models import Book
from funds.ledger.selectors import books_seen_by, in_order, regions_seen_by
from siadmin.agency.access import acting
from siadmin.agency.models import Region
from siadmin.agency.posts import Post
from siadmin.agency.viewer import Viewer
from siadmin.kernel.months import Month

# Who reads the books; who keeps them is named with each view.
_FURTHEST = 1_200  # months: a century away nothing is booked and nothing planned
READERS = (Post.ADMINISTRATOR, Post.DIRECTOR, Post.ACCOUNTANT, Post.CASHIER, Post.AUDITOR)


@dataclass(frozen=True)
class Where:
    """The region in view (None when no book is within reach), its books in order, and the others one may choose."""

    regions: list[Region]
    region: Region | None
    books: list[Book]

    @property
    def has_choice(self) -> bool:
        return len(self.regions) > 1

    @property
    def the_region(self) -> Region:
        """For pages about one region's books. Raises Http404 where the viewer reaches none."""
        if self.region is None:
            raise Http404
        return self.region

    def query(self, **more: object) -> str:
        """`?region=…&month=…` for a link; the region only where there is a choice."""
        known = {"region": self.region.pk} if self.region and self.has_choice else {}
        given = {name: str(value) for name, value in more.items() if value not in (None, "")}
        return f"?{urlencode(known | given)}" if known or given else ""


def where_of(request: HttpRequest, viewer: Viewer) -> Where:
    """The region the address names, else the first within reach. Raises Http404 for one that is not."""
    regions = regions_seen_by(viewer)
    wanted = request.GET.get("region") or request.POST.get("region")
    chosen = [region for region in regions if region.pk == wanted] if wanted else regions[:1]
    if wanted and not chosen:
        raise Http404
    return where_at(viewer, chosen[0] if chosen else None, regions)


def where_at(viewer: Viewer, region: Region | None, regions: list[Region] | None = None) -> Where:
    """A region already known to be within reach."""
    books = in_order(books_seen_by(viewer).filter(region=region)) if region else []
    return Where(regions_seen_by(viewer) if regions is None else regions, region, books)


def book_at(request: HttpRequest, region: str, fund: str) -> Book:
    """A fund's book. Raises Http404 for one that is not within reach."""
    book = books_seen_by(acting(request)).filter(region_id=region, fund=fund).first()
    if book is None:
        raise Http404
    return book


def month_of(request: HttpRequest, default: Month) -> Month:
    """The month the address names. Raises Http404 for what is not one."""
    text = request.GET.get("month") or request.POST.get("month")
    if not text:
        return default
    try:
        month = Month.parse(text)
    except ValueError as error:
        raise Http404 from error
    if abs(month.index - default.index) > _FURTHEST:
        raise Http404
    return month


def this_month() -> Month:
    return Month.of(timezone.localdate())
