"""A construction project in Beijing, from its registration on, in a line each.

rate("0.001")
contractor = an_employer(at=COUNTY_OF[BEIJING])
site = registered(contractor, cost="30000000.00")
cities.pay(contractor, NOVEMBER, {Fund.INJURY: site.premium_fen})
"""

import datetime as dt
from decimal import Decimal
from typing import Any

from contributions.projects.models import CostChange, Project, Term
from enrollment.registry.models import Employer
from siadmin.matters.catalogue import matter_of
from siadmin.matters.models import Case
from siadmin.policy.actions import approve, propose
from tests.cities import BEIJING, tick
from tests.factories import TODAY, a_user, region
from tests.owing import Desk

TOLD: dict[str, Any] = {
    "name": "通州中学教学楼", "place": "通州区运河东路1号", "permit": "110112202611010101", "cost": "30000000.00",
    "starts_on": "2026-11-25", "last_on": "2027-06-30",
}  # fmt: skip


def rate(value: str = "0.001", pool: str = BEIJING, status: str = "official") -> None:
    """Two people say the rate of a place."""
    proposal = propose(
        key="injury.project_rate", region=region(pool), category="", unit="rate", starts_on=dt.date(2026, 1, 1),
        ends_before=None, value=Decimal(value), source="test", status=status, note="", by=a_user(staff=True),
        at=tick(),
    )  # fmt: skip
    approve(proposal_id=proposal.pk, seen_version=0, by=a_user(staff=True), at=tick())


def asked(contractor: Employer, desk: Desk | None = None, at: dt.datetime | None = None, **told: Any) -> Case:
    facts = {"site": contractor.region_id} | TOLD | told
    return (desk or Desk()).asked(matter_of("project_registration"), contractor, at, **facts)


def registered(contractor: Employer, at: dt.datetime | None = None, **told: Any) -> Project:
    """By people of the place it is built at."""
    desk = Desk(told.get("site", contractor.region_id))
    desk.signed(asked(contractor, desk, at, **told), at=at)
    return Project.objects.latest("pk")


def changed(project: Project, cost: str, on: str = "", at: dt.datetime | None = None) -> CostChange:
    """A supplement to the contract of a day."""
    desk = Desk()
    facts = {"project": project.number, "cost": cost, "changed_on": on or str(TODAY), "why": "补充协议"}
    desk.signed(desk.asked(matter_of("project_cost_change"), project.employer, at, **facts), at=at)
    return project.changes.latest("pk")


def filed(project: Project, matter: str, last_on: str, at: dt.datetime | None = None) -> Term:
    """Longer (`project_extension`) or ended (`project_ending`)."""
    desk = Desk()
    facts = {"project": project.number, "last_on": last_on, "why": "工期调整"}
    desk.signed(desk.asked(matter_of(matter), project.employer, at, **facts), at=at)
    return project.terms.latest("pk")
