"""What a month proves stays proven in the region that charged it, wherever its employers are pooled later."""

from dataclasses import astuple

import pytest

from contributions.collection import proofs
from enrollment.registry.models import Employer
from funds.banking.sources import Part, Source
from siadmin.agency.insurances import Fund
from siadmin.agency.models import Region
from tests.cities import BEIJING, CHENGDU, SEPTEMBER, charge, declare, pay, staff

pytestmark = pytest.mark.usefixtures("five_cities")
SOURCES: tuple[Source, ...] = (proofs.LinesAndBills(), proofs.AllocatedAndBooked(), proofs.SharesAndCredits())


@pytest.fixture
def paid_in_beijing(five_cities: None) -> Employer:
    """September declared, charged and paid in Beijing."""
    employer, people = staff(2)
    declare(employer, SEPTEMBER, dict.fromkeys(people, 9_000))
    charge(BEIJING, SEPTEMBER)
    pay(employer, SEPTEMBER)
    return employer


def _proven(source: Source, pool: str) -> list[tuple[object, ...]]:
    return [astuple(pair) for pair in source.pairs(Region.objects.get(pk=pool), SEPTEMBER)]


def _parts(source: Source, pool: str) -> list[Part]:
    region = Region.objects.get(pk=pool)
    return source.parts(region, SEPTEMBER, Fund.PENSION, first=0, most=50, unequal=False).parts


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.code)
def test_a_month_stays_with_the_region_that_charged_it(source: Source, paid_in_beijing: Employer) -> None:
    before, parts = _proven(source, BEIJING), _parts(source, BEIJING)
    assert before
    assert parts
    assert all(left == right != 0 for _, left, right, *_ in before)
    Employer.objects.filter(pk=paid_in_beijing.pk).update(pooling_region=CHENGDU)
    assert (_proven(source, BEIJING), _parts(source, BEIJING)) == (before, parts)
    assert (_proven(source, CHENGDU), _parts(source, CHENGDU)) == ([], [])
    for pool in (BEIJING, CHENGDU):
        assert source.rows(Region.objects.get(pk=pool), SEPTEMBER, Fund.PENSION) == []
