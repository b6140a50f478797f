"""Which office answers for a place, and who sits there or above it."""

import datetime as dt
from collections.abc import Collection

from siadmin.agency.models import Office, PostGrant, Region
from siadmin.agency.selectors.regions import ancestors, still_standing


def nearest_office(region: Region, line: str) -> Office | None:
    """The office of a line at the region itself, else the nearest above it."""
    codes = ancestors(region)
    found = Office.objects.filter(region__in=codes, line=line).select_related("region")
    return min(found, key=lambda office: codes.index(office.region_id), default=None)


def grants_over(region: Region, posts: Collection[str], on: dt.date, *, line: str | None = None) -> list[PostGrant]:
    """By which grants people hold one of `posts` on a day at an office of the region or above it; the nearest first.

    `line`: of offices of this line only.
    """
    grants = PostGrant.objects.filter(
        still_standing(on), post__in=posts, office__region__in=ancestors(region), starts_on__lte=on,
        user__is_active=True,
    ).select_related("user", "office__region")  # fmt: skip
    if line is not None:
        grants = grants.filter(office__line=line)
    return sorted(grants, key=lambda grant: (-len(grant.office.region.path), grant.pk))
