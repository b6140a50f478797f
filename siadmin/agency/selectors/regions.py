"""Questions about the tree of regions and about who holds which post."""

import datetime as dt

from django.db.models import Q

from siadmin.agency.models import PostGrant, Region, User
from siadmin.agency.viewer import Reach


def still_standing(on: dt.date) -> Q:
    """Grants that have not ended by a day; some may begin later."""
    return Q(ends_before__isnull=True) | Q(ends_before__gt=on)


def reaches_of(user: User, *, on: dt.date) -> tuple[Reach, ...]:
    """The posts a user holds on a day, each with line and region subtree."""
    grants = (
        PostGrant.objects.filter(still_standing(on), user=user, starts_on__lte=on)
        .select_related("office__region")
        .order_by("id")
    )
    return tuple(Reach(g.post, g.office.line, g.office.region_id, g.office.region.path) for g in grants)


def ancestors(region: Region) -> list[str]:
    """Codes from the region itself up to the nation: the order in which parameters are looked up."""
    return up_from(region.path)


def up_from(path: str) -> list[str]:
    """`ancestors` of the region whose path it is."""
    return [code for code in reversed(path.split("/")) if code]
