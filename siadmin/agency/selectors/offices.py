"""Which office answers for a place."""

from siadmin.agency.models import Office, Region
from siadmin.agency.selectors.regions import ancestors


def nearest_office(region: Region, line: str) -> Office | None:
    """The office of a line at the region itself, else the nearest above it."""
    codes = ancestors(region)
    found = Office.objects.filter(region__in=codes, line=line).select_related("region")
    return min(found, key=lambda office: codes.index(office.region_id), default=None)
