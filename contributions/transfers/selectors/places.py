"""Places as transfers see them: the pooling region over a region, and its name for the rules."""

from contributions.transfers.rules.places import Place
from enrollment.registry.models import Person
from funds.ledger.selectors import pooling_regions
from siadmin.agency.models import Region
from siadmin.agency.selectors import ancestors


def place_of(region: Region) -> Place:
    return Place(region.pk, region.words)


def pool_over(region: Region | None) -> Region | None:
    """The pooling region that a region belongs to; nothing where none of ours covers it."""
    return pooling_regions().filter(pk__in=ancestors(region)).order_by("-path").first() if region else None


def is_home(person: Person, region: Region) -> bool:
    """Whether a pooling region is that of the person's household."""
    return pool_over(person.household) == region
