"""Choosing a resident's tier among those of the place."""

import datetime as dt

from django.db import transaction

from contributions.selfpay.law import own_share
from contributions.selfpay.selectors import resident_offer
from enrollment.participation.actions.by_oneself import choose_tier
from enrollment.participation.models import OwnTerms
from enrollment.registry.models import Person
from siadmin.agency.insurances import ResidentScheme
from siadmin.agency.models import Region, User
from siadmin.kernel.money import written
from siadmin.kernel.refusal import Reason

NO_SUCH_TIER = Reason(
    "no_such_tier",
    "{region} {year} 年没有 {tier} 元的档次。",
    "{region} has no tier of {tier} yuan in {year}.",
    "从公布的档次中选择。",
    "Choose one of the published tiers.",
)
LOWEST_TIER_ONLY = Reason(
    "lowest_tier_only",
    "由政府代缴的只有最低档 {tier} 元。",
    "Government pays the lowest tier of {tier} yuan only.",
    "选择最低档；选更高档次的由本人缴费。",
    "Choose the lowest tier; a higher one is paid by oneself.",
)


@transaction.atomic
def choose_resident_tier(
    *,
    person: Person,
    region: Region,
    scheme: str,
    year: int,
    tier_fen: int,
    category: str,
    by: User | None,
    at: dt.datetime,
    channel: str = "portal",
) -> OwnTerms:
    """A tier the place has for the year. Raises NO_SUCH_TIER, LOWEST_TIER_ONLY and the reasons of `choose_tier`."""
    there = resident_offer(region, scheme, year)
    if tier_fen not in there.tiers or category not in there.categories:
        raise NO_SUCH_TIER(region=region.words, year=year, tier=written(tier_fen))
    own = own_share(scheme, category, there.book)
    if scheme == ResidentScheme.PENSION and own.value < 1 and tier_fen != there.tiers[0]:
        raise LOWEST_TIER_ONLY(tier=written(there.tiers[0]))
    return choose_tier(
        person=person, region=region, scheme=scheme, year=year, tier_fen=tier_fen, category=category,
        by=by, at=at, channel=channel,
    )  # fmt: skip
