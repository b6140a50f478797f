"""The demonstration's keys open what they say, until the next start makes new ones."""

import pytest

from enrollment.registry.models import ApiToken
from siadmin.portal.world.programs import BUREAU, new_keys
from tests.api.doors import call, receipt, refused
from tests.cities import BEIJING, POOLS, SHENZHEN
from tests.factories import NOW, a_delegate, an_employer

pytestmark = pytest.mark.usefixtures("five_cities")


def test_every_citys_tax_authority_and_the_bureau_have_a_key_until_the_next_start() -> None:
    a_delegate(an_employer(), username=BUREAU)
    first, second = new_keys(1, NOW), new_keys(1, NOW)
    standing = ApiToken.objects.filter(revoked_at__isnull=True)
    assert {token.region_id for token in standing} == {*POOLS, None}
    assert len(first) == len(second) == standing.count()
    (shenzhen,) = [key for key in second if key.whose.en.endswith("Shenzhen")]
    assert call("/api/v1/receipts/", receipt(), token=shenzhen.token).status_code == 201
    assert refused(call("/api/v1/receipts/", receipt(region=BEIJING), token=shenzhen.token, key="k2")) == (
        "receipt_out_of_reach"
    )
    (before,) = [key for key in first if key.whose.en.endswith("Shenzhen")]
    assert call("/api/v1/receipts/", receipt(region=SHENZHEN), token=before.token, key="k3").status_code == 401
