"""The demonstration has somebody ordered to pay, somebody who pays later and money that goes back."""

import pytest

from contributions.collection.models import Deferral, EnforcementStep, LateFee, Refund
from siadmin.agency.insurances import Fund
from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.portal.world.owing import tell_owed
from tests.cities import BEIJING, CHENGDU, COUNTY_OF, SEPTEMBER, SHANGHAI, broken, charge, declare, pay, staff
from tests.factories import NOW, a_member_of_staff

pytestmark = pytest.mark.usefixtures("five_cities")


def desks() -> dict[str, User]:
    return {
        f"{prefix}.{post}": a_member_of_staff(post, at=pool)
        for prefix, pool in (("bj", BEIJING), ("sh", SHANGHAI), ("cd", CHENGDU))
        for post in (Post.CLERK, Post.REVIEWER)
    }


def test_three_cases_are_told_where_somebody_is_late_or_paid_too_much() -> None:
    for pool in (BEIJING, SHANGHAI, CHENGDU):
        employer, (person,) = staff(at=COUNTY_OF[pool])
        declare(employer, SEPTEMBER, {person: 9_000})
        charge(pool, SEPTEMBER)
        if pool == BEIJING:
            pay(employer, SEPTEMBER)
            pay(employer, SEPTEMBER, {Fund.PENSION: 8_800_00})
    assert tell_owed(desks(), NOW) == 3
    assert LateFee.objects.exists()
    assert EnforcementStep.objects.get().enforcement.region_id == SHANGHAI
    assert Deferral.objects.filter(employer__pooling_region=CHENGDU).count() == 3
    assert Refund.objects.get().paid_on is None
    assert broken() == {}


def test_a_world_where_nobody_owes_has_none() -> None:
    assert tell_owed(desks(), NOW) == 0
