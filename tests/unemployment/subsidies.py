"""Values of the grants that belong to no spell: none is in force today, so two people record them here."""

import datetime as dt
from decimal import Decimal

from enrollment.registry.models import Person
from siadmin.agency.models import Region
from siadmin.kernel.months import Month
from siadmin.policy.actions import approve, propose
from tests.cities import GUANGZHOU, tick
from tests.claims.desk import a_worker
from tests.factories import a_user
from tests.unemployment.spells import NOVEMBER

NATION = "000000"


def in_force(key: str, value: int, unit: str, *, region: str = NATION, category: str = "") -> None:
    """From January 2026 on."""
    proposal = propose(
        key=f"unemployment.{key}", region=Region.objects.get(pk=region), category=category, unit=unit,
        starts_on=dt.date(2026, 1, 1), ends_before=None, value=Decimal(value), source="test", status="official",
        note="", by=a_user(staff=True), at=tick(),
    )  # fmt: skip
    approve(proposal_id=proposal.pk, seen_version=0, by=a_user(staff=True), at=tick())


def skill_notice() -> None:
    in_force("skill_qualifying_months", 12, "months")
    for grade, yuan in (("junior", 1_000), ("middle", 1_500)):
        in_force("skill_subsidy", yuan, "yuan", category=f"skill_{grade}")


def migrant_rules() -> None:
    in_force("migrant_month", 900, "yuan_per_month", region=GUANGZHOU)
    in_force("migrant_months_a_year", 1, "months", region=GUANGZHOU)
    in_force("migrant_most_months", 12, "months", region=GUANGZHOU)


def insured_for_a_year(*, until: Month = NOVEMBER) -> Person:
    """The twelve months before `until`."""
    return a_worker(GUANGZHOU, months=tuple(until - 12 + n for n in range(12)))[1]
