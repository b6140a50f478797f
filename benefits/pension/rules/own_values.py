"""Values a place must have of its own; where it has none that were verified, that is said and nothing is guessed.

A nation-wide figure is a minimum, or the average of all: it never stands in for the place's (国发〔2014〕8号 §6;
人社部发〔2021〕18号).
"""

import datetime as dt

from siadmin.kernel.refusal import Reason
from siadmin.kernel.trace import Law
from siadmin.policy.lawbook import NATIONAL, LawBook, NoLawInForce
from siadmin.policy.names import name_of

NOT_VERIFIED_HERE = Reason(
    "pension_not_verified_here",
    "地区 {region} 在 {on} 没有经核实的“{name_zh}”，不按全国数值推算。",
    "Region {region} has no verified value of “{name_en}” on {on}; a nation-wide one does not stand in for it.",
    "请由政策管理人员登记该地区的数值及其依据；登记前不能计算这一项。",
    "Ask the policy officers to record the region's value and its source; until then this cannot be calculated.",
)


def own_value(book: LawBook, key: str, *, region: str, on: dt.date, category: str = "") -> Law:
    """That of the region or of what lies between it and the nation. Raises NOT_VERIFIED_HERE."""
    try:
        found: Law | None = book.law(key, region=region, category=category, on=on)
    except NoLawInForce:
        found = None
    if found is None or found.region == NATIONAL:
        name = name_of(key)
        raise NOT_VERIFIED_HERE(region=region, on=on, name_zh=name.zh, name_en=name.en)
    return found
