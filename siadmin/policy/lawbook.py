"""Where rules' callers look the law up: the contract of every store of parameters, and how regions inherit."""

import datetime as dt
from typing import Protocol

from siadmin.kernel.refusal import Reason, Refusal
from siadmin.kernel.trace import Law

NATIONAL = "000000"

NO_LAW_IN_FORCE = Reason(
    "no_law_in_force",
    "{on} 在地区 {region} 没有“{key}”{category}的有效规定，不能按零计算。",
    "No value of “{key}”{category} is in force in region {region} on {on}; it is not taken as zero.",
    "请由政策管理人员登记该参数及其依据。",
    "Ask the policy officers to record the value and its source.",
)


class NoLawInForce(Refusal):
    """The law says nothing for this key, region, category and day."""

    def __init__(self, key: str, region: str, category: str, on: dt.date) -> None:
        shown = f" [{category}]" if category else ""
        super().__init__(NO_LAW_IN_FORCE, {"key": key, "region": region, "category": shown, "on": on.isoformat()})


class LawBook(Protocol):
    """Dated values of the law; the most specific region with a value in force wins."""

    def law(self, key: str, *, region: str, category: str = "", on: dt.date) -> Law:
        """The one value in force on that day. Raises NoLawInForce."""
        ...

    def table(self, key: str, *, region: str, on: dt.date) -> dict[str, Law]:
        """Every category of one key in force on that day, from one region. Raises NoLawInForce when there is none."""
        ...


def levels(region: str) -> tuple[str, ...]:
    """The region, its city, its province and the nation, most specific first; six digits each.

    Districts of a city inherit from it: 440106 → 440100 → 440000 → 000000.
    """
    return tuple(dict.fromkeys((region, f"{region[:4]}00", f"{region[:2]}0000", NATIONAL)))
