"""Questions of the agency: accounts, regions and posts, runs, the trail."""

from siadmin.agency.selectors.accounts import account_named, administrator_named, region_coded, standing_grants
from siadmin.agency.selectors.offices import grants_over, nearest_office
from siadmin.agency.selectors.people import people_behind
from siadmin.agency.selectors.regions import ancestors, reaches_of, still_standing, up_from

__all__ = [
    "account_named",
    "administrator_named",
    "ancestors",
    "grants_over",
    "nearest_office",
    "people_behind",
    "reaches_of",
    "region_coded",
    "standing_grants",
    "still_standing",
    "up_from",
]
