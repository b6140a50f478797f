"""Questions of the agency: regions and posts, runs, the trail."""

from siadmin.agency.selectors.people import people_behind
from siadmin.agency.selectors.regions import ancestors, reaches_of, subtree

__all__ = ["ancestors", "people_behind", "reaches_of", "subtree"]
