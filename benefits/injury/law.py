"""Values of the law of work injury as the record knows them."""

import datetime as dt

from siadmin.agency.models import Region
from siadmin.kernel.trace import Law
from siadmin.policy.selectors import StoredLawBook
from siadmin.policy.verified import value, value_if_any


def law_of(key: str, region: Region, on: dt.date, category: str = "") -> Law:
    """That of the place or what it inherits, on a day. Raises NOT_VERIFIED_HERE."""
    return value(StoredLawBook(), key, region=region.pk, on=on, category=category)


def wage_months(region: Region, on: dt.date) -> int:
    """Over how many months before an injury the own wage is the mean (WIR 64). Raises NOT_VERIFIED_HERE."""
    return int(law_of("injury.own_wage_months", region, on).value)


def law_if_any(key: str, region: Region, on: dt.date, category: str = "") -> Law | None:
    return value_if_any(StoredLawBook(), key, region=region.pk, on=on, category=category)
